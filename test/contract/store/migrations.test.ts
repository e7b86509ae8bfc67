/** Databases that an earlier version made, with rows in them, are brought to this one. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteFile from 'better-sqlite3';
import { Kysely, PostgresDialect, SqliteDialect } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { everything } from '#server/access/scope.ts';
import type { Database } from '#server/store/database.ts';
import { migrate } from '#server/store/migrations/migrate.ts';
import { openStore } from '#server/store/open.ts';
import { plainManner } from '#shared/api/resources.ts';
import { plainWhen } from '#shared/domain/when.ts';
import { type Postgres, startPostgres } from '#test/support/postgres.ts';
import { NOON, sha256 } from './records.ts';

const oldWhen = {
  days: [1, 2],
  hours: [{ start: '09:00', end: '09:30' }],
  from: '2026-11-23',
  until: null,
};

/** Items before they had lives, entrances, captions and roles. */
const oldItems = [
  {
    ...{ kind: 'video', id: 'v', ms: 5000, media: sha256('a'), poster: null },
    ...{ fit: 'cover', volume: 80 },
  },
  { kind: 'audio', id: 'a', ms: 5000, media: sha256('b'), volume: 100 },
];

/** A row of each table that the second migration touches, as the first one knew them. */
const oldRows = {
  units: [
    {
      ...{ id: 'u', parent_id: null, kind: 'school', name: 'Trường Tiểu học Tân Hiệp' },
      ...{ levels: '[]', tags: '[]', zone: null, path: '/u/', closed_at: null },
    },
  ],
  publications: [
    publication('replaced', 'kept', NOON),
    publication('current', 'kept', NOON + 10),
    publication('withdrawn', 'off', NOON),
    publication('again', 'off', NOON + 30),
  ],
  schedules: [schedule('kept', 'current'), schedule('off', null)],
  manifests: [{ id: sha256('a'), body: '{}', put_at: NOON + 7 }],
  screens: [screen('told', sha256('a'), 5), screen('new', null, 0)],
  plays: [
    {
      ...{ screen_id: 'told', n: 1, unit_id: 'u', manifest: sha256('a'), track: 'main', item: 'i' },
      ...{ planned_start: NOON, planned_end: NOON + 9, real_start: NOON, real_end: NOON + 9 },
      ...{ ending: 'completed', reason: null, uncertainty: 3, received_at: NOON + 20 },
    },
  ],
  play_cursors: [{ screen_id: 'told', up_to: 1 }],
  audit: [withdrawal('1', 'off', NOON + 20), withdrawal('2', 'off', NOON + 40)],
};

function publication(id: string, scheduleId: string, at: number) {
  return {
    ...{ id, schedule_id: scheduleId, schedule_version: 1, unit_id: 'u', when: json(oldWhen) },
    ...{ audience: json({ units: [], levels: [], tags: [] }), mode: 'loop', priority: 'ordinary' },
    playlist: json({ id: 'l', name: 'Bản tin', themes: [], version: 1 }),
    ...{
      items: json(oldItems),
      assets: '[[],[]]',
      on_air_since: at,
      published_at: at,
      published_by: null,
    },
  };
}

function schedule(id: string, publicationId: string | null) {
  return {
    ...{ id, unit_id: 'u', playlist_id: 'l', when: json(oldWhen), mode: 'loop' },
    ...{ audience: json({ units: [], levels: [], tags: [] }), priority: 'filler' },
    ...{ version: 3, updated_at: NOON, publication_id: publicationId },
  };
}

function screen(id: string, manifest: string | null, sequence: number) {
  return {
    ...{ id, unit_id: 'u', name: id, tags: '[]', paired_at: NOON, paired_by: null },
    ...{ token_hash: 'h', last_seen_at: null, build: null, status: null },
    ...{ manifest, sequence, acknowledged: 'none' },
  };
}

function withdrawal(id: string, scheduleId: string, at: number) {
  return {
    ...{ id, at, by: null, action: 'schedule.withdraw', subject_kind: 'schedule' },
    ...{ subject_id: scheduleId, subject_name: '', unit_id: 'u', changes: '{}' },
  };
}

function json(value: unknown): string {
  return JSON.stringify(value);
}

describe('a database of the first version keeps its rows', () => {
  let folder: string;
  let postgres: Postgres;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bangtin-migrations-'));
    postgres = await startPostgres();
  }, 120_000);
  afterAll(async () => {
    await postgres?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const engines = [
    {
      engine: 'sqlite',
      address: async () => join(folder, 'old.db'),
      dialect: (address: string) => new SqliteDialect({ database: new SqliteFile(address) }),
    },
    {
      engine: 'postgres',
      address: () => postgres.bareDatabase(),
      dialect: (address: string) =>
        new PostgresDialect({ pool: new pg.Pool({ connectionString: address }) }),
    },
  ] as const;

  test.each(engines)('on $engine', async ({ engine, address, dialect }) => {
    const where = await address();
    const old: Database = { query: new Kysely({ dialect: dialect(where) }), engine };
    await migrate(old, '0001-first');
    for (const [table, rows] of Object.entries(oldRows)) {
      await (old.query as unknown as Kysely<Record<string, object>>)
        .insertInto(table)
        .values(rows)
        .execute();
    }
    await old.query.destroy();

    const store = await openStore(where);
    const when = { ...plainWhen, ...oldWhen };
    expect(await store.schedules.get(everything, 'kept')).toMatchObject({
      ...{ ...plainManner, priority: 'filler' },
      when,
      version: 3,
    });
    const history = async (id: string) =>
      (await store.publications.history(everything, id)).map((each) => [each.id, each.offAirAt]);
    expect(await history('kept')).toEqual([
      ['replaced', NOON + 10],
      ['current', null],
    ]);
    // taken off before it was published again
    expect(await history('off')).toEqual([
      ['withdrawn', NOON + 20],
      ['again', NOON + 40],
    ]);
    expect(await store.publications.get(everything, 'current')).toMatchObject({
      ...plainManner,
      when,
      restores: null,
      items: [
        { ...oldItems[0], life: { from: 0, until: null }, enter: 'cut', captions: null },
        { ...oldItems[1], life: { from: 0, until: null }, role: 'music' },
      ],
    });
    expect(await store.screens.get(everything, 'told')).toMatchObject({
      ...{ kind: 'screen', viewing: null, captions: 'auto', trimDb: 0 },
    });
    const toldAt = (id: string, t: number) => store.screens.toldAt(everything, id, t);
    expect(await toldAt('told', NOON + 7)).toEqual({ manifest: sha256('a'), at: NOON + 7 });
    expect(await toldAt('told', NOON + 6)).toBeNull();
    expect(await toldAt('new', NOON + 99)).toBeNull();
    const { plays } = await store.plays.list(everything, { from: 0, to: NOON * 2, limit: 9 });
    expect(plays).toMatchObject([{ n: 1, chain: null, link: 'none' }]);
    expect(await store.plays.newest('told')).toEqual({ upTo: 1, chain: null });
    await store.close();
  });
});
