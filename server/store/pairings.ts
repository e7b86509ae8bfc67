/** Screens that wait to be claimed (RFC 8628): from the code on the glass to the screen's token. */
import { Refusal } from '#shared/api/problems.ts';
import { atomically, type Database } from './database.ts';
import type { PairingRecord, Pairings } from './port.ts';
import type { Tables } from './tables.ts';

export function pairings(db: Database): Pairings {
  return {
    async insert({ deviceCodeHash, userCode, expiresAt }) {
      await db.query
        .insertInto('pairings')
        .values({
          device_code_hash: deviceCodeHash,
          user_code: userCode,
          expires_at: expiresAt,
          last_polled_at: null,
          screen_id: null,
        })
        .execute();
    },

    async byUserCode(userCode, now) {
      const row = await db.query
        .selectFrom('pairings')
        .selectAll()
        .where('user_code', '=', userCode)
        .where('expires_at', '>', now)
        .executeTakeFirst();
      return row === undefined ? null : toRecord(row);
    },

    async byDeviceCode(hash) {
      const row = await db.query
        .selectFrom('pairings')
        .selectAll()
        .where('device_code_hash', '=', hash)
        .executeTakeFirst();
      return row === undefined ? null : toRecord(row);
    },

    async claim(userCode, screenId, now) {
      const { numUpdatedRows } = await db.query
        .updateTable('pairings')
        .set({ screen_id: screenId })
        .where('user_code', '=', userCode)
        .where('expires_at', '>', now)
        .where('screen_id', 'is', null)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },

    async polled(deviceCodeHash, at) {
      await db.query
        .updateTable('pairings')
        .set({ last_polled_at: at })
        .where('device_code_hash', '=', deviceCodeHash)
        .execute();
    },

    async complete(deviceCodeHash, screenId, tokenHash) {
      await atomically(db, async (tx) => {
        const { numDeletedRows } = await tx.query
          .deleteFrom('pairings')
          .where('device_code_hash', '=', deviceCodeHash)
          .where('screen_id', '=', screenId)
          .executeTakeFirst();
        // a second poll at the same moment must not replace the token that the first one was told
        if (numDeletedRows === 0n) throw new Refusal('expired_token');
        const { numUpdatedRows } = await tx.query
          .updateTable('screens')
          .set({ token_hash: tokenHash })
          .where('id', '=', screenId)
          .executeTakeFirst();
        if (numUpdatedRows === 0n) throw new Refusal('expired_token');
      });
    },

    async prune(now) {
      const { numDeletedRows } = await db.query
        .deleteFrom('pairings')
        .where('expires_at', '<=', now)
        .executeTakeFirst();
      return Number(numDeletedRows);
    },
  };
}

function toRecord(row: Tables['pairings']): PairingRecord {
  return {
    deviceCodeHash: row.device_code_hash,
    userCode: row.user_code,
    expiresAt: row.expires_at,
    lastPolledAt: row.last_polled_at,
    screenId: row.screen_id,
  };
}
