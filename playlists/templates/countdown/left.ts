/** What is left until a wall-clock moment in a zone. */
import { Temporal } from 'temporal-polyfill';

export type Left =
  | { readonly kind: 'days'; readonly days: number }
  | {
      readonly kind: 'hours';
      readonly hours: number;
      readonly minutes: number;
      readonly seconds: number;
    }
  | { readonly kind: 'over' };

/**
 * On earlier dates: days on the calendar, as people count them (on Thursday, Friday is one day away
 * at any hour). On the day itself: hours, minutes and seconds.
 */
export function timeLeft(now: number, until: string, zone: string): Left {
  const there = Temporal.PlainDateTime.from(until).toZonedDateTime(zone);
  const here = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone);
  const ms = there.epochMilliseconds - now;
  if (ms <= 0) return { kind: 'over' };
  const { days } = here.toPlainDate().until(there.toPlainDate());
  if (days > 0) return { kind: 'days', days };
  const seconds = Math.ceil(ms / 1000);
  return {
    kind: 'hours',
    hours: Math.floor(seconds / 3600),
    minutes: Math.floor(seconds / 60) % 60,
    seconds: seconds % 60,
  };
}
