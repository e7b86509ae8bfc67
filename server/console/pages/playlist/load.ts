/** One playlist on the desk, with the files that it uses and those that could be added. */
import { rootOf } from '#server/access/inherited.ts';
import { allowedOrigins } from '#server/publish/web-origins.ts';
import { presentAsset } from '#server/routes/present/asset.ts';
import { presentSchedules } from '#server/routes/present/schedule.ts';
import type { Asset, Playlist } from '#shared/api/resources.ts';
import type { Theme } from '#shared/domain/themes.ts';
import type { Loaded, PageContext } from '../../page.ts';
import { zoneOf } from '../../unit-facts.ts';

/** Files offered before anybody searches. */
const OFFERED = 60;

export type PlaylistData = {
  readonly playlist: Playlist;
  readonly unitName: string;
  readonly mayEdit: boolean;
  readonly maySchedule: boolean;
  /** those that the playlist uses */
  readonly assets: readonly Asset[];
  /** those that could be added, newest first */
  readonly library: readonly Asset[];
  readonly pictures: readonly Asset[];
  readonly themes: readonly Theme[];
  /** schedules that air it */
  readonly onAir: readonly { readonly id: string; readonly outdated: boolean }[];
  /** whose pages may be shown, and the unit that says so */
  readonly web: { readonly origins: readonly string[]; readonly allower: string };
  readonly zone: string;
  readonly now: number;
};

export async function load({
  deps,
  viewer,
  params,
  locale,
  now,
}: PageContext): Promise<Loaded<PlaylistData>> {
  const { store } = deps;
  const playlists = viewer.scope('playlist.read');
  const playlist = await store.playlists.get(playlists, params.id ?? '');
  if (playlist === null) return 'notFound';
  const reach = viewer.scope('asset.read');
  const schedules = viewer.scope('schedule.read');
  const [units, themes, used, library, pictures, records, origins] = await Promise.all([
    store.units.list(viewer.scope('unit.read')),
    store.themes.list(),
    store.assets.getMany(
      reach,
      playlist.items.flatMap((entry) => ('assetId' in entry ? [entry.assetId] : [])),
    ),
    store.assets.list(reach, { state: 'ready' }, { limit: OFFERED }),
    store.assets.list(
      reach,
      { state: 'ready', kind: 'image', decision: 'approved' },
      { limit: OFFERED },
    ),
    store.schedules.list(schedules),
    allowedOrigins(store),
  ]);
  const root = await rootOf(store, playlist.unitId);
  const airing = await presentSchedules(
    store,
    { scope: schedules, playlists },
    records.filter(({ playlistId }) => playlistId === playlist.id),
  );
  const unit = units.find(({ id }) => id === playlist.unitId);
  const present = (assets: typeof used) => assets.map((asset) => presentAsset(asset, locale));
  return {
    title: playlist.name,
    data: {
      playlist,
      unitName: unit?.name ?? '',
      mayEdit: viewer.may('playlist.edit', unit?.path ?? []),
      maySchedule: viewer.mayAnywhere('schedule.edit'),
      assets: present(used),
      library: present(library),
      pictures: present(pictures),
      themes,
      onAir: airing.flatMap(({ id, published }) =>
        published === null ? [] : [{ id, outdated: published.outdated }],
      ),
      web: { origins: [...origins].sort(), allower: root?.name ?? '' },
      zone: zoneOf(units, playlist.unitId),
      now,
    },
  };
}
