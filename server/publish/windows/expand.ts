/**
 * From a schedule to stretches of time: the only code that knows recurrence; everything behind it sees
 * nothing but intervals.
 *
 * A wall clock decides: a schedule holds at an instant if the clock on the wall shows one of its times,
 * on one of its days. So when clocks are put forward, times that no clock shows do not air; when they
 * are put back, times that are shown twice air twice. [P3]
 */
import type { Level } from '#shared/domain/units.ts';
import type { When } from '#shared/domain/when.ts';
import { type Interval, intersection, merged } from '../interval.ts';
import { DAY } from '../school-time/days.ts';
import type { DayNumber, SchoolTime } from '../school-time/school-time.ts';
import { daysOf } from './days.ts';
import { type TimeSource, timesOn, type WallTime } from './times.ts';
import { type Steady, steadyStretches } from './wall-clock.ts';

/** A time of the schedule on one of its days, whole. */
export type Window = Interval & { readonly source: TimeSource; readonly day: DayNumber };

/**
 * The schedule's windows that reach into `span`, by start, each one whole even where it reaches out of
 * it. Those of overlapping hours overlap; one that clocks show twice is there twice.
 */
export function windowsIn(
  when: When,
  time: SchoolTime,
  levels: readonly Level[],
  span: Interval,
): Window[] {
  const wall = wallOf(time.zone, span);
  const windows: Window[] = [];
  for (const day of daysOf(when, time, wall.first, wall.last))
    for (const each of timesOn(when, time, day, levels))
      for (const { start, end } of wall.instants(day, each))
        if (start < span.end && end > span.start)
          windows.push({ start, end, source: each.source, day });
  return windows.sort((a, b) => a.start - b.start || a.end - b.end);
}

/** The stretches within `span` in which the schedule holds: sorted, apart. */
export function expand(
  when: When,
  time: SchoolTime,
  levels: readonly Level[],
  span: Interval,
): Interval[] {
  const { first, last, instants } = wallOf(time.zone, span);
  const found: Interval[] = [];
  for (const day of daysOf(when, time, first, last))
    for (const each of timesOn(when, time, day, levels)) found.push(...instants(day, each));
  return within(span, found);
}

/** What each day of `span` has, by the wall clock, as stretches of it: sorted, apart. */
export function daily(
  zone: string,
  span: Interval,
  times: (day: DayNumber) => readonly WallTime[],
): Interval[] {
  const { first, last, instants } = wallOf(zone, span);
  const found: Interval[] = [];
  for (let day = first; day <= last; day++)
    for (const time of times(day)) found.push(...instants(day, time));
  return within(span, found);
}

/** What is within `span` of intervals that mostly come in order. */
function within(span: Interval, intervals: readonly Interval[]): Interval[] {
  const clipped: Interval[] = [];
  let ordered = true;
  for (const each of intervals) {
    if (each.start >= span.end || each.end <= span.start) continue;
    const inside = each.start >= span.start && each.end <= span.end;
    const interval = inside ? each : intersection(each, span)!;
    const last = clipped.at(-1);
    ordered &&= last === undefined || last.end < interval.start;
    clipped.push(interval);
  }
  return ordered ? clipped : merged(clipped);
}

type Wall = {
  /** days whose times may reach into the span */
  readonly first: DayNumber;
  readonly last: DayNumber;
  /** when clocks show a time of a day: mostly once, not at all where it is skipped */
  instants(day: DayNumber, time: WallTime): Interval[];
};

const walls = new Map<string, Wall>();
const KEPT = 64;

function wallOf(zone: string, { start, end }: Interval): Wall {
  const key = `${zone} ${start} ${end}`;
  const known = walls.get(key);
  if (known) return known;
  if (walls.size >= KEPT) walls.delete(walls.keys().next().value!);
  // times reach up to two days from their midnight, and clocks may be changed there too
  const steady = steadyStretches(zone, { start: start - 4 * DAY, end: end + 4 * DAY });
  const wall: Wall = {
    first: wallDay(steady, start) - 2,
    last: wallDay(steady, end) + 1,
    instants: (day, time) => instantsOf(steady, day * DAY + time.start, day * DAY + time.end),
  };
  walls.set(key, wall);
  return wall;
}

function wallDay(steady: readonly Steady[], t: number): DayNumber {
  const { offset } = steady.find(({ end }) => t < end)!;
  return Math.floor((t + offset) / DAY);
}

function instantsOf(steady: readonly Steady[], from: number, until: number): Interval[] {
  const [only] = steady;
  if (steady.length === 1) return [{ start: from - only!.offset, end: until - only!.offset }];
  const found: Interval[] = [];
  for (const stretch of steady) {
    const start = Math.max(from - stretch.offset, stretch.start);
    const end = Math.min(until - stretch.offset, stretch.end);
    if (start >= end) continue;
    const last = found.at(-1);
    if (last?.end === start) found[found.length - 1] = { start: last.start, end };
    else found.push({ start, end });
  }
  return found;
}
