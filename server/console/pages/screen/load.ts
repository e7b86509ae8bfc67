/** One screen: what it is told to play, how it is, and what may be done with it. */
import { presentScreen } from '#server/routes/present/screen.ts';
import type { Screen } from '#shared/api/resources.ts';
import { type Day, dayOf } from '../../day.ts';
import type { Loaded, PageContext } from '../../page.ts';
import { type Titles, titlesIn } from '../../titles.ts';
import { type UnitRow, unitRows, zoneOf } from '../../unit-facts.ts';

export type ScreenData = {
  readonly now: number;
  readonly zone: string;
  readonly day: Day;
  readonly screen: Screen;
  readonly units: readonly UnitRow[];
  /** units to which it may be moved */
  readonly movable: readonly UnitRow[];
  readonly titles: Titles;
  readonly mayManage: boolean;
};

export async function load(context: PageContext): Promise<Loaded<ScreenData>> {
  const { deps, viewer, params, now } = context;
  const { store } = deps;
  const record = await store.screens.get(viewer.scope('screen.read'), params.id!);
  if (!record) return 'notFound';
  const [units, movable, programme] = await Promise.all([
    store.units.list(viewer.scope('unit.read')),
    store.units.list(viewer.scope('screen.manage')),
    deps.programmes.forScreen(record.id),
  ]);
  const unit = await store.units.get(viewer.scope('unit.read'), record.unitId);
  const zone = zoneOf(units, record.unitId);
  return {
    title: record.name,
    data: {
      now,
      zone,
      day: dayOf(zone, now),
      screen: presentScreen(record, deps.hub, now),
      units: unitRows(units),
      movable: unitRows(movable),
      titles: await titlesIn(context, programme?.compiled.manifest),
      mayManage: viewer.may('screen.manage', unit?.path ?? []),
    },
  };
}
