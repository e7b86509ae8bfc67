/**
 * The one place where a `Scope` becomes SQL. Every repository asks here, so that a query that forgets
 * about scope can be found by looking for queries that don't call `reachable`.
 *
 * A unit's path names its ancestors and ends in a slash, so a subtree is a range of paths: from
 * `/root/school/` up to, but not including, `/root/school0`, because `0` follows `/` in the byte
 * order in which paths are compared.
 */
import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Scope } from '#server/access/scope.ts';
import type { Database } from './database.ts';
import { OutOfScope } from './port.ts';

type UnitColumn =
  | 'units.id'
  | 'roles.unit_id'
  | 'assets.unit_id'
  | 'playlists.unit_id'
  | 'schedules.unit_id'
  | 'publications.unit_id'
  | 'settings.unit_id'
  | 'feeds.unit_id'
  | 'screens.unit_id'
  | 'plays.unit_id'
  | 'audit.unit_id';

/** A condition for `where`: the scope reaches the unit named by `column`. */
export function reachable(scope: Scope, column: UnitColumn): Expression<SqlBool> {
  return scope.kind === 'everything' ? sql<SqlBool>`1 = 1` : inSubtrees(scope.roots, column);
}

/** A condition for `where`: the unit named by `column` is one of `roots` or stands below one. */
export function inSubtrees(roots: readonly string[], column: UnitColumn): Expression<SqlBool> {
  if (roots.length === 0) return sql<SqlBool>`1 = 0`;
  return sql<SqlBool>`${sql.ref(column)} in (
    select reached.id
    from units as root
    join units as reached on reached.path >= root.path and reached.path < ${afterSubtree(sql`root.path`)}
    where root.id in (${sql.join(roots)})
  )`;
}

/** The first path after the subtree of `path`, which is an SQL expression. */
export function afterSubtree(path: RawBuilder<unknown>): RawBuilder<string> {
  return sql<string>`substr(${path}, 1, length(${path}) - 1) || '0'`;
}

/** Throws `OutOfScope` unless the unit exists and the scope reaches it. */
export async function demandUnit(db: Database, scope: Scope, unitId: string): Promise<void> {
  const unit = await db.query
    .selectFrom('units')
    .select('id')
    .where('id', '=', unitId)
    .where(reachable(scope, 'units.id'))
    .executeTakeFirst();
  if (unit === undefined) throw new OutOfScope(`unit ${unitId} is unknown or out of scope`);
}
