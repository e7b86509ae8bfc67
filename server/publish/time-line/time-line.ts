/**
 * The days over which a manifest is worked out, laid on the absolute time line: where each begins, and
 * what a wall-clock time of it is in instants. The only place where clocks that are put forward or
 * back make a difference. [P3]
 */
import { type Interval, intersection } from '../interval.ts';
import type { DayNumber } from '../school-time/school-time.ts';
import { type Steady, startOfDay, steadyStretches } from '../windows/wall-clock.ts';

const DAY = 86_400_000;

export type TimeLine = {
  readonly zone: string;
  readonly first: DayNumber;
  /** the day after the last one */
  readonly end: DayNumber;
  /** `starts[i]` is the instant at which day `first + i` begins; one more than there are days */
  readonly starts: Float64Array;
  /** the instants at which a clock on the wall shows `[start, end)` ms after midnight of `day` */
  instants(day: DayNumber, start: number, end: number): Interval[];
};

export function timeLine(zone: string, first: DayNumber, end: DayNumber): TimeLine {
  const starts = new Float64Array(end - first + 1);
  for (let day = first; day <= end; day++) starts[day - first] = startOfDay(day, zone);
  const span = { start: startOfDay(first - 2, zone), end: startOfDay(end + 2, zone) };
  const stretches = steadyStretches(zone, span);
  const only = stretches.length === 1 ? stretches[0]! : null;
  return {
    zone,
    first,
    end,
    starts,
    instants(day, start, until) {
      if (only) {
        const midnight = day * DAY - only.offset;
        return [{ start: midnight + start, end: midnight + until }];
      }
      return stretches.flatMap((steady) => shown(steady, day, start, until));
    },
  };
}

function shown(steady: Steady, day: DayNumber, start: number, end: number): Interval[] {
  const midnight = day * DAY - steady.offset;
  const both = intersection({ start: midnight + start, end: midnight + end }, steady);
  return both ? [both] : [];
}

const WEEKS = 4 * 7;
/** Monday 1970-01-05 */
const FIRST_MONDAY = 4;

/** [P7] The first day of the month of four weeks in which `day` falls: counting starts afresh there. */
export function monthStart(day: DayNumber): DayNumber {
  return Math.floor((day - FIRST_MONDAY) / WEEKS) * WEEKS + FIRST_MONDAY;
}

/** The Monday of the week in which `day` falls. */
export function mondayOf(day: DayNumber): DayNumber {
  return Math.floor((day - FIRST_MONDAY) / 7) * 7 + FIRST_MONDAY;
}
