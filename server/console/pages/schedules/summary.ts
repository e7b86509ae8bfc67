/**
 * A schedule as one plain sentence, the way an editor would say it aloud to a colleague. Pure: the
 * words of the language, the names of units and today's date are handed in.
 */
import type { Manner } from '#shared/api/resources.ts';
import type { SoundRight } from '#shared/domain/airing-mode.ts';
import type { Audience } from '#shared/domain/audience.ts';
import type { Level } from '#shared/domain/units.ts';
import type { When } from '#shared/domain/when.ts';
import type { Words } from '../../locales/words.ts';
import { periodName } from '../../period-name.ts';
import { mayPromise } from '../schedule/manner.ts';
import { readRule } from '../schedule/repeat.ts';
import { runsOf } from './days.ts';

export type Summarised = {
  /** empty while none is chosen */
  readonly playlist: string;
  readonly owner: string;
  /** null: units are to be chosen, and none is yet */
  readonly unitNames: readonly string[] | null;
  readonly audience: Pick<Audience, 'levels' | 'tags'>;
  readonly when: When;
  readonly manner?: Manner & { readonly sound: SoundRight };
};

/** Names beyond this many are counted instead of listed. */
const NAMES_LISTED = 3;
const DATES_LISTED = 4;

/** @param today `2026-11-23`; the year is left out of dates while all of them lie in this one */
export function summaryOf(words: Words, schedule: Summarised, today: string): string {
  return words.schedules.sentence({
    playlist: schedule.playlist,
    where: whereOf(words, schedule),
    days: repeatOf(words, schedule.when, today),
    hours: [timesOf(words, schedule.when), ...mannerOf(words, schedule.manner)].join(', '),
    dates: datesOf(words, schedule.when, today),
  });
}

export function whereOf(
  words: Words,
  { owner, unitNames, audience }: Omit<Summarised, 'playlist' | 'when'>,
): string {
  const said = words.schedules;
  if (unitNames === null) return said.whereNone;
  const units = namesOf(words, unitNames);
  const levels = listed(
    words,
    audience.levels.map((level) => levelName(words, level)),
  );
  const where =
    levels === ''
      ? units === ''
        ? said.whereAll(owner)
        : said.whereUnits(units)
      : units === ''
        ? said.whereLevels(levels, owner)
        : said.whereUnitsLevels(levels, units);
  return audience.tags.length === 0
    ? where
    : said.whereTags(
        where,
        listed(
          words,
          audience.tags.map((tag) => `“${tag}”`),
        ),
      );
}

/** How its days come back, among which, with what is added and left out. */
export function repeatOf(words: Words, when: When, today: string): string {
  const said = words.scheduleForm;
  const days = amongOf(words, when);
  const dates = (list: readonly string[]) =>
    list.length > DATES_LISTED
      ? said.sayDates(list.length)
      : listed(
          words,
          list.toSorted().map((date) =>
            dateOf(
              date,
              list.every((one) => one.startsWith(today.slice(0, 4))),
            ),
          ),
        );
  return [
    days,
    ...(when.also.length > 0 ? [said.sayAlso(dates(when.also))] : []),
    ...(when.except.length > 0 ? [said.sayExcept(dates(when.except))] : []),
  ].join(', ');
}

function amongOf(words: Words, { days, repeat, among }: When): string {
  const said = words.scheduleForm;
  const kind = said.sayAmong[among];
  const every = repeat.kind === 'weekly' && new Set(days).size === 7;
  if (every) return said.sayEvery(kind);
  const named = namedDays(words, { days, repeat });
  // school days that come back are school days without saying so
  const ofSchool = repeat.kind === 'firstSchoolDay' || repeat.kind === 'schoolDays';
  const plain = among === 'any' || (among === 'school' && ofSchool);
  return plain ? named : said.sayOnly(named, kind);
}

function namedDays(words: Words, { days, repeat }: Pick<When, 'days' | 'repeat'>): string {
  const said = words.scheduleForm;
  switch (repeat.kind) {
    case 'weekly':
      return daysOf(words, days);
    case 'firstSchoolDay':
      return said.sayFirstSchoolDay;
    case 'schoolDays':
      return said.saySchoolDays(repeat.every);
    case 'lunar':
      return said.sayLunar(repeat.day, repeat.month);
    case 'rule':
      return ruleOf(words, repeat.rrule);
  }
}

