import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { openDB } from 'idb';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Database, type OpenPlay, openDatabase } from '#player/keep/database.ts';
import { createMemory } from '#player/keep/memory.ts';
import type { Track } from '#shared/frame/manifest.ts';
import { chainOf } from '#shared/protocol/chain.ts';
import { Play } from '#shared/protocol/messages.ts';
import { createPlayStore, type Ending } from './play-store.ts';

let database: Database;
let name = '';
let count = 0;
beforeEach(async () => {
  count += 1;
  name = `log ${count}`;
  database = await openDatabase(name);
});

/** `after` never comes: what waits has to go with something else. */
const opened = (on = database) =>
  createPlayStore(on, { after: () => () => {}, onProblem: () => {} });

function open(track: Track, start: number, more: Partial<OpenPlay> = {}): OpenPlay {
  return {
    ...{ manifest: 'a'.repeat(64), track, item: `${track} ${start}`, uncertainty: 4 },
    ...{ planned: { start, end: start + 10 }, realStart: start, ends: 'completed' },
    ...more,
  };
}
const completed = (at: number): Ending => ({ at, ending: 'completed', reason: null });
const told = (plays: readonly Play[]) =>
  plays.map(({ n, item, real, ending }) => `${n} ${item} ${real.start}-${real.end} ${ending}`);

/** Each record is chained to the one before. */
function expectChained(plays: readonly Play[], start: string | null = null) {
  let before = start;
  for (const play of plays) {
    expect(Play.parse(play)).toEqual(play);
    expect(play.chain).toBe(chainOf(before, play));
    before = play.chain;
  }
}

