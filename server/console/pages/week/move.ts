/**
 * What it means for a schedule when one of its blocks is moved by hand: a new `When`, or the reason
 * why not. A schedule holds at all its hours on all its days, so moving one block moves more than
 * that block; the answer says what. Pure.
 */
import type { PlannedWindow } from '#server/publish/port.ts';
import type { Hours, When } from '#shared/domain/when.ts';
import { addDays, MINUTES_A_DAY, minutesOf, timeOf, weekdayOf } from './clock-time.ts';

/** What is dragged moves in steps of this many minutes, and is never shorter than one. */
export const STEP = 5;

/** A block as it was grasped. */
export type Grasped = {
  readonly source: PlannedWindow['source'];
  /** the date of the day on which its window starts */
  readonly date: string;
  /** wall-clock `07:15` at which its window starts; tells an edited schedule from the block drawn */
  readonly starts: string;
};

export type Delta = {
  readonly edge: 'whole' | 'start' | 'end';
  readonly minutes: number;
  /** days to the right; only of a whole block */
  readonly days: number;
};

export const obstacles = [
  'period',
  'edited',
  'allDay',
  'notWeekly',
  'makeUp',
  'taken',
  'dates',
  'overlaps',
  'nothing',
] as const;
export type Obstacle = (typeof obstacles)[number];

export type Moved =
  | { readonly ok: false; readonly why: Obstacle }
  | {
      readonly ok: true;
      readonly when: When;
      /** the hours that it was, and are */
      readonly hours: Hours;
      /** weekdays on which the new hours hold; none: single dates or a rule */
      readonly days: readonly number[];
      /** `day`: all its hours went to another day; `hours`: the hours of all its days changed */
      readonly changed: 'hours' | 'day' | 'both';
    };

/** Whether a block can be grasped at all. */
export function graspable(when: When, { source, starts }: Grasped): Obstacle | null {
  if (source.kind === 'period') return 'period';
  const hours = when.hours[source.index];
  if (hours === undefined || hours.start !== starts) return 'edited';
  return null;
}

export function moved(when: When, block: Grasped, delta: Delta): Moved {
  const obstacle = graspable(when, block);
  if (obstacle !== null || block.source.kind === 'period')
    return { ok: false, why: obstacle ?? 'period' };
  const { index } = block.source;
  const before = when.hours[index]!;

  const hours = delta.minutes === 0 ? before : movedHours(before, delta);
  if (hours === null) return { ok: false, why: 'allDay' };
  const onAnotherDay = delta.edge === 'whole' && delta.days !== 0;
  const placed = onAnotherDay ? movedDays(when, block.date, delta.days) : when;
  if (typeof placed === 'string') return { ok: false, why: placed };

  const sameHours = hours.start === before.start && hours.end === before.end;
  if (sameHours && !onAnotherDay) return { ok: false, why: 'nothing' };
  if (!sameHours && overlapsAnother(when.hours, index, hours))
    return { ok: false, why: 'overlaps' };
  return {
    ok: true,
    when: { ...placed, hours: when.hours.map((each, at) => (at === index ? hours : each)) },
    hours,
    days: placed.repeat.kind === 'weekly' ? placed.days.toSorted((a, b) => a - b) : [],
    changed: sameHours ? 'day' : onAnotherDay ? 'both' : 'hours',
  };
}

/** null: it fills the day, so there is nowhere to go */
function movedHours({ start, end }: Hours, { edge, minutes }: Delta): Hours | null {
  const from = minutesOf(start);
  const to = minutesOf(end) > from ? minutesOf(end) : minutesOf(end) + MINUTES_A_DAY;
  const length = to - from;
  switch (edge) {
    case 'whole': {
      if (length >= MINUTES_A_DAY) return null;
      // it starts within its own day, and one that ended within it does so still
      const latest = to <= MINUTES_A_DAY ? MINUTES_A_DAY - length : MINUTES_A_DAY - STEP;
      const begins = clamp(from + minutes, 0, latest);
      return written(begins, begins + length);
    }
    case 'start':
      return written(clamp(from + minutes, 0, Math.min(to, MINUTES_A_DAY) - STEP), to);
    case 'end': {
      const latest = to <= MINUTES_A_DAY ? MINUTES_A_DAY : from + MINUTES_A_DAY - STEP;
      return written(from, clamp(to + minutes, from + STEP, latest));
    }
  }
}

/** Minutes since the midnight at which the day begins, as hours of the clock. */
function written(start: number, end: number): Hours {
  return { start: timeOf(start), end: timeOf(end) };
}

function movedDays(when: When, date: string, by: number): When | Obstacle {
  const to = addDays(date, by);
  const weekday = weekdayOf(date);
  const target = weekdayOf(to);
  if (when.also.includes(date)) {
    if (when.also.includes(to)) return 'taken';
    return { ...when, also: when.also.map((each) => (each === date ? to : each)).toSorted() };
  }
  if (when.repeat.kind !== 'weekly') return 'notWeekly';
  if (!when.days.includes(weekday)) return 'makeUp';
  // one date alone is moved as a date
  if (when.from === when.until) {
    const days = when.days.includes(target) ? when.days : [...when.days, target];
    return { ...when, days: days.toSorted((a, b) => a - b), from: to, until: to };
  }
  if (when.until !== null && to > when.until) return 'dates';
  if (to < when.from) return 'dates';
  if (when.days.includes(target)) return 'taken';
  const days = when.days.map((day) => (day === weekday ? target : day));
  return { ...when, days: days.toSorted((a, b) => a - b) };
}

function overlapsAnother(all: readonly Hours[], index: number, hours: Hours): boolean {
  const span = (each: Hours): readonly [number, number] => {
    const start = minutesOf(each.start);
    const end = minutesOf(each.end);
    return [start, end > start ? end : end + MINUTES_A_DAY];
  };
  const [start, end] = span(hours);
  return all.some((each, at) => {
    if (at === index) return false;
    const [from, to] = span(each);
    return start < to && from < end;
  });
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
