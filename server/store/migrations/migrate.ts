/**
 * Brings a database to the newest schema. Safe when several nodes start at once: one migrates while
 * the others wait, and each migration lands as a whole or not at all.
 */
import { sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import type { Database } from '../database.ts';
import * as first from './0001-first.ts';
import * as schedulingEngine from './0002-scheduling-engine.ts';
import * as player from './0003-player.ts';
import * as playChain from './0004-play-chain.ts';
import * as removedScreens from './0005-removed-screens.ts';
import type { ColumnTypes, Migration } from './migration.ts';

/** In the order of their names, which never change once they were released. */
const migrations: Readonly<Record<string, Migration>> = {
  '0001-first': first.up,
  '0002-scheduling-engine': schedulingEngine.up,
  '0003-player': player.up,
  '0004-play-chain': playChain.up,
  '0005-removed-screens': removedScreens.up,
};

const columnTypes: Record<Database['engine'], ColumnTypes> = {
  sqlite: { text: 'text' },
  // kysely's own `text` would take the collation of the database, in which paths are no ranges
  postgres: { text: sql<string>`text collate "C"` },
};

/** `upTo`: the last that is run, for tests of what the next one finds; all of them, unless given. */
export async function migrate(db: Database, upTo?: string): Promise<void> {
  const types = columnTypes[db.engine];
  const migrator = new Migrator({
    db: db.query,
    provider: {
      getMigrations: async () =>
        Object.fromEntries(
          Object.entries(migrations).map(([name, up]) => [
            name,
            { up: (query) => up(query, types) },
          ]),
        ),
    },
  });
  const { error } = await (upTo === undefined
    ? migrator.migrateToLatest()
    : migrator.migrateTo(upTo));
  if (error !== undefined) throw error;
}
