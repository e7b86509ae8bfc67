import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { advance } from '#playlists/templates/type/advance.ts';
import { EMS_A_SECOND, TICKER_GAP, wholeTurns } from '#playlists/templates/type/ticker.ts';
import type { Airing } from '#shared/frame/frame.ts';
import { ticker } from '#test/support/manifests.ts';
import { clearance, crossing, entriesOf } from './ticker-runs.ts';

const airing = (start: number, ms: number, more: Partial<Airing> = {}): Airing => ({
  ...{ item: ticker('t', ms), start, end: start + ms, offset: 0, cut: false },
  ...more,
});
const measure = { text: 900, stage: 1920, gap: 100, speed: 0.1 };

describe('the ticker', () => {
  test('copies enter evenly over the item’s time', () => {
    expect(entriesOf(airing(1000, 40_000), measure)).toEqual([1000, 11_000, 21_000, 31_000]);
    expect(entriesOf(airing(0, 45_000), measure)).toEqual([0, 11_250, 22_500, 33_750]);
  });

  test('a text longer than its time enters once', () => {
    expect(entriesOf(airing(0, 5000), measure)).toEqual([0]);
  });

  test('nothing enters after the segment cut it', () => {
    const cut = airing(0, 40_000, { end: 15_000, cut: true });
    expect(entriesOf(cut, measure)).toEqual([0, 10_000]);
  });

  test('one that resumes in the middle runs where it would have run', () => {
    const resumed = airing(100_000, 25_000, { item: ticker('t', 40_000), offset: 15_000 });
    expect(entriesOf(resumed, measure)).toEqual([85_000, 95_000, 105_000, 115_000]);
  });

  test('a copy is seen from its entry until its last letter has left', () => {
    expect(crossing(measure)).toBe(28_200);
  });

  test('items that last whole turns follow one another without a hole', () => {
    const texts = fc.string({ minLength: 1, maxLength: 300 });
    const size = fc.integer({ min: 20, max: 200 });
    fc.assert(
      fc.property(
        texts,
        texts,
        size,
        fc.integer({ min: 1000, max: 90_000 }),
        (one, two, em, least) => {
          const sizes = (text: string) => ({
            ...{ text: advance(text) * em, stage: 1920, gap: TICKER_GAP * em },
            speed: (EMS_A_SECOND * em) / 1000,
          });
          const [a, b] = [wholeTurns(one, least), wholeTurns(two, least)];
          const first = entriesOf(airing(0, a), sizes(one));
          const second = entriesOf(airing(a, b), sizes(two));
          const all = [...first, ...second];
          for (const [n, entry] of all.slice(1).entries()) {
            const before = sizes(n < first.length ? one : two);
            // within the rounding of a millisecond
            expect(Math.abs(entry - all[n]! - clearance(before))).toBeLessThanOrEqual(2);
          }
        },
      ),
    );
  });

  test('turn after turn, copies never run into one another and leave no hole of a whole text', () => {
    const sizes = {
      text: fc.integer({ min: 50, max: 9000 }),
      ms: fc.integer({ min: 3000, max: 600_000 }),
    };
    fc.assert(
      fc.property(sizes.text, sizes.ms, (text, ms) => {
        const m = { ...measure, text };
        fc.pre(clearance(m) <= ms);
        const both = [...entriesOf(airing(0, ms), m), ...entriesOf(airing(ms, ms), m)];
        for (let i = 1; i < both.length; i++) {
          const distance = both[i]! - both[i - 1]!;
          expect(distance).toBeGreaterThanOrEqual(Math.floor(clearance(m)));
          expect(distance).toBeLessThanOrEqual(2 * clearance(m) + 1);
        }
      }),
    );
  });
});
