/** Addresses for calendar programs, kept as hashes like sessions. */
import { atomically, type Database } from './database.ts';
import type { Feed, Feeds } from './port.ts';
import { demandUnit, reachable } from './reach.ts';
import type { FeedRow } from './tables.ts';

export function feeds(db: Database): Feeds {
  return {
    async list(scope, subjectId) {
      const rows = await db.query
        .selectFrom('feeds')
        .selectAll()
        .where('subject_id', '=', subjectId)
        .where(reachable(scope, 'feeds.unit_id'))
        .orderBy('id')
        .execute();
      return rows.map(toFeed);
    },

    async insert(scope, feed) {
      await atomically(db, async (tx) => {
        await demandUnit(tx, scope, feed.unitId);
        await tx.query
          .insertInto('feeds')
          .values({
            id: feed.id,
            token_hash: feed.tokenHash,
            subject_kind: feed.subject.kind,
            subject_id: feed.subject.id,
            unit_id: feed.unitId,
            created_by: feed.createdBy,
            created_at: feed.createdAt,
          })
          .execute();
      });
    },

    async get(scope, id) {
      const row = await db.query
        .selectFrom('feeds')
        .selectAll()
        .where('id', '=', id)
        .where(reachable(scope, 'feeds.unit_id'))
        .executeTakeFirst();
      return row === undefined ? null : toFeed(row);
    },

    async find(tokenHash) {
      const row = await db.query
        .selectFrom('feeds')
        .selectAll()
        .where('token_hash', '=', tokenHash)
        .executeTakeFirst();
      return row === undefined ? null : toFeed(row);
    },

    async remove(scope, id) {
      const { numDeletedRows } = await db.query
        .deleteFrom('feeds')
        .where('id', '=', id)
        .where(reachable(scope, 'feeds.unit_id'))
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },
  };
}

function toFeed(row: FeedRow): Feed {
  return {
    id: row.id,
    subject: { kind: row.subject_kind, id: row.subject_id },
    unitId: row.unit_id,
    createdBy: row.created_by,
    createdAt: row.created_at,
  };
}
