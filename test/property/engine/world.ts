/** Random worlds: a calendar, a school day, rules of sound and hours, and what offices publish. */
import fc from 'fast-check';
import type { CompilerInput } from '#server/publish/compile.ts';
import type { OnAir } from '#server/publish/on-air.ts';
import { dateText } from '#server/publish/school-time/days.ts';
import type { AirPolicy } from '#shared/domain/air-policy.ts';
import type { Frequency, SoundRight } from '#shared/domain/airing-mode.ts';
import { priorities } from '#shared/domain/priorities.ts';
import type { Item } from '#shared/frame/manifest.ts';
import { compilerInput } from '#test/support/compiler.ts';
import { audio, slide, ticker, video } from '#test/support/manifests.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const HOME_OFFSET = 7 * 60 * MINUTE;

type Held = { readonly start: number; readonly end: number };

/** What a publication says, in the oracle's terms: days as numbers, times as minutes of the day. */
export type WorldPublication = Pick<
  OnAir,
  'scheduleId' | 'mode' | 'priority' | 'secondsPerHour' | 'frequency' | 'sound' | 'items'
> & {
  readonly onAirSince: number;
  readonly side: 'office' | 'school';
  readonly days: readonly number[];
  readonly among: 'any' | 'school' | 'off';
  readonly repeat:
    | { readonly kind: 'weekly' }
    | { readonly kind: 'firstSchoolDay' }
    | { readonly kind: 'schoolDays'; readonly every: number };
  readonly also: readonly number[];
  readonly except: readonly number[];
  readonly from: number;
  readonly until: number;
  readonly hours: readonly Held[];
  readonly periods: readonly string[];
};

export type World = {
  readonly publications: readonly WorldPublication[];
  /** the instant at which the month of four weeks begins */
  readonly monthStart: number;
  readonly isSchool: (day: number) => boolean;
  /** the ISO weekday whose timetable a make-up day takes */
  readonly standsFor: (day: number) => number | null;
  readonly periods: (weekday: number) => readonly (Held & { readonly period: string })[];
  readonly sound: {
    readonly quiet: readonly string[];
    readonly volumes: readonly { readonly period: string; readonly volume: number }[];
    readonly volume: number;
  };
  readonly airtime: AirPolicy['airtime'];
  readonly screenOff: (minute: number) => boolean;
  readonly speakersOff: (minute: number) => boolean;
  readonly input: CompilerInput;
};

/** What a right to sound comes to, in percent. */
export function loudnessOf(right: SoundRight, quiet: boolean, volume: number): number {
  if (right === 'never') return 0;
  return right === 'quiet' && quiet ? 0 : volume;
}

const text = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

const FIRST_DAY = 20_780; // 2026-11-23, a Monday and the first of a month of four weeks

/** Items of whole multiples of `step`. */
const anyItem = (step: number) =>
  fc
    .tuple(
      fc.constantFrom(video, slide, slide, ticker, audio),
      fc.nat(4),
      fc.integer({ min: 1, max: Math.floor(120_000 / step) }),
    )
    .map(([make, id, n]): Item => make(`${make.name}${id}`, n * step));

/** Hours of a day that begin and end on whole minutes; the end may lie in the next day. */
const anyHours = fc
  .tuple(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 1, max: 600 }))
  .map(([start, length]): Held => ({ start, end: start + length }))
  .map(({ start, end }) => ({ start, end: end > 1440 + start - 1 ? start + 600 : end }));

const anyFrequency: fc.Arbitrary<Frequency> = fc
  .record({
    atLeast: fc.option(
      fc.record({
        // parts of a minute are whole steps
        times: fc.constantFrom(1, 2, 3, 4, 6),
        per: fc.constantFrom('day' as const, 'week' as const),
      }),
    ),
    atMostPerHour: fc.option(fc.constantFrom(1, 2, 3, 4, 6)),
    minutesApart: fc.option(fc.integer({ min: 1, max: 90 })),
  })
  .filter(
    ({ atLeast, atMostPerHour, minutesApart }) =>
      atLeast !== null || atMostPerHour !== null || minutesApart !== null,
  );

export type Flavour = { readonly step: number; readonly shares: boolean };

