/** Where a date begins in a zone. */
import { Temporal } from 'temporal-polyfill';

/** ms of the Unix epoch at which `2026-11-23` begins there */
export function startOf(zone: string, date: string): number {
  return Temporal.PlainDate.from(date).toZonedDateTime(zone).epochMilliseconds;
}

/** The instant at which the clock there shows `07:15:30` on that date. */
export function instantOf(zone: string, date: string, time: string): number {
  return Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(zone).epochMilliseconds;
}
