/** Compiled programmes by the hash of their bytes: the same id always means the same text. */
import type { Database } from './database.ts';
import type { Manifests } from './port.ts';

export function manifests(db: Database): Manifests {
  return {
    async put(id, body, at) {
      await db.query
        .insertInto('manifests')
        .values({ id, body, put_at: at })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .execute();
    },

    async get(id) {
      const row = await db.query
        .selectFrom('manifests')
        .select('body')
        .where('id', '=', id)
        .executeTakeFirst();
      return row?.body ?? null;
    },
  };
}
