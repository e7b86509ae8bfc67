/** The drivers' errors in the port's words, so that nobody else has to know which database it is. */
import { Refusal } from '#shared/api/problems.ts';
import { StoreFull, Taken } from './port.ts';

/** SQLite's extended result codes and PostgreSQL's SQLSTATEs (appendix A of its manual). */
const meanings: Readonly<Record<string, (cause: unknown) => Error>> = {
  SQLITE_CONSTRAINT_PRIMARYKEY: taken,
  SQLITE_CONSTRAINT_UNIQUE: taken,
  '23505': taken, // unique_violation
  SQLITE_FULL: full,
  SQLITE_IOERR_SHMSIZE: full, // no room for the index of the write-ahead log
  '53100': full, // disk_full
  '22021': () => new Refusal('invalid'), // character_not_in_repertoire: text that holds U+0000
};

export function inOurWords(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && Object.hasOwn(meanings, code) ? meanings[code]!(error) : error;
}

function taken(cause: unknown): Error {
  return new Taken('a value that must be unique is there already', { cause });
}

function full(cause: unknown): Error {
  return new StoreFull('the database has no room left', { cause });
}
