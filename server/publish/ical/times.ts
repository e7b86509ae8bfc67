/** Dates and times of a calendar file, as the clocks of one zone show them. */
import type ICAL from 'ical.js';
import { Temporal } from 'temporal-polyfill';
import { DAY } from '../school-time/days.ts';
import type { ImportProblem } from './problems.ts';

/** A time on the wall clock, in ms as if that clock were UTC. */
export type Moment = {
  readonly wall: number;
  readonly allDay: boolean;
  /** another day than the file says, for its zone is another */
  readonly shifted: boolean;
  /** what the same clock shows at an instant */
  wallOf(instant: number): number;
};

/** Names that Windows gives to zones in calendar files from these parts. */
const windowsNames: Readonly<Record<string, string>> = {
  'SE Asia Standard Time': 'Asia/Ho_Chi_Minh',
  'Singapore Standard Time': 'Asia/Singapore',
  'China Standard Time': 'Asia/Shanghai',
  'Tokyo Standard Time': 'Asia/Tokyo',
  UTC: 'UTC',
};

/** More dates than a schedule may have. */
const MOST = 1000;

/** The values of a property in the wall time of `zone`; throws what is no date. */
export function moments(
  component: ICAL.Component,
  name: string,
  zone: string,
  problems: Set<ImportProblem>,
): Moment[] {
  return component.getAllProperties(name).flatMap((property) => {
    const tzid = property.getFirstParameter('tzid');
    for (const text of property.toJSON().slice(3, 3 + MOST)) checked(text);
    return property
      .getValues()
      .slice(0, MOST)
      .map((value) => momentOf(timeIn(value), tzid, zone, problems));
  });
}

/** The library takes 31 February for 3 March. */
function checked(written: unknown): void {
  const text: unknown = Array.isArray(written) ? written[0] : written;
  Temporal.PlainDate.from(String(text).slice(0, 10));
}

/** RDATE may hold periods, which have a start. */
function timeIn(value: unknown): ICAL.Time {
  const time = (value as { start?: ICAL.Time }).start ?? (value as ICAL.Time);
  if (typeof time?.year !== 'number') throw new TypeError('no time');
  return time;
}

function momentOf(
  { year, month, day, hour, minute, second, isDate, zone: written }: ICAL.Time,
  tzid: string | undefined,
  zone: string,
  problems: Set<ImportProblem>,
): Moment {
  const shown = new Temporal.PlainDateTime(year, month, day, hour, minute, Math.min(second, 59));
  const wallOf = (instant: number) =>
    asUtc(
      Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).toPlainDateTime(),
    );
  const asWritten = { wall: asUtc(shown), allDay: isDate, shifted: false, wallOf };
  if (isDate) return asWritten;
  const from = written?.tzid === 'UTC' ? 'UTC' : tzid && knownZone(tzid);
  if (tzid && !from) problems.add('unknownTimeZone');
  // floating, or of a zone that nobody knows: the clock on the wall
  if (!from || from === zone) return asWritten;
  const wall = wallOf(shown.toZonedDateTime(from).epochMilliseconds);
  // a rule's weekdays, and clocks that are changed, are those of the other zone
  if (from !== 'UTC' && wall !== asUtc(shown)) problems.add('otherTimeZone');
  return { wall, allDay: false, shifted: dayOf(wall) !== dayOf(asUtc(shown)), wallOf };
}

function dayOf(wall: number): number {
  return Math.floor(wall / DAY);
}

function asUtc(shown: Temporal.PlainDateTime): number {
  return shown.toZonedDateTime('UTC').epochMilliseconds;
}

function knownZone(tzid: string): string | null {
  const name = windowsNames[tzid] ?? tzid.replace(/^\/[^/]+\/(?:[^/]*\d[^/]*\/)?/, '');
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return name;
  } catch {
    return null;
  }
}
