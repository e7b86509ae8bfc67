/** The school day of one unit, and which schedules on air go by its periods. */
import { everything } from '#server/access/scope.ts';
import { missed } from '#server/publish/audience/applies.ts';
import { placeOf } from '#server/publish/audience/place.ts';
import type { Loaded, PageContext } from '../../page.ts';
import { loadSetting, type SettingData } from '../../settings/load.ts';

export type TimetableData = SettingData<'timetable'> & {
  /** on air here, or at units below: of offices above as well, whose schedules they are to know of */
  readonly followers: readonly {
    readonly scheduleId: string;
    readonly name: string;
    readonly periods: readonly string[];
  }[];
};

export async function load(context: PageContext): Promise<Loaded<TimetableData>> {
  const data = await loadSetting('timetable', context);
  if (data === 'notFound') return 'notFound';
  return {
    title: `${context.words.settings.title.timetable} · ${data.unit.name}`,
    data: { ...data, followers: await followersOf(data.unit.id, context) },
  };
}

async function followersOf(
  unitId: string,
  { deps, viewer }: PageContext,
): Promise<TimetableData['followers']> {
  const units = await deps.store.units.list(viewer.scope('unit.read'));
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  // tags may be carried by a single screen, which is not looked at here
  const below = units
    .filter(({ path }) => path.includes(unitId))
    .map((unit) => placeOf(unit, byId));
  const publications = await deps.store.publications.current(everything);
  return publications
    .filter(({ when }) => when.periods.length > 0)
    .filter(({ audience, unitId: owner }) =>
      below.some((place) => missed({ ...audience, tags: [] }, owner, place) === null),
    )
    .map(({ scheduleId, playlist, when }) => ({
      scheduleId,
      name: playlist.name,
      periods: when.periods,
    }));
}
