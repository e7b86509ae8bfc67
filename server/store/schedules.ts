/** When and where playlists air, as it is edited; what is on air of it is a publication. */
import { atomically, type Database } from './database.ts';
import { fromJson, fromJsonOrNull, toJson, toJsonOrNull } from './json.ts';
import type { ScheduleRecord, Schedules } from './port.ts';
import { demandUnit, reachable } from './reach.ts';
import type { ScheduleRow } from './tables.ts';

export function schedules(db: Database): Schedules {
  return {
    async list(scope) {
      const rows = await db.query
        .selectFrom('schedules')
        .selectAll()
        .where(reachable(scope, 'schedules.unit_id'))
        .orderBy('id', 'desc')
        .execute();
      return rows.map(toRecord);
    },

    async get(scope, id) {
      const row = await db.query
        .selectFrom('schedules')
        .selectAll()
        .where('id', '=', id)
        .where(reachable(scope, 'schedules.unit_id'))
        .executeTakeFirst();
      return row === undefined ? null : toRecord(row);
    },

    async insert(scope, schedule) {
      await atomically(db, async (tx) => {
        await demandUnit(tx, scope, schedule.unitId);
        await tx.query
          .insertInto('schedules')
          .values({
            id: schedule.id,
            unit_id: schedule.unitId,
            playlist_id: schedule.playlistId,
            audience: toJson(schedule.audience),
            when: toJson(schedule.when),
            mode: schedule.mode,
            priority: schedule.priority,
            seconds_per_hour: schedule.secondsPerHour,
            frequency: toJsonOrNull(schedule.frequency),
            sound: schedule.sound,
            version: schedule.version,
            updated_at: schedule.updatedAt,
            publication_id: schedule.publicationId,
          })
          .execute();
      });
    },

    async update(scope, id, version, change) {
      return atomically(db, async (tx) => {
        const row = await tx.query
          .updateTable('schedules')
          .set({
            playlist_id: change.playlistId,
            audience: change.audience && toJson(change.audience),
            when: change.when && toJson(change.when),
            mode: change.mode,
            priority: change.priority,
            seconds_per_hour: change.secondsPerHour,
            frequency: change.frequency === undefined ? undefined : toJsonOrNull(change.frequency),
            sound: change.sound,
            version: version + 1,
            updated_at: change.updatedAt,
          })
          .where('id', '=', id)
          .where('version', '=', version)
          .where(reachable(scope, 'schedules.unit_id'))
          .returningAll()
          .executeTakeFirst();
        if (row !== undefined) return toRecord(row);
        return (await schedules(tx).get(scope, id)) === null ? null : 'edited';
      });
    },

    async setPublication(scope, id, publicationId, at) {
      return atomically(db, async (tx) => {
        const before = await schedules(tx).get(scope, id);
        if (before === null) return false;
        const left = before.publicationId;
        if (left !== null && left !== publicationId) {
          await tx.query
            .updateTable('publications')
            .set({ off_air_at: at })
            .where('id', '=', left)
            .execute();
        }
        await tx.query
          .updateTable('schedules')
          .set({ publication_id: publicationId })
          .where('id', '=', id)
          .execute();
        return true;
      });
    },

    async remove(scope, id) {
      const { numDeletedRows } = await db.query
        .deleteFrom('schedules')
        .where('id', '=', id)
        .where(reachable(scope, 'schedules.unit_id'))
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },
  };
}

function toRecord(row: ScheduleRow): ScheduleRecord {
  return {
    id: row.id,
    unitId: row.unit_id,
    playlistId: row.playlist_id,
    audience: fromJson(row.audience),
    when: fromJson(row.when),
    mode: row.mode,
    priority: row.priority,
    secondsPerHour: row.seconds_per_hour,
    frequency: fromJsonOrNull(row.frequency),
    sound: row.sound,
    version: row.version,
    updatedAt: row.updated_at,
    publicationId: row.publication_id,
  };
}