function ruleOf(words: Words, rrule: string): string {
  const said = words.scheduleForm;
  const rule = readRule(rrule);
  switch (rule?.kind) {
    case 'weeks':
      return said.sayWeeks(rule.every, daysOf(words, rule.days));
    case 'monthWeekday':
      return said.sayMonthWeekday(rule.nth, rule.day);
    case 'monthDay':
      return said.sayMonthDay(rule.day);
    case 'yearly':
      return said.sayYearly(rule.day, rule.month);
    case undefined:
      return said.sayRule(rrule || '…');
  }
}

/** Periods of the school's day first, then hours of the clock. */
export function timesOf(words: Words, { hours, periods }: Pick<When, 'hours' | 'periods'>): string {
  if (periods.length === 0) return hoursOf(words, hours);
  const named = words.scheduleForm.sayPeriods(
    listed(
      words,
      periods.map((period) => periodName(words, period)),
    ),
  );
  return hours.length === 0 ? named : listed(words, [named, hoursOf(words, hours)]);
}

/** What is out of the ordinary in how it airs; nothing is said of what goes without saying. */
export function mannerOf(words: Words, manner: Summarised['manner']): string[] {
  if (manner === undefined) return [];
  const said = words.scheduleForm;
  const { mode, secondsPerHour, frequency, sound } = manner;
  const promised = mayPromise(mode) ? frequency : null;
  return [
    said.sayMode[mode],
    mode === 'weighted' && secondsPerHour !== null ? said.saySeconds(secondsPerHour) : '',
    promised?.atLeast ? said.sayAtLeast(promised.atLeast.times, promised.atLeast.per) : '',
    promised?.atMostPerHour ? said.sayAtMost(promised.atMostPerHour) : '',
    promised?.minutesApart ? said.sayApart(promised.minutesApart) : '',
    said.saySound[sound],
  ].filter((part) => part !== '');
}

export function daysOf(words: Words, days: readonly number[]): string {
  const said = words.schedules;
  if (days.length === 0) return said.daysNone;
  if (new Set(days).size === 7) return said.daysAll;
  return listed(
    words,
    runsOf(days).map(({ first, last }) =>
      first === last ? said.day(first) : said.dayRun(first, last),
    ),
  );
}

export function hoursOf(words: Words, hours: When['hours']): string {
  const complete = hours.filter(({ start, end }) => start !== '' && end !== '');
  if (complete.length === 0) return words.schedules.hoursNone;
  if (complete.some(({ start, end }) => start === '00:00' && end === '24:00'))
    return words.schedules.hoursAllDay;
  return listed(words, complete.map(rangeOf));
}

/** `7:00–7:30`, as Vietnamese timetables write it */
export function rangeOf({ start, end }: When['hours'][number]): string {
  return `${start.replace(/^0/, '')}–${end.replace(/^0/, '')}`;
}

export function datesOf(
  words: Words,
  { from, until }: Pick<When, 'from' | 'until'>,
  today: string,
): string {
  const said = words.schedules;
  const year = today.slice(0, 4);
  const short = from.startsWith(year) && (until === null || until.startsWith(year));
  const write = (date: string) => dateOf(date, short);
  if (until === null) return said.datesFrom(write(from));
  return from === until ? said.datesOne(write(from)) : said.datesBetween(write(from), write(until));
}

/** `2026-11-23` as `23/11/2026`, or `23/11` */
function dateOf(date: string, short: boolean): string {
  const [year = '', month = '', day = ''] = date.split('-');
  if (year === '') return '…';
  return short ? `${day}/${month}` : `${day}/${month}/${year}`;
}

function namesOf(words: Words, names: readonly string[]): string {
  if (names.length <= NAMES_LISTED) return listed(words, names);
  const first = names.slice(0, NAMES_LISTED - 1).join(', ');
  return words.schedules.whereMany(first, names.length - NAMES_LISTED + 1);
}

/** `THCS` stays as it is, `Tiểu học` is `tiểu học` within a sentence. */
function levelName(words: Words, level: Level): string {
  const name = words.common.level[level];
  return /^\p{Lu}{2}/u.test(name) ? name : name.charAt(0).toLocaleLowerCase('vi') + name.slice(1);
}

/** `a, b và c` */
function listed(words: Words, parts: readonly string[]): string {
  if (parts.length < 2) return parts[0] ?? '';
  return `${parts.slice(0, -1).join(', ')} ${words.schedules.and} ${parts.at(-1)}`;
}
