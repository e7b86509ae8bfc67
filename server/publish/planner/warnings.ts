/**
 * What stands out about a schedule at the places that it is meant for: nothing that keeps it from
 * airing, but its author should know. Pure; [P28] for what can't be kept.
 */
import type { z } from 'zod';
import type { Warning } from '#shared/api/rehearsal.ts';
import type { ScheduleInput } from '#shared/api/resources.ts';
import type { WarningCode } from '#shared/api/warnings.ts';
import { type Interval, merged } from '../interval.ts';
import { dateText, dayNumber, weekday } from '../school-time/days.ts';
import type { DayNumber, SchoolTime } from '../school-time/school-time.ts';
import { daysOf } from '../windows/days.ts';
import { timesOn } from '../windows/times.ts';

export type Warned = Omit<z.infer<typeof Warning>, 'message' | 'code'> & {
  readonly code: WarningCode;
};

type Written = Pick<
  ScheduleInput,
  'audience' | 'when' | 'mode' | 'priority' | 'secondsPerHour' | 'frequency'
>;

/** What is known about the audience; places with the same time and rivals are one. */
export type AudienceKnown = {
  readonly screens: number;
  /** of each school in the audience */
  readonly schools: readonly SchoolTime[];
  readonly places: readonly {
    readonly time: SchoolTime;
    /** seconds of each hour that its side has there, by the air policy */
    readonly secondsThere: number;
    /** others that ask for a share of the same hours, class and side */
    readonly rivals: readonly Rival[];
  }[];
  /** how long its items take, once through; null: not known yet */
  readonly lengthMs: number | null;
};
export type Rival = Pick<Written, 'audience' | 'when'> & { readonly secondsPerHour: number };

/** Days that are looked at for times, shares and promises. */
const SEEN = 28;
const YEAR = 366;

export function warningsOf(written: Written, known: AudienceKnown, today: DayNumber): Warned[] {
  const { when } = written;
  const warnings: Warned[] = [];
  const warn = (path: string, code: WarningCode, params: Warned['params'] = {}) => {
    warnings.push({ path, code, params });
  };
  if (known.screens === 0) warn('audience', 'audienceEmpty');
  if (when.until === null && goesOn(written)) warn('when.until', 'untilFurtherNotice');
  if (when.until !== null && dayNumber(when.until) < today) {
    warn('when.until', 'allPast', { until: when.until });
    return warnings;
  }
  const first = Math.max(today, dayNumber(when.from));
  const times = new Set([...known.schools, ...known.places.map(({ time }) => time)]);
  if (times.size === 0) return warnings;
  if ([...times].every((time) => daysOf(when, time, first, first + YEAR).length === 0)) {
    warn('when.among', 'noDays');
    return warnings;
  }
  for (const missing of missingPeriods(written, known.schools, first)) warnings.push(missing);
  const nowhere = warnings.filter(({ code }) => code === 'periodNowhere').length;
  const onlyPeriods = when.hours.length === 0;
  if (!(onlyPeriods && nowhere === when.periods.length) && neverOpen(written, times, first)) {
    warn('when', 'noTimes');
  }
  const short = shortShare(written, known, first);
  if (short) warn('secondsPerHour', 'shareOver', short);
  const unmet = unmetFrequency(written, known, first);
  if (unmet) {
    const { per, ...numbers } = unmet;
    warn('frequency.atLeast', per === 'day' ? 'frequencyUnmetDay' : 'frequencyUnmetWeek', numbers);
  }
  return warnings;
}

/** A rule may say itself when it ends. */
function goesOn({ when: { repeat } }: Written): boolean {
  return repeat.kind !== 'rule' || !/\b(COUNT|UNTIL)=/i.test(repeat.rrule);
}

/** [P15] Held on none of its days in sight. */
function missingPeriods(
  { when, audience }: Written,
  schools: readonly SchoolTime[],
  first: DayNumber,
): Warned[] {
  if (schools.length === 0) return [];
  const heldBy = new Map<SchoolTime, ReadonlySet<string>>();
  for (const time of new Set(schools)) {
    // A week of holidays must not look like a school without recess: every weekday of four weeks.
    const held = new Set<string>();
    for (let day = first; day < first + SEEN; day++) {
      for (const { period } of time.periods(day, audience.levels)) held.add(period);
    }
    heldBy.set(time, held);
  }
  // In a holiday of four weeks nobody holds anything: there is nothing to compare with.
  if ([...heldBy.values()].every((held) => held.size === 0) && allOut(schools, first)) return [];
  return when.periods.flatMap((period): Warned[] => {
    const without = schools.filter((time) => !heldBy.get(time)!.has(period)).length;
    if (without === 0) return [];
    const all = without === schools.length;
    const params = all ? { period } : { period, without, schools: schools.length };
    return [{ path: 'when.periods', code: all ? 'periodNowhere' : 'periodMissing', params }];
  });
}

