/**
 * Reads a calendar file of whatever origin into drafts of `When`. It never throws and never expands
 * anything: rules are taken over or refused as they are written, so there is nothing to loop. An event
 * that can't be read takes no other with it.
 */
import ICAL from 'ical.js';
import { plainWhen, When } from '#shared/domain/when.ts';
import { DAY, dateText, dayNumber, weekday } from '../school-time/days.ts';
import { daysOfRule, ruleProblem } from '../windows/rule.ts';
import type { ImportProblem } from './problems.ts';
import { type Moment, moments } from './times.ts';

export type Imported = {
  readonly summary: string;
  /** null: it can't be said as days and hours */
  readonly when: When | null;
  readonly problems: readonly ImportProblem[];
};

export const LARGEST_FILE = 1_000_000;
const MOST_EVENTS = 500;
const LONGEST_SUMMARY = 200;

/** `zone`: the unit's, in whose wall time the drafts are. */
export function importCalendar(text: string, zone: string): Imported[] {
  if (text.length > LARGEST_FILE) return [];
  const events = eventsIn(text).slice(0, MOST_EVENTS);
  const read = events.map((lines) => eventOf(lines, zone));
  const moved = read.filter((event) => event !== null && event.replaces !== null) as Event[];
  const drafts = read.flatMap((event): Imported[] => {
    if (event === null) return [{ summary: '', when: null, problems: ['unreadableEvent'] }];
    if (event.cancelled) return [];
    const ours = event.replaces === null ? moved.filter(({ uid }) => uid === event.uid) : [];
    const except = ours.map(({ replaces }) => replaces!);
    return [draftOf(event, except)];
  });
  return together(drafts);
}

/** The lines of each VEVENT, unfolded, without what is nested in it (alarms). */
function eventsIn(text: string): string[][] {
  const events: string[][] = [];
  let event: string[] | null = null;
  let nested = 0;
  for (const line of text.replace(/\r?\n[ \t]/g, '').split(/\r?\n/)) {
    const word = line.trim().toUpperCase();
    if (word === 'BEGIN:VEVENT') {
      event = [];
      nested = 0;
    } else if (word === 'END:VEVENT') {
      if (event) events.push(event);
      event = null;
    } else if (word.startsWith('BEGIN:')) nested += 1;
    else if (word.startsWith('END:')) nested = Math.max(0, nested - 1);
    else if (event && nested === 0 && line !== '') event.push(line);
    if (events.length > MOST_EVENTS) break;
  }
  return events;
}

type Event = {
  readonly uid: string;
  readonly summary: string;
  readonly cancelled: boolean;
  /** the date of the instance that this one stands for */
  readonly replaces: string | null;
  readonly start: Moment | null;
  /** minutes; null: none is given */
  readonly minutes: number | null;
  readonly rules: readonly string[];
  readonly also: readonly Moment[];
  readonly except: readonly Moment[];
  readonly problems: readonly ImportProblem[];
};

/** Null: no iCalendar. The rule is kept as text, for a rule that is wrong spoils no more than itself. */
function eventOf(lines: readonly string[], zone: string): Event | null {
  const rules = lines.filter((line) => /^RRULE[:;]/i.test(line));
  const rest = lines.filter((line) => !/^(RRULE|EXRULE)[:;]/i.test(line));
  try {
    const jcal = ICAL.parse(['BEGIN:VEVENT', ...rest, 'END:VEVENT'].join('\r\n'));
    const component = new ICAL.Component(jcal as unknown as [string, unknown[], unknown[]]);
    const text = (name: string) => String(component.getFirstPropertyValue(name) ?? '');
    const problems = new Set<ImportProblem>();
    const times = (name: string) => moments(component, name, zone, problems);
    const [start = null] = times('dtstart');
    const [end = null] = times('dtend');
    const [replaces = null] = times('recurrence-id');
    if (component.getFirstProperty('recurrence-id')?.getFirstParameter('range'))
      problems.add('thisAndFuture');
    const duration = component.getFirstPropertyValue('duration');
    const length = duration instanceof ICAL.Duration ? duration.toSeconds() * 1000 : null;
    const span = end && start ? end.wall - start.wall : length;
    return {
      uid: text('uid') || JSON.stringify(lines),
      summary: text('summary').trim().slice(0, LONGEST_SUMMARY),
      cancelled: text('status').toUpperCase() === 'CANCELLED',
      replaces: replaces && dateText(Math.floor(replaces.wall / DAY)),
      start,
      minutes: span === null ? null : Math.floor(span / 60_000),
      rules: rules.map((line) => line.slice(line.indexOf(':') + 1)),
      also: times('rdate'),
      except: times('exdate'),
      problems: [...problems],
    };
  } catch {
    return null;
  }
}

