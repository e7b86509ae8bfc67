/**
 * What the player needs to know: which media were recalled, what kind of screen it is, how it is read
 * and how loud it is.
 */
import type { Kysely } from 'kysely';
import type { ColumnTypes } from './migration.ts';

export async function up(db: Kysely<unknown>, { text }: ColumnTypes): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('recalls')
    .addColumn('sha256', text, (c) => c.primaryKey())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .execute();
  await schema.createIndex('recalls_by_time').on('recalls').column('at').execute();

  // a statement a column: SQLite adds one at a time
  const screens = () => schema.alterTable('screens');
  await screens()
    .addColumn('kind', text, (c) => c.notNull().defaultTo('screen'))
    .execute();
  await screens().addColumn('viewing', text).execute();
  await screens()
    .addColumn('captions', text, (c) => c.notNull().defaultTo('auto'))
    .execute();
  await screens()
    .addColumn('trim_db', 'bigint', (c) => c.notNull().defaultTo(0))
    .execute();
}
