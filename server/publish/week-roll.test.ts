import { pino } from 'pino';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { everything } from '#server/access/scope.ts';
import { createMemoryBus } from '#server/bus/memory.ts';
import type { Change } from '#server/bus/port.ts';
import type { Store } from '#server/store/port.ts';
import { openSqlite } from '#server/store/sqlite.ts';
import { keepPictures, type Pictures } from './picture.ts';
import { startWeekRoll } from './week-roll.ts';

const monday = Date.UTC(2026, 10, 22, 17);
let store: Store;
let pictures: Pictures;
const bus = createMemoryBus(() => {});

beforeEach(async () => {
  store = await openSqlite(':memory:');
  pictures = keepPictures(store, bus);
  for (const [id, zone] of [
    ['here', null],
    ['there', 'America/New_York'],
    ['empty', null],
  ] as const) {
    await store.units.insert(everything, {
      id,
      parentId: null,
      kind: 'school',
      name: id,
      levels: [],
      tags: [],
      zone,
    });
    if (id === 'empty') continue;
    await store.screens.insert(everything, {
      id: `screen ${id}`,
      unitId: id,
      name: id,
      tags: [],
      pairedAt: 0,
      pairedBy: null,
      tokenHash: id,
    });
  }
});
afterEach(async () => {
  pictures.stop();
  await store.close();
});

test('[P1] [P9] each Monday 00:00 of a zone, its units are told under a new revision', async () => {
  const told: Change[] = [];
  const unsubscribe = bus.subscribe((change) => told.push(change));
  let now = monday - 1000;
  let tick = () => {};
  const roll = startWeekRoll({
    store,
    bus,
    pictures,
    now: () => now,
    random: () => 0,
    log: pino({ level: 'silent' }),
    everyQuarterHour: (run) => {
      tick = run;
      return () => {};
    },
  });
  const look = async () => {
    tick();
    for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
  };
  const before = await store.revision.current();
  await look();
  expect(told).toEqual([]);

  now = monday;
  await look();
  await vi.waitUntil(() => told.length > 0);
  expect(told).toEqual([{ kind: 'programme', revision: before + 1, affects: { units: ['here'] } }]);

  now = monday + 12 * 3_600_000;
  await look();
  await vi.waitUntil(() => told.length > 1);
  expect(told[1]).toEqual({
    kind: 'programme',
    revision: before + 2,
    affects: { units: ['there'] },
  });

  await look();
  expect(told).toHaveLength(2);
  roll.stop();
  unsubscribe();
});
