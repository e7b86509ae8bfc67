/** A day of the wall clock in some zone, as a stretch of instants. */
import { Temporal } from 'temporal-polyfill';

export type Day = { readonly start: number; readonly end: number };

/** The day that holds `at`; 23 or 25 hours long where the clock is put forward or back. */
export function dayOf(zone: string, at: number): Day {
  const start = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).startOfDay();
  return { start: start.epochMilliseconds, end: start.add({ days: 1 }).epochMilliseconds };
}
