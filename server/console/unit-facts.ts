/** What pages need to know of units besides their names: who is open, in which zone, in which school. */
import type { Unit } from '#shared/api/resources.ts';

/** Where no unit above names one: the whole country lies in it. */
const DEFAULT_ZONE = 'Asia/Ho_Chi_Minh';

export type UnitRow = Pick<Unit, 'id' | 'parentId' | 'name' | 'kind'>;

export function openUnits(units: readonly Unit[]): Unit[] {
  return units.filter((unit) => unit.closedAt === null);
}

export function unitRows(units: readonly Unit[]): UnitRow[] {
  return openUnits(units).map(({ id, parentId, name, kind }) => ({ id, parentId, name, kind }));
}

/** The unit and those above it that are in sight, itself first. */
export function upwards<U extends UnitRow>(units: readonly U[], id: string | null): U[] {
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const way: U[] = [];
  let unit = id === null ? undefined : byId.get(id);
  while (unit && !way.includes(unit)) {
    way.push(unit);
    unit = unit.parentId === null ? undefined : byId.get(unit.parentId);
  }
  return way;
}

/** The zone of a unit: its own or the nearest above. */
export function zoneOf(units: readonly Unit[], id: string | null): string {
  return upwards(units, id).find((unit) => unit.zone !== null)?.zone ?? DEFAULT_ZONE;
}

/** The school that a hall or a yard belongs to; what stands in no school stands for itself. */
export function schoolOf<U extends UnitRow>(units: readonly U[], id: string): U | undefined {
  const way = upwards(units, id);
  return way.find((unit) => unit.kind === 'school') ?? way[0];
}

/** Ids of the unit and of all below it. */
export function subtree(units: readonly UnitRow[], id: string): Set<string> {
  const inside = new Set([id]);
  for (let size = 0; size !== inside.size; ) {
    size = inside.size;
    for (const unit of units) {
      if (unit.parentId !== null && inside.has(unit.parentId)) inside.add(unit.id);
    }
  }
  return inside;
}
