/**
 * The dates on which a schedule holds next at its own unit, by the same rules as the compiler. They are
 * worked out where the form is filled in, so that each change shows at once what comes of it.
 */
import { dateText, dayNumber } from '#server/publish/school-time/days.ts';
import { factsBy } from '#server/publish/school-time/facts.ts';
import type { SchoolTime } from '#server/publish/school-time/school-time.ts';
import { daysOf } from '#server/publish/windows/days.ts';
import { ruleProblem } from '#server/publish/windows/rule.ts';
import type { Unit } from '#shared/api/resources.ts';
import type { Calendar } from '#shared/domain/calendar.ts';
import { LAST_YEAR, type When } from '#shared/domain/when.ts';

export type UnitsAndCalendars = {
  readonly units: readonly Unit[];
  /** of the units that have one */
  readonly calendars: Readonly<Record<string, Calendar>>;
};

const YEAR = 366;
/** What comes once a year is looked for farther ahead than what comes each week. */
const RARE_YEARS = 6;

/** At most `most`, from `today` on; null: the form does not say yet. */
export function nextDates(
  when: When,
  known: UnitsAndCalendars,
  unitId: string,
  today: string,
  most: number,
): readonly string[] | null {
  const { from, until, repeat } = when;
  if (from < '2000-01-01' || from > `${LAST_YEAR}-12-31` || until === '') return null;
  if (repeat.kind === 'rule' && ruleProblem(repeat.rrule, from) !== null) return null;
  if (repeat.kind === 'schoolDays' && !(repeat.every >= 1)) return null;
  const rare = repeat.kind === 'rule' || repeat.kind === 'lunar';
  const first = dayNumber(from > today ? from : today);
  const last = first + YEAR * (rare ? RARE_YEARS : 1);
  return daysOf(when, timeAt(known, unitId), first, last).slice(0, most).map(dateText);
}

const times = new WeakMap<UnitsAndCalendars['calendars'], Map<string, SchoolTime>>();

function timeAt({ units, calendars }: UnitsAndCalendars, unitId: string): SchoolTime {
  const byUnit = times.get(calendars) ?? new Map<string, SchoolTime>();
  times.set(calendars, byUnit);
  let time = byUnit.get(unitId);
  if (!time) {
    const path = units.find(({ id }) => id === unitId)?.path ?? [];
    const facts = factsBy(path.flatMap((id) => calendars[id] ?? []));
    // days alone are asked for: neither zone nor periods have a say in them
    time = { key: unitId, zone: 'UTC', facts, periods: () => [] };
    byUnit.set(unitId, time);
  }
  return time;
}
