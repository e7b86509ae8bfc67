/**
 * Wall clocks of time zones, by Temporal: the offsets that a zone has in a stretch of time, and the
 * week that an instant falls in. The host's own zone plays no part.
 */
import { Temporal } from 'temporal-polyfill';
import type { Interval } from '../interval.ts';

/** A stretch in which the zone's wall clock runs evenly: wall time = instant + offset. */
export type Steady = Interval & { readonly offset: number };

/** `span` cut where the zone's clocks are put forward or back, in order. */
export function steadyStretches(zone: string, span: Interval): Steady[] {
  const stretches: Steady[] = [];
  let start = span.start;
  while (start < span.end) {
    const here = Temporal.Instant.fromEpochMilliseconds(start).toZonedDateTimeISO(zone);
    const change = here.getTimeZoneTransition('next')?.epochMilliseconds ?? span.end;
    const end = Math.min(change, span.end);
    stretches.push({ start, end, offset: here.offsetNanoseconds / 1e6 });
    start = end;
  }
  return stretches;
}

/** What one manifest covers: six weeks from the Monday of the current one. */
export type Week = {
  /** the date of that Monday in the zone */
  readonly monday: string;
  readonly span: Interval;
};

/** How far a manifest reaches. */
export const SPAN_DAYS = 42;

/** [P1] The week in which `t` falls on the wall clocks of `zone`. */
export function weekOf(t: number, zone: string): Week {
  const today = Temporal.Instant.fromEpochMilliseconds(t).toZonedDateTimeISO(zone).toPlainDate();
  const monday = today.subtract({ days: today.dayOfWeek - 1 });
  const start = monday.toZonedDateTime(zone).epochMilliseconds;
  const end = monday.add({ days: SPAN_DAYS }).toZonedDateTime(zone).epochMilliseconds;
  return { monday: monday.toString(), span: { start, end } };
}

/** The instant at which a day begins on the wall clocks of `zone`; `day`: days since 1970-01-01. */
export function startOfDay(day: number, zone: string): number {
  return new Temporal.PlainDate(1970, 1, 1).add({ days: day }).toZonedDateTime(zone)
    .epochMilliseconds;
}
