/** Screens: where they stand, what they were last told to play, when they were last heard of. */
import { sql } from 'kysely';
import type { Scope } from '#server/access/scope.ts';
import { atomically, changesAnything, type Database, inChunks } from './database.ts';
import { fromJson, fromJsonOrNull, toJson, toJsonOrNull } from './json.ts';
import { byName } from './order.ts';
import type { ScreenRecord, Screens } from './port.ts';
import { demandUnit, reachable } from './reach.ts';
import type { ScreenRow } from './tables.ts';

type Note = Parameters<Screens['note']>[0][number];

export function screens(db: Database): Screens {
  const toldTo = (scope: Scope, id: string) =>
    db.query
      .selectFrom('screen_told')
      .innerJoin('screens', 'screens.id', 'screen_told.screen_id')
      .select(['screen_told.manifest', 'screen_told.at'])
      .where('screen_told.screen_id', '=', id)
      .where(reachable(scope, 'screens.unit_id'));

  return {
    async list(scope) {
      const rows = await db.query
        .selectFrom('screens')
        .selectAll()
        .where(reachable(scope, 'screens.unit_id'))
        .execute();
      return rows.map(toRecord).sort(byName);
    },

    async get(scope, id) {
      const row = await db.query
        .selectFrom('screens')
        .selectAll()
        .where('id', '=', id)
        .where(reachable(scope, 'screens.unit_id'))
        .executeTakeFirst();
      return row === undefined ? null : toRecord(row);
    },

    async insert(scope, screen) {
      await atomically(db, async (tx) => {
        await demandUnit(tx, scope, screen.unitId);
        await tx.query
          .insertInto('screens')
          .values({
            id: screen.id,
            unit_id: screen.unitId,
            name: screen.name,
            tags: toJson(screen.tags),
            paired_at: screen.pairedAt,
            paired_by: screen.pairedBy,
            token_hash: screen.tokenHash,
            last_seen_at: null,
            build: null,
            status: null,
            manifest: null,
            sequence: 0,
            acknowledged: 'none',
            kind: screen.kind ?? 'screen',
            viewing: null,
            captions: 'auto',
            trim_db: 0,
          })
          .execute();
      });
    },

    async update(scope, id, change) {
      return atomically(db, async (tx) => {
        const before = await screens(tx).get(scope, id);
        if (before === null) return null;
        if (change.unitId !== undefined) await demandUnit(tx, scope, change.unitId);
        const columns = {
          name: change.name,
          unit_id: change.unitId,
          tags: change.tags && toJson(change.tags),
          kind: change.kind,
          viewing: change.viewing === undefined ? undefined : toJsonOrNull(change.viewing),
          captions: change.captions,
          trim_db: change.trimDb,
        };
        if (!changesAnything(columns)) return before;
        const row = await tx.query
          .updateTable('screens')
          .set(columns)
          .where('id', '=', id)
          .returningAll()
          .executeTakeFirst();
        return row === undefined ? null : toRecord(row);
      });
    },

    async remove(scope, id) {
      return atomically(db, async (tx) => {
        const gone = await tx.query
          .deleteFrom('screens')
          .where('id', '=', id)
          .where(reachable(scope, 'screens.unit_id'))
          .returning(['id', 'token_hash'])
          .executeTakeFirst();
        if (gone === undefined) return false;
        await tx.query.insertInto('removed_screens').values(gone).execute();
        return true;
      });
    },

    async authenticate(id, tokenHash) {
      const row = await db.query
        .selectFrom('screens')
        .selectAll()
        .where('id', '=', id)
        .where('token_hash', '=', tokenHash)
        .executeTakeFirst();
      return row === undefined ? null : toRecord(row);
    },

    async wasRemoved(id, tokenHash) {
      const row = await db.query
        .selectFrom('removed_screens')
        .select('id')
        .where('id', '=', id)
        .where('token_hash', '=', tokenHash)
        .executeTakeFirst();
      return row !== undefined;
    },

    async note(notes) {
      if (notes.length === 0) return;
      await atomically(db, async (tx) => {
        for (const chunk of inChunks([...newestOfEach(notes)], 1000)) await noteChunk(tx, chunk);
        for (const chunk of inChunks(tellings(notes), 1000)) await keepTold(tx, chunk);
      });
    },

    async toldAt(scope, id, t) {
      const told = await toldTo(scope, id)
        .where('screen_told.at', '<=', t)
        .orderBy('screen_told.sequence', 'desc')
        .limit(1)
        .executeTakeFirst();
      return told ?? null;
    },

    async told(scope, id, { from, to }) {
      const since = (await screens(db).toldAt(scope, id, from))?.at ?? from;
      return toldTo(scope, id)
        .where('screen_told.at', '>=', since)
        .where('screen_told.at', '<', to)
        .orderBy('screen_told.sequence')
        .execute();
    },
  };
}

