import { describe, expect, test } from 'vitest';
import type { Calendar } from '#shared/domain/calendar.ts';
import { plainWhen, type When } from '#shared/domain/when.ts';
import { dateText, dayNumber } from '../school-time/days.ts';
import { createSchoolTimes, plainSchoolTime, type SchoolTime } from '../school-time/school-time.ts';
import { daysOf } from './days.ts';

const zone = 'Asia/Ho_Chi_Minh';
const plain = plainSchoolTime(zone);

function timeBy(calendar: Partial<Calendar>): SchoolTime {
  const value = { weekdays: null, terms: null, yearly: [], decided: [], ...calendar };
  const setting = { unitId: 'u', kind: 'calendar', version: 1, value, at: 0, by: null } as const;
  return createSchoolTimes().at(
    { path: ['u'], levels: [], zone },
    new Map([['u', { calendar: setting }]]),
  );
}

function days(when: Partial<When>, first: string, last: string, time = plain): string[] {
  const whole: When = {
    ...plainWhen,
    hours: [{ start: '07:00', end: '08:00' }],
    from: '2026-09-01',
    until: null,
    ...when,
  };
  return daysOf(whole, time, dayNumber(first), dayNumber(last)).map(dateText);
}

/** Monday is off, Saturday stands for it, Thursday and Friday are for examinations. */
const stormy = timeBy({
  decided: [
    { name: 'Nghỉ bão', from: '2026-11-23', until: '2026-11-23', kind: { is: 'off' } },
    { name: 'Học bù', from: '2026-11-28', until: '2026-11-28', kind: { is: 'school', as: 1 } },
    { name: 'Kiểm tra', from: '2026-11-26', until: '2026-11-27', kind: { is: 'exam' } },
  ],
});

describe('[P12] days', () => {
  test('each week on the weekdays named', () => {
    expect(days({ days: [1, 7] }, '2026-11-16', '2026-11-29')).toEqual([
      '2026-11-16',
      '2026-11-22',
      '2026-11-23',
      '2026-11-29',
    ]);
  });

  test('by a rule counted from the first date; weekdays have no say', () => {
    const rule = { kind: 'rule', rrule: 'FREQ=MONTHLY;BYDAY=1MO' } as const;
    expect(days({ repeat: rule, days: [7] }, '2026-11-01', '2027-01-31')).toEqual([
      '2026-11-02',
      '2026-12-07',
      '2027-01-04',
    ]);
    const third = { kind: 'rule', rrule: 'FREQ=DAILY;INTERVAL=3' } as const;
    expect(days({ repeat: third }, '2026-09-01', '2026-09-08')).toEqual([
      '2026-09-01',
      '2026-09-04',
      '2026-09-07',
    ]);
    expect(days({ repeat: third, from: '2020-01-01' }, '2026-09-01', '2026-09-05')).toEqual([
      '2026-09-02',
      '2026-09-05',
    ]);
  });

  test('on a date of the lunar calendar, and not at all in a year whose month is too short', () => {
    const tet = { kind: 'lunar', month: 1, day: 1 } as const;
    expect(days({ repeat: tet, days: [3] }, '2026-01-01', '2028-12-31')).toEqual([
      '2027-02-06',
      '2028-01-26',
    ]);
    // no year from 2025 to 2032 has a 30th of the twelfth month
    const eve = { kind: 'lunar', month: 12, day: 30 } as const;
    expect(days({ repeat: eve, from: '2025-01-01' }, '2025-02-01', '2033-12-31')).toEqual([
      '2033-01-30',
    ]);
  });

  test('every n-th school day, the first at or after the first date being one', () => {
    const every = { kind: 'schoolDays', every: 3 } as const;
    expect(days({ repeat: every, from: '2026-11-21' }, '2026-11-16', '2026-12-05', stormy)).toEqual(
      ['2026-11-24', '2026-11-27', '2026-12-01', '2026-12-04'],
    );
    const all = days({ repeat: every, from: '2020-01-01' }, '2020-01-01', '2026-11-30');
    const later = days({ repeat: every, from: '2020-01-01' }, '2026-11-01', '2026-11-30');
    expect(later).toEqual(all.filter((date) => date >= '2026-11-01'));
    expect(days({ repeat: every, days: [5] }, '2026-09-01', '2026-09-30')).toEqual(
      days({ repeat: every }, '2026-09-01', '2026-09-30').filter(
        (date) => new Date(date).getUTCDay() === 5,
      ),
    );
  });

  test('the first school day of each week', () => {
    const first = { kind: 'firstSchoolDay' } as const;
    expect(days({ repeat: first }, '2026-11-16', '2026-12-06', stormy)).toEqual([
      '2026-11-16',
      '2026-11-24',
      '2026-11-30',
    ]);
    // the week has begun before the first date: its first school day is gone
    expect(days({ repeat: first, from: '2026-11-25' }, '2026-11-16', '2026-12-06', stormy)).toEqual(
      ['2026-11-30'],
    );
  });

  test('besides on dates added, never on dates taken away', () => {
    const when = {
      days: [1],
      also: ['2026-11-25', '2026-11-25', '2026-11-24', '2026-11-23'],
      except: ['2026-11-24', '2026-11-30'],
    };
    expect(days(when, '2026-11-16', '2026-12-07')).toEqual([
      '2026-11-16',
      '2026-11-23',
      '2026-11-25',
      '2026-12-07',
    ]);
  });

  test('never before the first date or after the last', () => {
    const when = {
      from: '2026-11-18',
      until: '2026-11-19',
      also: ['2026-11-17', '2026-11-20'],
    };
    expect(days(when, '2026-11-01', '2026-11-30')).toEqual(['2026-11-18', '2026-11-19']);
    expect(days(when, '2026-12-01', '2026-12-31')).toEqual([]);
    const repeats = [
      { kind: 'rule', rrule: 'FREQ=DAILY' },
      { kind: 'schoolDays', every: 1 },
      { kind: 'firstSchoolDay' },
      { kind: 'lunar', month: 10, day: 9 },
    ] as const;
    for (const repeat of repeats) {
      expect(days({ repeat, from: '2027-01-01' }, '2026-11-01', '2026-11-30')).toEqual([]);
      const last = days({ repeat, until: '2026-11-20' }, '2026-11-01', '2027-11-30').at(-1);
      expect((last ?? '') <= '2026-11-20').toBe(true);
    }
  });
});