function allOut(schools: readonly SchoolTime[], first: DayNumber): boolean {
  return [...new Set(schools)].every((time) => {
    for (let day = first; day < first + SEEN; day++) if (time.facts(day).school) return false;
    return true;
  });
}

/** The stretches of a day on which it is open, ms since midnight. */
function openOn({ when, audience }: Rival | Written, time: SchoolTime, day: DayNumber): Interval[] {
  return merged(
    timesOn(when, time, day, audience.levels).map(({ start, end }) => ({ start, end })),
  );
}

/** It has days, but none of them has a time. */
function neverOpen(written: Written, times: Iterable<SchoolTime>, first: DayNumber): boolean {
  let days = 0;
  for (const time of times) {
    for (const day of daysOf(written.when, time, first, first + SEEN)) {
      days += 1;
      if (openOn(written, time, day).length > 0) return false;
    }
  }
  return days > 0;
}

/** [P23] The tightest hour anywhere, if it is too tight. */
function shortShare(written: Written, { places }: AudienceKnown, first: DayNumber) {
  const asked = written.secondsPerHour;
  if (written.mode !== 'weighted' || asked === null) return null;
  let free = Number.POSITIVE_INFINITY;
  for (const { time, rivals, secondsThere } of places) {
    const days = daysOf(written.when, time, first, first + SEEN - 1);
    for (const day of days) {
      const mine = openOn(written, time, day);
      const theirs = rivals
        .filter(({ when }) => daysOf(when, time, day, day).length > 0)
        .map((rival) => ({ seconds: rival.secondsPerHour, open: openOn(rival, time, day) }));
      // The sum of those that are open together changes only where one opens.
      for (const { start: at } of [...mine, ...theirs.flatMap(({ open }) => open)]) {
        const holds = (open: readonly Interval[]) =>
          open.some(({ start, end }) => start <= at && at < end);
        if (!holds(mine)) continue;
        const taken = theirs.filter(({ open }) => holds(open));
        const sum = taken.reduce((total, { seconds }) => total + seconds, 0);
        free = Math.min(free, Math.max(0, secondsThere - sum));
      }
    }
  }
  return asked > free ? { asked, free: Math.floor(free) } : null;
}

/** [P18] [P19] The first day, or week, with less room than was promised. */
function unmetFrequency(written: Written, known: AudienceKnown, first: DayNumber) {
  const atLeast = written.frequency?.atLeast;
  if (!atLeast || known.lengthMs === null || known.lengthMs <= 0) return null;
  const { times: asked, per } = atLeast;
  let worst: { asked: number; planned: number; date: string; per: 'day' | 'week' } | null = null;
  for (const time of new Set(known.places.map((place) => place.time))) {
    const room = new Map<DayNumber, number>();
    for (const day of daysOf(written.when, time, first, first + SEEN - 1)) {
      const open = openOn(written, time, day);
      const spots = spotsIn(open, known.lengthMs, written.frequency!);
      // Weeks that have begun, or reach out of sight, may have more days.
      const key = per === 'day' ? day : day - weekday(day) + 1;
      if (per === 'week' && (key < first || key + 6 >= first + SEEN)) continue;
      room.set(key, (room.get(key) ?? 0) + spots);
    }
    for (const [day, planned] of room) {
      if (planned >= asked || (worst && worst.planned <= planned)) continue;
      worst = { asked, planned, date: dateText(day), per };
    }
  }
  return worst;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** How many spots of this length fit in the stretches at most, within the limits. */
export function spotsIn(
  open: readonly Interval[],
  lengthMs: number,
  { minutesApart, atMostPerHour }: { minutesApart: number | null; atMostPerHour: number | null },
): number {
  const apart = (minutesApart ?? 0) * MINUTE;
  const starts: number[] = [];
  let free = Number.NEGATIVE_INFINITY;
  for (const { start, end } of open) {
    for (let at = Math.max(start, free); at + lengthMs <= end; ) {
      const hourAgo = atMostPerHour === null ? undefined : starts.at(-atMostPerHour);
      if (hourAgo !== undefined && at < hourAgo + HOUR) {
        at = hourAgo + HOUR;
        continue;
      }
      starts.push(at);
      at += lengthMs + apart;
      free = at;
    }
  }
  return starts.length;
}