/** One note a screen: an UPDATE that joins two rows to one would take either. */
function newestOfEach(notes: readonly Note[]): Iterable<Note> {
  const byId = new Map<string, Note>();
  for (const note of notes) byId.set(note.id, { ...byId.get(note.id), ...note });
  return byId.values();
}

/**
 * One statement for many screens. What a note leaves out stays as it is. A note about an older
 * assignment than the stored one comes late and may not take back what the screen was told since.
 */
async function noteChunk(tx: Database, notes: readonly Note[]): Promise<void> {
  const rows = notes.map(
    (note) => sql`(
      ${note.id}, ${note.lastSeenAt ?? null}, ${note.build ?? null},
      ${note.status === undefined ? null : toJson(note.status)},
      ${note.manifest ?? null}, ${note.sequence ?? null}, ${note.acknowledged ?? null}
    )`,
  );
  await sql`
    with note (id, last_seen_at, build, status, manifest, sequence, acknowledged) as (
      values ${sql.join(rows)}
    )
    update screens set
      last_seen_at = coalesce(cast(note.last_seen_at as bigint), screens.last_seen_at),
      build = coalesce(note.build, screens.build),
      status = coalesce(note.status, screens.status),
      manifest = case when cast(note.sequence as bigint) < screens.sequence
        then screens.manifest else coalesce(note.manifest, screens.manifest) end,
      sequence = case when cast(note.sequence as bigint) < screens.sequence
        then screens.sequence else coalesce(cast(note.sequence as bigint), screens.sequence) end,
      acknowledged = case when cast(note.sequence as bigint) < screens.sequence
        then screens.acknowledged else coalesce(note.acknowledged, screens.acknowledged) end
    from note
    where screens.id = note.id`.execute(tx.query);
}

type Telling = Pick<ScreenRecord, 'id' | 'sequence'> & {
  readonly manifest: string;
  readonly assignedAt: number;
};

/** All of them, also those of one screen that follow one another. */
function tellings(notes: readonly Note[]): Telling[] {
  return notes.flatMap(({ id, manifest, sequence, assignedAt }) =>
    manifest === undefined || sequence === undefined || assignedAt === undefined
      ? []
      : [{ id, manifest, sequence, assignedAt }],
  );
}

/** A row for each that names another manifest than the one before it, in the order of sequences. */
async function keepTold(tx: Database, told: readonly Telling[]): Promise<void> {
  const rows = told.map(
    ({ id, sequence, manifest, assignedAt }) =>
      sql`(${id}, ${sequence}, ${manifest}, ${assignedAt})`,
  );
  await sql`
    with told (screen_id, sequence, manifest, at) as (values ${sql.join(rows)}),
    last as (
      select asked.screen_id, (
        select max(known.sequence) from screen_told as known
        where known.screen_id = asked.screen_id
      ) as sequence
      from (select distinct screen_id from told) as asked
    ),
    newest as (
      select screen_told.screen_id, screen_told.sequence, screen_told.manifest
      from last
      join screen_told on screen_told.screen_id = last.screen_id
        and screen_told.sequence = last.sequence
    ),
    news as (
      select screens.id as screen_id, cast(told.sequence as bigint) as sequence, told.manifest,
        cast(told.at as bigint) as at,
        coalesce(
          lag(told.manifest) over (
            partition by told.screen_id order by cast(told.sequence as bigint)
          ),
          newest.manifest
        ) as before
      from told
      join screens on screens.id = told.screen_id
      left join newest on newest.screen_id = told.screen_id
      where newest.sequence is null or cast(told.sequence as bigint) > newest.sequence
    )
    insert into screen_told (screen_id, sequence, manifest, at)
    select screen_id, sequence, manifest, at from news
    where before is null or before <> manifest
    on conflict do nothing`.execute(tx.query);
}

function toRecord(row: ScreenRow): ScreenRecord {
  return {
    id: row.id,
    unitId: row.unit_id,
    name: row.name,
    tags: fromJson(row.tags),
    pairedAt: row.paired_at,
    pairedBy: row.paired_by,
    lastSeenAt: row.last_seen_at,
    build: row.build,
    status: row.status === null ? null : fromJson(row.status),
    manifest: row.manifest,
    sequence: row.sequence,
    acknowledged: row.acknowledged,
    kind: row.kind,
    viewing: fromJsonOrNull(row.viewing),
    captions: row.captions,
    trimDb: row.trim_db,
  };
}
