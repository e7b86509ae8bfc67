/**
 * An edition: what publishing a schedule as it is now puts on air. Made by the publisher, and by the
 * planner for a dry run, so that both refuse the same.
 */
import type { SlideTemplate } from '#playlists/templates/template.ts';
import type { Scope } from '#server/access/scope.ts';
import type { AssetRecord, Publication, ScheduleRecord, Store } from '#server/store/port.ts';
import type { WrongField } from '#shared/api/field-problems.ts';
import { Refusal } from '#shared/api/problems.ts';
import type { Playlist } from '#shared/api/resources.ts';
import { mediaOf } from '#shared/frame/items.ts';
import { type Library, resolveEntries, slideMedia } from './resolve.ts';
import { allowedOrigins } from './web-origins.ts';

type Templates = ReadonlyMap<string, SlideTemplate>;

/** A publication without what the moment of publishing gives it. */
export type Edition = Omit<
  Publication,
  'id' | 'scheduleId' | 'unitId' | 'onAirSince' | 'at' | 'by'
>;

/** Throws Refusal. */
export async function edition(
  tx: Store,
  scope: Scope,
  schedule: ScheduleRecord,
  templates: Templates,
): Promise<Edition> {
  const playlist = await playlistOf(tx, scope, schedule);
  const shown = await resolved(tx, scope, playlist, templates);
  const { id, name, themes, version } = playlist;
  const { audience, when, mode, priority, secondsPerHour, frequency, sound } = schedule;
  return {
    scheduleVersion: schedule.version,
    ...{ audience, when, mode, priority, secondsPerHour, frequency, sound },
    playlist: { id, name, themes, version },
    ...shown,
    restores: null,
  };
}

async function playlistOf(tx: Store, scope: Scope, schedule: ScheduleRecord): Promise<Playlist> {
  const playlist = await tx.playlists.get(scope, schedule.playlistId);
  if (!playlist) throw refused([{ path: 'playlistId', code: 'unknownPlaylist', params: {} }]);
  if (playlist.items.length === 0) throw new Refusal('nothingToPublish');
  return playlist;
}

/** [P10] Everything of a playlist airs, or it is not published: nothing is left out in silence. */
async function resolved(tx: Store, scope: Scope, playlist: Playlist, templates: Templates) {
  const resolution = resolveEntries(playlist, await library(tx, scope, playlist, templates));
  switch (resolution.kind) {
    case 'wrong':
      throw refused(resolution.fields);
    case 'notReady':
      throw new Refusal('notReady');
    case 'items': {
      const { items, assets } = resolution;
      const hashes = new Set(items.flatMap(mediaOf));
      if ((await tx.media.getMany([...hashes])).size < hashes.size) throw new Refusal('notReady');
      return { items, assets };
    }
  }
}

/** What the playlist refers to and the publisher may see. */
export async function library(
  tx: Store,
  scope: Scope,
  { items }: Pick<Playlist, 'items'>,
  templates: Templates,
): Promise<Library> {
  const ids = new Set(items.flatMap((entry) => ('assetId' in entry ? [entry.assetId] : [])));
  const hashes = new Set(slideMedia(items, templates));
  const byMedia = new Map<string, AssetRecord[]>();
  for (const asset of hashes.size > 0 ? await tx.assets.withMedia(scope, [...hashes]) : []) {
    for (const { sha256 } of asset.renditions) {
      if (hashes.has(sha256)) byMedia.set(sha256, [...(byMedia.get(sha256) ?? []), asset]);
    }
  }
  const assets = ids.size > 0 ? await tx.assets.getMany(scope, [...ids]) : [];
  const origins = items.some((entry) => 'web' in entry) ? await allowedOrigins(tx) : noOrigins;
  return { assets: new Map(assets.map((asset) => [asset.id, asset])), byMedia, templates, origins };
}

const noOrigins: ReadonlySet<string> = new Set();

function refused(fields: readonly WrongField[]): Refusal {
  return new Refusal(
    'invalid',
    {},
    fields.map((field) => ({ ...field, message: '' })),
  );
}
