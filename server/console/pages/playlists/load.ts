/** The playlists in reach, each with its first pictures, its length, and whether it is on air. */
import { templates } from '#playlists/templates/index.ts';
import { allowedOrigins } from '#server/publish/web-origins.ts';
import { presentAsset } from '#server/routes/present/asset.ts';
import type { Playlist } from '#shared/api/resources.ts';
import { type Right, rightOf } from '../../data/rights.ts';
import type { Loaded, PageContext } from '../../page.ts';
import { openUnits, zoneOf } from '../../unit-facts.ts';
import type { PlacedUnit } from '../library/load.ts';
import { placed } from '../library/load.ts';
import { draftOf } from '../playlist/draft.ts';
import { type Known, programmeOf } from '../playlist/programme.ts';

/** Pictures of the first items, drawn beside the name. */
const PICTURES = 3;

export type Picture =
  | { readonly kind: 'slide'; readonly template: string; readonly data: Record<string, unknown> }
  | { readonly kind: 'still'; readonly sha256: string };

export type PlaylistRow = {
  readonly playlist: Playlist;
  readonly unitName: string;
  readonly mayEdit: boolean;
  readonly length: number;
  readonly pictures: readonly Picture[];
  readonly onAir: boolean;
};

export type PlaylistsData = {
  readonly rows: readonly PlaylistRow[];
  readonly units: readonly PlacedUnit[];
  readonly mayEdit: Right;
  readonly zone: string;
  readonly now: number;
};

export async function load({
  deps,
  viewer,
  words,
  locale,
  now,
}: PageContext): Promise<Loaded<PlaylistsData>> {
  const { store } = deps;
  const schedules = viewer.scope('schedule.read');
  const [playlists, units, records] = await Promise.all([
    store.playlists.list(viewer.scope('playlist.read')),
    store.units.list(viewer.scope('unit.read')),
    store.schedules.list(schedules),
  ]);
  const used = playlists.flatMap(({ items }) =>
    items.flatMap((entry) => ('assetId' in entry ? [entry.assetId] : [])),
  );
  const assets = await store.assets.getMany(viewer.scope('asset.read'), [...new Set(used)]);
  const known: Known = {
    assets: new Map(assets.map((asset) => [asset.id, presentAsset(asset, locale)])),
    templates,
    origins: await allowedOrigins(store),
  };
  const airing = new Set(
    records.filter(({ publicationId }) => publicationId !== null).map((one) => one.playlistId),
  );
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  return {
    title: words.playlists.title,
    data: {
      rows: playlists
        .toSorted((a, b) => b.updatedAt - a.updatedAt)
        .map((playlist) => ({
          playlist,
          unitName: byId.get(playlist.unitId)?.name ?? '',
          mayEdit: viewer.may('playlist.edit', byId.get(playlist.unitId)?.path ?? []),
          onAir: airing.has(playlist.id),
          ...glanceAt(playlist, known, now),
        })),
      units: openUnits(units).map(placed),
      mayEdit: rightOf(viewer.scope('playlist.edit')),
      zone: zoneOf(units, units[0]?.id ?? null),
      now,
    },
  };
}

function glanceAt(playlist: Playlist, known: Known, now: number) {
  const programme = programmeOf(
    draftOf(playlist, () => ''),
    known,
    now,
  );
  const pictures = programme.placed.flatMap(({ item }): Picture[] => {
    switch (item?.kind) {
      case 'slide':
        return [{ kind: 'slide', template: item.template, data: item.data }];
      case 'image':
        return [{ kind: 'still', sha256: item.media }];
      case 'video':
        return item.poster === null ? [] : [{ kind: 'still', sha256: item.poster }];
      default:
        return [];
    }
  });
  return { length: programme.length, pictures: pictures.slice(0, PICTURES) };
}
