/** Days and times of the wall clock in some zone, as instants: ms of the Unix epoch. */
import { Temporal } from 'temporal-polyfill';

export type Day = { readonly start: number; readonly end: number };

/** The day that holds `at`; 23 or 25 hours long where the clock is put forward or back. */
export function dayOf(zone: string, at: number): Day {
  const start = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).startOfDay();
  return { start: start.epochMilliseconds, end: start.add({ days: 1 }).epochMilliseconds };
}

/** When `2026-11-23` begins there. */
export function startOf(zone: string, date: string): number {
  return Temporal.PlainDate.from(date).toZonedDateTime(zone).epochMilliseconds;
}

/** The instant at which the clock there shows `07:15:30` on that date. */
export function instantOf(zone: string, date: string, time: string): number {
  return Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(zone).epochMilliseconds;
}
