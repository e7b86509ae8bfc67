/**
 * [P24] Who may say how office and school share a school's screens: whoever may set things above the
 * school, never the school for itself. Elsewhere whoever may set things at the unit.
 */
import type { Store } from '#server/store/port.ts';
import type { Unit } from '#shared/api/resources.ts';
import { unitsOnTheWay } from './inherited.ts';
import type { Viewer } from './viewer.ts';

export async function maySetShares(store: Store, viewer: Viewer, unit: Unit): Promise<boolean> {
  const units = await unitsOnTheWay(store, unit);
  const school = unit.path.findIndex((id) => units.get(id)?.kind === 'school');
  return viewer.may('setting.edit', school <= 0 ? unit.path : unit.path.slice(0, school));
}
