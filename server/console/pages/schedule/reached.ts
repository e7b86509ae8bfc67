/** Which schools an audience means, by the compiler's own rule: named before anything is published. */
import { applies } from '#server/publish/audience/applies.ts';
import { placeOf } from '#server/publish/audience/place.ts';
import type { Screen, Unit } from '#shared/api/resources.ts';
import type { Audience } from '#shared/domain/audience.ts';

/** Names of the schools with at least one screen that is meant, in the order of the tree. */
export function schoolsReached(
  audience: Audience,
  unitId: string,
  screens: readonly Pick<Screen, 'unitId' | 'tags'>[],
  units: readonly Unit[],
): string[] {
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const reached = new Set<string>();
  for (const screen of screens) {
    const unit = byId.get(screen.unitId);
    if (unit === undefined) continue;
    const place = placeOf(unit, byId, screen.tags);
    if (place.school !== null && applies(audience, unitId, place)) reached.add(place.school);
  }
  return units.filter(({ id }) => reached.has(id)).map(({ name }) => name);
}
