/** A schedule as it stands in the form, half filled in perhaps, and what is still wrong with it. Pure. */
import type { Schedule } from '#shared/api/resources.ts';
import type { Audience } from '#shared/domain/audience.ts';
import type { Priority } from '#shared/domain/priorities.ts';
import { type Hours, plainWhen, type When } from '#shared/domain/when.ts';
import type { Words } from '../../locales/words.ts';

export type ScheduleForm = {
  readonly unitId: string;
  readonly playlistId: string;
  /** everything below the unit, rather than the units of the audience */
  readonly whole: boolean;
  readonly audience: Audience;
  /** times and dates are empty while they are not filled in */
  readonly when: When;
  readonly priority: Priority;
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
    priority: 'ordinary',
  };
}

export function formOf(
  schedule: Pick<Schedule, 'unitId' | 'playlistId' | 'audience' | 'when' | 'priority'>,
): ScheduleForm {
  const { unitId, playlistId, audience, when, priority } = schedule;
  return { unitId, playlistId, whole: audience.units.length === 0, audience, when, priority };
}

/** As the API takes it. */
export function inputOf(form: ScheduleForm) {
  const { unitId, playlistId, when, priority } = form;
  return {
    unitId,
    playlistId,
    audience: audienceOf(form),
    when: { ...when, days: when.days.toSorted() },
    priority,
  };
}

export function audienceOf({ whole, audience }: ScheduleForm): Audience {
  return whole ? { ...audience, units: [] } : audience;
}

/** What the browser's time field says, as a schedule means it: midnight at the end is the day's end. */
export function endTime(text: string): string {
  return text === '00:00' ? '24:00' : text;
}

export function endField(time: string): string {
  return time === '24:00' ? '00:00' : time;
}

export function runsOvernight({ start, end }: Hours): boolean {
  return start !== '' && end !== '' && end < start;
}

/** Sentences by the field that they belong to; `when.hours.0` is the first range of hours. */
export type Objections = Readonly<Record<string, string>>;

export function objectionsTo(form: ScheduleForm, words: Words): Objections {
  const said = words.schedules;
  const wrong: Record<string, string> = {};
  const { days, hours, from, until } = form.when;
  if (form.playlistId === '') wrong.playlistId = said.needPlaylist;
  if (!form.whole && form.audience.units.length === 0) wrong['audience.units'] = said.needUnits;
  if (days.length === 0) wrong['when.days'] = said.needDays;
  if (hours.length === 0) wrong['when.hours'] = said.needHours;
  hours.forEach(({ start, end }, at) => {
    if (start === '' || end === '') wrong[`when.hours.${at}`] = said.hoursIncomplete;
    else if (start === end) wrong[`when.hours.${at}`] = said.hoursEmpty;
  });
  if (from === '') wrong['when.from'] = said.dateMissing;
  if (until === '') wrong['when.until'] = said.dateMissing;
  else if (until !== null && from !== '' && until < from) wrong['when.until'] = said.datesReversed;
  return wrong;
}

/** The server's words for wrong fields, under the names that the form has for them. */
export function fromServer(fields: Readonly<Record<string, string>>): Objections {
  const known: Record<string, string> = {};
  for (const [path, message] of Object.entries(fields)) {
    const place = path
      .replace(/^(when\.hours\.\d+)\..*$/, '$1')
      .replace(/^(audience\.units|when\.days)\..*$/, '$1');
    known[place] ??= message;
  }
  return known;
}
