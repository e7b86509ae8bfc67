/** All screens in sight, and the filter that the address asks for. */
import { presentScreen } from '#server/routes/present/screen.ts';
import type { Loaded, PageContext } from '../../page.ts';
import { type ScreenRow, screenRow } from '../../screen-rows.ts';
import { type UnitRow, unitRows } from '../../unit-facts.ts';
import { type Filter, filterFrom } from './filter.ts';

export type ScreensData = {
  readonly now: number;
  readonly units: readonly UnitRow[];
  readonly screens: readonly ScreenRow[];
  readonly filter: Filter;
  readonly mayPair: boolean;
};

export async function load(context: PageContext): Promise<Loaded<ScreensData>> {
  const { deps, viewer, now, query } = context;
  const [units, screens] = await Promise.all([
    deps.store.units.list(viewer.scope('unit.read')),
    deps.store.screens.list(viewer.scope('screen.read')),
  ]);
  return {
    title: context.words.screens.title,
    data: {
      now,
      units: unitRows(units),
      screens: screens.map((screen) => screenRow(presentScreen(screen, deps.hub, now))),
      filter: filterFrom(query),
      mayPair: viewer.mayAnywhere('screen.manage'),
    },
  };
}
