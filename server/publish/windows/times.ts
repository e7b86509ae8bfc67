/**
 * The times of a day at which a schedule holds, on the wall clock: hours, and periods of the school's
 * own day. What comes out is the same array for days that are alike.
 */
import type { OnHours, Stretch } from '#shared/domain/air-policy.ts';
import type { PeriodId } from '#shared/domain/periods.ts';
import type { Level } from '#shared/domain/units.ts';
import type { Hours, When } from '#shared/domain/when.ts';
import { DAY, sinceMidnight } from '../school-time/days.ts';
import type { DayNumber, HeldPeriod, SchoolTime } from '../school-time/school-time.ts';

/** Ms since midnight on the wall clock; beyond 24 h it is the morning of the next day. [P2] */
export type WallTime = { readonly start: number; readonly end: number };

export type TimeSource =
  /** which of the schedule's hours */
  | { readonly kind: 'hours'; readonly index: number }
  | { readonly kind: 'period'; readonly period: PeriodId };

export type TimeOfDay = WallTime & { readonly source: TimeSource };

/** [P2] Hours that end at or before their start run past midnight. */
export function wallTime(hours: Hours): WallTime {
  const start = sinceMidnight(hours.start);
  const end = sinceMidnight(hours.end);
  return { start, end: end > start ? end : end + DAY };
}

/** By start; they may overlap. `levels`: those that the schedule's audience names. [P15] */
export function timesOn(
  when: When,
  time: SchoolTime,
  day: DayNumber,
  levels: readonly Level[],
): readonly TimeOfDay[] {
  const held = when.periods.length === 0 ? none : time.periods(day, levels);
  const known = timesKnown.get(when) ?? new WeakMap<readonly HeldPeriod[], readonly TimeOfDay[]>();
  timesKnown.set(when, known);
  let times = known.get(held);
  if (!times) {
    times = [...ofHours(when), ...ofPeriods(when, held)].sort(byStart);
    known.set(held, times);
  }
  return times;
}

const none: readonly HeldPeriod[] = [];
const timesKnown = new WeakMap<When, WeakMap<readonly HeldPeriod[], readonly TimeOfDay[]>>();

function ofHours({ hours }: When): TimeOfDay[] {
  return hours.map((each, index) => ({ ...wallTime(each), source: { kind: 'hours', index } }));
}

function ofPeriods({ periods }: When, held: readonly HeldPeriod[]): TimeOfDay[] {
  return held
    .filter(({ period }) => periods.includes(period))
    .map(({ period, start, end }) => ({ start, end, source: { kind: 'period', period } }));
}

/**
 * The stretches of a unit's policy on a day, by start; `index` says which of the list each one is.
 * Hours are on every day, periods on days of school, for every level of the place.
 */
export function stretchesOn(
  stretches: readonly Stretch[],
  time: SchoolTime,
  day: DayNumber,
): (WallTime & { readonly index: number })[] {
  return stretches
    .flatMap((stretch, index) => {
      if ('hours' in stretch) return [{ ...wallTime(stretch.hours), index }];
      const held = time.periods(day, []).filter(({ period }) => period === stretch.period);
      return held.map(({ start, end }) => ({ start, end, index }));
    })
    .sort(byStart);
}

const allDay: WallTime = { start: 0, end: DAY };

/** When something is switched on that has these hours; they belong to the day on which they start. */
export function onHours(hours: OnHours, weekday: number): WallTime[] {
  if (hours.length === 0) return [allDay];
  return hours
    .filter(({ days }) => days.includes(weekday))
    .flatMap((each) => each.hours.map(wallTime))
    .sort(byStart);
}

function byStart(a: WallTime, b: WallTime): number {
  return a.start - b.start || a.end - b.end;
}
