/** What a repository is handed: kysely over our tables, and which of the two engines is below it. */
import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

export type Database = {
  readonly query: Kysely<Tables>;
  /** SQLite has one writer at a time and knows no row locks; PostgreSQL has to be asked for them */
  readonly engine: 'sqlite' | 'postgres';
};

/** Runs `work` in a transaction, in the one that is open already if there is one. */
export async function atomically<T>(db: Database, work: (db: Database) => Promise<T>): Promise<T> {
  if (db.query.isTransaction) return work(db);
  return db.query.transaction().execute((query) => work({ ...db, query }));
}

/** Both engines limit the parameters of one statement (SQLite to 32,766). */
export function* inChunks<T>(values: readonly T[], size: number): Generator<readonly T[]> {
  for (let from = 0; from < values.length; from += size) yield values.slice(from, from + size);
}

/** Whether a change has anything to write: `set` with no column is no SQL. */
export function changesAnything(columns: Record<string, unknown>): boolean {
  return Object.values(columns).some((value) => value !== undefined);
}
