/** Bearer tokens of scripts, kept as hashes like sessions. */
import type { Database } from './database.ts';
import type { Tokens } from './port.ts';

/** A script may call many times a second; when it last did need not be known closer than this. */
const USE_NOTED_EVERY_MS = 60_000;

export function tokens(db: Database): Tokens {
  return {
    async list(personId) {
      const rows = await db.query
        .selectFrom('tokens')
        .select(['id', 'name', 'created_at', 'last_used_at'])
        .where('person_id', '=', personId)
        .orderBy('id')
        .execute();
      return rows.map((row) => ({
        id: row.id,
        name: row.name,
        createdAt: row.created_at,
        lastUsedAt: row.last_used_at,
      }));
    },

    async insert({ id, hash, personId, name, at }) {
      await db.query
        .insertInto('tokens')
        .values({ id, hash, person_id: personId, name, created_at: at, last_used_at: null })
        .execute();
    },

    async use(hash, now) {
      const token = await db.query
        .selectFrom('tokens')
        .select(['id', 'person_id', 'last_used_at'])
        .where('hash', '=', hash)
        .executeTakeFirst();
      if (token === undefined) return null;
      if (token.last_used_at === null || token.last_used_at + USE_NOTED_EVERY_MS <= now) {
        await db.query
          .updateTable('tokens')
          .set({ last_used_at: now })
          .where('id', '=', token.id)
          .execute();
      }
      return { personId: token.person_id };
    },

    async remove(personId, id) {
      const { numDeletedRows } = await db.query
        .deleteFrom('tokens')
        .where('person_id', '=', personId)
        .where('id', '=', id)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },
  };
}
