import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_LOOP_TURNS } from '#shared/frame/manifest.ts';
import { mix } from './mix.ts';
import type { Part } from './rotation.ts';

const HOUR = 3_600_000;

const part = (lengths: number[], more: Partial<Part> = {}): Part => ({
  seed: 's',
  lengths,
  mode: 'loop',
  secondsPerHour: null,
  side: 'office',
  ...more,
});
const said = (parts: Part[], shares: Parameters<typeof mix>[1] = null) =>
  mix(parts, shares).turns.map(({ part, item }) => `${'abcdefgh'[part]}${item}`);

/** ms of each part in the first hour of the loop, played round and round. */
function inAnHour(parts: readonly Part[], turns: ReturnType<typeof mix>['turns'], from = 0) {
  const had = parts.map(() => 0);
  let at = 0;
  for (let n = 0; at < from + HOUR; n++) {
    const { part, item } = turns[n % turns.length]!;
    const ms = parts[part]!.lengths[item]!;
    const overlap = Math.min(at + ms, from + HOUR) - Math.max(at, from);
    if (overlap > 0) had[part] = had[part]! + overlap;
    at += ms;
  }
  return had;
}

describe('mix', () => {
  test('[P6] those that ask for nothing follow one another', () => {
    expect(said([part([1000, 2000]), part([3000])])).toEqual(['a0', 'a1', 'b0']);
  });

  test('[P21] ordered ones stand first', () => {
    expect(said([part([1000]), part([1000, 1000], { mode: 'ordered' })])).toEqual([
      'b0',
      'b1',
      'a0',
    ]);
  });

  test('[P22] a shuffle draws a new order each round, has every item in it, and repeats none at an edge', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 12 }), fc.string(), (count, seed) => {
        const lengths = Array.from({ length: count }, () => 1000);
        const items = mix([part(lengths, { mode: 'shuffled', seed })], null).turns.map(
          ({ item }) => item,
        );
        expect(items).toHaveLength(8 * count);
        const rounds = Array.from({ length: 8 }, (_, n) => items.slice(n * count, (n + 1) * count));
        for (const round of rounds)
          expect(round.toSorted((a, b) => a - b)).toEqual(lengths.map((_, i) => i));
        for (const [n, item] of items.entries()) {
          expect(item).not.toBe(items[(n + 1) % items.length]);
        }
        if (count > 5) expect(new Set(rounds.map(String)).size).toBeGreaterThan(2);
      }),
      { numRuns: 300 },
    );
  });

  test('[P23] seconds of voice become plays: 2000/400/200/200/600/200 s of 10 s items are 200/40/20/20/60/20', () => {
    const parts = [2000, 400, 200, 200, 600, 200].map((secondsPerHour) =>
      part([10_000], { mode: 'weighted', secondsPerHour }),
    );
    const { turns, short } = mix(parts, null);
    expect(turns).toHaveLength(18);
    expect(inAnHour(parts, turns).map((ms) => ms / 10_000)).toEqual([200, 40, 20, 20, 60, 20]);
    expect(short).toEqual([null, null, null, null, null, null]);
  });

  test('[P23] the rest of the hour belongs to those that ask for nothing', () => {
    const parts = [
      part([10_000], { mode: 'weighted', secondsPerHour: 900 }),
      part([15_000]),
      part([15_000]),
    ];
    const had = inAnHour(parts, mix(parts, null).turns);
    expect(had[0]).toBe(900_000);
    expect(had[1]! + had[2]!).toBe(2_700_000);
    expect(Math.abs(had[1]! - had[2]!)).toBeLessThanOrEqual(15_000);
  });

  test('[P23] more than an hour is shared in proportion, and said', () => {
    const parts = [3000, 1500].map((secondsPerHour) =>
      part([10_000], { mode: 'weighted', secondsPerHour }),
    );
    const { turns, short } = mix(parts, null);
    expect(inAnHour(parts, turns).map((ms) => ms / 1000)).toEqual([2400, 1200]);
    expect(short).toEqual([2400, 1200]);
  });

  test('[P24] percentages hold only while both sides have something', () => {
    const office = part([10_000]);
    const school = part([10_000], { side: 'school' });
    expect(said([office], { office: 60, school: 40 })).toEqual(['a0']);
    const both = [office, school];
    const { turns } = mix(both, { office: 60, school: 40 });
    expect(inAnHour(both, turns)).toEqual([0.6 * HOUR, 0.4 * HOUR]);
    expect(said(both, { office: 100, school: 0 })).toEqual(['a0']);
  });

  const anySide = (side: Part['side']) =>
    fc
      .array(fc.array(fc.integer({ min: 8, max: 90 }), { minLength: 1, maxLength: 8 }), {
        minLength: 1,
        maxLength: 3,
      })
      .map((parts) =>
        parts.map((lengths) =>
          part(
            lengths.map((s) => s * 1000),
            { side },
          ),
        ),
      );

  test('[P25] over any hour of the loop no side is off its share by more than one item’s length', () => {
    fc.assert(
      fc.property(
        anySide('office'),
        anySide('school'),
        fc.integer({ min: 10, max: 90 }),
        fc.array(fc.nat({ max: 40_000_000 }), { minLength: 5, maxLength: 5 }),
        (office, school, percent, starts) => {
          const parts = [...office, ...school];
          const { turns } = mix(parts, { office: percent, school: 100 - percent });
          expect(turns.length).toBeLessThanOrEqual(MAX_LOOP_TURNS);
          const longest = Math.max(...parts.flatMap(({ lengths }) => lengths));
          const length = turns.reduce((sum, t) => sum + parts[t.part]!.lengths[t.item]!, 0);
          for (const start of starts) {
            const had = inAnHour(parts, turns, start % length);
            const mine = had.slice(0, office.length).reduce((sum, ms) => sum + ms, 0);
            expect(Math.abs(mine - (percent / 100) * HOUR)).toBeLessThanOrEqual(longest);
          }
          for (const [i, { lengths }] of parts.entries()) {
            const heard = new Set(turns.filter((t) => t.part === i).map((t) => t.item));
            expect(heard.size).toBe(lengths.length);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
