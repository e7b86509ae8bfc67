/** The tree of units in sight, and one of them in full. */
import { presentScreen } from '#server/routes/present/screen.ts';
import type { RoleAt, Unit } from '#shared/api/resources.ts';
import type { Loaded, PageContext } from '../../page.ts';
import { type ScreenRow, screenRow, worstFirst } from '../../screen-rows.ts';
import { openUnits, subtree, zoneOf } from '../../unit-facts.ts';

export type PersonHere = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly RoleAt['role'][];
};

export type UnitsData = {
  readonly now: number;
  readonly units: readonly Unit[];
  readonly closed: readonly Unit[];
  /** by id, of the unit and all below it */
  readonly screenCounts: Readonly<Record<string, number>>;
  /** units at which the viewer may add, edit, move and close */
  readonly manageable: readonly string[];
  readonly chosen: {
    readonly unit: Unit;
    readonly zone: string;
    readonly screens: readonly ScreenRow[];
    /** null: not the viewer's to see */
    readonly people: readonly PersonHere[] | null;
  } | null;
};

export async function load(context: PageContext): Promise<Loaded<UnitsData>> {
  const { deps, viewer, params, now, words } = context;
  const { store } = deps;
  const [all, screens, manageable] = await Promise.all([
    store.units.list(viewer.scope('unit.read')),
    store.screens.list(viewer.scope('screen.read')),
    store.units.list(viewer.scope('unit.manage')),
  ]);
  const units = openUnits(all);
  const unit = params.id === undefined ? null : all.find(({ id }) => id === params.id);
  if (unit === undefined) return 'notFound';
  const rows = screens.map((screen) => screenRow(presentScreen(screen, deps.hub, now)));
  return {
    title: unit?.name ?? words.units.title,
    data: {
      now,
      units,
      closed: all.filter(({ closedAt }) => closedAt !== null),
      screenCounts: screenCounts(all, rows),
      manageable: manageable.map(({ id }) => id),
      chosen: unit && {
        unit,
        zone: zoneOf(all, unit.id),
        screens: screensBelow(all, rows, unit.id),
        people: await peopleAt(context, unit),
      },
    },
  };
}

function screenCounts(units: readonly Unit[], screens: readonly ScreenRow[]) {
  const paths = new Map(units.map(({ id, path }) => [id, path]));
  const counts: Record<string, number> = {};
  for (const { unitId } of screens) {
    for (const id of paths.get(unitId) ?? []) counts[id] = (counts[id] ?? 0) + 1;
  }
  return counts;
}

function screensBelow(units: readonly Unit[], screens: readonly ScreenRow[], id: string) {
  const inside = subtree(units, id);
  return screens.filter(({ unitId }) => inside.has(unitId)).sort(worstFirst);
}

async function peopleAt(
  { deps, viewer }: PageContext,
  unit: Unit,
): Promise<readonly PersonHere[] | null> {
  if (!viewer.may('person.read', unit.path)) return null;
  const people = await deps.store.people.list(viewer.scope('person.read'));
  return people
    .filter(({ disabledAt }) => disabledAt === null)
    .map(({ id, name, email, roles }) => ({
      id,
      name,
      email,
      roles: roles.filter(({ unitId }) => unitId === unit.id).map(({ role }) => role),
    }))
    .filter(({ roles }) => roles.length > 0);
}
