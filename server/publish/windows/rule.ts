/**
 * Recurrence rules of RFC 5545 section 3.3.10, on days: what may be written, and on which dates a rule
 * holds. The dates are worked out by `rrule-temporal`, a year at a time, and remembered.
 */
import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { DAY, dateText, dayNumber, solarDay, weekday, yearOf } from '../school-time/days.ts';
import type { DayNumber } from '../school-time/school-time.ts';

export type RuleProblem =
  /** not a rule of RFC 5545, or one that it forbids */
  | 'ruleUnreadable'
  /** finer than days */
  | 'ruleTooFine'
  /** brings a start of its own: rules count from the first date */
  | 'ruleHasStart'
  /** more text, or larger numbers, than any calendar program writes */
  | 'ruleTooLong'
  /** ends before its first date */
  | 'ruleEndsEarly'
  /** no date within twelve years */
  | 'ruleNever';

const LONGEST = 300;
/** A rule that asks for 29 February on a Monday waits 28 years; nobody schedules that. */
const YEARS_AHEAD = 12;

/** What is wrong with a rule that counts from a date; null: nothing. */
export function ruleProblem(rrule: string, from: string): RuleProblem | null {
  const read = readRule(rrule);
  if (!('parts' in read)) return read.problem;
  const { until } = read;
  if (until !== null && until < from) return 'ruleEndsEarly';
  const first = dayNumber(from);
  for (let year = yearOf(first); year <= yearOf(first) + YEARS_AHEAD; year++)
    if (ofYear(rrule, from, year).length > 0) return null;
  return 'ruleNever';
}

/** The dates from `first` to `last` on which the rule, counted from `from`, holds; none if it is wrong. */
export function daysOfRule(
  rrule: string,
  from: string,
  first: DayNumber,
  last: DayNumber,
): DayNumber[] {
  const days: DayNumber[] = [];
  if (first > last) return days;
  for (let year = yearOf(first); year <= yearOf(last); year++)
    for (const day of ofYear(rrule, from, year)) if (day >= first && day <= last) days.push(day);
  return days;
}

type Known = {
  /** null: nothing to be had from it */
  readonly rule: RRuleTemporal | null;
  readonly years: Map<number, readonly DayNumber[]>;
};
const known = new Map<string, Known>();
const KEPT = 2000;
/** Enough for every day of the two hundred years that dates may have. */
const ITERATIONS = 80_000;

function ofYear(rrule: string, from: string, year: number): readonly DayNumber[] {
  const key = `${from} ${rrule}`;
  let entry = known.get(key);
  if (!entry) {
    if (known.size >= KEPT) known.delete(known.keys().next().value!);
    entry = { rule: ruleFrom(rrule, from), years: new Map() };
    known.set(key, entry);
  }
  let days = entry.years.get(year);
  if (!days) {
    days = entry.rule && year >= Number(from.slice(0, 4)) ? occurrences(entry.rule, year) : [];
    entry.years.set(year, days);
  }
  return days;
}

function ruleFrom(rrule: string, from: string): RRuleTemporal | null {
  const read = readRule(rrule);
  if (!('parts' in read)) return null;
  try {
    return new RRuleTemporal({
      rruleString: withWeekday(read.parts, from),
      dtstart: Temporal.ZonedDateTime.from(`${from}T00:00[UTC]`),
      strict: true,
      maxIterations: ITERATIONS,
    });
  } catch {
    return null;
  }
}

/** RFC 5545: what a rule leaves out is the start's. The library forgets it for weeks by number. */
function withWeekday(parts: string, from: string): string {
  if (!parts.includes('BYWEEKNO=') || parts.includes('BYDAY=')) return parts;
  return `${parts};BYDAY=${weekdays[weekday(dayNumber(from)) - 1]}`;
}
const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

function occurrences(rule: RRuleTemporal, year: number): DayNumber[] {
  const first = solarDay(year, 1, 1)!;
  const last = solarDay(year, 12, 31)!;
  try {
    const found = rule.between(new Date(first * DAY), new Date(last * DAY), true);
    return found.map((at) => at.epochMilliseconds / DAY);
  } catch {
    // the library's own bound on its work
    return [];
  }
}

type Read =
  | { readonly parts: string; readonly until: string | null }
  | { readonly problem: RuleProblem };

