/** What somebody is called, to who may know it. */
import type { Viewer } from '#server/access/viewer.ts';
import type { Store } from '#server/store/port.ts';

/** null: the system itself, or out of sight */
export async function nameOf(
  store: Store,
  viewer: Viewer,
  id: string | null,
): Promise<string | null> {
  if (id === null) return null;
  if (id === viewer.person.id) return viewer.person.name;
  return (await store.people.get(viewer.scope('person.read'), id))?.name ?? null;
}
