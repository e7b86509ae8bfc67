/** iCalendar (RFC 5545) as text: what every file of ours begins with, and wall clocks in it. */
import ICAL from 'ical.js';
import { Temporal } from 'temporal-polyfill';
import { DAY } from '../school-time/days.ts';
import type { DayNumber } from '../school-time/school-time.ts';
import { steadyStretches } from '../windows/wall-clock.ts';

const PRODUCT = '-//Bang Tin//Lich phat//VI';

export function newCalendar(name: string): ICAL.Component {
  const calendar = new ICAL.Component('vcalendar');
  calendar.addPropertyWithValue('version', '2.0');
  calendar.addPropertyWithValue('prodid', PRODUCT);
  calendar.addPropertyWithValue('calscale', 'GREGORIAN');
  calendar.addPropertyWithValue('method', 'PUBLISH');
  // the library knows neither property and writes them as they come: escapes are ours (RFC 5545, 3.3.11)
  const called = plainText(name)
    .replaceAll('\n', ' ')
    .replace(/[\\;,]/g, '\\$&');
  // RFC 7986, and the name that most programs read
  calendar.addPropertyWithValue('name', called);
  calendar.addPropertyWithValue('x-wr-calname', called);
  return calendar;
}

/** Lines end in CRLF, the last one too. */
export function textOf(calendar: ICAL.Component): string {
  return `${calendar.toString()}\r\n`;
}

/** Without control characters, which no iCalendar text may hold; lines stay lines. */
export function plainText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/(?!\n)\p{Cc}/gu, ' ');
}

export function utcTime(instant: number): ICAL.Time {
  return ICAL.Time.fromJSDate(new Date(Math.floor(instant / 1000) * 1000), true);
}

/** What the clock on the wall shows `ms` after midnight of a day, as a time without a zone of its own. */
export function wallClock(day: DayNumber, ms: number): ICAL.Time {
  return wallTime(day * DAY + ms);
}

function wallTime(wall: number): ICAL.Time {
  const shown = Temporal.Instant.fromEpochMilliseconds(wall).toZonedDateTimeISO('UTC');
  const { year, month, day, hour, minute, second } = shown;
  const parts = { year, month, day, hour, minute, second, isDate: false };
  return new ICAL.Time(parts, ICAL.Timezone.localTimezone);
}

/** The zone's clocks over a stretch of time, one observance each time that they are changed. */
export function timezone(zone: string, from: number, until: number): ICAL.Component {
  const component = new ICAL.Component('vtimezone');
  component.addPropertyWithValue('tzid', zone);
  const stretches = steadyStretches(zone, { start: from, end: until });
  const usual = Math.min(...stretches.map(({ offset }) => offset));
  for (const [index, { start, offset }] of stretches.entries()) {
    const before = stretches[index - 1]?.offset ?? offset;
    const observance = new ICAL.Component(offset === usual ? 'standard' : 'daylight');
    const begins = (index === 0 ? from - 2 * DAY : start) + before;
    observance.addPropertyWithValue('dtstart', wallTime(begins));
    observance.addPropertyWithValue('tzoffsetfrom', ICAL.UtcOffset.fromSeconds(before / 1000));
    observance.addPropertyWithValue('tzoffsetto', ICAL.UtcOffset.fromSeconds(offset / 1000));
    component.addSubcomponent(observance);
  }
  return component;
}
