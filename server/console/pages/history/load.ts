/** One page of the audit log, with the names of those who acted. */
import type { AuditEntry } from '#shared/api/resources.ts';
import type { Loaded, PageContext } from '../../page.ts';
import { zoneOf } from '../../unit-facts.ts';

const PAGE = 60;

export type HistoryData = {
  readonly zone: string;
  readonly entries: readonly AuditEntry[];
  /** names of those who acted, by id, as far as they are in sight */
  readonly people: Readonly<Record<string, string>>;
  readonly units: Readonly<Record<string, string>>;
  /** only of this person */
  readonly by: string | null;
  /** the page is not the newest one */
  readonly later: boolean;
  /** the id to continue from; null: nothing older */
  readonly next: string | null;
};

export async function load(context: PageContext): Promise<Loaded<HistoryData>> {
  const { deps, viewer, query, words } = context;
  const { store } = deps;
  const by = query.get('by');
  const before = query.get('before');
  const [entries, people, units] = await Promise.all([
    store.audit.list(viewer.scope('audit.read'), {
      by: by ?? undefined,
      before: before ?? undefined,
      limit: PAGE,
    }),
    store.people.list(viewer.scope('person.read')),
    store.units.list(viewer.scope('unit.read')),
  ]);
  return {
    title: words.people.historyTitle,
    data: {
      zone: zoneOf(units, viewer.person.roles[0]?.unitId ?? null),
      entries,
      people: Object.fromEntries(people.map(({ id, name }) => [id, name])),
      units: Object.fromEntries(units.map(({ id, name }) => [id, name])),
      by,
      later: before !== null,
      next: entries.length === PAGE ? (entries.at(-1)?.id ?? null) : null,
    },
  };
}