describe('[P14] among those days', () => {
  const among = (kind: When['among'], weekdays: number[]) =>
    days({ among: kind, days: weekdays }, '2026-11-23', '2026-11-29', stormy).map((date) =>
      Number(date.slice(8)),
    );
  const all = [1, 2, 3, 4, 5, 6, 7];

  test('all, school, teaching, examinations, or the days on which school is out', () => {
    expect(among('any', all)).toEqual([23, 24, 25, 26, 27, 28, 29]);
    expect(among('school', all)).toEqual([24, 25, 26, 27, 28]);
    expect(among('teaching', all)).toEqual([24, 25, 28]);
    expect(among('exam', all)).toEqual([26, 27]);
    expect(among('off', all)).toEqual([23, 29]);
  });

  test('a make-up day is the weekday that it stands for, where school days are asked for', () => {
    expect(among('school', [1])).toEqual([28]);
    expect(among('teaching', [1, 2])).toEqual([24, 28]);
    expect(among('school', [6])).toEqual([]);
    expect(among('any', [1])).toEqual([23]);
    expect(among('any', [6])).toEqual([28]);
    expect(among('off', [1, 6])).toEqual([23]);
  });

  test('dates that are written out hold on every kind of day', () => {
    const when = { among: 'school' as const, also: ['2026-11-23', '2026-11-29'] };
    expect(days(when, '2026-11-23', '2026-11-29', stormy)).toContain('2026-11-29');
  });

  test('rules and lunar dates too', () => {
    const rule = { kind: 'rule', rrule: 'FREQ=WEEKLY;BYDAY=MO,SA' } as const;
    expect(days({ repeat: rule, among: 'school' }, '2026-11-23', '2026-11-29', stormy)).toEqual([
      '2026-11-28',
    ]);
  });
});

test('asked again for other days, or by another calendar, it answers anew', () => {
  const when: When = { ...plainWhen, among: 'school', hours: [], from: '2026-09-01', until: null };
  const [first, last] = [dayNumber('2026-11-23'), dayNumber('2026-11-29')];
  const answers = [plain, stormy, plain].map((time) => daysOf(when, time, first, last).length);
  expect(answers).toEqual([5, 5, 5]);
  expect(daysOf(when, stormy, first, last)).not.toEqual(daysOf(when, plain, first, last));
  expect(daysOf(when, plain, first, first)).toEqual([first]);
});
