/**
 * Recurrence rules three times over: by the library that the product uses (`rrule-temporal`), by a second,
 * independent one (`ical.js`), and from first principles, by the table of RFC 5545 section 3.3.10 read
 * date by date. A failing run prints its seed.
 *
 * Where the libraries differ, the RFC's table says that ours is right: `ical.js` takes the start for an
 * occurrence even if the rule does not name it, ignores BYSETPOS but in months, knows no BYMONTHDAY from
 * the end of the month in daily rules (and never returns), expands BYMONTHDAY of a year without BYMONTH
 * in one month only, moves 29 February, and mistakes weeks and weekdays counted over a year. So it is asked what it knows, and from the rule's own
 * first date. What ours gets wrong (days of the year with weekdays) is refused: `windows/rule.ts`.
 */
import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, test } from 'vitest';
import { daysOfRule, readRule, ruleProblem } from '#server/publish/windows/rule.ts';

const DAY = 86_400_000;
const names = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const number = (date: string) => Date.parse(`${date}T00:00:00Z`) / DAY;
const text = (day: number) => new Date(day * DAY).toISOString().slice(0, 10);
const ours = (rule: string, from: string, until: string) =>
  daysOfRule(rule, from, number(from), number(until)).map(text);

// ── first principles ────────────────────────────────────────────────────────────────────────────

type Parts = Readonly<Record<string, string>>;
type Date_ = { day: number; year: number; month: number; date: number; weekday: number };

function dateOf(day: number): Date_ {
  const at = new Date(day * DAY);
  const [year, month, date] = [at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate()];
  return { day, year, month, date, weekday: (at.getUTCDay() + 6) % 7 };
}
const dayOf = (year: number, month: number, date: number) => Date.UTC(year, month - 1, date) / DAY;
const numbers = (value: string) => value.split(',').map(Number);
/** whether one of the numbers is the position, counted from 1 or from the end */
const picks = (wanted: string, position: number, of: number) =>
  numbers(wanted).some((n) => (n > 0 ? n : of + n + 1) === position);

/** Whether a weekday of BYDAY, with its ordinal among those from `first` to `last`, is the date. */
function isByDay(value: string, { day, weekday }: Date_, first: number, last: number): boolean {
  return value.split(',').some((each) => {
    const [, ordinal, name] = /^([+-]?\d*)(\w\w)$/.exec(each)!;
    if (names.indexOf(name!) !== weekday) return false;
    if (ordinal === '') return true;
    const n = Number(ordinal);
    return n > 0
      ? Math.floor((day - first) / 7) + 1 === n
      : Math.floor((last - day) / 7) + 1 === -n;
  });
}

/** The first day of week 1: the first week, from WKST, with four days in the year. */
function firstWeek(year: number, wkst: number): number {
  const fourth = dateOf(dayOf(year, 1, 4));
  return fourth.day - ((fourth.weekday - wkst + 7) % 7);
}

/** The rule's dates as the standard's table reads; slow, obvious. */
function byTheBook(rule: string, from: string, until: string): string[] {
  const parts: Parts = Object.fromEntries(rule.split(';').map((part) => part.split('=')));
  const start = dateOf(number(from));
  const interval = Number(parts.INTERVAL ?? 1);
  const wkst = names.indexOf(parts.WKST ?? 'MO');
  const end = parts.UNTIL
    ? number(parts.UNTIL.replace(/^(\d{4})(\d\d)(\d\d).*$/, '$1-$2-$3'))
    : Number.POSITIVE_INFINITY;
  const found: string[] = [];
  for (let n = 0; ; n += interval) {
    const period = periodOf(parts.FREQ!, start, n, wkst);
    if (period.first > number(until)) return found;
    const dates: number[] = [];
    for (let day = period.first; day <= period.last; day++)
      if (isIn(parts, dateOf(day), period, start, wkst)) dates.push(day);
    const set = parts.BYSETPOS
      ? dates.filter((_, index) => picks(parts.BYSETPOS!, index + 1, dates.length))
      : dates;
    for (const day of set) {
      if (day < start.day) continue;
      if (day > end || found.length >= Number(parts.COUNT ?? Number.POSITIVE_INFINITY))
        return found;
      if (day <= number(until)) found.push(text(day));
    }
  }
}

type Period = { first: number; last: number; year: number };

