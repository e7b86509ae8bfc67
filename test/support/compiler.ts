/** Input for the compiler: publications as they are on air, at a place with this time and policy. */
import { type CompilerInput, compile } from '#server/publish/compile.ts';
import type { OnAir } from '#server/publish/on-air.ts';
import { merged, type PlacePolicy } from '#server/publish/policy.ts';
import { createSchoolTimes } from '#server/publish/school-time/school-time.ts';
import { weekOf } from '#server/publish/windows/wall-clock.ts';
import type { AirPolicy } from '#shared/domain/air-policy.ts';
import type { Calendar } from '#shared/domain/calendar.ts';
import type { Timetable } from '#shared/domain/timetable.ts';
import type { Level } from '#shared/domain/units.ts';
import { plainWhen } from '#shared/domain/when.ts';
import { expectedPlays } from '#shared/frame/expected-plays.ts';
import { mediaOf } from '#shared/frame/items.ts';
import type { Item, Manifest } from '#shared/frame/manifest.ts';
import { mediaInfo } from './manifests.ts';

export const HOME = 'Asia/Ho_Chi_Minh';

/** Of office `o`; every day from 7 to 17 unless said otherwise. */
export function publication(id: string, items: readonly Item[], more: Partial<OnAir> = {}): OnAir {
  return {
    id,
    key: id,
    scheduleId: id,
    unitId: 'o',
    audience: { units: [], levels: [], tags: [] },
    when: {
      ...plainWhen,
      hours: [{ start: '07:00', end: '17:00' }],
      from: '2026-01-01',
      until: null,
    },
    mode: 'loop',
    priority: 'ordinary',
    secondsPerHour: null,
    frequency: null,
    sound: 'quiet',
    playlist: { id, name: id, themes: [], version: 1 },
    onAirSince: 0,
    items,
    ...more,
  };
}

export type Somewhere = {
  readonly zone?: string;
  readonly now: number;
  readonly levels?: readonly Level[];
  readonly calendar?: Partial<Calendar>;
  readonly timetable?: Partial<Timetable>;
  readonly policy?: Partial<AirPolicy>;
  readonly recalled?: readonly string[];
};

/** A screen in school `s` below office `o`. */
export function compilerInput(
  onAir: readonly OnAir[],
  { zone = HOME, now, levels = ['primary'], calendar, timetable, policy, recalled = [] }: Somewhere,
): CompilerInput {
  const made = { unitId: 'o', version: 1, at: 0, by: null } as const;
  const calendarValue = { weekdays: null, terms: null, yearly: [], decided: [], ...calendar };
  const timetableValue = { templates: [], exceptions: [], ...timetable };
  const settings = new Map([
    [
      'o',
      {
        ...(calendar && {
          calendar: { ...made, kind: 'calendar' as const, value: calendarValue },
        }),
        ...(timetable && {
          timetable: { ...made, kind: 'timetable' as const, value: timetableValue },
        }),
      },
    ],
  ]);
  return {
    onAir,
    place: { path: ['o', 's'], school: 's' },
    time: createSchoolTimes().at({ path: ['o', 's'], levels, zone }, settings),
    policy: policyWith(policy),
    week: weekOf(now, zone),
    media: new Map(
      onAir.flatMap(({ items }) => items.flatMap(mediaOf)).map((hash) => [hash, mediaInfo()]),
    ),
    recalled: { key: recalled.join(), media: recalled },
  };
}

function policyWith(policy: Partial<AirPolicy> = {}): PlacePolicy {
  const none = { airtime: null, sound: null, screens: null, speakers: null };
  return { key: JSON.stringify(policy), ...merged([{ ...none, ...policy }]) };
}

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** a Monday at home, and the first day of a month of four weeks: when the programmes below are made */
export const monday = Date.UTC(2026, 10, 22, 17);
export const week = weekOf(monday, HOME);

/** For a publication that airs in these hours of each day. */
export const hours = (start: string, end: string) => ({
  when: { ...publication('', []).when, hours: [{ start, end }] },
});
export const compose = (publications: OnAir[], where: Partial<Somewhere> = {}) =>
  compile(compilerInput(publications, { now: monday, ...where }));
export const program = (...publications: OnAir[]) => compose(publications).manifest;
/** `23T08:30` of November 2026, at home */
export const at = (text: string) => Date.parse(`2026-11-${text}:00+07:00`);
/** ids of what starts on the main track, each with its time of day at home */
export const starts = (manifest: Manifest, from: string, to: string) =>
  [...expectedPlays(manifest, at(from), at(to))].map(
    ({ item, start }) =>
      `${new Date(start + 7 * HOUR).toISOString().slice(11, 19).replace(/:00$/, '')} ${item.id}`,
  );
