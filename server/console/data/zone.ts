/** In which zone a unit's dates and times are told: its own, or that of the nearest unit above. */
import { HOME_ZONE, placeOf } from '#server/publish/audience/place.ts';
import type { Unit } from '#shared/api/resources.ts';

export function zoneOf(units: readonly Unit[], unitId: string): string {
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const unit = byId.get(unitId);
  return unit === undefined ? HOME_ZONE : placeOf(unit, byId).zone;
}