function periodOf(freq: string, start: Date_, n: number, wkst: number): Period {
  const month = start.year * 12 + start.month - 1 + n;
  const year = freq === 'YEARLY' ? start.year + n : Math.floor(month / 12);
  const week = start.day - ((start.weekday - wkst + 7) % 7) + n * 7;
  switch (freq) {
    case 'DAILY':
      return { first: start.day + n, last: start.day + n, year };
    case 'WEEKLY':
      return { first: week, last: week + 6, year };
    case 'MONTHLY':
      return {
        first: dayOf(year, (month % 12) + 1, 1),
        last: dayOf(year, (month % 12) + 2, 0),
        year,
      };
    default:
      // weeks by number reach into the years around
      return { first: dayOf(year, 1, 1) - 7, last: dayOf(year, 12, 31) + 7, year };
  }
}

function isIn(parts: Parts, date: Date_, period: Period, start: Date_, wkst: number): boolean {
  const { FREQ, BYMONTH, BYWEEKNO, BYYEARDAY, BYMONTHDAY, BYDAY } = parts;
  const monthEnd = dayOf(date.year, date.month + 1, 0);
  const monthStart = dayOf(date.year, date.month, 1);
  if (BYMONTH && !numbers(BYMONTH).includes(date.month)) return false;
  if (BYMONTHDAY && !picks(BYMONTHDAY, date.date, monthEnd - monthStart + 1)) return false;
  if (FREQ === 'YEARLY' && BYWEEKNO) {
    const first = firstWeek(period.year, wkst);
    const weeks = (firstWeek(period.year + 1, wkst) - first) / 7;
    const week = Math.floor((date.day - first) / 7) + 1;
    if (week < 1 || week > weeks || !picks(BYWEEKNO, week, weeks)) return false;
    return BYDAY ? isByDay(BYDAY, date, 0, 0) : date.weekday === start.weekday;
  }
  if (FREQ === 'YEARLY' && date.year !== period.year) return false;
  const yearStart = dayOf(date.year, 1, 1);
  const yearEnd = dayOf(date.year, 12, 31);
  if (BYYEARDAY) return picks(BYYEARDAY, date.day - yearStart + 1, yearEnd - yearStart + 1);
  if (BYDAY) {
    const inYear = FREQ === 'YEARLY' && !BYMONTH;
    return isByDay(BYDAY, date, inYear ? yearStart : monthStart, inYear ? yearEnd : monthEnd);
  }
  if (BYMONTHDAY) return true;
  switch (FREQ) {
    case 'DAILY':
      return true;
    case 'WEEKLY':
      return date.weekday === start.weekday;
    case 'MONTHLY':
      return date.date === start.date;
    default:
      return date.date === start.date && (BYMONTH !== undefined || date.month === start.month);
  }
}

// ── the second library ──────────────────────────────────────────────────────────────────────────

/** What `ical.js` says, from the first date that the rule names. */
function bySecondLibrary(rule: string, first: string, until: string): string[] {
  const recur = ICAL.Recur.fromString(rule.replace(/T000000Z/, ''));
  const dates = recur.iterator(ICAL.Time.fromDateString(first));
  const found: string[] = [];
  for (let next = dates.next(); next; next = dates.next()) {
    const date = next.toString().slice(0, 10);
    if (date > until) break;
    found.push(date);
  }
  return found;
}

// ── random rules ────────────────────────────────────────────────────────────────────────────────

const list = (of: fc.Arbitrary<number | string>, most = 3) =>
  fc.uniqueArray(of, { minLength: 1, maxLength: most }).map((values) => values.join());
const maybe = (name: string, value: fc.Arbitrary<number | string>, freq = 1) =>
  fc.option(
    value.map((each) => `${name}=${each}`),
    { freq },
  );
const upTo = (most: number) => fc.integer({ min: 1, max: most });
const either = (most: number) => fc.integer({ min: -most, max: most }).filter((n) => n !== 0);
const weekdays = list(fc.constantFrom(...names), 4);
const ordered = (most: number) =>
  list(
    fc
      .tuple(fc.oneof(either(most), fc.constant('')), fc.constantFrom(...names))
      .map((each) => each.join('')),
  );
const ends = fc.oneof(
  { weight: 3, arbitrary: fc.constant(null) },
  upTo(30).map((n) => `COUNT=${n}`),
  fc.constantFrom('UNTIL=20281231', 'UNTIL=20270215'),
);

