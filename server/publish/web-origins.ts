/** The origins whose pages may be on air: those that root units name. */
import { everything } from '#server/access/scope.ts';
import type { Setting, Store } from '#server/store/port.ts';
import type { Item } from '#shared/frame/manifest.ts';

const none: ReadonlySet<string> = new Set();

/** What a unit set that came to stand below another since does not count. */
export async function allowedOrigins(store: Store): Promise<ReadonlySet<string>> {
  const set = (await store.settings.all(everything)).filter(
    (setting): setting is Setting<'web'> => setting.kind === 'web',
  );
  const origins = new Set<string>();
  for (const { unitId, value } of set) {
    const unit = value && (await store.units.get(everything, unitId));
    if (unit?.parentId !== null) continue;
    for (const origin of value!.origins) origins.add(origin);
  }
  return origins;
}

/** The same, looked up only where any of the items is a page of another site. */
export async function originsFor(
  store: Store,
  publications: readonly { readonly items: readonly Item[] }[],
): Promise<ReadonlySet<string>> {
  const asked = publications.some(({ items }) => items.some(({ kind }) => kind === 'web'));
  return asked ? allowedOrigins(store) : none;
}
