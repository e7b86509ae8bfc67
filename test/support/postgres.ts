/**
 * A PostgreSQL of our own for as long as a test runs: a fresh cluster in a temporary folder, reached
 * through a socket in that folder, so that it needs no port and nobody else can reach it.
 */
import { execFile, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';

export type Postgres = {
  /** a database that holds our tables and nothing in them; giving it back lets another test have it */
  lend(): Promise<Lent>;
  /** the address of a new database that holds nothing at all */
  bareDatabase(): Promise<string>;
  /** ends every connection to the database, as a restart of the server does */
  disconnectAll(address: string): Promise<void>;
  stop(): Promise<void>;
};
export type Lent = { readonly address: string; giveBack(): Promise<void> };

export async function startPostgres(): Promise<Postgres> {
  const binaries = await findBinaries();
  const folder = await mkdtemp(join(tmpdir(), 'bangtin-postgres-'));
  const account = await accountFor(folder);
  const data = join(folder, 'data');
  await run(
    join(binaries, 'initdb'),
    [
      ...['--pgdata', data, '--username', 'postgres', '--auth', 'trust'],
      ...['--encoding', 'UTF8', '--locale-provider', 'icu', '--icu-locale', 'vi', '--locale', 'C'],
      '--no-sync',
    ],
    account,
  );

  // the kernel ends it when the test process dies in a way that leaves no time to stop it
  const server = spawn(
    'setpriv',
    [
      ...['--pdeathsig', 'SIGQUIT', join(binaries, 'postgres'), '-D', data],
      ...['-c', 'listen_addresses=', '-c', `unix_socket_directories=${folder}`],
      // durability is the server's own affair and costs the tests most of their time
      ...['-c', 'fsync=off', '-c', 'full_page_writes=off', '-c', 'max_connections=60'],
    ],
    { ...account, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const stopped = new Promise<void>((resolve) => server.once('close', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    let log = '';
    server.stderr.setEncoding('utf8').on('data', (text: string) => {
      log += text;
      if (log.includes('ready to accept connections')) resolve();
    });
    server.once('error', reject);
    server.once('close', () => reject(new Error(`postgres did not start:\n${log}`)));
  });

  const address = (database: string) =>
    `postgres://postgres@localhost/${database}?host=${encodeURIComponent(folder)}`;
  const maintenance = new pg.Client({ connectionString: address('postgres') });
  await maintenance.connect();
  const bareDatabase = async (): Promise<string> => {
    const name = `test_${randomUUID().replaceAll('-', '')}`;
    await maintenance.query(`create database ${name} template template0`);
    return address(name);
  };

  const free: string[] = [];
  return {
    bareDatabase,
    async disconnectAll(database) {
      await maintenance.query(
        'select pg_terminate_backend(pid) from pg_stat_activity where datname = $1',
        [new URL(database).pathname.slice(1)],
      );
    },
    async lend() {
      const database = free.pop() ?? (await bareDatabase());
      return {
        address: database,
        async giveBack() {
          await empty(database);
          free.push(database);
        },
      };
    },
    async stop() {
      await maintenance.end();
      server.kill('SIGINT');
      await stopped;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** As after its migrations. Deleting few rows takes a tenth of the time of making new tables. */
async function empty(database: string): Promise<void> {
  const client = new pg.Client({ connectionString: database });
  await client.connect();
  const { rows } = await client.query<{ tablename: string }>(
    "select tablename from pg_tables where schemaname = 'public' and tablename not like 'kysely%'",
  );
  const deletions = rows
    .filter(({ tablename }) => tablename !== 'revision')
    .map(({ tablename }) => `delete from ${tablename};`);
  await client.query(
    `begin; set local session_replication_role = replica; ${deletions.join(' ')}
     update revision set value = 0; commit`,
  );
  await client.end();
}

/** Debian keeps each version in a folder of its own, outside PATH. */
async function findBinaries(): Promise<string> {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? await readdir(root) : [];
  const newest = versions
    .filter((version) => existsSync(join(root, version, 'bin/initdb')))
    .sort((a, b) => Number(b) - Number(a))[0];
  if (newest === undefined) {
    throw new Error('These tests need PostgreSQL. Install it: apt-get install postgresql');
  }
  return join(root, newest, 'bin');
}

/** PostgreSQL refuses to run as root; Debian's package brings an account for it. */
async function accountFor(folder: string): Promise<{ uid?: number; gid?: number }> {
  if (process.getuid?.() !== 0) return {};
  const [uid, gid] = await Promise.all(
    ['-u', '-g'].map(async (which) => Number((await run('id', [which, 'postgres'])).stdout)),
  );
  await chown(folder, uid!, gid!);
  return { uid: uid!, gid: gid! };
}

const run = promisify(execFile);
