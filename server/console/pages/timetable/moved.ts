/** Which periods move when a timetable is changed, and whose schedules move with them. Pure. */
import { periodsBy } from '#server/publish/school-time/periods.ts';
import type { Timetable } from '#shared/domain/timetable.ts';
import type { Level } from '#shared/domain/units.ts';
import { type Range, usualTimes } from '../schedule/period-times.ts';
import type { TimetableData } from './load.ts';

export type Moved = {
  readonly period: string;
  readonly label: string;
  /** empty: there was none */
  readonly before: readonly Range[];
  /** empty: there is none any more */
  readonly after: readonly Range[];
};

/** @param before layers from the root down; @param after the same with the change */
export function movedBetween(
  before: readonly Timetable[],
  after: readonly Timetable[],
  levels: readonly Level[],
): Moved[] {
  const was = usualTimes(periodsBy(before, levels), []);
  const is = usualTimes(periodsBy(after, levels), []);
  const text = (ranges: readonly Range[]) => ranges.map(({ start, end }) => start + end).join();
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((period) => {
    const old = was.get(period)?.ranges ?? [];
    const now = is.get(period)?.ranges ?? [];
    if (text(old) === text(now)) return [];
    const label = (is.get(period) ?? was.get(period))?.label ?? '';
    return [{ period, label, before: old, after: now }];
  });
}

export function followersOf(
  moved: readonly Moved[],
  followers: TimetableData['followers'],
): TimetableData['followers'] {
  const periods = new Set(moved.map(({ period }) => period));
  return followers.filter((one) => one.periods.some((period) => periods.has(period)));
}
