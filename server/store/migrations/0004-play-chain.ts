/** Plays are chained: what was recorded before has no chain, and nobody can tell whether one is missing. */
import type { Kysely } from 'kysely';
import type { ColumnTypes } from './migration.ts';

export async function up(db: Kysely<unknown>, { text }: ColumnTypes): Promise<void> {
  const plays = () => db.schema.alterTable('plays');
  await plays().addColumn('chain', text).execute();
  await plays()
    .addColumn('link', text, (c) => c.notNull().defaultTo('none'))
    .execute();
}