describe('the store of plays', () => {
  test('[L1] [L2] numbers and chains the plays of all tracks in the order in which they end', async () => {
    const plays = opened();
    for (const track of ['main', 'ticker', 'audio', 'voice'] as const) {
      await plays.begin(open(track, 0));
    }
    void plays.end('voice', { at: 5, ending: 'failed', reason: 'x'.repeat(400) });
    void plays.end('main', completed(10));
    void plays.end('ticker', completed(10));
    await plays.begin(open('main', 10));
    const kept = await plays.unsent(10);
    expect(told(kept)).toEqual([
      '1 voice 0 0-5 failed',
      '2 main 0 0-10 completed',
      '3 ticker 0 0-10 completed',
    ]);
    expect(kept[0]!.reason).toHaveLength(300);
    expect(kept[0]).not.toHaveProperty('ends');
    expectChained(kept);
  });

  test('[L5] a change of item is one transaction', async () => {
    const plays = opened();
    await plays.begin(open('main', 0));
    let transactions = 0;
    const counting = new Proxy(database, {
      get(target, key) {
        if (key === 'transaction') transactions += 1;
        const value = Reflect.get(target, key);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    const counted = opened(counting);
    for (let at = 10; at <= 100; at += 10) {
      void counted.end('main', completed(at));
      await counted.begin(open('main', at));
    }
    expect(await plays.count()).toBe(10);
    expect(transactions).toBe(10);
  });

  test('[L4] after a power cut what was open ends once', async () => {
    const plays = opened();
    await plays.begin(open('ticker', 0, { planned: { start: 0, end: 100 } }));
    await plays.begin(open('audio', 8));
    await plays.begin(open('main', 0, { ends: 'cut' }));
    // the power goes: what waited for something urgent was never written
    void plays.end('main', { at: 10, ending: 'cut', reason: null });
    const again = opened();
    expect(told(await again.recover(12))).toEqual([
      '1 main 0 0-10 cut',
      '2 ticker 0 0-12 stopped',
      '3 audio 8 8-12 stopped',
    ]);
    expect(await again.recover(13)).toEqual([]);
    await again.begin(open('main', 20));
    expectChained(await again.unsent(10));
  });

  test('[L4] a play that began after the last sign of life has no length, and is there', async () => {
    await opened().begin(open('main', 50));
    expect(told(await opened().recover(0))).toEqual(['1 main 50 50-50 stopped']);
  });

  test('[L4] every write says that the player is alive', async () => {
    const plays = opened();
    const memory = createMemory(database);
    await plays.begin(open('main', 70));
    expect(await memory.recall('aliveAt')).toBe(70);
    void plays.end('main', completed(85));
    await plays.begin(open('voice', 84));
    expect(await memory.recall('aliveAt')).toBe(84);
  });

  test('the time that a play saw does not pass again, as far as the clock was sure of it', async () => {
    const plays = opened();
    const memory = createMemory(database);
    // An unsure clock shows the earliest that it can be.
    await plays.begin(open('main', 10, { uncertainty: null }));
    await plays.recover(15);
    expect(await memory.recall('trustedTime')).toBe(15);
    await plays.begin(open('main', 30, { uncertainty: 3 }));
    await plays.recover(35);
    expect(await memory.recall('trustedTime')).toBe(32);
    await plays.begin(open('main', 40, { uncertainty: 30 }));
    await plays.recover(45);
    expect(await memory.recall('trustedTime')).toBe(32);
  });

  test('[L7] records go when the server has them; numbers and chain go on', async () => {
    const plays = opened();
    for (const at of [0, 10, 20]) {
      await plays.begin(open('main', at));
      await plays.recover(at + 10);
    }
    const [, second] = await plays.unsent(10);
    await plays.kept(2);
    expect((await plays.unsent(10)).map(({ n }) => n)).toEqual([3]);
    await plays.goOnFrom({ upTo: 2, chain: 'of the server' });
    await plays.begin(open('main', 30));
    await plays.recover(40);
    expectChained(await plays.unsent(10), second!.chain);
  });

  test('[L7] a profile from a backup goes on from the server’s newest number and chain', async () => {
    const plays = opened();
    await plays.begin(open('main', 0));
    await plays.recover(10);
    const chain = chainOf(null, (await plays.unsent(1))[0]!);
    await plays.goOnFrom({ upTo: 40, chain });
    await plays.begin(open('main', 500));
    await plays.recover(510);
    const kept = await plays.unsent(10);
    expect(kept.map(({ n }) => n)).toEqual([41]);
    expectChained(kept, chain);
  });

  test('[L8] what a build without chains kept is taken up', async () => {
    const { ends: _, ...unfinished } = open('main', 10);
    const { chain: __, ...finished } = {
      ...{ ...open('main', 0), n: 1, real: { start: 0, end: 10 }, ending: 'completed' as const },
      ...{ reason: null, chain: null },
    };
    await database.put('plays', finished as never);
    await database.put('single', 1, 'lastPlay');
    await database.put('openPlays', unfinished);
    const plays = opened();
    expect(told(await plays.recover(25))).toEqual(['2 main 10 10-20 stopped']);
    const [first, second] = await plays.unsent(10);
    expect(first!.chain).toBeNull();
    expect(second!.chain).toBe(chainOf(null, second!));
  });

  test('[L8] an earlier build opens what this one wrote, and its records are not chained over', async () => {
    await opened().begin(open('main', 0));
    await opened().recover(5);
    // as version 1 of the database, which the first release asked for
    const earlier = await openDB(name, 1);
    await earlier.put('plays', { ...(await opened().unsent(1))[0], n: 2, chain: undefined });
    await earlier.put('single', 2, 'lastPlay');
    earlier.close();
    await opened().begin(open('main', 10));
    const [third] = await opened().recover(12);
    expect(third!.chain).toBe(chainOf(null, third!));
  });

  test('a screen that was dismissed leaves nothing behind', async () => {
    const plays = opened();
    await plays.begin(open('main', 0));
    await createMemory(database).forgetAll();
    expect(await plays.recover(10)).toEqual([]);
    expect(await plays.count()).toBe(0);
  });

  test('[L1] [L2] [L3] whatever happens, each play that began is one record, and the chain is whole', async () => {
    const step = fc.oneof(
      fc.record({ do: fc.constant('turn'), track: fc.constantFrom('main', 'voice') }),
      fc.record({ do: fc.constant('end'), track: fc.constantFrom('main', 'voice') }),
      fc.record({ do: fc.constantFrom('power', 'kept'), track: fc.constant('main') }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        count += 1;
        const base = await openDatabase(`log ${count}`);
        let plays = opened(base);
        let now = 0;
        const begun: string[] = [];
        const home: Play[] = [];
        const takeHome = async () => {
          const sent = await plays.unsent(2);
          home.push(...sent);
          await plays.kept(sent.at(-1)?.n ?? 0);
          return sent.length > 0;
        };
        for (const { do: what, track } of steps) {
          now += 10;
          const ending = completed(now);
          if (what === 'power') {
            // what waited in memory is gone
            plays = opened(base);
            await plays.recover(now - 15);
          } else if (what === 'kept') await takeHome();
          else void plays.end(track as Track, ending);
          if (what !== 'turn') continue;
          const play = open(track as Track, now);
          await plays.begin(play);
          begun.push(play.item);
        }
        await opened(base).recover(now);
        while (await takeHome());
        expect(home.map(({ n }) => n)).toEqual(home.map((_, i) => i + 1));
        expect(home.map(({ item }) => item).sort()).toEqual(begun.sort());
        expectChained(home);
        base.close();
      }),
      { numRuns: 60 },
    );
  });
});
