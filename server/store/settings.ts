/** What units set for themselves and those below, version by version: the past can be explained by it. */
import type { SettingKind } from '#shared/api/resources.ts';
import { atomically, type Database } from './database.ts';
import { fromJsonOrNull, toJsonOrNull } from './json.ts';
import type { Setting, Settings } from './port.ts';
import { demandUnit, reachable } from './reach.ts';
import type { SettingRow } from './tables.ts';

export function settings(db: Database): Settings {
  return {
    async get(scope, unitId, kind) {
      const row = await db.query
        .selectFrom('settings')
        .selectAll()
        .where('unit_id', '=', unitId)
        .where('kind', '=', kind)
        .where(reachable(scope, 'settings.unit_id'))
        .orderBy('version', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row === undefined ? null : toSetting(row);
    },

    async put<Kind extends SettingKind>(
      scope: Parameters<Settings['put']>[0],
      version: number,
      setting: Omit<Setting<Kind>, 'version'>,
    ) {
      const { unitId, kind, value, at, by }: Omit<Setting, 'version'> = setting;
      return atomically(db, async (tx) => {
        await demandUnit(tx, scope, unitId);
        const newest = await settings(tx).get(scope, unitId, kind);
        if ((newest?.version ?? 0) !== version) return 'edited';
        const row = await tx.query
          .insertInto('settings')
          .values({
            unit_id: unitId,
            kind,
            version: version + 1,
            value: toJsonOrNull(value),
            at,
            by,
          })
          // somebody else's version, put since we looked
          .onConflict((conflict) => conflict.doNothing())
          .returningAll()
          .executeTakeFirst();
        return row === undefined ? 'edited' : toSetting<Kind>(row);
      });
    },

    async history(scope, unitId, kind) {
      const rows = await db.query
        .selectFrom('settings')
        .selectAll()
        .where('unit_id', '=', unitId)
        .where('kind', '=', kind)
        .where(reachable(scope, 'settings.unit_id'))
        .orderBy('version', 'desc')
        .execute();
      return rows.map((row) => toSetting(row));
    },

    async all(scope, asOf) {
      const rows = await db.query
        .selectFrom('settings')
        .selectAll()
        .where(reachable(scope, 'settings.unit_id'))
        .where('version', '=', (eb) =>
          eb
            .selectFrom('settings as newest')
            .select((max) => max.fn.max('newest.version').as('version'))
            .whereRef('newest.unit_id', '=', 'settings.unit_id')
            .whereRef('newest.kind', '=', 'settings.kind')
            .$if(asOf !== undefined, (made) => made.where('newest.at', '<=', asOf!)),
        )
        .orderBy('unit_id')
        .orderBy('kind')
        .execute();
      return rows.map((row) => toSetting(row));
    },
  };
}

/** The row's kind says what its value is; types cannot follow that. */
function toSetting<Kind extends SettingKind>(row: SettingRow): Setting<Kind> {
  return {
    unitId: row.unit_id,
    kind: row.kind,
    version: row.version,
    value: fromJsonOrNull(row.value),
    at: row.at,
    by: row.by,
  } as Setting<Kind>;
}
