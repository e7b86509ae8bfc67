import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chainOf } from '#shared/protocol/chain.ts';
import type { Play } from '#shared/protocol/messages.ts';
import { judge, type Linked } from './play-links.ts';

const COUNT = 12;

function chained(): Play[] {
  const plays: Play[] = [];
  for (let n = 1; n <= COUNT; n++) {
    const play = {
      ...{ n, manifest: 'a'.repeat(64), track: 'main' as const, item: `item ${n}`, reason: null },
      ...{ planned: { start: n, end: n + 1 }, real: { start: n, end: n + 1 }, uncertainty: 1 },
      ...{ ending: 'completed' as const },
    };
    plays.push({ ...play, chain: chainOf(plays.at(-1)?.chain ?? null, play) });
  }
  return plays;
}
const plays = chained();

/** Batches in the order in which they come; what each holds, in any order and more than once. */
const deliveries = fc.array(
  fc.array(fc.integer({ min: 1, max: COUNT }), { minLength: 1, maxLength: 5 }),
  { maxLength: 12 },
);

function delivered(batches: readonly (readonly number[])[], sent = plays) {
  const stored = new Map<number, Linked>();
  for (const batch of batches) {
    const { fresh, mended, refused } = judge(
      stored,
      batch.map((n) => sent[n - 1]!),
    );
    expect(refused).toEqual([]);
    for (const { n, link } of mended) stored.set(n, { ...stored.get(n)!, link });
    for (const linked of fresh) stored.set(linked.play.n, linked);
  }
  return stored;
}

test('in whatever pieces and order they come, exactly those after a gap are broken', () => {
  fc.assert(
    fc.property(deliveries, (batches) => {
      const stored = delivered(batches);
      expect([...stored.keys()].sort()).toEqual([...new Set(batches.flat())].sort());
      for (const [n, { link }] of stored) {
        expect(link).toBe(n === 1 || stored.has(n - 1) ? 'sound' : 'broken');
      }
    }),
  );
});

test('one that was changed breaks its own link and, chained anew, that of the next', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: COUNT - 1 }), (changed) => {
      const forged = plays.map((play) => {
        if (play.n !== changed) return play;
        const other = { ...play, item: 'another' };
        return { ...other, chain: chainOf(plays[changed - 2]?.chain ?? null, other) };
      });
      const broken = [...delivered([plays.map(({ n }) => n)], forged)].filter(
        ([, { link }]) => link === 'broken',
      );
      expect(broken.map(([n]) => n)).toEqual([changed + 1]);
    }),
  );
});
