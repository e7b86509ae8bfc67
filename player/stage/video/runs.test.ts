import { describe, expect, test } from 'vitest';
import type { Airing } from '#shared/frame/frame.ts';
import type { VideoItem } from '#shared/frame/manifest.ts';
import { video } from '#test/support/manifests.ts';
import { expectedAt, hungry, layOut, nextFragment, type Run } from './runs.ts';

/** `seconds` fragments of a second each. */
const index = (seconds: number) => ({
  initEnd: 100,
  firstPicture: 0,
  setUp: 'a',
  fragments: Array.from({ length: seconds }, (_, i) => ({ start: i, end: i + 1, time: i })),
});
const airing = (start: number, ms: number, offset = 0): Airing<VideoItem> => ({
  item: video('v', ms + offset),
  start,
  end: start + ms,
  offset,
  cut: false,
});

describe('turns on the time line', () => {
  test('a clip that follows another begins exactly where that ends', () => {
    const first = layOut(airing(0, 6000), index(6), 0, null, 0);
    const second = layOut(airing(6000, 5000), index(5), 6000, first, first.ends);
    expect(second).toMatchObject({ contiguous: true, begins: first.ends, origin: first.ends });
    expect(second.ends).toBe(first.ends + 5);
  });

  test('a clip that is cut is followed where it is cut', () => {
    const first = layOut({ ...airing(0, 4500), cut: true }, index(6), 0, null, 0);
    const second = layOut(airing(4500, 5000), index(5), 4500, first, 99);
    expect(second.begins - first.begins).toBeCloseTo(4.5);
  });

  test('a clip that does not follow lies apart, past all that was appended', () => {
    const first = layOut(airing(0, 6000), index(6), 0, null, 0);
    const later = layOut(airing(10_000, 5000), index(5), 10_000, first, first.ends);
    expect(later.contiguous).toBe(false);
    expect(later.begins).toBeGreaterThan(first.ends);
  });

  test('a clip joined in the middle begins with the fragment that holds the position', () => {
    const run = layOut(airing(0, 10_000), index(10), 4300, null, 0);
    expect(run.next).toBe(4);
    expect(expectedAt(run, 4300)).toBeCloseTo(run.begins);
    expect(expectedAt(run, 5300)).toBeCloseTo(run.begins + 1);
    expect(run.ends).toBeCloseTo(run.begins + 5.7);
  });

  test('a clip that goes on in a later segment begins where it stopped', () => {
    const run = layOut(airing(50_000, 6000, 4000), index(10), 50_000, null, 0);
    expect(run.next).toBe(4);
    expect(run.begins - run.origin).toBe(4);
  });
});

describe('feeding', () => {
  const run = layOut(airing(0, 60_000), index(60), 0, null, 0);
  const at = (next: number): Run => ({ ...run, next });

  test('what is on air is kept 12 s ahead, what comes later 4 s', () => {
    const onAir = at(11);
    expect(hungry([onAir], onAir, run.begins)).toBe(onAir);
    const sated = at(12);
    expect(hungry([sated], sated, run.begins)).toBeNull();
    expect(hungry([at(3)], null, 0)).not.toBeNull();
    expect(hungry([at(4)], null, 0)).toBeNull();
  });

  test('what lies past the end of the turn is not fed', () => {
    const cut = { ...layOut({ ...airing(0, 2500), cut: true }, index(60), 0, null, 0), next: 2 };
    expect(nextFragment(cut)).not.toBeNull();
    expect(nextFragment({ ...cut, next: 3 })).toBeNull();
    expect(nextFragment(at(60))).toBeNull();
  });
});
