/** The week of one unit or one screen: its windows, what each day is, and which schedules may be moved. */

import type { PlannedWindow, Where } from '#server/publish/port.ts';
import { dayNumber } from '#server/publish/school-time/days.ts';
import { presentSchedules } from '#server/routes/present/schedule.ts';
import type { Schedule } from '#shared/api/resources.ts';
import type { DayFacts } from '#shared/domain/calendar.ts';
import { type Right, rightOf } from '../../data/rights.ts';
import { startOf } from '../../day.ts';
import { isoDate } from '../../locales/formats.ts';
import type { Loaded, PageContext } from '../../page.ts';
import { schoolTimes } from '../../school-times.ts';
import { type Titles, titlesIn } from '../../titles.ts';
import { openUnits, subtree, type UnitRow, unitRows, zoneOf } from '../../unit-facts.ts';
import { addDays, mondayOf } from './clock-time.ts';

export type WeekDay = Pick<DayFacts, 'school' | 'exam' | 'why' | 'names'> & {
  /** `2026-11-23` */
  readonly date: string;
  readonly start: number;
  readonly end: number;
  /** minutes since midnight; none at an office, whose timetable is that of all levels at once */
  readonly periods: readonly {
    readonly period: string;
    readonly label: string;
    readonly start: number;
    readonly end: number;
  }[];
};

/** Of a schedule that has windows here, what moving it takes. */
export type WeekSchedule = Pick<Schedule, 'id' | 'when' | 'version' | 'unitId' | 'published'>;

export type WeekPlace = {
  readonly kind: 'unit' | 'screen';
  readonly id: string;
  readonly name: string;
  readonly unitId: string;
};

export type WeekData = {
  readonly place: WeekPlace;
  readonly zone: string;
  readonly now: number;
  readonly today: string;
  /** the day that a phone shows */
  readonly chosen: string;
  readonly days: readonly WeekDay[];
  readonly windows: readonly PlannedWindow[];
  readonly schedules: Readonly<Record<string, WeekSchedule>>;
  readonly units: readonly UnitRow[];
  /** paths of the units that own schedules here: what rights are asked of */
  readonly paths: Readonly<Record<string, readonly string[]>>;
  /** screens of the unit and below it, to look at one alone */
  readonly screens: readonly { readonly id: string; readonly name: string }[];
  /** of a screen: what it was told to play */
  readonly manifest: string | null;
  readonly portrait: boolean;
  /** of the clips in that programme */
  readonly titles: Titles;
  readonly mayEdit: Right;
  readonly mayPublish: Right;
};

/** A school has a handful; a province's thousands belong into the list of screens. */
const SCREENS_OFFERED = 60;

export async function loadOfUnit(context: PageContext): Promise<Loaded<WeekData>> {
  const { deps, viewer, params } = context;
  const unit = await deps.store.units.get(viewer.scope('unit.read'), params.id!);
  if (!unit) return 'notFound';
  const place = { kind: 'unit' as const, id: unit.id, name: unit.name, unitId: unit.id };
  return load(context, place, { unitId: unit.id }, { manifest: null, portrait: false, titles: {} });
}

export async function loadOfScreen(context: PageContext): Promise<Loaded<WeekData>> {
  const { deps, viewer, params } = context;
  const screen = await deps.store.screens.get(viewer.scope('screen.read'), params.id!);
  if (!screen) return 'notFound';
  const { id, name, unitId } = screen;
  const programme = await deps.programmes.forScreen(id);
  const viewport = deps.hub.presence(id)?.status?.viewport;
  return load(
    context,
    { kind: 'screen', id, name, unitId },
    { screenId: id },
    {
      manifest: programme?.compiled.id ?? null,
      titles: await titlesIn(context, programme?.compiled.manifest),
      portrait: viewport !== undefined && viewport.height > viewport.width,
    },
  );
}

/** `/week`: the week of the first unit that the viewer has something to do with. */
export async function loadMine({ deps, viewer }: PageContext): Promise<Loaded<WeekData>> {
  const units = openUnits(await deps.store.units.list(viewer.scope('unit.read')));
  const roots = viewer.person.roles.map(({ unitId }) => unitId);
  const mine = units.find(({ id }) => roots.includes(id)) ?? units[0];
  return mine ? { redirect: `/units/${mine.id}/week` } : 'notFound';
}

async function load(
  { deps, viewer, words, query, now }: PageContext,
  place: WeekPlace,
  where: Where,
  screen: Pick<WeekData, 'manifest' | 'portrait' | 'titles'>,
): Promise<Loaded<WeekData>> {
  const { store } = deps;
  const scope = viewer.scope('schedule.read');
  const allUnits = await store.units.list(viewer.scope('unit.read'));
  const zone = zoneOf(allUnits, place.unitId);
  const today = isoDate(zone, now);
  const chosen = dateAsked(query.get('date')) ?? today;
  const monday = mondayOf(chosen);
  const dates = Array.from({ length: 7 }, (_, n) => addDays(monday, n));
  const starts = [...dates, addDays(monday, 7)].map((date) => startOf(zone, date));

  const [windows, timeAt, screens] = await Promise.all([
    deps.planner.windows(scope, where, { from: starts[0]!, to: starts[7]! }),
    schoolTimes(store, allUnits),
    place.kind === 'unit' ? store.screens.list(viewer.scope('screen.read')) : [],
  ]);
  if (windows === null) return 'notFound';

  const time = timeAt(place.unitId);
  const kind = allUnits.find(({ id }) => id === place.unitId)?.kind;
  const ofASchool = kind === 'school' || kind === 'campus' || kind === 'zone';
  const below = subtree(unitRows(allUnits), place.unitId);
  const named = new Set(windows.map(({ scheduleId }) => scheduleId));
  const records = (await store.schedules.list(scope)).filter(({ id }) => named.has(id));
  const schedules = await presentSchedules(
    store,
    { scope, playlists: viewer.scope('playlist.read') },
    records,
  );
  const owners = new Set(schedules.map(({ unitId }) => unitId));
  return {
    title: words.week.titleOf(place.name),
    data: {
      ...screen,
      place,
      zone,
      now,
      today,
      chosen,
      days: dates.map((date, n) => {
        const { school, exam, why, names } = time.facts(dayNumber(date));
        return {
          ...{ date, start: starts[n]!, end: starts[n + 1]! },
          ...{ school, exam, why, names },
          periods: (ofASchool ? time.periods(dayNumber(date), []) : []).map(
            ({ period, label, start, end }) => ({
              ...{ period, label, start: start / 60_000, end: end / 60_000 },
            }),
          ),
        };
      }),
      windows,
      schedules: Object.fromEntries(
        schedules.map(({ id, when, version, unitId, published }) => [
          id,
          { id, when, version, unitId, published },
        ]),
      ),
      units: unitRows(allUnits),
      paths: Object.fromEntries(
        allUnits.filter(({ id }) => owners.has(id)).map(({ id, path }) => [id, path]),
      ),
      screens: screens
        .filter(({ unitId }) => below.has(unitId))
        .slice(0, SCREENS_OFFERED)
        .map(({ id, name }) => ({ id, name })),
      mayEdit: rightOf(viewer.scope('schedule.edit')),
      mayPublish: rightOf(viewer.scope('schedule.publish')),
    },
  };
}

/** A date of a year that schedules know; anything else is no date. */
function dateAsked(text: string | null): string | null {
  if (text === null || !/^2[01]\d\d-\d\d-\d\d$/.test(text)) return null;
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text) ? text : null;
}
