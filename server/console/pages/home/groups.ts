/** How the desk groups screens: by the programme that they share, and by the school they stand in. */
import { connected, type ScreenRow, worstFirst } from '../../screen-rows.ts';
import { schoolOf, type UnitRow } from '../../unit-facts.ts';

export type Programme = {
  readonly manifest: string;
  readonly screens: readonly ScreenRow[];
  /** schools in which it plays, most screens first */
  readonly schools: readonly string[];
};

/**
 * Screens with the same programme show the same frame at the same instant: one picture stands for
 * all of them. The programme that most connected screens show comes first.
 */
export function programmes(screens: readonly ScreenRow[], units: readonly UnitRow[]): Programme[] {
  const groups = new Map<string, ScreenRow[]>();
  for (const screen of screens) {
    if (screen.manifest === null || !connected(screen)) continue;
    groups.set(screen.manifest, [...(groups.get(screen.manifest) ?? []), screen]);
  }
  return [...groups]
    .map(([manifest, group]) => ({ manifest, screens: group, schools: schoolNames(group, units) }))
    .sort((a, b) => b.screens.length - a.screens.length);
}

function schoolNames(screens: readonly ScreenRow[], units: readonly UnitRow[]): string[] {
  const counted = new Map<string, number>();
  for (const screen of screens) {
    const name = schoolOf(units, screen.unitId)?.name;
    if (name) counted.set(name, (counted.get(name) ?? 0) + 1);
  }
  return [...counted].sort((a, b) => b[1] - a[1]).map(([name]) => name);
}

export type School = {
  readonly unit: UnitRow;
  /** worst first */
  readonly screens: readonly ScreenRow[];
  readonly connected: number;
};

/** Schools with screens; those that lack most come first, then by name. */
export function schools(screens: readonly ScreenRow[], units: readonly UnitRow[]): School[] {
  const groups = new Map<string, { unit: UnitRow; screens: ScreenRow[] }>();
  for (const screen of screens) {
    const unit = schoolOf(units, screen.unitId);
    if (!unit) continue;
    const group = groups.get(unit.id) ?? { unit, screens: [] };
    group.screens.push(screen);
    groups.set(unit.id, group);
  }
  return [...groups.values()]
    .map((group) => ({
      unit: group.unit,
      screens: group.screens.sort(worstFirst),
      connected: group.screens.filter(connected).length,
    }))
    .sort((a, b) => missing(b) - missing(a) || a.unit.name.localeCompare(b.unit.name, 'vi'));
}

function missing(school: School): number {
  return school.screens.filter((s) => !connected(s) || s.state === 'trouble').length;
}
