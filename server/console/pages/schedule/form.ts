/** A schedule as it stands in the form, half filled in perhaps, and what is still wrong with it. Pure. */
import { ruleProblem } from '#server/publish/windows/rule.ts';
import { fieldWording } from '#shared/api/field-problems.ts';
import type { Locale } from '#shared/api/problems.ts';
import type { Schedule, ScheduleInput } from '#shared/api/resources.ts';
import type { AiringMode, Frequency, SoundRight } from '#shared/domain/airing-mode.ts';
import type { Audience } from '#shared/domain/audience.ts';
import type { Priority } from '#shared/domain/priorities.ts';
import { type Hours, plainWhen, type When } from '#shared/domain/when.ts';
import type { Words } from '../../locales/words.ts';
import { mayPromise } from './manner.ts';
import { EVERY_DAY } from './repeat.ts';

export type ScheduleForm = {
  readonly unitId: string;
  readonly playlistId: string;
  /** everything below the unit, rather than the units of the audience */
  readonly whole: boolean;
  readonly audience: Audience;
  /** times and dates are empty while they are not filled in */
  readonly when: When;
  readonly mode: AiringMode;
  readonly priority: Priority;
  /** of `weighted`; null while it is not filled in */
  readonly secondsPerHour: number | null;
  /** all three null: a promise was begun and says nothing yet */
  readonly frequency: Frequency | null;
  readonly sound: SoundRight;
};

/** School mornings, from today on: the least that has to be changed by most. */
export function emptyForm(unitId: string, playlistId: string, today: string): ScheduleForm {
  return {
    unitId,
    playlistId,
    whole: true,
    audience: { units: [], levels: [], tags: [] },
    when: {
      ...plainWhen,
      days: [1, 2, 3, 4, 5],
      hours: [{ start: '07:00', end: '07:30' }],
      from: today,
      until: null,
    },
    mode: 'loop',
    priority: 'ordinary',
    secondsPerHour: null,
    frequency: null,
    sound: 'quiet',
  };
}

/** A schedule without what only one that was saved has. */
type Written = Omit<Schedule, 'id' | 'version' | 'updatedAt' | 'published'>;

export function formOf(schedule: Written): ScheduleForm {
  const { unitId, playlistId, audience, when } = schedule;
  const { mode, priority, secondsPerHour, frequency, sound } = schedule;
  const whole = audience.units.length === 0;
  return {
    unitId,
    playlistId,
    whole,
    audience,
    when,
    mode,
    priority,
    secondsPerHour,
    frequency,
    sound,
  };
}

/** As the API takes it: what doesn't go with the mode stays behind. */
export function inputOf(form: ScheduleForm): ScheduleInput {
  const { unitId, playlistId, when, mode, priority, sound } = form;
  const free = when.repeat.kind === 'rule' || when.repeat.kind === 'lunar';
  return {
    unitId,
    playlistId,
    audience: audienceOf(form),
    when: {
      ...when,
      // weekdays don't bind a rule or a lunar day
      days: free ? [...EVERY_DAY] : when.days.toSorted(),
      also: when.also.toSorted(),
      except: when.except.toSorted(),
    },
    mode,
    priority,
    secondsPerHour: mode === 'weighted' ? form.secondsPerHour : null,
    frequency: mayPromise(mode) ? form.frequency : null,
    sound,
  };
}

export function audienceOf({ whole, audience }: ScheduleForm): Audience {
  return whole ? { ...audience, units: [] } : audience;
}

export function runsOvernight({ start, end }: Hours): boolean {
  return start !== '' && end !== '' && end < start;
}

/** Sentences by the field that they belong to; `when.hours.0` is the first range of hours. */
export type Objections = Readonly<Record<string, string>>;

export function objectionsTo(form: ScheduleForm, words: Words, locale: Locale): Objections {
  return { ...objectionsToWhen(form.when, words, locale), ...objectionsToRest(form, words) };
}

function objectionsToRest(form: ScheduleForm, words: Words): Objections {
  const said = words.schedules;
  const more = words.scheduleForm;
  const wrong: Record<string, string> = {};
  if (form.playlistId === '') wrong.playlistId = said.needPlaylist;
  if (!form.whole && form.audience.units.length === 0) wrong['audience.units'] = said.needUnits;
  const { mode, secondsPerHour, frequency } = form;
  if (mode === 'weighted' && secondsPerHour === null) wrong.secondsPerHour = more.needSeconds;
  if (mode === 'weighted' && secondsPerHour !== null && !within(secondsPerHour, 1, 3600))
    wrong.secondsPerHour = more.secondsBeyond;
  if (mayPromise(mode) && frequency !== null) {
    const { atLeast, atMostPerHour, minutesApart } = frequency;
    if (atLeast === null && atMostPerHour === null && minutesApart === null)
      wrong['frequency.atLeast'] = more.promiseEmpty;
    if (atLeast !== null && !within(atLeast.times, 1, 200))
      wrong['frequency.atLeast'] = more.between(1, 200);
    if (atMostPerHour !== null && !within(atMostPerHour, 1, 60))
      wrong['frequency.atMostPerHour'] = more.between(1, 60);
    if (minutesApart !== null && !within(minutesApart, 1, 1440))
      wrong['frequency.minutesApart'] = more.between(1, 1440);
  }
  return wrong;
}

function objectionsToWhen(when: When, words: Words, locale: Locale): Objections {
  const said = words.schedules;
  const more = words.scheduleForm;
  const wrong: Record<string, string> = {};
  const { days, repeat, hours, periods, from, until } = when;
  if (days.length === 0 && repeat.kind !== 'rule' && repeat.kind !== 'lunar')
    wrong['when.days'] = said.needDays;
  if (repeat.kind === 'rule') {
    const problem = repeat.rrule.trim() === '' ? null : ruleProblem(repeat.rrule, from);
    if (repeat.rrule.trim() === '') wrong['when.repeat.rrule'] = more.needRule;
    else if (problem !== null) wrong['when.repeat.rrule'] = fieldWording(problem, locale);
  }
  if (repeat.kind === 'schoolDays' && !within(repeat.every, 1, 200))
    wrong['when.repeat.every'] = more.between(1, 200);
  if (hours.length + periods.length === 0) wrong['when.hours'] = more.needTimes;
  hours.forEach(({ start, end }, at) => {
    if (start === '' || end === '') wrong[`when.hours.${at}`] = said.hoursIncomplete;
    else if (start === end) wrong[`when.hours.${at}`] = said.hoursEmpty;
  });
  if (from === '') wrong['when.from'] = said.dateMissing;
  if (until === '') wrong['when.until'] = said.dateMissing;
  else if (until !== null && from !== '' && until < from) wrong['when.until'] = said.datesReversed;
  return wrong;
}

function within(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}

/** Fields that hold others: an objection to one of those is told at the field itself. */
const gathering = [
  /^(when\.hours\.\d+)\..*$/,
  /^(audience\.units|when\.days|when\.periods|when\.also|when\.except)\..*$/,
  /^(frequency\.atLeast)\..*$/,
];

/** The server's words for wrong fields, under the names that the form has for them. */
export function fromServer(fields: Readonly<Record<string, string>>): Objections {
  const known: Record<string, string> = {};
  for (const [path, message] of Object.entries(fields)) {
    const place = gathering.reduce((text, pattern) => text.replace(pattern, '$1'), path);
    known[place] ??= message;
  }
  return known;
}
