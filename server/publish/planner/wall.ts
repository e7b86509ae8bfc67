/** What the clock on a wall shows. */
import { Temporal } from 'temporal-polyfill';
import { DAY } from '../school-time/days.ts';
import type { DayNumber } from '../school-time/school-time.ts';

/** `ms` since midnight of `day`, as clocks in `zone` show it at the instant `t`. */
export type Wall = { readonly day: DayNumber; readonly ms: number };

export function wallAt(t: number, zone: string): Wall {
  const there = Temporal.Instant.fromEpochMilliseconds(t).toZonedDateTimeISO(zone);
  const local = t + there.offsetNanoseconds / 1e6;
  const day = Math.floor(local / DAY);
  return { day, ms: local - day * DAY };
}
