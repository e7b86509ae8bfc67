/**
 * From a rule to stretches of time: the only code that knows recurrence. Whoever adds periods of the
 * school day, recurrence rules or lunar dates to `When` teaches them to `expand`; everything behind
 * it sees nothing but intervals.
 *
 * A wall clock decides: the rule holds at an instant if the clock on the wall shows one of its hours,
 * on one of its days. So when clocks are put forward, hours that no clock shows do not air; when they
 * are put back, hours that are shown twice air twice. [P3]
 */
import type { Hours, When } from '#shared/domain/when.ts';
import { type Interval, intersection, merged } from '../interval.ts';
import { type Steady, steadyStretches } from './wall-clock.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** The stretches within `span` in which `when` holds on the wall clocks of `zone`: sorted, apart. */
export function expand(when: When, zone: string, span: Interval): Interval[] {
  const rule = read(when);
  return merged(steadyStretches(zone, span).flatMap((steady) => expandSteady(rule, steady)));
}

/** `When` in numbers: days since 1970-01-01, ms since midnight. */
type Rule = {
  readonly weekdays: ReadonlySet<number>;
  readonly firstDay: number;
  readonly lastDay: number;
  readonly hours: readonly Interval[];
};

function read({ days, hours, from, until }: When): Rule {
  return {
    weekdays: new Set(days),
    firstDay: dayNumber(from),
    lastDay: until === null ? Number.POSITIVE_INFINITY : dayNumber(until),
    hours: hours.map(readHours),
  };
}

/** [P2] Hours that end at or before their start run past midnight. */
function readHours(hours: Hours): Interval {
  const start = sinceMidnight(hours.start);
  const end = sinceMidnight(hours.end);
  return { start, end: end > start ? end : end + DAY };
}

function expandSteady({ weekdays, firstDay, lastDay, hours }: Rule, steady: Steady): Interval[] {
  // Hours of the day before may reach past midnight into the stretch.
  const first = Math.max(firstDay, Math.floor((steady.start + steady.offset) / DAY) - 1);
  const last = Math.min(lastDay, Math.floor((steady.end - 1 + steady.offset) / DAY));
  const windows: Interval[] = [];
  for (let day = first; day <= last; day++) {
    if (!weekdays.has(weekday(day))) continue;
    const midnight = day * DAY - steady.offset;
    for (const { start, end } of hours) {
      const window = intersection({ start: midnight + start, end: midnight + end }, steady);
      if (window) windows.push(window);
    }
  }
  return windows;
}

function dayNumber(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY;
}

/** ISO weekday, Monday 1 to Sunday 7; day 0, the first of January 1970, was a Thursday. */
function weekday(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

function sinceMidnight(time: string): number {
  const [hours, minutes] = time.split(':').map(Number);
  return (hours! * 60 + minutes!) * MINUTE;
}
