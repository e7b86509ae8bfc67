/** The organisation. Moving a unit rewrites the paths of its subtree; nothing else hangs on its place. */
import { sql } from 'kysely';
import { Refusal } from '#shared/api/problems.ts';
import type { Unit } from '#shared/api/resources.ts';
import { atomically, changesAnything, type Database } from './database.ts';
import { fromJson, toJson } from './json.ts';
import { OutOfScope, type Units } from './port.ts';
import { afterSubtree, reachable } from './reach.ts';
import type { UnitRow } from './tables.ts';
import { depthFirst } from './tree.ts';

export function units(db: Database): Units {
  return {
    async list(scope) {
      const rows = await db.query
        .selectFrom('units')
        .selectAll()
        .where(reachable(scope, 'units.id'))
        .execute();
      return depthFirst(rows.map(toUnit));
    },

    async get(scope, id) {
      const row = await db.query
        .selectFrom('units')
        .selectAll()
        .where('id', '=', id)
        .where(reachable(scope, 'units.id'))
        .executeTakeFirst();
      return row === undefined ? null : toUnit(row);
    },

    async insert(scope, unit) {
      if (unit.id === '' || unit.id.includes('/')) {
        throw new TypeError(`a unit's id is a step of a path: ${JSON.stringify(unit.id)}`);
      }
      return atomically(db, async (tx) => {
        await lockTree(tx);
        const path = `${await pathBelow(tx, scope, unit.parentId)}${unit.id}/`;
        const row = await tx.query
          .insertInto('units')
          .values({
            id: unit.id,
            parent_id: unit.parentId,
            kind: unit.kind,
            name: unit.name,
            levels: toJson(unit.levels),
            tags: toJson(unit.tags),
            zone: unit.zone,
            path,
            closed_at: null,
          })
          .returningAll()
          .executeTakeFirstOrThrow();
        return toUnit(row);
      });
    },

    async update(scope, id, change) {
      return atomically(db, async (tx) => {
        if (change.parentId !== undefined) await lockTree(tx);
        const known = units(tx);
        const before = await known.get(scope, id);
        if (before === null) return null;
        if (change.parentId !== undefined && change.parentId !== before.parentId) {
          await move(tx, before, await pathBelow(tx, scope, change.parentId));
        }
        const columns = {
          parent_id: change.parentId,
          kind: change.kind,
          name: change.name,
          levels: change.levels && toJson(change.levels),
          tags: change.tags && toJson(change.tags),
          zone: change.zone,
        };
        if (changesAnything(columns)) {
          await tx.query.updateTable('units').set(columns).where('id', '=', id).execute();
        }
        return known.get(scope, id);
      });
    },

    async close(scope, id, at) {
      const { numUpdatedRows } = await db.query
        .updateTable('units')
        .set((eb) => ({ closed_at: eb.fn.coalesce('closed_at', eb.val(at)) }))
        .where('id', '=', id)
        .where(reachable(scope, 'units.id'))
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
  };
}

/**
 * Keeps others from changing the tree until this transaction ends: a child added below a unit that
 * is just moving would get a path that leads nowhere, and two moves at once could tie a knot.
 * On SQLite the transaction is the only writer already.
 */
async function lockTree(tx: Database): Promise<void> {
  if (tx.engine === 'postgres') {
    await sql`lock table units in share row exclusive mode`.execute(tx.query);
  }
}

/** The path that children of `parentId` start with. Throws `OutOfScope`. */
async function pathBelow(
  tx: Database,
  scope: Parameters<Units['insert']>[0],
  parentId: string | null,
): Promise<string> {
  if (parentId === null) {
    if (scope.kind !== 'everything') throw new OutOfScope('a new root is for the system alone');
    return '/';
  }
  const parent = await tx.query
    .selectFrom('units')
    .select('path')
    .where('id', '=', parentId)
    .where(reachable(scope, 'units.id'))
    .executeTakeFirst();
  if (parent === undefined) throw new OutOfScope(`unit ${parentId} is unknown or out of scope`);
  return parent.path;
}

async function move(tx: Database, unit: Unit, newParentPath: string): Promise<void> {
  const from = pathText(unit);
  if (newParentPath.startsWith(from)) throw new Refusal('moveIntoItself');
  const to = `${newParentPath}${unit.id}/`;
  const fromSql = sql`cast(${from} as text)`;
  await tx.query
    .updateTable('units')
    .set({ path: sql`cast(${to} as text) || substr(path, length(${fromSql}) + 1)` })
    .where('path', '>=', from)
    .where('path', '<', afterSubtree(fromSql))
    .execute();
}

function toUnit(row: UnitRow): Unit {
  return {
    id: row.id,
    parentId: row.parent_id,
    kind: row.kind,
    name: row.name,
    levels: fromJson(row.levels),
    tags: fromJson(row.tags),
    zone: row.zone,
    path: row.path.slice(1, -1).split('/'),
    closedAt: row.closed_at,
  };
}

function pathText(unit: Unit): string {
  return `/${unit.path.join('/')}/`;
}
