/**
 * What a period of the school's day means at the schools of an audience: its times, and at how many
 * schools it has them. Pure, by the same rules as the compiler. [P15]
 */
import { applies } from '#server/publish/audience/applies.ts';
import { placeOf } from '#server/publish/audience/place.ts';
import { type PeriodsOf, periodsBy } from '#server/publish/school-time/periods.ts';
import type { Unit } from '#shared/api/resources.ts';
import type { Audience } from '#shared/domain/audience.ts';
import type { Timetable } from '#shared/domain/timetable.ts';
import type { Level } from '#shared/domain/units.ts';

export type Range = { readonly start: string; readonly end: string };
export type PeriodTimes = {
  /** what the first school that has a name of its own for it calls it; empty: the shipped wording */
  readonly label: string;
  /** the times that most schools have first */
  readonly groups: readonly { readonly ranges: readonly Range[]; readonly schools: number }[];
};

export type SchoolsAndTimetables = {
  readonly units: readonly Unit[];
  /** of the units that have one, and of those above them */
  readonly timetables: Readonly<Record<string, Timetable>>;
};

/** A day on which nothing is out of turn. */
const NO_DATE = -1;
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];

export function periodTimes(
  { units, timetables }: SchoolsAndTimetables,
  audience: Audience,
  unitId: string,
): ReadonlyMap<string, PeriodTimes> {
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const counted = new Map<string, Map<string, { ranges: Range[]; schools: number }>>();
  const labels = new Map<string, string>();
  const known = new Map<string, PeriodsOf>();
  for (const school of units) {
    if (school.kind !== 'school') continue;
    // a school without the tag may hold a screen that has it
    if (!applies({ ...audience, tags: [] }, unitId, placeOf(school, byId))) continue;
    const setting = school.path.filter((id) => timetables[id] !== undefined);
    const key = `${setting.join()}|${school.levels.toSorted().join()}`;
    const held = known.get(key) ?? timetableOf(setting, timetables, school.levels);
    known.set(key, held);
    for (const [period, { ranges, label }] of usualTimes(held, audience.levels)) {
      if (label !== '' && !labels.has(period)) labels.set(period, label);
      const groups = counted.get(period) ?? new Map();
      counted.set(period, groups);
      const text = ranges.map(({ start, end }) => start + end).join();
      const group = groups.get(text) ?? { ranges, schools: 0 };
      group.schools += 1;
      groups.set(text, group);
    }
  }
  return new Map(
    [...counted].map(([period, groups]) => [
      period,
      {
        label: labels.get(period) ?? '',
        groups: [...groups.values()].toSorted((a, b) => b.schools - a.schools),
      },
    ]),
  );
}

function timetableOf(
  path: readonly string[],
  timetables: SchoolsAndTimetables['timetables'],
  levels: readonly Level[],
): PeriodsOf {
  return periodsBy(
    path.map((id) => timetables[id]!),
    levels,
  );
}

/** Each period at the times of the first weekday on which it is held. */
export function usualTimes(periodsOf: PeriodsOf, levels: readonly Level[]) {
  const times = new Map<string, { ranges: Range[]; label: string }>();
  for (const weekday of WEEKDAYS) {
    const held = periodsOf(NO_DATE, weekday, levels).filter(({ period }) => !times.has(period));
    for (const period of new Set(held.map((each) => each.period))) {
      const own = held.filter((each) => each.period === period);
      times.set(period, {
        label: own.find(({ label }) => label !== '')?.label ?? '',
        ranges: own.map(({ start, end }) => ({ start: clock(start), end: clock(end) })),
      });
    }
  }
  return times;
}

/** ms since midnight as `09:20` */
function clock(ms: number): string {
  const minutes = ms / 60_000;
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
