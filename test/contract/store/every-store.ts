/** Runs a suite on each adapter of the Store. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe } from 'vitest';
import { openStore } from '#server/store/open.ts';
import type { Store } from '#server/store/port.ts';
import { type Lent, type Postgres, startPostgres } from '#test/support/postgres.ts';

/** A store with nothing in it, for one test alone. */
export type OpenEmptyStore = () => Promise<Store>;

export function onEveryStore(suite: (openEmptyStore: OpenEmptyStore) => void): void {
  describe('on SQLite', () => {
    let folder: string;
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'bangtin-sqlite-'));
    });
    afterAll(() => rm(folder, { recursive: true, force: true }));
    let files = 0;
    suite(
      closedAfterEach(async () => ({
        address: join(folder, `${++files}.db`),
        giveBack: async () => {},
      })),
    );
  });

  describe('on PostgreSQL', () => {
    let postgres: Postgres;
    beforeAll(async () => {
      postgres = await startPostgres();
    }, 120_000);
    afterAll(() => postgres?.stop());
    suite(closedAfterEach(() => postgres.lend()));
  });
}

function closedAfterEach(lend: () => Promise<Lent>): OpenEmptyStore {
  const opened: { readonly store: Store; readonly database: Lent }[] = [];
  afterEach(async () => {
    for (const { store, database } of opened.splice(0)) {
      await store.close();
      await database.giveBack();
    }
  });
  return async () => {
    const database = await lend();
    const store = await openStore(database.address);
    opened.push({ store, database });
    return store;
  };
}
