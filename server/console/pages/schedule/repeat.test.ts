import { describe, expect, test } from 'vitest';
import {
  choiceOf,
  readRule,
  repeatChoices,
  repeatOf,
  ruleText,
  type SimpleRule,
} from './repeat.ts';

describe('the rules that the form can draw', () => {
  test.each<[string, SimpleRule]>([
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH', { kind: 'weeks', every: 2, days: [1, 4] }],
    ['FREQ=MONTHLY;BYDAY=1MO', { kind: 'monthWeekday', nth: 1, day: 1 }],
    ['FREQ=MONTHLY;BYDAY=-1FR', { kind: 'monthWeekday', nth: -1, day: 5 }],
    ['FREQ=MONTHLY;BYMONTHDAY=20', { kind: 'monthDay', day: 20 }],
    ['FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=9', { kind: 'yearly', month: 11, day: 9 }],
  ])('%s is written and read', (text, rule) => {
    expect(ruleText(rule)).toBe(text);
    expect(readRule(text)).toEqual(rule);
    expect(readRule(text.toLowerCase())).toEqual(rule);
  });

  test.each([
    '',
    'FREQ=DAILY',
    'FREQ=WEEKLY;BYDAY=1MO',
    'FREQ=MONTHLY;BYDAY=MO',
    'FREQ=MONTHLY;BYMONTHDAY=-1',
    'FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=3',
    'FREQ=MONTHLY;BYDAY=1MO;COUNT=3',
    'FREQ=MONTHLY;BYMONTHDAY=3;BYMONTHDAY=4',
    'every monday',
  ])('%j is left as the text that it is', (text) => {
    expect(readRule(text)).toBeNull();
    expect(choiceOf({ kind: 'rule', rrule: text })).toBe('own');
  });

  test('each choice begins as something that is read as that choice', () => {
    for (const choice of repeatChoices)
      expect(choiceOf(repeatOf(choice, { kind: 'weekly' }, '2026-11-23'))).toBe(choice);
  });

  test('a chosen rule goes over into text for those who want to write it on', () => {
    const rule = repeatOf('monthWeekday', { kind: 'weekly' }, '2026-11-23');
    expect(repeatOf('own', rule, '2026-11-23')).toEqual(rule);
  });
});
