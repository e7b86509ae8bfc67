/**
 * A programme as a calendar that programs subscribe to: one event for each window of each schedule, in
 * UTC, so that no program needs to know our zones. The same window has the same UID each time.
 */
import ICAL from 'ical.js';
import type { PlannedWindow } from '../port.ts';
import { newCalendar, plainText, textOf, utcTime } from './write.ts';

export type FeedHead = {
  /** of the screen or the unit */
  readonly name: string;
  /** when it is told, ms: DTSTAMP */
  readonly at: number;
  /** what UIDs end in: the installation's host */
  readonly host: string;
};

export type FeedEvent = Pick<PlannedWindow, 'scheduleId' | 'name' | 'start' | 'end' | 'source'> & {
  /** in the reader's words, e.g. the class and the unit that owns it */
  readonly description?: string;
};

export function feedText({ name, at, host }: FeedHead, events: readonly FeedEvent[]): string {
  const calendar = newCalendar(name);
  calendar.addProperty(asDuration('refresh-interval', 'PT1H'));
  calendar.addPropertyWithValue('x-published-ttl', 'PT1H');
  const told = new Set<string>();
  for (const event of events) {
    const uid = uidOf(event, host);
    if (told.has(uid)) continue;
    told.add(uid);
    const component = new ICAL.Component('vevent');
    component.addPropertyWithValue('uid', uid);
    component.addPropertyWithValue('dtstamp', utcTime(at));
    component.addPropertyWithValue('dtstart', utcTime(event.start));
    component.addPropertyWithValue('dtend', utcTime(event.end));
    component.addPropertyWithValue('summary', plainText(event.name));
    if (event.description)
      component.addPropertyWithValue('description', plainText(event.description));
    // a programme keeps nobody busy
    component.addPropertyWithValue('transp', 'TRANSPARENT');
    calendar.addSubcomponent(component);
  }
  return textOf(calendar);
}

/** Two windows of a schedule never begin at once from the same hours or period. */
function uidOf({ scheduleId, source, start }: FeedEvent, host: string): string {
  const which = source.kind === 'hours' ? `h${source.index}` : source.period;
  return `${scheduleId}-${which}-${start}@${host}`;
}

function asDuration(name: string, duration: string): ICAL.Property {
  const property = new ICAL.Property(name);
  property.resetType('duration');
  property.setValue(ICAL.Duration.fromString(duration));
  return property;
}
