import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import SqliteFile from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { everything } from '#server/access/scope.ts';
import { openStore } from './open.ts';
import { StoreFull } from './port.ts';
import { openSqlite, storeIn } from './sqlite.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bangtin-sqlite-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const unit = (id: string, name = id) => ({
  id,
  parentId: null,
  kind: 'school' as const,
  name,
  levels: [],
  tags: [],
  zone: null,
});

test('the file and its log are for their owner alone, in a folder made for them', async () => {
  const path = join(folder, 'data', 'bangtin.db');
  const store = await openSqlite(path);
  await store.units.insert(everything, unit('a'));
  for (const name of [path, `${path}-wal`, `${path}-shm`]) {
    expect((await stat(name)).mode & 0o777, name).toBe(0o600);
  }
  await store.close();
});

test('what was stored is there when the file is opened again', async () => {
  for (const address of [join(folder, 'a.db'), `file://${join(folder, 'b.db')}`]) {
    const store = await openStore(address);
    await store.units.insert(everything, unit('a', 'Tân Hiệp'));
    await store.close();
    const again = await openStore(address);
    expect(await again.units.list(everything)).toMatchObject([{ name: 'Tân Hiệp' }]);
    await again.close();
  }
});

test('an address that no store understands is refused by name', async () => {
  await expect(openStore('mysql://host/bangtin')).rejects.toThrow('mysql://');
});

test('each transaction is on disk before it is acknowledged', async () => {
  const file = new SqliteFile(join(folder, 'a.db'));
  const store = await storeIn(file);
  expect(file.pragma('journal_mode', { simple: true })).toBe('wal');
  expect(file.pragma('synchronous', { simple: true })).toBe(2);
  expect(file.pragma('foreign_keys', { simple: true })).toBe(1);
  await store.close();
});

test('what was acknowledged survives the death of the process, whenever it comes', async () => {
  const path = join(folder, 'a.db');
  const writer = spawn(
    process.execPath,
    [join(import.meta.dirname, '../../test/support/endless-writer.ts'), path],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const closed = once(writer, 'close');
  const acknowledged: string[] = [];
  for await (const line of createInterface({ input: writer.stdout })) {
    acknowledged.push(line);
    if (acknowledged.length === 300) writer.kill('SIGKILL');
  }
  await closed;
  expect(writer.signalCode).toBe('SIGKILL');

  const store = await openSqlite(path);
  const kept = new Set((await store.units.list(everything)).map(({ id }) => id));
  expect(acknowledged.length).toBeGreaterThanOrEqual(300);
  expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
  // units come in twos within a transaction
  expect(kept.size % 2).toBe(0);
  await store.close();
});

test('a full disk is said to be one, and nothing of the call is kept', async () => {
  const file = new SqliteFile(join(folder, 'a.db'));
  const store = await storeIn(file);
  await store.units.insert(everything, unit('before'));
  const pages = file.pragma('page_count', { simple: true }) as number;
  file.pragma(`max_page_count = ${pages}`);
  const tooMuch = 'x'.repeat(100_000);

  await expect(store.units.insert(everything, unit('alone', tooMuch))).rejects.toBeInstanceOf(
    StoreFull,
  );
  await expect(
    store.transaction(async (tx) => {
      await tx.units.insert(everything, unit('first'));
      await tx.units.insert(everything, unit('second', tooMuch));
    }),
  ).rejects.toBeInstanceOf(StoreFull);
  expect((await store.units.list(everything)).map(({ id }) => id)).toEqual(['before']);

  // with some errors SQLite rolls back by itself; that must not hide what went wrong
  await expect(
    store.transaction(async () => {
      file.exec('rollback');
      throw new Error('what went wrong');
    }),
  ).rejects.toThrow('what went wrong');

  file.pragma('max_page_count = 100000');
  await store.units.insert(everything, unit('room again', tooMuch));
  expect(await store.units.list(everything)).toHaveLength(2);
  await store.close();
});
