/**
 * Where a screen stands, in the terms in which audiences are written: the units above it, the levels
 * of its school, its tags. Worked out once a screen from the tree of units.
 */
import type { Unit } from '#shared/api/resources.ts';
import type { Level } from '#shared/domain/units.ts';

export type Place = {
  /** ids of the units from the root down to the one that holds the screen */
  readonly path: readonly string[];
  /** the nearest school at or above it */
  readonly school: string | null;
  /** that school's levels; none outside of schools */
  readonly levels: readonly Level[];
  /** the screen's own tags and those of every unit above it */
  readonly tags: ReadonlySet<string>;
  /** the zone of the nearest unit that has one */
  readonly zone: string;
  /** a unit at or above it is closed: nothing airs there */
  readonly closed: boolean;
};

/** For a tree in which nobody has said where it stands. */
export const HOME_ZONE = 'Asia/Ho_Chi_Minh';

/** The place of a screen with `tags` in `unit`, or of the unit itself when it has none. */
export function placeOf(
  unit: Unit,
  units: ReadonlyMap<string, Unit>,
  tags: readonly string[] = [],
): Place {
  const above = unit.path.map((id) => units.get(id)).filter((known) => known !== undefined);
  const school = above.findLast(({ kind }) => kind === 'school');
  return {
    path: unit.path,
    school: school?.id ?? null,
    levels: school?.levels ?? [],
    tags: new Set([...tags, ...above.flatMap((each) => each.tags)]),
    zone: above.findLast(({ zone }) => zone !== null)?.zone ?? HOME_ZONE,
    closed: above.some(({ closedAt }) => closedAt !== null),
  };
}
