/** What was put on air, as it was then. Never removed; all that changes is when it left the air. */
import type { Scope } from '#server/access/scope.ts';
import { itemInTodaysTerms } from '#shared/frame/older.ts';
import { atomically, type Database, inChunks } from './database.ts';
import { fromJson, fromJsonOrNull, toJson, toJsonOrNull } from './json.ts';
import type { Publication, Publications } from './port.ts';
import { demandUnit, reachable } from './reach.ts';
import type { PublicationRow } from './tables.ts';

export function publications(db: Database): Publications {
  /** oldest first */
  const inScope = (scope: Scope) =>
    db.query
      .selectFrom('publications')
      .where(reachable(scope, 'publications.unit_id'))
      .orderBy('published_at')
      .orderBy('id');
  const pointedAt = () =>
    db.query
      .selectFrom('schedules')
      .select('publication_id')
      .where('publication_id', 'is not', null)
      .$castTo<{ publication_id: string }>();

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
            seconds_per_hour: publication.secondsPerHour,
            frequency: toJsonOrNull(publication.frequency),
            sound: publication.sound,
            playlist: toJson(publication.playlist),
            items: toJson(publication.items),
            assets: toJson(publication.assets),
            on_air_since: publication.onAirSince,
            published_at: publication.at,
            published_by: publication.by,
            restores: publication.restores,
            off_air_at: null,
          })
          .execute();
      });
    },

    async get(scope, id) {
      const row = await inScope(scope).selectAll().where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : toPublication(row);
    },

    async current(scope) {
      const rows = await inScope(scope).selectAll().where('id', 'in', pointedAt()).execute();
      return rows.map(toPublication);
    },

    async currentIds(scope) {
      const rows = await inScope(scope).select('id').where('id', 'in', pointedAt()).execute();
      return rows.map(({ id }) => id);
    },

    async getMany(scope, ids) {
      const rows: PublicationRow[] = [];
      for (const chunk of inChunks([...new Set(ids)], 1000)) {
        rows.push(...(await inScope(scope).selectAll().where('id', 'in', chunk).execute()));
      }
      return rows.map(toPublication).sort(byAge);
    },

    async onAirAt(scope, t) {
      const rows = await inScope(scope)
        .selectAll()
        .where('published_at', '<=', t)
        .where((eb) => eb.or([eb('off_air_at', '>', t), eb('id', 'in', pointedAt())]))
        .execute();
      return rows.map(toPublication);
    },

    async history(scope, scheduleId) {
      const rows = await inScope(scope).selectAll().where('schedule_id', '=', scheduleId).execute();
      return rows.map((row) => ({ ...toPublication(row), offAirAt: row.off_air_at }));
    },
  };
}

/** Items of publications are of no age: the compiler knows how long they live. */
const ageless = { from: 0, until: null };

/** [F14] What was published before items had an entrance, captions and a role has them as they were. */
function ofToday(item: Publication['items'][number]): Publication['items'][number] {
  return 'life' in item ? item : (itemInTodaysTerms(item, ageless) as typeof item);
}

function byAge(a: Publication, b: Publication): number {
  return a.at - b.at || (a.id < b.id ? -1 : 1);
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
    secondsPerHour: row.seconds_per_hour,
    frequency: fromJsonOrNull(row.frequency),
    sound: row.sound,
    playlist: fromJson(row.playlist),
    items: fromJson(row.items).map(ofToday),
    assets: fromJson(row.assets),
    onAirSince: row.on_air_since,
    at: row.published_at,
    by: row.published_by,
    restores: row.restores,
  };
}
