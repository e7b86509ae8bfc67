/** The Store on PostgreSQL: several nodes share it. */
import { CompiledQuery, Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { assembleStore } from './assemble.ts';
import type { Database } from './database.ts';
import { migrate } from './migrations/migrate.ts';
import type { Store } from './port.ts';
import type { Tables } from './tables.ts';

/** `url` as in `postgres://user@host/database`. */
export async function openPostgres(url: string): Promise<Store> {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'bang-tin',
    max: 10,
    connectionTimeoutMillis: 10_000,
    types: { getTypeParser },
  });
  // A connection that breaks leaves the pool, and the query that it was busy with rejects. Without
  // these listeners it would take the process along: idle, as the pool's error; in use, as its own.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  const query = new Kysely<Tables>({
    dialect: new PostgresDialect({
      pool,
      onCreateConnection: async (connection) => {
        await connection.executeQuery(CompiledQuery.raw(demandDurability));
      },
    }),
  });
  const db: Database = { query, engine: 'postgres' };
  try {
    await migrate(db);
  } catch (error) {
    await pool.end();
    throw error;
  }
  return assembleStore(db);
}

/** A method that has resolved is on disk, even where the database was tuned to answer sooner. */
const demandDurability = `
  select set_config('synchronous_commit', 'on', false)
  where current_setting('synchronous_commit') = 'off'`;

/** Our bigints are instants, sizes and counts, all of which a double holds exactly. */
const getTypeParser: typeof pg.types.getTypeParser = (oid: number, format?: 'text' | 'binary') =>
  oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format as 'text');
