/** What was put on air, as it was then. Written once, never changed, never removed. */
import { atomically, type Database } from './database.ts';
import { fromJson, toJson } from './json.ts';
import type { Publication, Publications } from './port.ts';
import { demandUnit, reachable } from './reach.ts';
import type { PublicationRow } from './tables.ts';

export function publications(db: Database): Publications {
  return {
    async insert(scope, publication) {
      await atomically(db, async (tx) => {
        await demandUnit(tx, scope, publication.unitId);
        await tx.query
          .insertInto('publications')
          .values({
            id: publication.id,
            schedule_id: publication.scheduleId,
            schedule_version: publication.scheduleVersion,
            unit_id: publication.unitId,
            audience: toJson(publication.audience),
            when: toJson(publication.when),
            mode: publication.mode,
            priority: publication.priority,
            playlist: toJson(publication.playlist),
            items: toJson(publication.items),
            assets: toJson(publication.assets),
            on_air_since: publication.onAirSince,
            published_at: publication.at,
            published_by: publication.by,
          })
          .execute();
      });
    },

    async get(scope, id) {
      const row = await db.query
        .selectFrom('publications')
        .selectAll()
        .where('id', '=', id)
        .where(reachable(scope, 'publications.unit_id'))
        .executeTakeFirst();
      return row === undefined ? null : toPublication(row);
    },

    async current(scope) {
      const rows = await db.query
        .selectFrom('publications')
        .selectAll()
        .where('id', 'in', (eb) =>
          eb
            .selectFrom('schedules')
            .select('publication_id')
            .where('publication_id', 'is not', null)
            .$castTo<{ publication_id: string }>(),
        )
        .where(reachable(scope, 'publications.unit_id'))
        .orderBy('published_at')
        .orderBy('id')
        .execute();
      return rows.map(toPublication);
    },

    async history(scope, scheduleId) {
      const rows = await db.query
        .selectFrom('publications')
        .selectAll()
        .where('schedule_id', '=', scheduleId)
        .where(reachable(scope, 'publications.unit_id'))
        .orderBy('published_at')
        .orderBy('id')
        .execute();
      return rows.map(toPublication);
    },
  };
}

function toPublication(row: PublicationRow): Publication {
  return {
    id: row.id,
    scheduleId: row.schedule_id,
    scheduleVersion: row.schedule_version,
    unitId: row.unit_id,
    audience: fromJson(row.audience),
    when: fromJson(row.when),
    mode: row.mode,
    priority: row.priority,
    playlist: fromJson(row.playlist),
    items: fromJson(row.items),
    assets: fromJson(row.assets),
    onAirSince: row.on_air_since,
    at: row.published_at,
    by: row.published_by,
  };
}