const anyPublication = ({ step, shares }: Flavour) =>
  fc
    .record({
      mode: fc.constantFrom(
        ...(['loop', 'loop', 'loop', 'ordered', 'once', 'takeover'] as const),
        ...(shares ? (['weighted', 'weighted', 'shuffled'] as const) : []),
      ),
      priority: fc.constantFrom(...priorities, 'ordinary' as const, 'ordinary' as const),
      secondsPerHour: fc.integer({ min: 60, max: 3600 }),
      frequency: fc.option(anyFrequency, { freq: 3 }),
      sound: fc.constantFrom<SoundRight>('quiet', 'quiet', 'always', 'never'),
      items: fc.array(anyItem(step), { minLength: 1, maxLength: 4 }),
      sinceMinutes: fc.oneof(fc.constant(-100_000), fc.integer({ min: -1000, max: 4000 })),
      side: fc.constantFrom<'office' | 'school'>('office', 'school'),
      days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 3 }),
      among: fc.constantFrom<'any' | 'school' | 'off'>('any', 'any', 'school', 'off'),
      repeat: fc.oneof(
        { weight: 4, arbitrary: fc.constant({ kind: 'weekly' as const }) },
        { weight: 1, arbitrary: fc.constant({ kind: 'firstSchoolDay' as const }) },
        {
          weight: 1,
          arbitrary: fc.record({
            kind: fc.constant('schoolDays' as const),
            every: fc.integer({ min: 1, max: 4 }),
          }),
        },
      ),
      also: fc.array(fc.integer({ min: -2, max: 9 }), { maxLength: 2 }),
      except: fc.array(fc.integer({ min: -2, max: 9 }), { maxLength: 2 }),
      from: fc.oneof(fc.constant(-300), fc.integer({ min: -3, max: 3 })),
      lasts: fc.oneof(fc.constant(1000), fc.integer({ min: 0, max: 5 })),
      hours: fc.array(anyHours, { maxLength: 2 }),
      periods: fc.uniqueArray(fc.constantFrom('recess', 'lesson', 'lunch'), { maxLength: 2 }),
    })
    .map(({ hours, periods, ...rest }) => ({
      ...rest,
      periods,
      hours: hours.length + periods.length > 0 ? hours : [{ start: 420, end: 1020 }],
    }));