function rules(freq: string, ...parts: fc.Arbitrary<string | null>[]): fc.Arbitrary<string> {
  const common = [
    maybe('INTERVAL', upTo(4)),
    maybe('WKST', fc.constantFrom('MO', 'SU', 'WE')),
    ends,
  ];
  return fc
    .tuple(...common, ...parts)
    .map((each) => [`FREQ=${freq}`, ...each.filter((part) => part !== null)].join(';'))
    .filter((rule) => 'parts' in readRule(rule));
}

const setpos = maybe('BYSETPOS', list(either(4), 2));
const months = maybe('BYMONTH', list(upTo(12)));
const monthDays = maybe('BYMONTHDAY', list(either(31)));
const anyRule = fc.oneof(
  rules('DAILY', months, monthDays, maybe('BYDAY', weekdays), setpos),
  rules('WEEKLY', months, maybe('BYDAY', weekdays, 3), setpos),
  rules('MONTHLY', months, monthDays, maybe('BYDAY', ordered(5)), setpos),
  rules('YEARLY', months, monthDays, maybe('BYDAY', ordered(5)), setpos),
  rules('YEARLY', months, maybe('BYYEARDAY', list(either(366)), 4), setpos),
  rules('YEARLY', maybe('BYWEEKNO', list(either(53)), 4), maybe('BYDAY', weekdays), setpos),
);
const plainRule = fc.oneof(
  rules('DAILY', months, maybe('BYDAY', weekdays)),
  rules('WEEKLY', maybe('BYDAY', weekdays, 3)),
  rules('MONTHLY', maybe('BYMONTHDAY', list(either(31)), 3)),
  rules('MONTHLY', maybe('BYDAY', ordered(5), 3)),
  rules('YEARLY', months, maybe('BYMONTHDAY', upTo(28), 3)).filter(
    (rule) => /BYMONTH=/.test(rule) || !/BYMONTHDAY/.test(rule),
  ),
);
const starts = fc.constantFrom(
  '2026-01-01',
  '2026-11-23',
  '2024-02-29',
  '2026-12-31',
  '2025-05-15',
);

/** `ical.js` moves 29 February to 1 March, where the standard leaves the year out. */
const plainStarts = fc.constantFrom('2026-01-01', '2026-11-23', '2025-05-15', '2026-12-28');

