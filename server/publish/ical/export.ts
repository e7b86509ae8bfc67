/**
 * One schedule as an iCalendar file, to be taken into another calendar program: an event for each of its
 * times, in its zone. Where its days can be said as a rule they are; days that only our calendars know
 * (of the moon, of school, in periods) are listed as they fall.
 */
import ICAL from 'ical.js';
import type { Level } from '#shared/domain/units.ts';
import type { When } from '#shared/domain/when.ts';
import { DAY, dayNumber } from '../school-time/days.ts';
import type { DayNumber, SchoolTime } from '../school-time/school-time.ts';
import { daysOf } from '../windows/days.ts';
import { daily } from '../windows/expand.ts';
import { readRule } from '../windows/rule.ts';
import { timesOn, type WallTime } from '../windows/times.ts';
import { newCalendar, plainText, textOf, timezone, utcTime, wallClock } from './write.ts';

export type Exported = {
  readonly id: string;
  /** its playlist's */
  readonly name: string;
  readonly when: When;
  /** those that its audience names */
  readonly levels: readonly Level[];
};

/** How far days are listed that no rule can say, and clocks told of what has no end. */
const LISTED_DAYS = 366;
const CLOCKS_DAYS = 10 * 366;
const weekdayNames = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** `at`: now, ms; what is listed begins at the schedule's first date. */
export function exportText(
  schedule: Exported,
  time: SchoolTime,
  { at, host }: { readonly at: number; readonly host: string },
): string {
  const { when, levels } = schedule;
  const calendar = newCalendar(schedule.name);
  const from = dayNumber(when.from);
  const end = when.until === null ? from + CLOCKS_DAYS : dayNumber(when.until) + 2;
  calendar.addSubcomponent(timezone(time.zone, from * DAY, end * DAY));
  const events = byRule(when, time) ?? byDates(when, time, levels);
  for (const [index, event] of events.entries()) {
    const component = new ICAL.Component('vevent');
    component.addPropertyWithValue('uid', `${schedule.id}-${index}@${host}`);
    component.addPropertyWithValue('dtstamp', utcTime(at));
    component.addPropertyWithValue('summary', plainText(schedule.name));
    const local = (name: string, day: DayNumber, ms: number) => {
      const property = new ICAL.Property(name);
      property.setParameter('tzid', time.zone);
      property.setValue(wallClock(day, ms));
      component.addProperty(property);
    };
    local('dtstart', event.first, event.start);
    local('dtend', event.first, event.end);
    if (event.rule !== null)
      component.addPropertyWithValue('rrule', ICAL.Recur.fromString(event.rule(event.start)));
    for (const day of event.also) local('rdate', day, event.start);
    for (const day of event.except) local('exdate', day, event.start);
    component.addPropertyWithValue('transp', 'TRANSPARENT');
    calendar.addSubcomponent(component);
  }
  return textOf(calendar);
}

type Event = WallTime & {
  readonly first: DayNumber;
  /** the rule, whose end depends on the time of day */
  readonly rule: ((start: number) => string) | null;
  readonly also: readonly DayNumber[];
  readonly except: readonly DayNumber[];
};

/** Null: no rule says it. */
function byRule(when: When, time: SchoolTime): Event[] | null {
  const { repeat, among, periods, until } = when;
  if (among !== 'any' || periods.length > 0) return null;
  if (repeat.kind !== 'weekly' && repeat.kind !== 'rule') return null;
  const read = ruleParts(when);
  if (read === null) return null;
  const { parts } = read;
  // the rule's end and the schedule's are one: the earlier
  const ends = [until, read.until].filter((date) => date !== null).sort()[0] ?? null;
  const from = dayNumber(when.from);
  const last = ends === null ? from + 12 * 366 : dayNumber(ends);
  const plain = { ...when, also: [], except: [] };
  const [first] = daysOf(plain, time, from, last);
  // dates that are written out go on after the rule has ended
  const over = until === null ? Number.POSITIVE_INFINITY : dayNumber(until);
  const also = when.also.map(dayNumber).filter((day) => day >= from && day <= over);
  // DTSTART is the first of all dates
  if (first === undefined || also.some((day) => day < first)) return null;
  const rule = (start: number) => {
    if (ends === null) return parts;
    const end = daily(time.zone, { start: (last - 2) * DAY, end: (last + 3) * DAY }, (day) =>
      day === last ? [{ start, end: start + 1000 }] : [],
    )[0];
    // RFC 5545: with a zone, UNTIL is in UTC
    return `${parts};UNTIL=${utcTime(end?.start ?? (last + 1) * DAY).toICALString()}`;
  };
  const except = when.except.map(dayNumber).filter((day) => day >= first && day <= over);
  return timesOn(when, time, from, []).map(({ start, end }) => ({
    ...{ start, end, first, rule, also, except },
  }));
}

/** The rule and its end apart; null: it is none, or both a count and a last date end it. */
function ruleParts({ repeat, days, until }: When): { parts: string; until: string | null } | null {
  if (repeat.kind === 'weekly') {
    const byDay = days.map((day) => weekdayNames[day - 1]).join();
    return { parts: `FREQ=WEEKLY;BYDAY=${byDay}`, until: null };
  }
  const read = repeat.kind === 'rule' ? readRule(repeat.rrule) : null;
  if (!read || !('parts' in read)) return null;
  if (until !== null && read.parts.includes('COUNT=')) return null;
  return { parts: read.parts.replace(/;?UNTIL=[^;]*/, '').replace(/^;/, ''), until: read.until };
}

/** Each time of day with the dates that have it. */
function byDates(when: When, time: SchoolTime, levels: readonly Level[]): Event[] {
  const from = dayNumber(when.from);
  const dates = new Map<string, WallTime & { readonly days: DayNumber[] }>();
  for (const day of daysOf(when, time, from, from + LISTED_DAYS))
    for (const { start, end } of timesOn(when, time, day, levels)) {
      const key = `${start}-${end}`;
      const same = dates.get(key) ?? { start, end, days: [] };
      if (same.days.at(-1) !== day) same.days.push(day);
      dates.set(key, same);
    }
  return [...dates.values()].map(({ start, end, days: [first, ...also] }) => ({
    ...{ start, end, first: first!, rule: null, also, except: [] },
  }));
}
