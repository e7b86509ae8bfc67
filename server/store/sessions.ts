/** Sign-ins of people. Only hashes are kept: who reads the database can't act as anybody. */
import type { Database } from './database.ts';
import type { Sessions } from './port.ts';

export function sessions(db: Database): Sessions {
  return {
    async insert({ hash, personId, at, expiresAt }) {
      await db.query
        .insertInto('sessions')
        .values({ hash, person_id: personId, created_at: at, expires_at: expiresAt })
        .execute();
    },

    async find(hash, now) {
      const row = await db.query
        .selectFrom('sessions')
        .select(['person_id', 'created_at', 'expires_at'])
        .where('hash', '=', hash)
        .where('expires_at', '>', now)
        .executeTakeFirst();
      if (row === undefined) return null;
      return { personId: row.person_id, at: row.created_at, expiresAt: row.expires_at };
    },

    async extend(hash, expiresAt) {
      await db.query
        .updateTable('sessions')
        .set({ expires_at: expiresAt })
        .where('hash', '=', hash)
        .execute();
    },

    async remove(hash) {
      await db.query.deleteFrom('sessions').where('hash', '=', hash).execute();
    },

    async removeAllOf(personId, exceptHash) {
      await db.query
        .deleteFrom('sessions')
        .where('person_id', '=', personId)
        .$if(exceptHash !== undefined, (query) => query.where('hash', '!=', exceptHash!))
        .execute();
    },

    async prune(now) {
      const { numDeletedRows } = await db.query
        .deleteFrom('sessions')
        .where('expires_at', '<=', now)
        .executeTakeFirst();
      return Number(numDeletedRows);
    },
  };
}
