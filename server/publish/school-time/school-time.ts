/**
 * Time as a school knows it: what each date is (school day, holiday, examinations) and which periods
 * are held when. Worked out for a place from what the units above it have set; the same object for
 * all places with the same settings, so that what follows from it is worked out once.
 */
import { createHash } from 'node:crypto';
import type { Setting } from '#server/store/port.ts';
import type { DayFacts } from '#shared/domain/calendar.ts';
import type { PeriodId, Session } from '#shared/domain/periods.ts';
import type { Level } from '#shared/domain/units.ts';
import { factsBy } from './facts.ts';
import { periodsBy } from './periods.ts';

/** Days since 1970-01-01, on the wall calendar. */
export type DayNumber = number;

/** Wall-clock ms since midnight, `start < end <= 24 h`. */
export type HeldPeriod = {
  readonly period: PeriodId;
  readonly label: string;
  readonly session: Session;
  readonly start: number;
  readonly end: number;
};

export type SchoolTime = {
  /** equal for equal settings */
  readonly key: string;
  readonly zone: string;
  facts(day: DayNumber): DayFacts;
  /**
   * The periods held on that day, by start. `levels`: only those of templates for these levels; empty:
   * of all. None on days on which school is out.
   */
  periods(day: DayNumber, levels: readonly Level[]): readonly HeldPeriod[];
};

/** The newest of what a unit has set about its time. */
export type TimeSettings = {
  readonly calendar?: Setting<'calendar'>;
  readonly timetable?: Setting<'timetable'>;
};

/** A place, as `server/publish/audience` has it. */
export type TimePlace = {
  /** units from the root down */
  readonly path: readonly string[];
  readonly levels: readonly Level[];
  readonly zone: string;
};

export type SchoolTimes = {
  at(place: TimePlace, settings: ReadonlyMap<string, TimeSettings>): SchoolTime;
};

/** More than a province with settings in each school needs; older ones are worked out again. */
const KEPT = 4000;

/**
 * The school time of places. Memoised by what was set on the way down to the place, so that schools
 * without settings of their own share one object, and those of other levels its days.
 */
export function createSchoolTimes(): SchoolTimes {
  const times = new Map<string, SchoolTime>();
  const days = new Map<string, SchoolTime['facts']>();
  return {
    at({ path, levels, zone }, settings) {
      const calendars = setOn(path, settings, 'calendar');
      const timetables = setOn(path, settings, 'timetable');
      const calendarKey = versions(calendars);
      const sorted = levels.length > 1 ? levels.toSorted() : levels;
      const text = `${zone} ${sorted.join()} ${calendarKey} ${versions(timetables)}`;
      return remembered(times, text, () => {
        const facts = remembered(days, calendarKey, () => factsBy(calendars.map(valueIn)));
        const periodsOf = periodsBy(timetables.map(valueIn), sorted);
        return {
          key: createHash('sha256').update(text).digest('base64url').slice(0, 22),
          zone,
          facts,
          periods(day, asked) {
            const { school, as } = facts(day);
            return school ? periodsOf(day, as, asked) : none;
          },
        };
      });
    },
  };
}

/** The time of a place where nobody has set anything: school on weekdays, no periods. */
export function plainSchoolTime(zone: string): SchoolTime {
  return plain.at({ path: [], levels: [], zone }, new Map());
}
const plain = createSchoolTimes();

const none: readonly HeldPeriod[] = [];

type Said<Kind extends keyof TimeSettings> = NonNullable<TimeSettings[Kind]> & {
  readonly value: NonNullable<NonNullable<TimeSettings[Kind]>['value']>;
};

/** What was set on the way down; what a unit leaves to those above is not said. */
function setOn<Kind extends keyof TimeSettings>(
  path: readonly string[],
  settings: ReadonlyMap<string, TimeSettings>,
  kind: Kind,
): Said<Kind>[] {
  const said: Said<Kind>[] = [];
  for (const unit of path) {
    const setting = settings.get(unit)?.[kind];
    if (setting && setting.value !== null) said.push(setting as Said<Kind>);
  }
  return said;
}

function valueIn<Value>({ value }: { readonly value: Value }): Value {
  return value;
}

function versions(said: readonly { readonly unitId: string; readonly version: number }[]): string {
  let text = '';
  for (const { unitId, version } of said) text += `${unitId}:${version};`;
  return text;
}

function remembered<Value>(known: Map<string, Value>, key: string, work: () => Value): Value {
  const before = known.get(key);
  if (before !== undefined) return before;
  if (known.size >= KEPT) known.delete(known.keys().next().value!);
  const made = work();
  known.set(key, made);
  return made;
}
