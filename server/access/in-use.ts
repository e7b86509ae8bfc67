/**
 * What keeps a thing from being deleted, anywhere in the organisation: a school's clip may be in a
 * playlist of the district that the school can't see. Names are told only where the viewer may read;
 * of the rest, that it is elsewhere.
 */
import { templates } from '#playlists/templates/index.ts';
import type { AssetRecord, Store } from '#server/store/port.ts';
import { type Locale, Refusal } from '#shared/api/problems.ts';
import type { PlaylistEntry } from '#shared/api/resources.ts';
import { everything } from './scope.ts';
import type { Viewer } from './viewer.ts';

const elsewhere = { vi: 'đơn vị khác', en: 'another unit' };

type Asking = { readonly store: Store; readonly viewer: Viewer; readonly locale: Locale };

/** Throws stillInUse when a playlist, a slide of one, or what is on air shows the asset. */
export async function refuseUsedAsset(asking: Asking, asset: AssetRecord): Promise<void> {
  const { store, viewer } = asking;
  const playlists = await store.playlists.list(everything);
  const visible = await store.playlists.list(viewer.scope('playlist.read'));
  const onAir = await store.publications.current(everything);
  const visibleOnAir = await store.publications.current(viewer.scope('schedule.read'));
  refuse(asking, [
    ...named(
      playlists.filter(({ items }) => items.some((entry) => shows(entry, asset))),
      visible,
    ),
    ...named(
      onAir
        .filter(({ assets }) => assets.some((ids) => ids.includes(asset.id)))
        .map(({ id, playlist }) => ({ id, name: playlist.name })),
      visibleOnAir,
    ),
  ]);
}

function shows(entry: PlaylistEntry, asset: AssetRecord): boolean {
  if ('assetId' in entry) return entry.assetId === asset.id;
  if (!('slide' in entry)) return false;
  const hashes = new Set([asset.sha256, ...asset.renditions.map(({ sha256 }) => sha256)]);
  const { template, data } = entry.slide;
  return (templates.get(template)?.media(data) ?? []).some((sha256) => hashes.has(sha256));
}

/** Throws stillInUse when a schedule names the playlist. */
export async function refuseUsedPlaylist(asking: Asking, playlistId: string): Promise<void> {
  const { store, viewer } = asking;
  const all = await store.schedules.list(everything);
  const units = new Map(
    (await store.units.list(viewer.scope('schedule.read'))).map((unit) => [unit.id, unit.name]),
  );
  refuse(
    asking,
    all.filter((s) => s.playlistId === playlistId).map(({ unitId }) => units.get(unitId) ?? null),
  );
}

/** Throws stillInUse when an open unit or a screen stands in or below the unit. */
export async function refuseUsedUnit(asking: Asking, unitId: string): Promise<void> {
  const { store } = asking;
  const within = (await store.units.list(everything)).filter(({ path }) => path.includes(unitId));
  const ids = new Set(within.map(({ id }) => id));
  const screens = (await store.screens.list(everything)).filter((s) => ids.has(s.unitId));
  refuse(asking, [
    ...within.filter((u) => u.id !== unitId && u.closedAt === null).map(({ name }) => name),
    ...screens.map(({ name }) => name),
  ]);
}

function named(
  users: readonly { readonly id: string; readonly name: string }[],
  visible: readonly { readonly id: string }[],
): (string | null)[] {
  const ids = new Set(visible.map(({ id }) => id));
  return users.map(({ id, name }) => (ids.has(id) ? name : null));
}

/** `null`: a user that the viewer may not see */
function refuse({ locale }: Asking, users: readonly (string | null)[]): void {
  if (users.length === 0) return;
  const names = [...new Set(users.map((name) => name ?? elsewhere[locale]))];
  const told = names.length > 5 ? [...names.slice(0, 5), '…'] : names;
  throw new Refusal('stillInUse', { where: told.join(', ') });
}
