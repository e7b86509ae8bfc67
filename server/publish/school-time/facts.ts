/**
 * What each date is, by the calendars of the units above a place, worked out once for each day. [P13]
 */
import type { Calendar, DayFacts, DecidedDays } from '#shared/domain/calendar.ts';
import { dayNumber, solarDay, weekday, yearOf } from './days.ts';
import { solarOfLunar } from './lunar.ts';
import type { DayNumber } from './school-time.ts';

/** Where no unit has named the weekdays on which school is held. */
const usualWeekdays: readonly number[] = [1, 2, 3, 4, 5];

/** `calendars` from the root down. */
export function factsBy(calendars: readonly Calendar[]): (day: DayNumber) => DayFacts {
  const weekdays = calendars.findLast((each) => each.weekdays !== null)?.weekdays ?? usualWeekdays;
  const terms = (calendars.findLast((each) => each.terms !== null)?.terms ?? []).map(numbered);
  const decided = calendars.map((each) => each.decided.map(numbered));
  const recurring = yearlyDays(calendars);

  const work = (day: DayNumber): DayFacts => {
    const own = weekday(day);
    const yearly = recurring(day);
    const decision = nearest(decided, day);
    const names = [...new Set([...(decision ? [decision.name] : []), ...yearly.map(nameOf)])];
    const usual: DayFacts['why'] = yearly.some(({ off }) => off)
      ? 'holiday'
      : terms.length > 0 && !terms.some((term) => holds(term, day))
        ? 'outsideTerms'
        : weekdays.includes(own)
          ? 'term'
          : 'weekend';
    const held = (as: number, why: DayFacts['why']) =>
      ({ school: true, exam: why === 'exam', as, why, names }) as const;
    switch (decision?.kind.is) {
      case 'off':
        return { school: false, exam: false, as: own, why: 'holiday', names };
      case 'exam':
        return held(own, 'exam');
      case 'school': {
        const as = decision.kind.as ?? own;
        return held(as, usual === 'term' && as === own ? 'term' : 'makeUp');
      }
      case undefined:
        return { school: usual === 'term', exam: false, as: own, why: usual, names };
    }
  };

  const known = new Map<DayNumber, DayFacts>();
  return (day) => {
    let facts = known.get(day);
    if (!facts) {
      facts = work(day);
      known.set(day, facts);
    }
    return facts;
  };
}

type Range = { readonly first: DayNumber; readonly last: DayNumber };

function numbered<T extends { readonly from: string; readonly until: string }>(each: T): T & Range {
  return { ...each, first: dayNumber(each.from), last: dayNumber(each.until) };
}

function holds({ first, last }: Range, day: DayNumber): boolean {
  return first <= day && day <= last;
}

/** What the nearest unit that has decided has decided: of one unit's, what was written last. */
function nearest(
  decided: readonly (readonly (DecidedDays & Range)[])[],
  day: DayNumber,
): DecidedDays | undefined {
  for (let unit = decided.length - 1; unit >= 0; unit--) {
    const found = decided[unit]!.findLast((each) => holds(each, day));
    if (found) return found;
  }
  return undefined;
}

type Yearly = Calendar['yearly'][number];

function nameOf({ name }: Yearly): string {
  return name;
}

/** The days that come back each year, by date: worked out a year at a time. */
function yearlyDays(calendars: readonly Calendar[]): (day: DayNumber) => readonly Yearly[] {
  const all = calendars.flatMap(({ yearly }) => yearly);
  const none: readonly Yearly[] = [];
  const years = new Map<number, ReadonlyMap<DayNumber, readonly Yearly[]>>();
  const ofYear = (year: number) => {
    const days = new Map<DayNumber, Yearly[]>();
    for (const each of all)
      for (const day of fallsOn(each, year)) days.set(day, [...(days.get(day) ?? []), each]);
    return days;
  };
  return (day) => {
    if (all.length === 0) return none;
    const year = yearOf(day);
    let days = years.get(year);
    if (!days) {
      days = ofYear(year);
      years.set(year, days);
    }
    return days.get(day) ?? none;
  };
}

/** A lunar year ends in the next solar one, so a solar year may see a lunar day twice or not at all. */
function fallsOn({ on }: Yearly, year: number): DayNumber[] {
  const days =
    on.calendar === 'solar'
      ? [solarDay(year, on.month, on.day)]
      : [solarOfLunar(year - 1, on), solarOfLunar(year, on)];
  return days.filter((day) => day !== null && yearOf(day) === year) as DayNumber[];
}
