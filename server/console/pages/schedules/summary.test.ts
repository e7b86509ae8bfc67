import { describe, expect, test } from 'vitest';
import { plainWhen, type When } from '#shared/domain/when.ts';
import { en } from '../../locales/en.ts';
import { vi } from '../../locales/vi.ts';
import { repeatOf, type Summarised, summaryOf } from './summary.ts';

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

  test('periods, kinds of day, promise and sound are said where they are out of the ordinary', () => {
    const when = {
      ...schedule.when,
      days: [...plainWhen.days],
      among: 'school' as const,
      hours: [],
      periods: ['recess'],
      until: '2027-05-31',
    };
    const promise = {
      atLeast: { times: 2, per: 'day' as const },
      atMostPerHour: null,
      minutesApart: 20,
    };
    const manner = {
      mode: 'loop' as const,
      secondsPerHour: null,
      frequency: promise,
      sound: 'always' as const,
    };
    expect(say({ when, manner })).toBe(
      'Phát “Phòng chống đuối nước” tại các trường tiểu học thuộc Phòng GD&ĐT huyện Phú Giáo, ' +
        'mọi ngày học, giờ ra chơi, ít nhất 2 lần mỗi ngày, cách nhau ít nhất 20 phút, ' +
        'luôn có tiếng, từ 23/11/2026 đến 31/05/2027.',
    );
    expect(say({ when, manner }, en)).toBe(
      'Play “Phòng chống đuối nước” at primary schools of Phòng GD&ĐT huyện Phú Giáo, ' +
        'every school day, in recess, at least twice a day, at least 20 minutes apart, ' +
        'always with sound, from 23/11/2026 to 31/05/2027.',
    );
  });

  test.each<[When['repeat'], string]>([
    [{ kind: 'rule', rrule: 'FREQ=MONTHLY;BYDAY=1MO' }, 'thứ Hai đầu tiên mỗi tháng'],
    [{ kind: 'rule', rrule: 'FREQ=MONTHLY;BYDAY=-1FR' }, 'thứ Sáu cuối cùng mỗi tháng'],
    [{ kind: 'rule', rrule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU' }, 'thứ Ba, cứ 2 tuần một lần'],
    [{ kind: 'rule', rrule: 'FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=9' }, 'ngày 9/11 mỗi năm'],
    [{ kind: 'rule', rrule: 'FREQ=YEARLY;BYWEEKNO=20' }, 'theo quy tắc FREQ=YEARLY;BYWEEKNO=20'],
    [{ kind: 'lunar', month: 3, day: 10 }, 'ngày 10/3 âm lịch mỗi năm'],
    [{ kind: 'schoolDays', every: 3 }, 'cứ 3 ngày học một lần'],
    [{ kind: 'firstSchoolDay' }, 'ngày học đầu tiên mỗi tuần'],
  ])('%j is said in words', (repeat, words) => {
    expect(repeatOf(vi, { ...schedule.when, repeat }, '2026-11-22')).toBe(words);
  });

  test('weekdays that count only when school is held, dates added and left out', () => {
    const when = {
      ...schedule.when,
      days: [1, 3],
      among: 'teaching' as const,
      also: ['2026-11-28'],
      except: ['2026-12-02', '2026-11-30'],
    };
    expect(repeatOf(vi, when, '2026-11-22')).toBe(
      'thứ Hai và thứ Tư (chỉ ngày học không thi), thêm ngày 28/11, trừ ngày 30/11 và 02/12',
    );
  });
});
