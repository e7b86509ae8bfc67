import { describe, expect, test } from 'vitest';
import { plainWhen } from '#shared/domain/when.ts';
import { en } from '../../locales/en.ts';
import { vi } from '../../locales/vi.ts';
import { type Summarised, summaryOf } from './summary.ts';

const schedule: Summarised = {
  playlist: 'Phòng chống đuối nước',
  owner: 'Phòng GD&ĐT huyện Phú Giáo',
  unitNames: [],
  audience: { levels: ['primary'], tags: [] },
  when: {
    ...plainWhen,
    days: [1, 2, 3, 4, 5],
    hours: [{ start: '07:00', end: '07:30' }],
    from: '2026-11-23',
    until: '2026-12-31',
  },
};
const say = (change: Partial<Summarised>, words = vi) =>
  summaryOf(words, { ...schedule, ...change }, '2026-11-22');

describe('a schedule in one sentence', () => {
  test('names what, where, days, hours and dates', () => {
    expect(say({})).toBe(
      'Phát “Phòng chống đuối nước” tại các trường tiểu học thuộc Phòng GD&ĐT huyện Phú Giáo, ' +
        'thứ Hai đến thứ Sáu, 7:00–7:30, từ 23/11 đến 31/12.',
    );
    expect(say({}, en)).toBe(
      'Play “Phòng chống đuối nước” at primary schools of Phòng GD&ĐT huyện Phú Giáo, ' +
        'Monday to Friday, 7:00–7:30, from 23/11 to 31/12.',
    );
  });

  test('lists single days, several hours, and writes the year when it is another', () => {
    const when = {
      ...plainWhen,
      days: [7, 2, 4],
      hours: [
        { start: '07:00', end: '07:30' },
        { start: '15:00', end: '15:20' },
      ],
      from: '2026-12-20',
      until: '2027-01-10',
    };
    expect(say({ when })).toContain(
      'thứ Ba, thứ Năm và Chủ nhật, 7:00–7:30 và 15:00–15:20, từ 20/12/2026 đến 10/01/2027.',
    );
  });

  test('many units are counted, all of them need no list, tags are said last', () => {
    expect(
      say({ unitNames: ['A', 'B', 'C', 'D', 'E'], audience: { levels: [], tags: [] } }),
    ).toContain('tại A, B và 3 đơn vị khác,');
    expect(say({ audience: { levels: [], tags: ['sân trường'] } })).toContain(
      'tại mọi màn hình của Phòng GD&ĐT huyện Phú Giáo, chỉ nơi có nhãn “sân trường”,',
    );
    expect(
      say({
        unitNames: ['Xã An Bình'],
        audience: { levels: ['lowerSecondary', 'primary'], tags: [] },
      }),
    ).toContain('tại các trường THCS và tiểu học thuộc Xã An Bình,');
  });

  test('an unfinished form says what is missing', () => {
    const when = { ...plainWhen, days: [], hours: [], from: '2026-11-23', until: null };
    expect(say({ unitNames: null })).toContain('tại (chưa chọn đơn vị),');
    expect(say({ playlist: '', when })).toContain('(chưa chọn danh sách phát)');
    expect(say({ when })).toContain(
      '(chưa chọn ngày), (chưa có giờ), từ 23/11 cho tới khi có thay đổi.',
    );
  });

  test('one day alone is said as one day', () => {
    const when = {
      ...schedule.when,
      until: '2026-11-23',
      hours: [{ start: '00:00', end: '24:00' }],
    };
    expect(say({ when })).toContain('suốt ngày, chỉ ngày 23/11.');
  });
});
