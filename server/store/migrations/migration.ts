/** What a migration is: a change of the schema that runs once, on either engine, and never again. */
import type { Kysely, RawBuilder } from 'kysely';

/** The column types that the engines spell differently. */
export type ColumnTypes = {
  /** text compared byte by byte, whatever collation the database was made with */
  readonly text: 'text' | RawBuilder<string>;
};

export type Migration = (db: Kysely<unknown>, types: ColumnTypes) => Promise<void>;