describe('random rules', () => {
  test('are read as the table of the standard says', () => {
    fc.assert(
      fc.property(anyRule, starts, (rule, from) => {
        expect(ours(rule, from, '2030-12-31')).toEqual(byTheBook(rule, from, '2030-12-31'));
      }),
      { numRuns: 300 },
    );
  });

  test('are read alike by a second library', () => {
    fc.assert(
      fc.property(plainRule, plainStarts, (rule, from) => {
        const dates = ours(rule, from, '2030-12-31');
        fc.pre(dates.length > 0);
        expect(bySecondLibrary(rule, dates[0]!, '2030-12-31')).toEqual(dates);
      }),
      { numRuns: 300 },
    );
  });

  test('that are refused for never holding never hold', () => {
    fc.assert(
      fc.property(anyRule, starts, (rule, from) => {
        if (ruleProblem(rule, from) === 'ruleNever')
          expect(byTheBook(rule, from, '2032-12-31')).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});

// ── the examples of RFC 5545, section 3.8.5.3, that are of days ─────────────────────────────────

/** `1997-09 2 4, 1998-01 6`: months with their days, `1-31` for all from one to the other */
function dates(written: string): string[] {
  return written.split(', ').flatMap((month) => {
    const [yearMonth, ...days] = month.split(' ');
    return days.flatMap((each) => {
      const [first, last = first] = each.split('-').map(Number);
      return Array.from(
        { length: last! - first! + 1 },
        (_, n) => `${yearMonth}-${String(first! + n).padStart(2, '0')}`,
      );
    });
  });
}

/**
 * Rule, first date, dates, and, for what never ends, the last date looked at. The standard's ends are
 * instants in New York; here they are the last date that they leave.
 */
const examples: (readonly [rule: string, from: string, dates: string, until?: string])[] = [
  ['FREQ=DAILY;COUNT=10', '1997-09-02', '1997-09 2-11'],
  [
    'FREQ=DAILY;UNTIL=19971223',
    '1997-09-02',
    '1997-09 2-30, 1997-10 1-31, 1997-11 1-30, 1997-12 1-23',
  ],
  [
    'FREQ=DAILY;INTERVAL=2',
    '1997-09-02',
    '1997-09 2 4 6 8 10 12 14 16 18 20 22 24 26 28 30, 1997-10 2 4',
    '1997-10-05',
  ],
  ['FREQ=DAILY;INTERVAL=10;COUNT=5', '1997-09-02', '1997-09 2 12 22, 1997-10 2 12'],
  [
    'FREQ=YEARLY;UNTIL=20000131T140000Z;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA',
    '1998-01-01',
    '1998-01 1-31, 1999-01 1-31, 2000-01 1-31',
  ],
  [
    'FREQ=DAILY;UNTIL=20000131T140000Z;BYMONTH=1',
    '1998-01-01',
    '1998-01 1-31, 1999-01 1-31, 2000-01 1-31',
  ],
  ['FREQ=WEEKLY;COUNT=10', '1997-09-02', '1997-09 2 9 16 23 30, 1997-10 7 14 21 28, 1997-11 4'],
  [
    'FREQ=WEEKLY;UNTIL=19971223',
    '1997-09-02',
    '1997-09 2 9 16 23 30, 1997-10 7 14 21 28, 1997-11 4 11 18 25, 1997-12 2 9 16 23',
  ],
  [
    'FREQ=WEEKLY;INTERVAL=2;WKST=SU',
    '1997-09-02',
    '1997-09 2 16 30, 1997-10 14 28, 1997-11 11 25, 1997-12 9 23, 1998-01 6 20, 1998-02 3 17',
    '1998-02-20',
  ],
  [
    'FREQ=WEEKLY;UNTIL=19971006;WKST=SU;BYDAY=TU,TH',
    '1997-09-02',
    '1997-09 2 4 9 11 16 18 23 25 30, 1997-10 2',
  ],
  [
    'FREQ=WEEKLY;COUNT=10;WKST=SU;BYDAY=TU,TH',
    '1997-09-02',
    '1997-09 2 4 9 11 16 18 23 25 30, 1997-10 2',
  ],
  [
    'FREQ=WEEKLY;INTERVAL=2;UNTIL=19971223;WKST=SU;BYDAY=MO,WE,FR',
    '1997-09-01',
    '1997-09 1 3 5 15 17 19 29, 1997-10 1 3 13 15 17 27 29 31, 1997-11 10 12 14 24 26 28, 1997-12 8 10 12 22',
  ],
  [
    'FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH',
    '1997-09-02',
    '1997-09 2 4 16 18 30, 1997-10 2 14 16',
  ],
  [
    'FREQ=MONTHLY;COUNT=10;BYDAY=1FR',
    '1997-09-05',
    '1997-09 5, 1997-10 3, 1997-11 7, 1997-12 5, 1998-01 2, 1998-02 6, 1998-03 6, 1998-04 3, 1998-05 1, 1998-06 5',
  ],
  [
    'FREQ=MONTHLY;UNTIL=19971223;BYDAY=1FR',
    '1997-09-05',
    '1997-09 5, 1997-10 3, 1997-11 7, 1997-12 5',
  ],
  [
    'FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU',
    '1997-09-07',
    '1997-09 7 28, 1997-11 2 30, 1998-01 4 25, 1998-03 1 29, 1998-05 3 31',
  ],
  [
    'FREQ=MONTHLY;COUNT=6;BYDAY=-2MO',
    '1997-09-22',
    '1997-09 22, 1997-10 20, 1997-11 17, 1997-12 22, 1998-01 19, 1998-02 16',
  ],
  [
    'FREQ=MONTHLY;BYMONTHDAY=-3',
    '1997-09-28',
    '1997-09 28, 1997-10 29, 1997-11 28, 1997-12 29, 1998-01 29, 1998-02 26',
    '1998-02-28',
  ],
  [
    'FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15',
    '1997-09-02',
    '1997-09 2 15, 1997-10 2 15, 1997-11 2 15, 1997-12 2 15, 1998-01 2 15',
  ],
  [
    'FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1',
    '1997-09-30',
    '1997-09 30, 1997-10 1 31, 1997-11 1 30, 1997-12 1 31, 1998-01 1 31, 1998-02 1',
  ],
  [
    'FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15',
    '1997-09-10',
    '1997-09 10-15, 1999-03 10-13',
  ],
  [
    'FREQ=MONTHLY;INTERVAL=2;BYDAY=TU',
    '1997-09-02',
    '1997-09 2 9 16 23 30, 1997-11 4 11 18 25, 1998-01 6 13 20 27, 1998-03 3 10 17 24 31',
    '1998-04-30',
  ],
  [
    'FREQ=YEARLY;COUNT=10;BYMONTH=6,7',
    '1997-06-10',
    '1997-06 10, 1997-07 10, 1998-06 10, 1998-07 10, 1999-06 10, 1999-07 10, 2000-06 10, 2000-07 10, 2001-06 10, 2001-07 10',
  ],
  [
    'FREQ=YEARLY;INTERVAL=2;COUNT=10;BYMONTH=1,2,3',
    '1997-03-10',
    '1997-03 10, 1999-01 10, 1999-02 10, 1999-03 10, 2001-01 10, 2001-02 10, 2001-03 10, 2003-01 10, 2003-02 10, 2003-03 10',
  ],
  [
    'FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200',
    '1997-01-01',
    '1997-01 1, 1997-04 10, 1997-07 19, 2000-01 1, 2000-04 9, 2000-07 18, 2003-01 1, 2003-04 10, 2003-07 19, 2006-01 1',
  ],
  ['FREQ=YEARLY;BYDAY=20MO', '1997-05-19', '1997-05 19, 1998-05 18, 1999-05 17', '1999-12-31'],
  [
    'FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO',
    '1997-05-12',
    '1997-05 12, 1998-05 11, 1999-05 17',
    '1999-12-31',
  ],
  [
    'FREQ=YEARLY;BYMONTH=3;BYDAY=TH',
    '1997-03-13',
    '1997-03 13 20 27, 1998-03 5 12 19 26, 1999-03 4 11 18 25',
    '1999-12-31',
  ],
  [
    'FREQ=YEARLY;BYDAY=TH;BYMONTH=6,7,8',
    '1997-06-05',
    '1997-06 5 12 19 26, 1997-07 3 10 17 24 31, 1997-08 7 14 21 28, 1998-06 4 11 18 25, 1998-07 2 9 16 23 30, 1998-08 6 13 20 27',
    '1998-12-31',
  ],
  [
    'FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13',
    '1997-09-02',
    '1998-02 13, 1998-03 13, 1998-11 13, 1999-08 13, 2000-10 13',
    '2000-12-31',
  ],
  [
    'FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13',
    '1997-09-13',
    '1997-09 13, 1997-10 11, 1997-11 8, 1997-12 13, 1998-01 10, 1998-02 7, 1998-03 7, 1998-04 11, 1998-05 9, 1998-06 13',
    '1998-06-30',
  ],
  [
    'FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8',
    '1996-11-05',
    '1996-11 5, 2000-11 7, 2004-11 2',
    '2004-12-31',
  ],
  [
    'FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3',
    '1997-09-04',
    '1997-09 4, 1997-10 7, 1997-11 6',
  ],
  [
    'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2',
    '1997-09-29',
    '1997-09 29, 1997-10 30, 1997-11 27, 1997-12 30, 1998-01 29, 1998-02 26, 1998-03 30',
    '1998-03-31',
  ],
  ['FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO', '1997-08-05', '1997-08 5 10 19 24'],
  ['FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU', '1997-08-05', '1997-08 5 17 19 31'],
  [
    'FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5',
    '2007-01-15',
    '2007-01 15 30, 2007-02 15, 2007-03 15 30',
  ],
];

/** Examples of the standard in which `ical.js` names every Monday. */
const beyondSecondLibrary = new Set(['FREQ=YEARLY;BYDAY=20MO', 'FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO']);

describe('the examples of RFC 5545', () => {
  const cases = examples.map(([rule, from, written, until = '2007-12-31']) => ({
    ...{ rule, from, written, until },
  }));
  test.each(cases)('$rule from $from', ({ rule, from, written, until }) => {
    const expected = dates(written);
    expect(ruleProblem(rule, from)).toBeNull();
    expect(ours(rule, from, until)).toEqual(expected);
    expect(byTheBook(rule, from, until)).toEqual(expected);
    const second = bySecondLibrary(rule, expected[0]!, until);
    if (beyondSecondLibrary.has(rule)) expect(second).not.toEqual(expected);
    else expect(second).toEqual(expected);
  });
});