const DAY_MINUTES = 1440;

function draftOf(event: Event, replaced: readonly string[]): Imported {
  const { summary, start } = event;
  const problems = new Set(event.problems);
  const refuse = (problem: ImportProblem): Imported => ({
    ...{ summary, when: null },
    problems: [...problems.add(problem)],
  });
  if (start === null) return refuse('noStart');
  let minutes = event.minutes;
  if (minutes === null) {
    minutes = start.allDay ? DAY_MINUTES : 30;
    if (!start.allDay) problems.add('noEnd');
  }
  if (minutes <= 0) return refuse('endsBeforeStart');
  const [rule] = event.rules;
  const days = start.allDay ? Math.ceil(minutes / DAY_MINUTES) : 1;
  const recurs = rule !== undefined || event.also.length > 0;
  if ((recurs && days > 1) || (!start.allDay && minutes > DAY_MINUTES)) return refuse('spansDays');
  if (event.rules.length > 1) problems.add('severalRules');

  const first = Math.floor(start.wall / DAY);
  const from = dateText(first);
  const also = datesAt(event.also, start, problems);
  const shared = {
    ...plainWhen,
    hours: [hoursOf(start, minutes)],
    also,
    except: [...new Set([...datesAt(event.except, start, problems), ...replaced])].sort(),
    from,
  };
  const latest = [from, ...also].sort().at(-1)!;
  let when: unknown;
  if (rule === undefined) {
    const repeat = { kind: 'rule', rrule: 'FREQ=DAILY;COUNT=1' };
    when =
      also.length > 0
        ? { ...shared, repeat, until: latest }
        : { ...shared, until: dateText(first + days - 1) };
  } else {
    // its weekdays and days of the month are those of another calendar day than ours
    if (start.shifted && /BY/i.test(rule)) return refuse('otherTimeZone');
    const plain = withoutEnd(rule, start);
    const wrong = ruleProblem(plain.rule, from);
    if (wrong !== null && wrong !== 'ruleNever') return refuse(wrong);
    if (plain.until !== null && plain.until < from) return refuse('ruleEndsEarly');
    when = recurring(shared, plain, latest);
  }
  const parsed = When.safeParse(when);
  return parsed.success
    ? { summary, when: parsed.data, problems: [...problems] }
    : refuse('beyondReason');
}

/** RFC 5545: the start is an occurrence even if the rule does not name it. */
function recurring(
  shared: Pick<When, 'also' | 'from'>,
  { rule, until }: { readonly rule: string; readonly until: string | null },
  latest: string,
) {
  const first = dayNumber(shared.from);
  const weekly = weekdaysOf(rule, weekday(first));
  const named = weekly
    ? weekly.includes(weekday(first))
    : daysOfRule(rule, shared.from, first, first).length > 0;
  const also = named ? shared.also : [...new Set([...shared.also, shared.from])].sort();
  // added dates may lie beyond the rule's end, which then stays in the rule
  const apart = until !== null && latest > until;
  if (weekly && !apart) return { ...shared, days: weekly, also, until };
  const end = apart ? `;UNTIL=${until.replaceAll('-', '')}` : '';
  return {
    ...{ ...shared, also, until: apart ? latest : until },
    repeat: { kind: 'rule', rrule: `${rule}${end}` },
  };
}

