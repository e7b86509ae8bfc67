/**
 * The ways in which days come back, as the form offers them. Most rules that people need are one of a
 * few shapes; those are chosen and written as RRULE text, any other is shown as the text that it is.
 * Pure.
 */
import type { Repeat } from '#shared/domain/when.ts';

export const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7] as const;

/** A rule of one of the shapes that the form can draw. */
export type SimpleRule =
  /** every n weeks on these ISO weekdays */
  | { readonly kind: 'weeks'; readonly every: number; readonly days: readonly number[] }
  /** each month on this day of it */
  | { readonly kind: 'monthDay'; readonly day: number }
  /** each month on its n-th such weekday; -1: the last */
  | { readonly kind: 'monthWeekday'; readonly nth: number; readonly day: number }
  /** each year on this date */
  | { readonly kind: 'yearly'; readonly month: number; readonly day: number };

/** What the list of the form holds, in its order. */
export const repeatChoices = [
  'weekly',
  'firstSchoolDay',
  'schoolDays',
  'weeks',
  'monthWeekday',
  'monthDay',
  'yearly',
  'lunar',
  'own',
] as const;
export type RepeatChoice = (typeof repeatChoices)[number];

export const nths = [1, 2, 3, 4, -1] as const;

const codes = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

export function ruleText(rule: SimpleRule): string {
  switch (rule.kind) {
    case 'weeks': {
      const days = rule.days.toSorted().map((day) => codes[day - 1]);
      return `FREQ=WEEKLY;INTERVAL=${rule.every};BYDAY=${days.join(',')}`;
    }
    case 'monthDay':
      return `FREQ=MONTHLY;BYMONTHDAY=${rule.day}`;
    case 'monthWeekday':
      return `FREQ=MONTHLY;BYDAY=${rule.nth}${codes[rule.day - 1]}`;
    case 'yearly':
      return `FREQ=YEARLY;BYMONTH=${rule.month};BYMONTHDAY=${rule.day}`;
  }
}

/** The shape of a rule's text; null: it is none of them. */
export function readRule(text: string): SimpleRule | null {
  const parts = partsOf(text);
  if (parts === null) return null;
  const { FREQ, INTERVAL = '1', BYDAY, BYMONTH, BYMONTHDAY, ...more } = parts;
  if (Object.keys(more).length > 0) return null;
  const day = whole(BYMONTHDAY, 1, 31);
  const month = whole(BYMONTH, 1, 12);
  if (FREQ === 'WEEKLY' && BYDAY && !BYMONTH && !BYMONTHDAY) {
    const every = whole(INTERVAL, 1, 52);
    const days = BYDAY.split(',').map((code) => codes.indexOf(code) + 1);
    return every === null || days.includes(0) ? null : { kind: 'weeks', every, days };
  }
  if (INTERVAL !== '1') return null;
  if (FREQ === 'MONTHLY' && BYDAY && !BYMONTHDAY && !BYMONTH) {
    const [, nth, code = ''] = /^(-1|[1-4])(MO|TU|WE|TH|FR|SA|SU)$/.exec(BYDAY) ?? [];
    return nth === undefined
      ? null
      : { kind: 'monthWeekday', nth: Number(nth), day: codes.indexOf(code) + 1 };
  }
  if (FREQ === 'MONTHLY' && day !== null && !BYDAY && !BYMONTH) return { kind: 'monthDay', day };
  if (FREQ === 'YEARLY' && day !== null && month !== null && !BYDAY)
    return { kind: 'yearly', month, day };
  return null;
}

/** `FREQ=…;…` by its names; null: not written so, or a name comes twice. */
function partsOf(text: string): Record<string, string> | null {
  const pairs = text
    .trim()
    .toUpperCase()
    .split(';')
    .map((part) => part.split('='));
  if (pairs.some((pair) => pair.length !== 2)) return null;
  const parts = Object.fromEntries(pairs) as Record<string, string>;
  return Object.keys(parts).length === pairs.length ? parts : null;
}

function whole(text: string | undefined, least: number, most: number): number | null {
  if (text === undefined || !/^\d{1,3}$/.test(text)) return null;
  const value = Number(text);
  return value >= least && value <= most ? value : null;
}

export function choiceOf(repeat: Repeat): RepeatChoice {
  return repeat.kind === 'rule' ? (readRule(repeat.rrule)?.kind ?? 'own') : repeat.kind;
}

/** What a choice begins as; `from`, the schedule's first date, is where people look first. */
export function repeatOf(choice: RepeatChoice, before: Repeat, from: string): Repeat {
  const [, month = 1, day = 1] = from.split('-').map(Number);
  const rule = (simple: SimpleRule): Repeat => ({ kind: 'rule', rrule: ruleText(simple) });
  switch (choice) {
    case 'weekly':
      return { kind: 'weekly' };
    case 'firstSchoolDay':
      return { kind: 'firstSchoolDay' };
    case 'schoolDays':
      return { kind: 'schoolDays', every: 2 };
    case 'lunar':
      return { kind: 'lunar', month: 1, day: 15 };
    case 'weeks':
      return rule({ kind: 'weeks', every: 2, days: [1] });
    case 'monthWeekday':
      return rule({ kind: 'monthWeekday', nth: 1, day: 1 });
    case 'monthDay':
      return rule({ kind: 'monthDay', day: day || 1 });
    case 'yearly':
      return rule({ kind: 'yearly', month: month || 1, day: day || 1 });
    case 'own':
      return { kind: 'rule', rrule: before.kind === 'rule' ? before.rrule : '' };
  }
}
