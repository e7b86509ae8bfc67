/**
 * Run as a process of its own, to be killed: puts units into an SQLite store, two in a transaction,
 * and prints each id once the store has acknowledged it.
 */
import { writeSync } from 'node:fs';
import { everything } from '#server/access/scope.ts';
import { openSqlite } from '#server/store/sqlite.ts';

const store = await openSqlite(process.argv[2]!);
const unit = (id: string) => ({
  id,
  parentId: null,
  kind: 'school' as const,
  name: `Trường ${id}`,
  levels: [],
  tags: [],
  zone: null,
});

for (let n = 0; ; n++) {
  const pair = [`${n}a`, `${n}b`];
  await store.transaction(async (tx) => {
    for (const id of pair) await tx.units.insert(everything, unit(id));
  });
  // synchronous, so that what was acknowledged has been said when the process dies
  writeSync(1, `${pair.join('\n')}\n`);
}
