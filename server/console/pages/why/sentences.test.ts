import { describe, expect, test } from 'vitest';
import { type ExplainedSchedule, verdicts } from '#shared/api/explanation.ts';
import { en } from '../../locales/en.ts';
import { vi } from '../../locales/vi.ts';
import { type Circumstances, grouped, sentenceOf } from './sentences.ts';

const schedule: ExplainedSchedule = {
  scheduleId: 's',
  publicationId: 'p',
  name: 'Phòng chống đuối nước',
  unitId: 'u',
  unitName: 'Phòng GD&ĐT huyện Phú Giáo',
  priority: 'ordinary',
  mode: 'loop',
  verdict: 'onAir',
  by: null,
  nextAt: null,
};
const about: Circumstances = {
  words: vi,
  track: 'main',
  day: { why: 'holiday', names: ['Quốc khánh'] },
  sharing: 0,
  instant: (at) => `lúc ${at}`,
};
const say = (change: Partial<ExplainedSchedule>, given: Partial<Circumstances> = {}) =>
  sentenceOf({ ...schedule, ...change }, { ...about, ...given });

describe('the reason of a schedule', () => {
  test.each(verdicts)('%s is a whole sentence in both languages', (verdict) => {
    for (const words of [vi, en])
      for (const nextAt of [null, 900]) {
        const text = say({ verdict, by: 'Bản tin', nextAt }, { words });
        expect(text).toMatch(/^\p{Lu}|^“/u);
        expect(text).toMatch(/[.]$/);
        expect(text).not.toMatch(/undefined|null|\.\.|; *\./);
      }
  });

  test('no two verdicts sound the same', () => {
    for (const words of [vi, en]) {
      const all = verdicts.map((verdict) => say({ verdict, by: 'X', nextAt: 1 }, { words }));
      expect(new Set(all).size).toBe(verdicts.length);
    }
  });

  test('names who it lost to, and says when it comes next', () => {
    expect(say({ verdict: 'outranked', by: 'Tin khẩn' })).toBe(
      'Nhường cho “Tin khẩn”, có mức ưu tiên cao hơn.',
    );
    expect(say({ verdict: 'outsideHours', nextAt: 920 })).toBe('Ngoài giờ phát; lần tới lúc 920.');
    expect(say({ verdict: 'outsideHours' })).toBe('Ngoài giờ phát.');
  });

  test('names the period that is not held, in the reader’s language', () => {
    expect(say({ verdict: 'noSuchPeriod', by: 'recess' })).toBe('Hôm đó ở đây không có “ra chơi”.');
    expect(say({ verdict: 'noSuchPeriod', by: 'recess' }, { words: en })).toBe(
      '“recess” is not held here on that day.',
    );
    expect(say({ verdict: 'noSuchPeriod', by: 'Giờ đọc sách' })).toContain('“Giờ đọc sách”');
  });

  test('says what kind of day it is', () => {
    expect(say({ verdict: 'notThisKindOfDay' })).toBe(
      'Không phát vào loại ngày này (ngày nghỉ lễ: Quốc khánh).',
    );
  });

  test('what a schedule lacks is said of the track that was asked about', () => {
    expect(say({ verdict: 'nothingForTrack' }, { track: 'audio' })).toBe(
      'Không có âm thanh riêng.',
    );
  });
});

describe('what is on air', () => {
  test('is there by the right of its mode, of its class, or of its turn', () => {
    expect(say({ mode: 'takeover' })).toContain('chiếm trọn màn hình');
    expect(say({ mode: 'once', priority: 'priority' })).toContain('hẹn đúng giờ');
    expect(say({ priority: 'priority' })).toContain('ưu tiên');
    expect(say({ priority: 'filler' }, { sharing: 2 })).toContain('không trống');
    expect(say({}, { sharing: 2 })).toContain('đến lượt');
    expect(say({})).toContain('không có gì được ưu tiên hơn');
  });
});

test('schedules stand in the order of interest, those that air first, none left out', () => {
  const all = verdicts.toReversed().map((verdict) => ({ ...schedule, verdict }));
  const found = grouped(all);
  expect(found.map(({ group }) => group)).toEqual(['airing', 'lost', 'notNow', 'notHere']);
  expect(found.flatMap(({ schedules }) => schedules)).toHaveLength(verdicts.length);
  expect(grouped([{ ...schedule, verdict: 'notForLevel' }])).toHaveLength(1);
});
