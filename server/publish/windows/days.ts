/** The days on which a schedule holds at a place. [P12] [P14] */
import type { DayFacts, LunarDay } from '#shared/domain/calendar.ts';
import type { DayKind, When } from '#shared/domain/when.ts';
import { dayNumber, solarDay, weekday, yearOf } from '../school-time/days.ts';
import { solarOfLunar } from '../school-time/lunar.ts';
import type { DayNumber, SchoolTime } from '../school-time/school-time.ts';
import { daysOfRule } from './rule.ts';

/** Those from `first` to `last`, both included, in order. Dates written out hold on every kind of day. */
export function daysOf(
  when: When,
  time: SchoolTime,
  first: DayNumber,
  last: DayNumber,
): readonly DayNumber[] {
  const before = latest.get(when);
  if (before?.facts === time.facts && before.first === first && before.last === last)
    return before.days;
  const days = workOut(when, time, first, last);
  latest.set(when, { facts: time.facts, first, last, days });
  return days;
}

/** One place is asked about after the other, mostly for the same weeks and by the same calendar. */
const latest = new WeakMap<
  When,
  {
    readonly facts: SchoolTime['facts'];
    readonly first: DayNumber;
    readonly last: DayNumber;
    readonly days: readonly DayNumber[];
  }
>();

function workOut(when: When, time: SchoolTime, first: DayNumber, last: DayNumber): DayNumber[] {
  const read = readOnce(when);
  const from = Math.max(first, read.from);
  const until = Math.min(last, read.until);
  const days = recurring(when, read, time, from, until);
  if (read.also.length === 0 && read.except.size === 0) return days;
  const besides = read.also.filter((day) => day >= from && day <= until && !days.includes(day));
  return [...days, ...besides].filter((day) => !read.except.has(day)).sort((a, b) => a - b);
}

type Read = {
  readonly from: DayNumber;
  readonly until: DayNumber;
  readonly weekdays: readonly boolean[];
  readonly also: readonly DayNumber[];
  readonly except: ReadonlySet<DayNumber>;
};
const readAlready = new WeakMap<When, Read>();

function readOnce(when: When): Read {
  let numbers = readAlready.get(when);
  if (!numbers) {
    numbers = {
      from: dayNumber(when.from),
      until: when.until === null ? Number.POSITIVE_INFINITY : dayNumber(when.until),
      weekdays: [0, 1, 2, 3, 4, 5, 6, 7].map((each) => when.days.includes(each)),
      also: [...new Set(when.also)].map(dayNumber),
      except: new Set(when.except.map(dayNumber)),
    };
    readAlready.set(when, numbers);
  }
  return numbers;
}

/** By `repeat`, `days` and `among`, without the dates that are written out. */
function recurring(
  when: When,
  { weekdays }: Read,
  time: SchoolTime,
  from: DayNumber,
  until: DayNumber,
): DayNumber[] {
  const days: DayNumber[] = [];
  const { repeat, among } = when;
  const onWeekdays = repeat.kind !== 'rule' && repeat.kind !== 'lunar';
  for (const day of candidates(when, time, from, until)) {
    if (among === 'any') {
      if (!onWeekdays || weekdays[weekday(day)]) days.push(day);
      continue;
    }
    const facts = time.facts(day);
    if (!isAmong(facts, among)) continue;
    // [P14] a make-up day stands for the weekday whose timetable is held
    if (!onWeekdays || weekdays[among === 'off' ? weekday(day) : facts.as]) days.push(day);
  }
  return days;
}

function isAmong({ school, exam }: DayFacts, kind: DayKind): boolean {
  switch (kind) {
    case 'any':
      return true;
    case 'school':
      return school;
    case 'teaching':
      return school && !exam;
    case 'exam':
      return exam;
    case 'off':
      return !school;
  }
}

/** Where the repetition alone falls. */
function candidates(
  { repeat, from: counted }: When,
  time: SchoolTime,
  from: DayNumber,
  until: DayNumber,
): DayNumber[] {
  switch (repeat.kind) {
    case 'weekly':
      return each(from, until);
    case 'rule':
      return daysOfRule(repeat.rrule, counted, from, until);
    case 'lunar':
      return lunarDays(repeat, from, until);
    case 'schoolDays':
      return everySchoolDay(repeat.every, dayNumber(counted), time, from, until);
    case 'firstSchoolDay':
      return each(from, until).filter((day) => isFirstOfWeek(day, time));
  }
}

function each(from: DayNumber, until: DayNumber): DayNumber[] {
  const days: DayNumber[] = [];
  for (let day = from; day <= until; day++) days.push(day);
  return days;
}

/** Once in each lunar year, which ends in the next solar one. */
function lunarDays(on: LunarDay, from: DayNumber, until: DayNumber): DayNumber[] {
  const days: DayNumber[] = [];
  if (from > until) return days;
  for (let year = yearOf(from) - 1; year <= yearOf(until); year++) {
    const day = solarOfLunar(year, on);
    if (day !== null && day >= from && day <= until) days.push(day);
  }
  return days;
}

/** Every n-th school day, the first at or after `counted` being one of them. */
function everySchoolDay(
  every: number,
  counted: DayNumber,
  time: SchoolTime,
  from: DayNumber,
  until: DayNumber,
): DayNumber[] {
  const days: DayNumber[] = [];
  if (from > until) return days;
  let nth = 0;
  for (let year = yearOf(counted); year <= yearOf(until); year++)
    for (const day of schoolDays(time, year)) {
      if (day < counted) continue;
      if (day >= from && day <= until && nth % every === 0) days.push(day);
      nth += 1;
    }
  return days;
}

/** Kept with what knows them, which places with the same calendar share. */
const schoolDaysKnown = new WeakMap<SchoolTime['facts'], Map<number, readonly DayNumber[]>>();

function schoolDays({ facts }: SchoolTime, year: number): readonly DayNumber[] {
  const years = schoolDaysKnown.get(facts) ?? new Map<number, readonly DayNumber[]>();
  schoolDaysKnown.set(facts, years);
  let days = years.get(year);
  if (!days) {
    const all = each(solarDay(year, 1, 1)!, solarDay(year, 12, 31)!);
    days = all.filter((day) => facts(day).school);
    years.set(year, days);
  }
  return days;
}

/** Weeks begin on Monday. */
function isFirstOfWeek(day: DayNumber, { facts }: SchoolTime): boolean {
  if (!facts(day).school) return false;
  for (let earlier = day - weekday(day) + 1; earlier < day; earlier++)
    if (facts(earlier).school) return false;
  return true;
}
