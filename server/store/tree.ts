/** The order of a list of units: depth first, siblings by name. */
import type { Unit } from '#shared/api/resources.ts';
import { byName } from './order.ts';

/** Units whose parent is not in the list stand at the top. */
export function depthFirst(units: readonly Unit[]): Unit[] {
  const listed = new Set(units.map((unit) => unit.id));
  const children = Map.groupBy(units, ({ parentId }) =>
    parentId !== null && listed.has(parentId) ? parentId : null,
  );
  const ordered: Unit[] = [];
  const append = (parentId: string | null): void => {
    for (const unit of (children.get(parentId) ?? []).toSorted(byName)) {
      ordered.push(unit);
      append(unit.id);
    }
  };
  append(null);
  return ordered;
}
