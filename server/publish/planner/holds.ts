/** Whether a schedule's times hold at an instant, and if not, what of them keeps it off the air. Pure. */
import type { Level } from '#shared/domain/units.ts';
import type { When } from '#shared/domain/when.ts';
import { DAY, dateText } from '../school-time/days.ts';
import type { DayNumber, SchoolTime } from '../school-time/school-time.ts';
import { daysOf } from '../windows/days.ts';
import { timesOn } from '../windows/times.ts';
import type { Wall } from './wall.ts';

export type NotNow =
  | { readonly verdict: 'afterItsDates' | 'beforeItsDates' }
  | { readonly verdict: 'notThisKindOfDay' | 'notThisDay' | 'outsideHours' }
  | { readonly verdict: 'noSuchPeriod'; readonly period: string };

/** [P2] [P3] null: it holds */
export function notNow(
  when: When,
  time: SchoolTime,
  levels: readonly Level[],
  { day, ms }: Wall,
): NotNow | null {
  const days = daysOf(when, time, day - 1, day);
  const open = (on: DayNumber, at: number) =>
    days.includes(on) &&
    timesOn(when, time, on, levels).some(({ start, end }) => start <= at && at < end);
  // Times that run past midnight belong to the day before.
  if (open(day, ms) || open(day - 1, ms + DAY)) return null;

  const date = dateText(day);
  if (when.until !== null && date > when.until) return { verdict: 'afterItsDates' };
  if (date < when.from) return { verdict: 'beforeItsDates' };
  if (!days.includes(day)) return { verdict: wrongDay(when, time, day) };
  return wrongTime(when, time, levels, day);
}

/** Of another kind (school is out, or held), or simply not one of its days. */
function wrongDay(when: When, time: SchoolTime, day: DayNumber): 'notThisKindOfDay' | 'notThisDay' {
  if (when.except.includes(dateText(day))) return 'notThisDay';
  const { kind } = when.repeat;
  const countsSchoolDays = kind === 'schoolDays' || kind === 'firstSchoolDay';
  if (countsSchoolDays && !time.facts(day).school) return 'notThisKindOfDay';
  const onAnyKind = daysOf({ ...when, among: 'any' }, time, day, day);
  return when.among !== 'any' && onAnyKind.includes(day) ? 'notThisKindOfDay' : 'notThisDay';
}

function wrongTime(when: When, time: SchoolTime, levels: readonly Level[], day: DayNumber): NotNow {
  if (when.hours.length > 0) return { verdict: 'outsideHours' };
  // [P15] no periods on a day without school
  if (!time.facts(day).school) return { verdict: 'notThisKindOfDay' };
  const held = new Set(time.periods(day, levels).map(({ period }) => period));
  if (when.periods.some((period) => held.has(period))) return { verdict: 'outsideHours' };
  return { verdict: 'noSuchPeriod', period: when.periods[0]! };
}
