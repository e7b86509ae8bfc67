/** One file of the library: what it is, who may do what with it, where it is used. */
import { presentAsset } from '#server/routes/present/asset.ts';
import type { Asset } from '#shared/api/resources.ts';
import type { Theme } from '#shared/domain/themes.ts';
import type { Loaded, PageContext } from '../../page.ts';
import { zoneOf } from '../../unit-facts.ts';

export type AssetData = {
  readonly asset: Asset;
  readonly unitName: string;
  /** null: nobody whom the viewer may know */
  readonly uploader: string | null;
  /** the viewer's own name */
  readonly me: string;
  readonly decider: string | null;
  readonly may: { readonly edit: boolean; readonly decide: boolean; readonly compose: boolean };
  readonly usedIn: readonly { readonly id: string; readonly name: string }[];
  /** the next one that waits for this viewer's decision */
  readonly next: { readonly id: string; readonly title: string } | null;
  readonly themes: readonly Theme[];
  readonly zone: string;
  readonly now: number;
};

export async function load({
  deps,
  viewer,
  params,
  locale,
  now,
}: PageContext): Promise<Loaded<AssetData>> {
  const { store } = deps;
  const record = await store.assets.get(viewer.scope('asset.read'), params.id ?? '');
  if (record === null) return 'notFound';
  const [units, themes, usedIn, waiting, uploader, decider] = await Promise.all([
    store.units.list(viewer.scope('unit.read')),
    store.themes.list(),
    store.playlists.using(viewer.scope('playlist.read'), record.id),
    store.assets.list(
      viewer.scope('asset.decide'),
      { decision: 'waiting', state: 'ready' },
      { limit: 2 },
    ),
    nameOf(record.uploadedBy),
    nameOf(record.decidedBy),
  ]);
  const unit = units.find(({ id }) => id === record.unitId);
  const path = unit?.path ?? [];
  const next = waiting.find(({ id }) => id !== record.id);
  return {
    title: record.title,
    data: {
      asset: presentAsset(record, locale),
      unitName: unit?.name ?? '',
      uploader,
      decider,
      me: viewer.person.name,
      may: {
        edit: viewer.may('asset.edit', path),
        decide: viewer.may('asset.decide', path),
        compose: viewer.mayAnywhere('playlist.edit'),
      },
      usedIn,
      next: next === undefined ? null : { id: next.id, title: next.title },
      themes,
      zone: zoneOf(units, record.unitId),
      now,
    },
  };

  async function nameOf(id: string | null): Promise<string | null> {
    if (id === null) return null;
    if (id === viewer.person.id) return viewer.person.name;
    return (await store.people.get(viewer.scope('person.read'), id))?.name ?? null;
  }
}
