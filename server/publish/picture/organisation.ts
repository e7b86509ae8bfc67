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
  return {
    units,
    screens: new Map(screenList.map((screen) => [screen.id, screen])),
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
