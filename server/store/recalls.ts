/** Media that were approved once and are not any more, whichever asset they were of. */
import { type Database, inChunks } from './database.ts';
import type { Recalls } from './port.ts';

export function recalls(db: Database): Recalls {
  return {
    async add(hashes, at) {
      for (const chunk of inChunks([...new Set(hashes)], 1000)) {
        await db.query
          .insertInto('recalls')
          .values(chunk.map((sha256) => ({ sha256, at })))
          .onConflict((conflict) => conflict.column('sha256').doUpdateSet({ at }))
          .execute();
      }
    },

    since: (at) =>
      db.query
        .selectFrom('recalls')
        .select(['sha256', 'at'])
        .where('at', '>=', at)
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('asset_media')
                .innerJoin('assets', 'assets.id', 'asset_media.asset_id')
                .select('assets.id')
                .whereRef('asset_media.sha256', '=', 'recalls.sha256')
                .where('assets.decision', '=', 'approved'),
            ),
          ),
        )
        .orderBy('sha256')
        .execute(),

    async forget(at) {
      await db.query.deleteFrom('recalls').where('at', '<', at).execute();
    },
  };
}