/** A rule that only says which weekdays, as weekdays. */
function weekdaysOf(rule: string, own: number): number[] | null {
  if (rule === 'FREQ=DAILY') return [1, 2, 3, 4, 5, 6, 7];
  const found =
    /^FREQ=WEEKLY(?:;INTERVAL=1)?(?:;WKST=\w\w)?(?:;BYDAY=([A-Z,]+))?(?:;WKST=\w\w)?$/.exec(rule);
  if (!found) return null;
  if (found[1] === undefined) return [own];
  const names = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
  const days = [...new Set(found[1].split(','))].map((name) => names.indexOf(name) + 1);
  return days.includes(0) ? null : days.sort((a, b) => a - b);
}

/** The rule's end as the last date on which it may start. */
function withoutEnd(text: string, start: Moment): { rule: string; until: string | null } {
  const parts = text.trim().toUpperCase().replace(/;$/, '').split(';');
  const end = parts.find((part) => part.startsWith('UNTIL='));
  const found = /^UNTIL=(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z?))?$/.exec(end ?? '');
  // what can't be read stays, to be refused with the rule
  if (!found) return { rule: parts.join(';'), until: null };
  const rule = parts.filter((part) => part !== end).join(';');
  const [year, month, day, hour, minute, second] = found.slice(1, 7).map(Number);
  if (found[4] === undefined) {
    const whole = Date.UTC(year!, month! - 1, day!);
    return { rule, until: dateText(whole / DAY) };
  }
  const written = Date.UTC(year!, month! - 1, day!, hour!, minute!, second!);
  const wall = found[7] === 'Z' ? start.wallOf(written) : written;
  const last = Math.floor(wall / DAY);
  const timeOfDay = start.wall - Math.floor(start.wall / DAY) * DAY;
  return { rule, until: dateText(last * DAY + timeOfDay > wall ? last - 1 : last) };
}

/** The dates of added or removed instances; those at another time of day are none of this event's. */
function datesAt(times: readonly Moment[], start: Moment, problems: Set<ImportProblem>): string[] {
  const timeOf = ({ wall }: Moment) => wall - Math.floor(wall / DAY) * DAY;
  const dates = times.flatMap((time) => {
    if (time.allDay || timeOf(time) === timeOf(start))
      return [dateText(Math.floor(time.wall / DAY))];
    problems.add('otherTimes');
    return [];
  });
  return [...new Set(dates)].sort();
}

function hoursOf(start: Moment, minutes: number): { start: string; end: string } {
  const begins = Math.floor((start.wall - Math.floor(start.wall / DAY) * DAY) / 60_000);
  const ends = begins + minutes;
  const text = (minute: number) =>
    `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
  if (begins === 0 && minutes === DAY_MINUTES) return { start: '00:00', end: '24:00' };
  return { start: text(begins), end: ends === DAY_MINUTES ? '24:00' : text(ends % DAY_MINUTES) };
}

/** Events that differ in nothing but their hours are one schedule. */
function together(drafts: readonly Imported[]): Imported[] {
  const merged = new Map<string, Imported>();
  for (const [index, draft] of drafts.entries()) {
    const { summary, when, problems } = draft;
    const days = when && { ...when, hours: [] };
    const key = days ? JSON.stringify([summary, days, problems]) : String(index);
    const same = merged.get(key);
    const hours = same?.when && when ? [...same.when.hours, ...when.hours] : null;
    if (hours && hours.length <= 24)
      merged.set(key, { summary, when: { ...when!, hours }, problems });
    else merged.set(same ? `${key}${index}` : key, draft);
  }
  return [...merged.values()];
}
