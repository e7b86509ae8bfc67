/** Playlists as they are edited. Two people who edit the same version don't overwrite each other. */
import type { Playlist } from '#shared/api/resources.ts';
import { atomically, type Database } from './database.ts';
import { fromJson, toJson } from './json.ts';
import { byName } from './order.ts';
import type { Playlists } from './port.ts';
import { demandUnit, reachable } from './reach.ts';
import type { PlaylistRow } from './tables.ts';

export function playlists(db: Database): Playlists {
  return {
    async list(scope) {
      const rows = await db.query
        .selectFrom('playlists')
        .selectAll()
        .where(reachable(scope, 'playlists.unit_id'))
        .execute();
      return rows.map(toPlaylist).sort(byName);
    },

    async get(scope, id) {
      const row = await db.query
        .selectFrom('playlists')
        .selectAll()
        .where('id', '=', id)
        .where(reachable(scope, 'playlists.unit_id'))
        .executeTakeFirst();
      return row === undefined ? null : toPlaylist(row);
    },

    async insert(scope, playlist) {
      await atomically(db, async (tx) => {
        await demandUnit(tx, scope, playlist.unitId);
        await tx.query
          .insertInto('playlists')
          .values({
            id: playlist.id,
            unit_id: playlist.unitId,
            name: playlist.name,
            themes: toJson(playlist.themes),
            items: toJson(playlist.items),
            version: playlist.version,
            updated_at: playlist.updatedAt,
            updated_by: playlist.updatedBy,
          })
          .execute();
        await indexAssets(tx, playlist);
      });
    },

    async update(scope, id, version, change) {
      return atomically(db, async (tx) => {
        const row = await tx.query
          .updateTable('playlists')
          .set({
            name: change.name,
            themes: change.themes && toJson(change.themes),
            items: change.items && toJson(change.items),
            version: version + 1,
            updated_at: change.updatedAt,
            updated_by: change.updatedBy,
          })
          .where('id', '=', id)
          .where('version', '=', version)
          .where(reachable(scope, 'playlists.unit_id'))
          .returningAll()
          .executeTakeFirst();
        if (row === undefined) {
          return (await playlists(tx).get(scope, id)) === null ? null : 'edited';
        }
        const playlist = toPlaylist(row);
        if (change.items !== undefined) await indexAssets(tx, playlist);
        return playlist;
      });
    },

    async remove(scope, id) {
      const { numDeletedRows } = await db.query
        .deleteFrom('playlists')
        .where('id', '=', id)
        .where(reachable(scope, 'playlists.unit_id'))
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },

    async using(scope, assetId) {
      const rows = await db.query
        .selectFrom('playlist_assets')
        .innerJoin('playlists', 'playlists.id', 'playlist_assets.playlist_id')
        .select(['playlists.id', 'playlists.name'])
        .where('playlist_assets.asset_id', '=', assetId)
        .where(reachable(scope, 'playlists.unit_id'))
        .execute();
      return rows.sort(byName);
    },
  };
}

async function indexAssets(tx: Database, playlist: Playlist): Promise<void> {
  await tx.query.deleteFrom('playlist_assets').where('playlist_id', '=', playlist.id).execute();
  const assetIds = new Set(
    playlist.items.flatMap((entry) => ('assetId' in entry ? [entry.assetId] : [])),
  );
  if (assetIds.size === 0) return;
  await tx.query
    .insertInto('playlist_assets')
    .values([...assetIds].map((asset_id) => ({ asset_id, playlist_id: playlist.id })))
    .execute();
}

function toPlaylist(row: PlaylistRow): Playlist {
  return {
    id: row.id,
    unitId: row.unit_id,
    name: row.name,
    themes: fromJson(row.themes),
    items: fromJson(row.items),
    version: row.version,
    updatedAt: row.updated_at,
    updatedBy: row.updated_by,
  };
}
