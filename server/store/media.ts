/** Facts about the bytes in the media store, by hash. */
import type { MediaInfo } from '#shared/frame/manifest.ts';
import { type Database, inChunks } from './database.ts';
import { fromJson, toJson } from './json.ts';
import type { MediaTable } from './port.ts';
import type { Tables } from './tables.ts';

export function media(db: Database): MediaTable {
  return {
    async put(sha256, { bytes, type, ms, chunks }, at) {
      const columns = { bytes, type, ms, chunks: toJson(chunks), put_at: at };
      await db.query
        .insertInto('media')
        .values({ sha256, ...columns })
        .onConflict((conflict) => conflict.column('sha256').doUpdateSet(columns))
        .execute();
    },

    async get(sha256) {
      const row = await db.query
        .selectFrom('media')
        .selectAll()
        .where('sha256', '=', sha256)
        .executeTakeFirst();
      return row === undefined ? null : toInfo(row);
    },

    async getMany(hashes) {
      const found = new Map<string, MediaInfo>();
      for (const chunk of inChunks([...new Set(hashes)], 1000)) {
        const rows = await db.query
          .selectFrom('media')
          .selectAll()
          .where('sha256', 'in', chunk)
          .execute();
        for (const row of rows) found.set(row.sha256, toInfo(row));
      }
      return found;
    },
  };
}

function toInfo({ bytes, type, ms, chunks }: Tables['media']): MediaInfo {
  return { bytes, type, ms, chunks: fromJson(chunks) };
}
