import { describe, expect, test } from 'vitest';
import { dateText, dayNumber } from '../school-time/days.ts';
import { daysOfRule, ruleProblem } from './rule.ts';

const from = '2026-11-23';

describe('a rule is refused', () => {
  test.each([
    ['', 'ruleUnreadable'],
    ['every monday', 'ruleUnreadable'],
    ['FREQ=FORTNIGHTLY', 'ruleUnreadable'],
    ['BYDAY=MO', 'ruleUnreadable'],
    ['FREQ=DAILY;FREQ=WEEKLY', 'ruleUnreadable'],
    ['FREQ=DAILY;INTERVAL=0', 'ruleUnreadable'],
    ['FREQ=DAILY;INTERVAL=-1', 'ruleUnreadable'],
    ['FREQ=DAILY;INTERVAL=1e3', 'ruleUnreadable'],
    ['FREQ=MONTHLY;BYMONTHDAY=32', 'ruleUnreadable'],
    ['FREQ=YEARLY;BYMONTH=13', 'ruleUnreadable'],
    ['FREQ=YEARLY;BYMONTH=0', 'ruleUnreadable'],
    ['FREQ=MONTHLY;BYDAY=54MO', 'ruleUnreadable'],
    ['FREQ=WEEKLY;BYDAY=XX', 'ruleUnreadable'],
    ['FREQ=DAILY;UNTIL=20260231', 'ruleUnreadable'],
    ['FREQ=DAILY;X-WEIRD=1', 'ruleUnreadable'],
    ['FREQ=DAILY;__proto__=1', 'ruleUnreadable'],
    ['FREQ=DAILY;CONSTRUCTOR=1', 'ruleUnreadable'],
    ['RSCALE=VIETNAMESE;FREQ=YEARLY', 'ruleUnreadable'],
    // what RFC 5545 says "MUST NOT" of
    ['FREQ=DAILY;COUNT=5;UNTIL=20270101', 'ruleUnreadable'],
    ['FREQ=WEEKLY;BYDAY=1MO', 'ruleUnreadable'],
    ['FREQ=WEEKLY;BYMONTHDAY=1', 'ruleUnreadable'],
    ['FREQ=MONTHLY;BYWEEKNO=3', 'ruleUnreadable'],
    ['FREQ=MONTHLY;BYYEARDAY=100', 'ruleUnreadable'],
    ['FREQ=YEARLY;BYWEEKNO=3;BYDAY=1MO', 'ruleUnreadable'],
    ['FREQ=MONTHLY;BYSETPOS=1', 'ruleUnreadable'],
    // and what the library gets wrong
    ['FREQ=YEARLY;BYYEARDAY=203;BYDAY=TH', 'ruleUnreadable'],
    ['FREQ=YEARLY;BYMONTHDAY=2;BYDAY=5SU', 'ruleUnreadable'],
    ['FREQ=YEARLY;BYWEEKNO=20;BYMONTH=5', 'ruleUnreadable'],
    ['FREQ=SECONDLY', 'ruleTooFine'],
    ['FREQ=MINUTELY;INTERVAL=2', 'ruleTooFine'],
    ['FREQ=HOURLY', 'ruleTooFine'],
    ['FREQ=DAILY;BYHOUR=7,9', 'ruleTooFine'],
    ['FREQ=DAILY;BYMINUTE=15', 'ruleTooFine'],
    ['FREQ=DAILY;BYSECOND=0', 'ruleTooFine'],
    ['DTSTART:20261123T000000Z\nRRULE:FREQ=DAILY', 'ruleHasStart'],
    ['FREQ=DAILY\nRRULE:FREQ=WEEKLY', 'ruleHasStart'],
    ['FREQ=DAILY;INTERVAL=100000', 'ruleTooLong'],
    ['FREQ=DAILY;COUNT=999999999', 'ruleTooLong'],
    [`FREQ=YEARLY;BYYEARDAY=${Array.from({ length: 200 }, (_, n) => n + 1)}`, 'ruleTooLong'],
    ['FREQ=DAILY;UNTIL=20261122', 'ruleEndsEarly'],
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', 'ruleNever'],
    ['FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31', 'ruleNever'],
    ['FREQ=MONTHLY;INTERVAL=12;BYMONTH=4', 'ruleNever'],
    ['FREQ=WEEKLY;BYDAY=MO;BYSETPOS=2', 'ruleNever'],
    ['FREQ=YEARLY;INTERVAL=100;BYMONTH=1', 'ruleNever'],
  ])('%s: %s', (rule, problem) => {
    expect(ruleProblem(rule, from)).toBe(problem);
  });
});

test.each([
  'FREQ=DAILY',
  'RRULE:FREQ=WEEKLY;BYDAY=MO,WE,FR;',
  'freq=monthly;byday=-1fr',
  'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
  'FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=20',
  'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29',
  'FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO',
  'FREQ=DAILY;UNTIL=20261123',
  'FREQ=WEEKLY;UNTIL=20270531T165959Z',
  'FREQ=WEEKLY;COUNT=10',
])('a rule may be %s', (rule) => {
  expect(ruleProblem(rule, from)).toBeNull();
});

test('a rule that is refused holds on no day', () => {
  for (const rule of ['FREQ=HOURLY', 'nonsense', 'FREQ=DAILY;INTERVAL=100000;BYDAY=1MO'])
    expect(daysOfRule(rule, from, dayNumber(from), dayNumber(from) + 400)).toEqual([]);
});

test('the day on which a rule ends is one of its days, however its time is written', () => {
  const until = (end: string) =>
    daysOfRule(`FREQ=DAILY;UNTIL=${end}`, from, dayNumber(from), dayNumber(from) + 400).map(
      dateText,
    );
  for (const end of ['20261125', '20261125T000000', '20261125T165959Z'])
    expect(until(end)).toEqual(['2026-11-23', '2026-11-24', '2026-11-25']);
});

test('however far back the first date lies, and however far ahead one looks', () => {
  const [first, last] = [dayNumber('2199-11-01'), dayNumber('2199-12-31')];
  const rules = [
    'FREQ=DAILY',
    'FREQ=DAILY;BYMONTH=12;BYDAY=MO',
    'FREQ=MONTHLY;BYDAY=MO;BYSETPOS=2',
  ];
  const found = rules.map((rule) => daysOfRule(rule, '2000-01-03', first, last).length);
  expect(found).toEqual([61, 5, 2]);
  expect(daysOfRule('FREQ=WEEKLY;INTERVAL=2', '2000-01-03', first, last)).toEqual(
    Array.from({ length: 61 }, (_, n) => first + n).filter(
      (day) => (day - dayNumber('2000-01-03')) % 14 === 0,
    ),
  );
});
