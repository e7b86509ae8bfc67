/**
 * The Store on SQLite: the default, one file, one process. better-sqlite3 answers synchronously on
 * one connection; kysely lets one transaction or statement have it at a time, the others wait.
 */
import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import SqliteFile from 'better-sqlite3';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  Kysely,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type SqliteStatement,
} from 'kysely';
import { Refusal } from '#shared/api/problems.ts';
import { assembleStore } from './assemble.ts';
import type { Database } from './database.ts';
import { migrate } from './migrations/migrate.ts';
import type { Store } from './port.ts';
import type { Tables } from './tables.ts';

/** `path` of the file, made when it is missing, readable by its owner alone; or `:memory:`. */
export async function openSqlite(path: string): Promise<Store> {
  if (path !== ':memory:') await makePrivate(path);
  const file = new SqliteFile(path);
  try {
    return await storeIn(file);
  } catch (error) {
    file.close();
    throw error;
  }
}

/** A Store over a connection that was opened already, which it closes at the end. */
export async function storeIn(file: SqliteFile.Database): Promise<Store> {
  file.pragma('journal_mode = WAL');
  // WAL's usual NORMAL may lose the newest transactions with the power
  file.pragma('synchronous = FULL');
  file.pragma('foreign_keys = ON');
  file.pragma('busy_timeout = 5000');
  const query = new Kysely<Tables>({ dialect: oneFileDialect(file) });
  const db: Database = { query, engine: 'sqlite' };
  await migrate(db);
  return assembleStore(db);
}

/** SQLite gives the write-ahead log beside the file the same mode. */
async function makePrivate(path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const file = await open(path, 'a', 0o600);
  await file.chmod(0o600);
  await file.close();
}

function oneFileDialect(file: SqliteFile.Database): Dialect {
  return {
    createDriver: () => new OneFileDriver(file),
    createAdapter: () => new OneFileAdapter(),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createIntrospector: (query) => new SqliteIntrospector(query),
  };
}

class OneFileDriver extends SqliteDriver {
  readonly #file: SqliteFile.Database;

  constructor(file: SqliteFile.Database) {
    super({ database: prepared(file) });
    this.#file = file;
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    // a transaction that reads first and writes later would be refused, not made to wait, when
    // another process has written in between
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    // a full disk makes SQLite roll back by itself; rolling back again would hide that error
    if (this.#file.inTransaction) await super.rollbackTransaction(connection);
  }
}

class OneFileAdapter extends SqliteAdapter {
  /** kysely leaves this off; our migrations keep to what SQLite can roll back */
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** The connection with its statements kept: kysely alone would compile each one anew. */
function prepared(file: SqliteFile.Database): SqliteDatabase {
  const statements = new Map<string, SqliteStatement>();
  return {
    prepare(sql) {
      const known = statements.get(sql);
      if (known !== undefined) return known;
      const statement = refusingNul(file.prepare(sql));
      // statements differ by the length of their lists, so this would grow without end
      if (statements.size >= 500) statements.clear();
      statements.set(sql, statement);
      return statement;
    },
    close: () => {
      statements.clear();
      file.close();
    },
  };
}

/** PostgreSQL refuses text that holds U+0000; here it would be kept, but searched only up to it. */
function refusingNul(statement: SqliteFile.Statement): SqliteStatement {
  const checked = (parameters: readonly unknown[]): readonly unknown[] => {
    for (const value of parameters) {
      if (typeof value === 'string' && value.includes('\0')) throw new Refusal('invalid');
    }
    return parameters;
  };
  return {
    reader: statement.reader,
    all: (parameters) => statement.all(checked(parameters)),
    run: (parameters) => statement.run(checked(parameters)),
    iterate: (parameters) => statement.iterate(checked(parameters)),
  };
}
