/**
 * What the units above have set reaches everybody below them: it is theirs to read, though the units
 * themselves may be out of their sight. Nothing else of those units is told but what they are called.
 */
import type { Setting, Store } from '#server/store/port.ts';
import type { SettingKind, Unit } from '#shared/api/resources.ts';
import { everything } from './scope.ts';

export type Layer<Kind extends SettingKind> = Setting<Kind> & { readonly unitName: string };

/** What was ever set on the way from the root down to the unit itself. */
export async function inherited<Kind extends SettingKind>(
  store: Store,
  { path }: Pick<Unit, 'path'>,
  kind: Kind,
): Promise<Layer<Kind>[]> {
  const layers: Layer<Kind>[] = [];
  for (const unitId of path) {
    const setting = await store.settings.get(everything, unitId, kind);
    if (setting === null) continue;
    const unit = await store.units.get(everything, unitId);
    layers.push({ ...setting, unitName: unit?.name ?? '' });
  }
  return layers;
}

/** The unit at the top, whose name is no secret: only it may say certain things for everybody. */
export async function rootOf(
  store: Store,
  unitId: string,
): Promise<Pick<Unit, 'id' | 'name'> | null> {
  const path = (await store.units.get(everything, unitId))?.path;
  return path ? store.units.get(everything, path[0]!) : null;
}

/** The units from the root down to the unit itself, by id: for the zone that holds there. */
export async function unitsOnTheWay(
  store: Store,
  { path }: Pick<Unit, 'path'>,
): Promise<ReadonlyMap<string, Unit>> {
  const units = await Promise.all(path.map((id) => store.units.get(everything, id)));
  return new Map(units.flatMap((unit) => (unit === null ? [] : [[unit.id, unit]])));
}
