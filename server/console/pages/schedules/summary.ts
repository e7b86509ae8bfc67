/**
 * A schedule as one plain sentence, the way an editor would say it aloud to a colleague. Pure: the
 * words of the language, the names of units and today's date are handed in.
 */
import type { Audience } from '#shared/domain/audience.ts';
import type { Level } from '#shared/domain/units.ts';
import type { When } from '#shared/domain/when.ts';
import type { Words } from '../../locales/words.ts';
import { runsOf } from './days.ts';

export type Summarised = {
  /** empty while none is chosen */
  readonly playlist: string;
  readonly owner: string;
  /** null: units are to be chosen, and none is yet */
  readonly unitNames: readonly string[] | null;
  readonly audience: Pick<Audience, 'levels' | 'tags'>;
  readonly when: When;
};

/** Names beyond this many are counted instead of listed. */
const NAMES_LISTED = 3;

/** @param today `2026-11-23`; the year is left out of dates while all of them lie in this one */
export function summaryOf(words: Words, schedule: Summarised, today: string): string {
  return words.schedules.sentence({
    playlist: schedule.playlist,
    where: whereOf(words, schedule),
    days: daysOf(words, schedule.when.days),
    hours: hoursOf(words, schedule.when.hours),
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
