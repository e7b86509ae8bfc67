/**
 * Dates counted from the day of installation, so that a fresh province never invites to what is over:
 * "hôm nay + 21 ngày" becomes a date, "hôm nay + 21 ngày, 07:30" a date with a time.
 */

import { Temporal } from 'temporal-polyfill';

const written = /^hôm nay \+ (\d{1,3}) ngày(?:, (\d{2}:\d{2}))?$/u;

/** The calendar day of an instant in a zone, `2026-11-22`. */
export function dayOf(instant: number, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(instant)
    .toZonedDateTimeISO(zone)
    .toPlainDate()
    .toString();
}

/** `data` with every such text replaced, however deep it stands. */
export function dated(data: unknown, today: string): unknown {
  if (typeof data === 'string') return dateIn(data, today);
  if (Array.isArray(data)) return data.map((each) => dated(each, today));
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, dated(value, today)]));
}

function dateIn(text: string, today: string): string {
  const found = written.exec(text.normalize('NFC'));
  if (!found) return text;
  const date = Temporal.PlainDate.from(today)
    .add({ days: Number(found[1]) })
    .toString();
  return found[2] === undefined ? date : `${date}T${found[2]}`;
}
