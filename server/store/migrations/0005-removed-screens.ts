/** Screens that were removed, and how each proves that it is the one: it may come back only later. */
import type { Kysely } from 'kysely';
import type { ColumnTypes } from './migration.ts';

export async function up({ schema }: Kysely<unknown>, { text }: ColumnTypes): Promise<void> {
  await schema
    .createTable('removed_screens')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('token_hash', text, (c) => c.notNull())
    .execute();
}
