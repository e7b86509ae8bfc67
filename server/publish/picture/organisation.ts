/** Units and screens, and where each screen stands. */
import { everything } from '#server/access/scope.ts';
import type { ScreenRecord, Store } from '#server/store/port.ts';
import type { Unit } from '#shared/api/resources.ts';
import { type Place, placeOf } from '../audience/place.ts';

export type Organisation = {
  readonly units: ReadonlyMap<string, Unit>;
  readonly screens: ReadonlyMap<string, ScreenRecord>;
  /** where a screen stands; the same object for all of a unit with the same tags; null: nowhere */
  place(screen: Pick<ScreenRecord, 'unitId' | 'tags'>): Place | null;
  /** the screens at or below one of the units, each once */
  screensBelow(units: readonly string[]): Iterable<ScreenRecord>;
};

export async function readOrganisation(store: Store): Promise<Organisation> {
  const [unitList, screenList] = await Promise.all([
    store.units.list(everything),
    store.screens.list(everything),
  ]);
  const units = new Map(unitList.map((unit) => [unit.id, unit]));
  const byUnitAndTags = new Map<string, Place>();
  const byScreen = new WeakMap<object, Place>();
  const lookUp = (unit: Unit, tags: readonly string[]): Place => {
    const key = JSON.stringify([unit.id, ...tags]);
    let place = byUnitAndTags.get(key);
    if (!place) {
      place = placeOf(unit, units, tags);
      byUnitAndTags.set(key, place);
    }
    return place;
  };
  let byUnit: ReadonlyMap<string, readonly ScreenRecord[]> | null = null;
  return {
    units,
    screens: new Map(screenList.map((screen) => [screen.id, screen])),
    screensBelow(wanted) {
      byUnit ??= screensByUnit(screenList, units);
      const found = wanted.map((id) => byUnit!.get(id) ?? []);
      return found.length === 1 ? found[0]! : new Set(found.flat());
    },
    place(screen) {
      let place = byScreen.get(screen);
      if (!place) {
        const unit = units.get(screen.unitId);
        if (!unit) return null;
        place = lookUp(unit, screen.tags);
        byScreen.set(screen, place);
      }
      return place;
    },
  };
}

/** Under each unit the screens that stand at it or below it. */
function screensByUnit(
  screens: readonly ScreenRecord[],
  units: ReadonlyMap<string, Unit>,
): ReadonlyMap<string, readonly ScreenRecord[]> {
  const byUnit = new Map<string, ScreenRecord[]>();
  for (const screen of screens) {
    for (const id of units.get(screen.unitId)?.path ?? []) {
      const there = byUnit.get(id);
      if (there) there.push(screen);
      else byUnit.set(id, [screen]);
    }
  }
  return byUnit;
}