/** The rule in plain writing, its end a day; or why it is none. */
export function readRule(text: string): Read {
  if (text.length > LONGEST) return { problem: 'ruleTooLong' };
  const bare = text
    .trim()
    .toUpperCase()
    .replace(/^RRULE:/, '');
  if (/DTSTART|\n/.test(bare)) return { problem: 'ruleHasStart' };
  const parts = new Map<string, string>();
  for (const part of bare.replace(/;$/, '').split(';')) {
    const [name, value, more] = part.split('=');
    if (value === undefined || more !== undefined || parts.has(name!))
      return { problem: 'ruleUnreadable' };
    parts.set(name!, value);
  }
  const freq = parts.get('FREQ');
  if (finer.test(freq ?? '') || ['BYHOUR', 'BYMINUTE', 'BYSECOND'].some((by) => parts.has(by)))
    return { problem: 'ruleTooFine' };
  for (const [name, value] of parts)
    if (!legal[name]?.(value)) return { problem: 'ruleUnreadable' };
  if (freq === undefined || forbidden(freq, parts)) return { problem: 'ruleUnreadable' };
  if (Number(parts.get('INTERVAL') ?? 1) > 1000 || Number(parts.get('COUNT') ?? 1) > 10_000)
    return { problem: 'ruleTooLong' };
  const end = parts.get('UNTIL');
  const until = end === undefined ? null : untilDate(end);
  if (end !== undefined) parts.set('UNTIL', `${end.slice(0, 8)}T000000Z`);
  return { parts: [...parts].map((part) => part.join('=')).join(';'), until };
}

const finer = /^(HOURLY|MINUTELY|SECONDLY)$/;

/** What may stand behind each name. */
const legal: Readonly<Record<string, (value: string) => boolean>> = {
  FREQ: (value) => /^(YEARLY|MONTHLY|WEEKLY|DAILY)$/.test(value),
  INTERVAL: (value) => /^[1-9]\d{0,8}$/.test(value),
  COUNT: (value) => /^[1-9]\d{0,8}$/.test(value),
  UNTIL: (value) => untilDate(value) !== null,
  WKST: (value) => /^(MO|TU|WE|TH|FR|SA|SU)$/.test(value),
  BYDAY: (value) => value.split(',').every((day) => orderedDay.test(day)),
  BYMONTH: (value) => value.split(',').every((n) => whole(n, 12) && Number(n) > 0),
  BYMONTHDAY: (value) => value.split(',').every((n) => whole(n, 31)),
  BYYEARDAY: (value) => value.split(',').every((n) => whole(n, 366)),
  BYWEEKNO: (value) => value.split(',').every((n) => whole(n, 53)),
  BYSETPOS: (value) => value.split(',').every((n) => whole(n, 366)),
};
const orderedDay = /^([+-]?([1-9]|[1-4]\d|5[0-3]))?(MO|TU|WE|TH|FR|SA|SU)$/;

function whole(text: string, most: number): boolean {
  return /^[+-]?[1-9]\d{0,2}$/.test(text) && Math.abs(Number(text)) <= most;
}

/**
 * What RFC 5545 forbids ("MUST NOT" of section 3.3.10), and rare combinations in which `rrule-temporal`
 * forgets that a weekday or a month's day limits a day of the year (held against the RFC's table).
 */
function forbidden(freq: string, parts: ReadonlyMap<string, string>): boolean {
  const ordered = /\d/.test(parts.get('BYDAY') ?? '');
  return (
    (parts.has('COUNT') && parts.has('UNTIL')) ||
    (ordered && freq !== 'MONTHLY' && freq !== 'YEARLY') ||
    (ordered && parts.has('BYWEEKNO')) ||
    (parts.has('BYWEEKNO') && freq !== 'YEARLY') ||
    (parts.has('BYYEARDAY') && freq !== 'YEARLY') ||
    (parts.has('BYMONTHDAY') && (freq === 'WEEKLY' || ordered)) ||
    (parts.has('BYYEARDAY') && ['BYDAY', 'BYMONTHDAY', 'BYWEEKNO'].some((by) => parts.has(by))) ||
    (parts.has('BYWEEKNO') && ['BYMONTH', 'BYMONTHDAY'].some((by) => parts.has(by))) ||
    (parts.has('BYSETPOS') &&
      !['BYDAY', 'BYMONTH', 'BYMONTHDAY', 'BYYEARDAY', 'BYWEEKNO'].some((by) => parts.has(by)))
  );
}

/** `20261231` or `20261231T165959Z` as a date that exists. */
function untilDate(value: string): string | null {
  const found = /^(\d{4})(\d{2})(\d{2})(T\d{6}Z?)?$/.exec(value);
  if (!found) return null;
  const day = solarDay(Number(found[1]), Number(found[2]), Number(found[3]));
  return day === null ? null : dateText(day);
}
