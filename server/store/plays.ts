/** Proof of play: each record of each screen once, however often it was sent. */
import { sql } from 'kysely';
import type { Scope } from '#server/access/scope.ts';
import { Refusal } from '#shared/api/problems.ts';
import type { PlayRecord } from '#shared/api/resources.ts';
import { atomically, type Database, inChunks } from './database.ts';
import { keepPlays, toPlay } from './keep-plays.ts';
import type { Plays } from './port.ts';
import { inSubtrees, reachable } from './reach.ts';
import type { PlayRow } from './tables.ts';

export function plays(db: Database): Plays {
  return {
    keep: (screen, records, receivedAt) =>
      atomically(db, (tx) => keepPlays(tx, screen, records, receivedAt)),

    async newest(screenId) {
      const newest = await db.query
        .selectFrom('play_cursors')
        .leftJoin('plays', (join) =>
          join.onRef('plays.screen_id', '=', 'play_cursors.screen_id').onRef('n', '=', 'up_to'),
        )
        .select(['up_to', 'chain'])
        .where('play_cursors.screen_id', '=', screenId)
        .executeTakeFirst();
      return { upTo: newest?.up_to ?? 0, chain: newest?.chain ?? null };
    },

    async list(scope, query) {
      const wanted = playsWanted(db, query);
      const units = await fewUnits(db, scope, query);
      const rows =
        units === null
          ? await wanted
              .where(reachable(scope, 'plays.unit_id'))
              .$if(query.unitId !== undefined, (all) =>
                all.where(inSubtrees([query.unitId!], 'plays.unit_id')),
              )
              .execute()
          : await ofEachUnit(db, wanted, units, query.limit + 1);
      const page = rows.slice(0, query.limit);
      const last = page.at(-1);
      return {
        plays: page.map(toRecord),
        next: rows.length > query.limit && last !== undefined ? writePlace(last) : null,
      };
    },
  };
}

type Query = Parameters<Plays['list']>[1];

/** One more than the page holds, to know whether another follows. */
function playsWanted(db: Database, { from, to, screenId, after, limit }: Query) {
  let query = db.query
    .selectFrom('plays')
    .selectAll('plays')
    .where('real_start', '>=', from)
    .where('real_start', '<', to);
  if (screenId !== undefined) query = query.where('screen_id', '=', screenId);
  if (after !== undefined) {
    const place = readPlace(after);
    query = query.where(
      sql<boolean>`(real_start, screen_id, n) > (${place.realStart}, ${place.screenId}, ${place.n})`,
    );
  }
  return query
    .orderBy('real_start')
    .orderBy('screen_id')
    .orderBy('n')
    .limit(limit + 1);
}

const MOST_UNITS_ASKED_ONE_BY_ONE = 400;

/**
 * The units to ask one by one, or null to go through all plays in the order of time. That is quick
 * when most of them count. For a school it would wade through those of a thousand others, while its
 * own stand together in the index of its unit.
 */
async function fewUnits(
  db: Database,
  scope: Scope,
  { unitId, screenId }: Query,
): Promise<readonly string[] | null> {
  if (screenId !== undefined) return null;
  if (scope.kind === 'everything' && unitId === undefined) return null;
  let query = db.query
    .selectFrom('units')
    .select('id')
    .where(reachable(scope, 'units.id'))
    .limit(MOST_UNITS_ASKED_ONE_BY_ONE + 1);
  if (unitId !== undefined) query = query.where(inSubtrees([unitId], 'units.id'));
  const units = await query.execute();
  return units.length > MOST_UNITS_ASKED_ONE_BY_ONE ? null : units.map(({ id }) => id);
}

/** The first `limit` of the first `limit` of each unit. */
async function ofEachUnit(
  db: Database,
  wanted: ReturnType<typeof playsWanted>,
  unitIds: readonly string[],
  limit: number,
): Promise<PlayRow[]> {
  const found: PlayRow[] = [];
  // SQLite joins at most 500 selects to one
  for (const chunk of inChunks(unitIds, 100)) {
    const [first, ...others] = chunk.map((unitId) =>
      db.query.selectFrom(wanted.where('unit_id', '=', unitId).as('own')).selectAll('own'),
    );
    const rows = await others
      .reduce((all, one) => all.unionAll(one), first!)
      .orderBy('real_start')
      .orderBy('screen_id')
      .orderBy('n')
      .limit(limit)
      .execute();
    found.push(...rows);
  }
  return found.sort(inOrder).slice(0, limit);
}

/** As the database orders them: by the bytes of the screen's id. */
function inOrder(a: PlayRow, b: PlayRow): number {
  return (
    a.real_start - b.real_start ||
    Buffer.compare(Buffer.from(a.screen_id), Buffer.from(b.screen_id)) ||
    a.n - b.n
  );
}

// A place in the list, for the caller to hand back: `<real start>.<n>.<screen id>`.

function writePlace(row: PlayRow): string {
  return `${row.real_start}.${row.n}.${row.screen_id}`;
}

function readPlace(text: string): { realStart: number; n: number; screenId: string } {
  const parts = /^(\d{1,15})\.(\d{1,15})\.(.{1,64})$/.exec(text);
  if (parts === null) throw new Refusal('invalid');
  return { realStart: Number(parts[1]), n: Number(parts[2]), screenId: parts[3]! };
}

function toRecord(row: PlayRow): PlayRecord {
  return {
    ...toPlay(row),
    screenId: row.screen_id,
    unitId: row.unit_id,
    receivedAt: row.received_at,
    link: row.link,
  };
}
