/** Which periods are held on a day of school, by the timetables of the units above a place. [P15] */
import type { Period, Timetable } from '#shared/domain/timetable.ts';
import { levels as everyLevel, type Level } from '#shared/domain/units.ts';
import { dayNumber, sinceMidnight } from './days.ts';
import type { DayNumber, HeldPeriod } from './school-time.ts';

/** The periods of a day on which the timetable of weekday `as` is held. */
export type PeriodsOf = (
  day: DayNumber,
  as: number,
  levels: readonly Level[],
) => readonly HeldPeriod[];

/** `timetables` from the root down; `ownLevels` those of the place, none where it has no school. */
export function periodsBy(
  timetables: readonly Timetable[],
  ownLevels: readonly Level[],
): PeriodsOf {
  const templates = timetables.findLast((each) => each.templates.length > 0)?.templates ?? [];
  const exceptions = timetables.map((each) =>
    each.exceptions.map((exception) => ({ ...exception, day: dayNumber(exception.date) })),
  );
  const exceptional = new Set(exceptions.flat().map(({ day }) => day));

  /** The nearest unit that has an exception for the level on this date has it for good. */
  const ofLevel = (level: Level, day: DayNumber | null, as: number): readonly Period[] => {
    const meant = ({ levels }: { readonly levels: readonly Level[] }) =>
      levels.length === 0 || levels.includes(level);
    const instead = exceptions
      .map((own) => own.filter((each) => each.day === day && meant(each)))
      .findLast((own) => own.length > 0);
    const days = instead ?? templates.filter((each) => each.days.includes(as) && meant(each));
    return days.flatMap(({ periods }) => periods);
  };

  /** days that are alike have one array, so that what follows from it is worked out once */
  const alike = new Map<string, readonly HeldPeriod[]>();
  const work = (day: DayNumber | null, as: number, levels: readonly Level[]) => {
    const asked = askedFor(levels, ownLevels);
    const held = heldPeriods(asked.flatMap((level) => ofLevel(level, day, as)));
    const text = JSON.stringify(held);
    const before = alike.get(text) ?? held;
    alike.set(text, before);
    return before;
  };
  /** by levels and weekday, as long as no date makes an exception */
  const usual: (readonly HeldPeriod[])[] = [];
  const onDates = new Map<string, readonly HeldPeriod[]>();
  return (day, as, levels) => {
    const set = setOf(levels);
    if (!exceptional.has(day)) {
      usual[set * 8 + as] ??= work(null, as, levels);
      return usual[set * 8 + as]!;
    }
    const key = `${day}|${as}|${set}`;
    const held = onDates.get(key) ?? work(day, as, levels);
    onDates.set(key, held);
    return held;
  };
}

/** A number for a set of levels. */
function setOf(levels: readonly Level[]): number {
  let set = 0;
  for (const level of levels) set |= 1 << everyLevel.indexOf(level);
  return set;
}

/** Of the place's levels the ones asked for; without either, all. */
function askedFor(levels: readonly Level[], own: readonly Level[]): readonly Level[] {
  if (own.length === 0) return levels.length === 0 ? everyLevel : levels;
  return levels.length === 0 ? own : own.filter((level) => levels.includes(level));
}

/** In numbers, by start; what several levels have alike is one period. */
function heldPeriods(periods: readonly Period[]): readonly HeldPeriod[] {
  const unique = new Map<string, HeldPeriod>();
  for (const { period, label, session, start, end } of periods)
    unique.set([period, start, end, session, label].join('|'), {
      period,
      label,
      session,
      start: sinceMidnight(start),
      end: sinceMidnight(end),
    });
  return [...unique.values()].sort((a, b) => a.start - b.start || a.end - b.end);
}
