/** What is wrong with a calendar or a timetable beyond the shape of its parts. */
import type { Calendar } from '../domain/calendar.ts';
import type { DayException, Timetable } from '../domain/timetable.ts';
import type { WrongField } from './field-problems.ts';
import type { SettingKind, SettingValue } from './resources.ts';

/** Days of each month in a leap year: 29 February comes back, though not every year. */
const monthLengths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

export function settingProblems<Kind extends SettingKind>(
  kind: Kind,
  value: SettingValue<Kind>,
): WrongField[] {
  switch (kind) {
    case 'calendar':
      return calendarProblems(value as Calendar);
    case 'timetable':
      return timetableProblems(value as Timetable);
    default:
      return [];
  }
}

function calendarProblems({ terms, yearly, decided }: Calendar): WrongField[] {
  const wrong: WrongField[] = [];
  for (const [n, term] of (terms ?? []).entries()) {
    const before = terms![n - 1];
    if (before === undefined || term.from > before.until) continue;
    // in order and apart: either it begins within the one before, or it stands behind a later one
    wrong.push(problem(`terms.${n}.from`, 'termsOverlap', { name: before.name }));
  }
  for (const [n, { on }] of yearly.entries()) {
    if (on.calendar !== 'solar' || on.day <= monthLengths[on.month - 1]!) continue;
    wrong.push(problem(`yearly.${n}.on.day`, 'notDate'));
  }
  for (const [n, days] of decided.entries()) {
    const other = decided
      .slice(0, n)
      .find((earlier) => earlier.from <= days.until && days.from <= earlier.until);
    if (other) wrong.push(problem(`decided.${n}.from`, 'decidedTwice', { name: other.name }));
  }
  return wrong;
}

function timetableProblems({ templates, exceptions }: Timetable): WrongField[] {
  const wrong: WrongField[] = [];
  for (const [n, template] of templates.entries()) {
    for (const k of repeatedPeriods(template.periods)) {
      wrong.push(problem(`templates.${n}.periods.${k}.start`, 'periodTwice'));
    }
  }
  for (const [n, exception] of exceptions.entries()) {
    for (const k of repeatedPeriods(exception.periods)) {
      wrong.push(problem(`exceptions.${n}.periods.${k}.start`, 'periodTwice'));
    }
    if (exceptions.slice(0, n).some((earlier) => sameDate(earlier, exception))) {
      wrong.push(problem(`exceptions.${n}.date`, 'dateTwice'));
    }
  }
  return wrong;
}

type Periods = Timetable['templates'][number]['periods'];

/** The places of periods that overlap an earlier one of the same name. */
function repeatedPeriods(periods: Periods): number[] {
  return [...periods.keys()].filter((n) => {
    const { period, start, end } = periods[n]!;
    return periods
      .slice(0, n)
      .some((each) => each.period === period && each.start < end && start < each.end);
  });
}

/** Two exceptions for one date, and for a level in common. */
function sameDate(a: DayException, b: DayException): boolean {
  if (a.date !== b.date) return false;
  if (a.levels.length === 0 || b.levels.length === 0) return true;
  return a.levels.some((level) => b.levels.includes(level));
}

function problem(path: string, code: string, params: WrongField['params'] = {}): WrongField {
  return { path, code, params };
}
