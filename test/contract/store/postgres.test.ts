import { afterAll, beforeAll, expect, test } from 'vitest';
import { everything } from '#server/access/scope.ts';
import { openStore } from '#server/store/open.ts';
import { eventually } from '#test/support/eventually.ts';
import { type Postgres, startPostgres } from '#test/support/postgres.ts';
import { NOON, newId, plant, unitOf } from './records.ts';

let postgres: Postgres;
beforeAll(async () => {
  postgres = await startPostgres();
}, 120_000);
afterAll(() => postgres?.stop());

test('nodes that start at once on an empty PostgreSQL agree on the tables', async () => {
  const address = await postgres.bareDatabase();
  const nodes = await Promise.all(Array.from({ length: 4 }, () => openStore(address)));
  const unit = await nodes[0]!.units.insert(everything, unitOf(null));
  for (const node of nodes) expect(await node.units.list(everything)).toEqual([unit]);
  await Promise.all(nodes.map((node) => node.close()));
});

test('two nodes share units, jobs and revisions, each job and each number once', async () => {
  const { address, giveBack } = await postgres.lend();
  const nodes = [await openStore(address), await openStore(address)] as const;
  const at = await plant(nodes[0], ['school']);
  expect(await nodes[1].units.get(everything, at.school)).toMatchObject({ name: 'school' });
  for (let n = 0; n < 6; n++) {
    await nodes[0].jobs.add({ id: newId(), kind: 'transcode', subject: `${n}`, at: NOON });
  }
  const claims = await Promise.all(
    Array.from({ length: 8 }, (_, n) =>
      nodes[(n % 2) as 0 | 1].jobs.claim('transcode', `worker ${n}`, NOON, 1000),
    ),
  );
  const subjects = claims.flatMap((job) => job?.subject ?? []);
  expect(subjects.sort()).toEqual(['0', '1', '2', '3', '4', '5']);
  const taken = await Promise.all(
    Array.from({ length: 8 }, (_, n) => nodes[(n % 2) as 0 | 1].revision.next()),
  );
  expect(new Set(taken).size).toBe(8);
  for (const node of nodes) await node.close();
  await giveBack();
});

test('a PostgreSQL that is not there is said to be not there', async () => {
  await expect(openStore('postgres://nobody@127.0.0.1:1/bangtin')).rejects.toThrow('ECONNREFUSED');
});

test('the store comes back after PostgreSQL has thrown its connections out', async () => {
  const address = await postgres.bareDatabase();
  const [store, other] = [await openStore(address), await openStore(address)];
  await store.ready();
  await postgres.disconnectAll(address);
  // each lost connection may fail one call, then the pool makes new ones
  await eventually(async () => {
    await store.ready();
    return true;
  });
  await Promise.all([store.close(), other.close()]);
});
