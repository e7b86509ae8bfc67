import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyManifest, manifest, slide } from '#test/support/manifests.ts';
import { type Airtime, airtime } from './airtime.ts';
import { expectedPlays } from './expected-plays.ts';
import type { Manifest } from './manifest.ts';

/** The same by walking every airing. */
function walked(programme: Manifest, from: number, to: number): Map<string, Airtime> {
  const sums = new Map<string, Airtime>();
  for (const { item, start, end } of expectedPlays(programme, from, to)) {
    const known = sums.get(item.id) ?? { ms: 0, plays: 0 };
    sums.set(item.id, {
      ms: known.ms + Math.min(end, to) - Math.max(start, from),
      plays: known.plays + (start >= from ? 1 : 0),
    });
  }
  return sums;
}

describe('airtime', () => {
  test('[F7] is what the airings add up to, whatever stretch is asked about', () => {
    fc.assert(
      fc.property(anyManifest, fc.nat(450), fc.nat(450), (programme, from, length) => {
        const to = from + 1 + length;
        expect(airtime(programme, from, to)).toEqual(walked(programme, from, to));
      }),
      { numRuns: 500 },
    );
  });

  test('counts five weeks of a loop of ten seconds without walking them', () => {
    const fiveWeeks = 35 * 86_400_000;
    const programme = manifest({
      until: fiveWeeks,
      loops: [[slide('a', 7_000), slide('b', 3_000)]],
      main: [{ start: 0, end: fiveWeeks, loop: 0, phase: 0 }],
    });
    expect(airtime(programme, 0, fiveWeeks)).toEqual(
      new Map([
        ['a', { ms: (fiveWeeks / 10) * 7, plays: 302_400 }],
        ['b', { ms: (fiveWeeks / 10) * 3, plays: 302_400 }],
      ]),
    );
  });
});
