/** Accounts with a role in sight, and where the viewer may manage them. */
import type { Person } from '#shared/api/resources.ts';
import type { Loaded, PageContext } from '../../page.ts';
import { type UnitRow, unitRows } from '../../unit-facts.ts';

export type PeopleData = {
  readonly me: string;
  readonly people: readonly Person[];
  readonly units: readonly UnitRow[];
  /** at which roles may be granted and taken back */
  readonly manageable: readonly UnitRow[];
};

export async function load(context: PageContext): Promise<Loaded<PeopleData>> {
  const { deps, viewer, words } = context;
  const { store } = deps;
  const [people, units, manageable] = await Promise.all([
    store.people.list(viewer.scope('person.read')),
    store.units.list(viewer.scope('unit.read')),
    store.units.list(viewer.scope('person.manage')),
  ]);
  return {
    title: words.people.title,
    data: {
      me: viewer.person.id,
      people,
      units: unitRows(units),
      manageable: unitRows(manageable),
    },
  };
}