/** Periods of a school day, one after the other. */
const anyPeriods = fc
  .array(
    fc.record({
      period: fc.constantFrom('lesson', 'lesson', 'recess', 'lunch'),
      gap: fc.nat(20),
      length: fc.integer({ min: 5, max: 90 }),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((periods) => {
    let at = 420;
    return periods.map(({ period, gap, length }) => {
      const start = at + gap;
      at = start + length;
      return { period, start, end: at };
    });
  });

const anyOn = fc.option(
  fc
    .tuple(fc.integer({ min: 0, max: 720 }), fc.integer({ min: 60, max: 720 }))
    .map(([start, length]) => ({ start, end: start + length })),
  { freq: 2 },
);

/** @param flavour `step`: everything begins and ends on it; `shares`: with weights, shuffles, percentages */
export const anyWorld = (flavour: Flavour): fc.Arbitrary<World> =>
  anyDrawn(flavour).map((drawn) => worldOf(drawn, flavour));

const anyDrawn = (flavour: Flavour) =>
  fc.record({
    publications: fc.array(anyPublication(flavour), { minLength: 1, maxLength: 5 }),
    schooldays: fc.constantFrom<number[]>([1, 2, 3, 4, 5], [1, 2, 3, 4, 5, 6]),
    holidays: fc.array(fc.integer({ min: -20, max: 12 }), { maxLength: 3 }),
    makeUp: fc.option(
      fc.record({ day: fc.integer({ min: -5, max: 12 }), as: fc.integer({ min: 1, max: 5 }) }),
    ),
    weekdays: anyPeriods,
    saturday: anyPeriods,
    quiet: fc.uniqueArray(fc.constantFrom('lesson', 'lunch'), { maxLength: 2 }),
    volumes: fc.uniqueArray(
      fc.record({
        period: fc.constantFrom('recess', 'lunch'),
        volume: fc.integer({ min: 0, max: 100 }),
      }),
      { maxLength: 2, selector: ({ period }) => period },
    ),
    volume: fc.integer({ min: 10, max: 100 }),
    screens: anyOn,
    speakers: anyOn,
    office: fc.option(fc.integer({ min: 10, max: 90 })),
  });

type Drawn = Value<ReturnType<typeof anyDrawn>>;
type Value<A> = A extends fc.Arbitrary<infer V> ? V : never;

function worldOf(drawn: Drawn, { shares }: Flavour): World {
  const monthStart = FIRST_DAY * DAY - HOME_OFFSET;
  const { schooldays, makeUp } = drawn;
  const holidays = new Set(drawn.holidays.map((day) => FIRST_DAY + day));
  const makeUpDay = makeUp && FIRST_DAY + makeUp.day;
  const airtime =
    shares && drawn.office !== null ? { office: drawn.office, school: 100 - drawn.office } : null;
  const publications = drawn.publications
    .map(({ sinceMinutes, lasts, mode, frequency, ...rest }, i) => {
      const mayPromise = mode === 'loop' || mode === 'ordered' || mode === 'shuffled';
      const from = FIRST_DAY + rest.from;
      return {
        ...rest,
        mode,
        scheduleId: `p${i}`,
        frequency: mayPromise ? frequency : null,
        secondsPerHour: mode === 'weighted' ? rest.secondsPerHour : null,
        onAirSince: monthStart + sinceMinutes * MINUTE,
        from,
        until: from + lasts,
        also: [...new Set(rest.also)].map((day) => FIRST_DAY + day),
        except: [...new Set(rest.except)].map((day) => FIRST_DAY + day),
      } satisfies WorldPublication;
    })
    .sort((a, b) => a.onAirSince - b.onAirSince || (a.scheduleId < b.scheduleId ? -1 : 1));
  const isSchool = (day: number) =>
    day === makeUpDay || (schooldays.includes(((day + 3) % 7) + 1) && !holidays.has(day));
  const periods = (weekday: number) => (weekday === 6 ? drawn.saturday : drawn.weekdays);
  const isOff = (on: Held | null) => (minute: number) =>
    on !== null && !(on.start <= minute && minute < on.end);
  return {
    publications,
    monthStart,
    isSchool,
    standsFor: (day) => (day === makeUpDay ? makeUp!.as : null),
    periods,
    sound: { quiet: drawn.quiet, volumes: drawn.volumes, volume: drawn.volume },
    airtime,
    screenOff: isOff(drawn.screens),
    speakersOff: isOff(drawn.speakers),
    input: compilerInput(publications.map(onAirOf), {
      now: monthStart,
      calendar: {
        weekdays: schooldays,
        decided: [
          ...[...holidays].map((day) => ({
            name: 'Nghỉ',
            from: dateText(day),
            until: dateText(day),
            kind: { is: 'off' as const },
          })),
          ...(makeUp
            ? [
                {
                  name: 'Học bù',
                  from: dateText(makeUpDay!),
                  until: dateText(makeUpDay!),
                  kind: { is: 'school' as const, as: makeUp.as },
                },
              ]
            : []),
        ],
      },
      timetable: {
        templates: [template([1, 2, 3, 4, 5, 7], drawn.weekdays), template([6], drawn.saturday)],
      },
      policy: {
        airtime,
        sound: {
          quiet: drawn.quiet.map((period) => ({ period })),
          volumes: drawn.volumes.map(({ period, volume }) => ({ at: { period }, volume })),
          volume: drawn.volume,
        },
        screens: everyDay(drawn.screens),
        speakers: everyDay(drawn.speakers),
      },
    }),
  };
}

function template(days: number[], periods: Value<typeof anyPeriods>) {
  return {
    name: 'Ngày học',
    levels: [],
    days,
    periods: periods.map(({ period, start, end }) => ({
      period,
      label: '',
      session: 'morning' as const,
      start: text(start),
      end: text(end),
    })),
  };
}

function everyDay(on: Held | null) {
  if (on === null) return [];
  const hours = [{ start: text(on.start), end: text(on.end) }];
  return [{ days: [1, 2, 3, 4, 5, 6, 7], hours }];
}

function onAirOf(p: WorldPublication): OnAir {
  return {
    id: p.scheduleId,
    key: p.scheduleId,
    scheduleId: p.scheduleId,
    unitId: p.side === 'school' ? 's' : 'o',
    audience: { units: [], levels: [], tags: [] },
    when: {
      days: [...p.days],
      repeat: p.repeat,
      among: p.among,
      also: p.also.map(dateText),
      except: p.except.map(dateText),
      hours: p.hours.map(({ start, end }) => ({
        start: text(start),
        end: text(end % 1440 || 1440),
      })),
      periods: [...p.periods],
      from: dateText(p.from),
      until: dateText(p.until),
    },
    mode: p.mode,
    priority: p.priority,
    secondsPerHour: p.secondsPerHour,
    frequency: p.frequency,
    sound: p.sound,
    playlist: { id: p.scheduleId, name: p.scheduleId, themes: [], version: 1 },
    onAirSince: p.onAirSince,
    items: p.items,
  };
}
