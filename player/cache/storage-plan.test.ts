import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hash, mediaInfo } from '#test/support/manifests.ts';
import type { Wanted } from './needs.ts';
import { planStorage, type StorageState } from './storage-plan.ts';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const file = (name: string, bytes: number, due: number): Wanted => ({
  sha256: hash(name),
  info: mediaInfo(bytes),
  due,
});
const plan = (state: Partial<StorageState>) =>
  planStorage({
    ...{ wanted: [], held: new Map(), room: 100, now: 0, isTime: () => true },
    ...state,
  });
const names = (hashes: readonly (string | Wanted)[]) =>
  hashes.map((one) =>
    Buffer.from(
      (typeof one === 'string' ? one : one.sha256).replace(/(00)+$/, ''),
      'hex',
    ).toString(),
  );
const holding = (files: Record<string, number>) =>
  new Map(Object.entries(files).map(([name, bytes]) => [hash(name), bytes]));

describe('the storage plan', () => {
  test('[C7] fetches what is due first, and leaves what does not fit', () => {
    const wanted = [file('c', 40, 3 * DAY), file('a', 50, MINUTE), file('b', 40, DAY)];
    const made = plan({ wanted });
    expect(names(made.fetch)).toEqual(['a', 'b']);
    expect(names(made.left)).toEqual(['c']);
  });

  test('[C7] a small file is held though a large one before it is not', () => {
    const made = plan({ wanted: [file('film', 500, MINUTE), file('b', 40, DAY)] });
    expect([names(made.fetch), names(made.left)]).toEqual([['b'], ['film']]);
  });

  test('[C6] evicts what no manifest names first, then what is needed latest, no more than it must', () => {
    const held = holding({ old: 20, later: 40, last: 20, soon: 20 });
    const wanted = [file('soon', 20, 0), file('later', 40, 5 * DAY), file('last', 20, 9 * DAY)];
    const with_ = (bytes: number) =>
      plan({ wanted: [...wanted, file('new', bytes, DAY / 2)], held });
    expect(names(with_(10).evict)).toEqual(['old']);
    expect(names(with_(25).evict)).toEqual(['old', 'last']);
    // What is needed last still fits beside the others once the larger one is gone.
    expect(names(with_(60).evict)).toEqual(['old', 'later']);
    expect(names(with_(61).evict)).toEqual(['old', 'last', 'later']);
    expect(with_(81)).toMatchObject({ fetch: [], evict: [] });
    expect(names(with_(81).left)).toEqual(['new']);
  });

  test('[C6] nothing is evicted while there is room', () => {
    const made = plan({ held: holding({ old: 50 }), wanted: [file('a', 50, 0)] });
    expect(made.evict).toEqual([]);
  });

  test('[C6] nothing is evicted for what is not fetched yet', () => {
    const made = plan({
      held: holding({ later: 80 }),
      wanted: [file('later', 80, 9 * DAY), file('a', 50, 5 * DAY)],
      isTime: () => false,
    });
    expect(made).toMatchObject({ fetch: [], evict: [] });
  });

  test('[C7] files of one day do not push each other out, though their turns come round', () => {
    const wanted = (due: number) => [file('a', 60, due), file('b', 60, 12 * 60 * MINUTE)];
    const held = holding({ b: 60 });
    expect(names(plan({ wanted: wanted(61 * MINUTE), held }).left)).toEqual(['a']);
    // Within the hour it is another matter: the screen must not go dark for what airs at noon.
    expect(names(plan({ wanted: wanted(59 * MINUTE), held }).evict)).toEqual(['b']);
  });

  const anyState = fc
    .record({
      wanted: fc.uniqueArray(
        fc.record({
          name: fc.constantFrom(...'abcdefghij'),
          bytes: fc.integer({ min: 1, max: 60 }),
          due: fc.integer({ min: -DAY, max: 9 * DAY }),
          held: fc.constantFrom(0, 0, 0.5, 1),
          time: fc.boolean(),
        }),
        { selector: ({ name }) => name, maxLength: 10 },
      ),
      old: fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 3 }),
      room: fc.nat(200),
    })
    .map(({ wanted, old, room }) => {
      const held = new Map(old.map((bytes, i) => [hash(`old${i}`), bytes]));
      for (const { name, bytes, held: share } of wanted) {
        if (share > 0) held.set(hash(name), Math.ceil(bytes * share));
      }
      const timely = new Set(wanted.filter(({ time }) => time).map(({ name }) => hash(name)));
      return {
        ...{ held, room, now: 0 },
        wanted: wanted.map(({ name, bytes, due }) => file(name, bytes, due)),
        isTime: ({ sha256 }: Wanted) => timely.has(sha256),
      };
    });
  const sumOf = (numbers: Iterable<number>) => [...numbers].reduce((a, b) => a + b, 0);

  test('[C6] what is fetched fits after what is evicted is gone', () => {
    fc.assert(
      fc.property(anyState, (state) => {
        const { fetch, evict } = planStorage(state);
        const after = new Map(state.held);
        for (const sha256 of evict) after.delete(sha256);
        for (const { sha256, info } of fetch) after.set(sha256, info.bytes);
        if (fetch.length > 0) expect(sumOf(after.values())).toBeLessThanOrEqual(state.room);
        for (const { sha256 } of fetch) expect(evict).not.toContain(sha256);
      }),
    );
  });

  test('[C6] [C7] what airs within the day never gives way to what airs later', () => {
    fc.assert(
      fc.property(anyState, (state) => {
        const { fetch, evict, left } = planStorage(state);
        const lost = state.wanted.filter(
          (one) => one.due < DAY && (evict.includes(one.sha256) || left.includes(one)),
        );
        const gone = new Set([...evict, ...left.map(({ sha256 }) => sha256)]);
        // Had it been kept, those of its day or sooner that are held or fetched would not fit.
        const kept = state.wanted.filter(({ sha256, due }) => due < DAY && !gone.has(sha256));
        for (const one of lost) {
          expect(sumOf(kept.map(({ info }) => info.bytes)) + one.info.bytes).toBeGreaterThan(
            state.room,
          );
        }
        const onlyForLater = fetch.length > 0 && fetch.every(({ due }) => due >= DAY);
        const evictedToday = lost.some(({ sha256 }) => evict.includes(sha256));
        if (onlyForLater && evictedToday) {
          // Then it could not have been made whole anyway.
          for (const one of lost) expect(left).toContain(one);
        }
      }),
    );
  });
});
