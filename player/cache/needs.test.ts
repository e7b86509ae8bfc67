import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { airingFrom } from '#shared/frame/frame-at.ts';
import { mediaOf } from '#shared/frame/items.ts';
import { CHUNK_BYTES, tracks } from '#shared/frame/manifest.ts';
import { anyManifest, hash, image, manifest, slide, video } from '#test/support/manifests.ts';
import { needsOf, piecesOf } from './needs.ts';

const programme = manifest({
  until: 1000,
  loops: [[video('late', 10)], [image('now', 10), slide('words', 10)], [image('gone', 10)]],
  main: [
    { start: 0, end: 100, loop: 2, phase: 0 },
    { start: 100, end: 200, loop: 1, phase: 0 },
    { start: 300, end: 400, loop: 0, phase: 0 },
    { start: 400, end: 500, loop: 1, phase: 0 },
  ],
});
const names = (needs: ReturnType<typeof needsOf>) => needs.map(({ sha256 }) => sha256);

describe('what a manifest needs', () => {
  test('is what may still air, soonest first, each file once', () => {
    expect(names(needsOf(programme, 150))).toEqual([hash('now'), hash('late')]);
    expect(names(needsOf(programme, 0))).toEqual([hash('gone'), hash('now'), hash('late')]);
    expect(names(needsOf(programme, 500))).toEqual([]);
  });

  test('knows when each is first on air: its turn in the loop, not the loop’s segment', () => {
    const loop = [image('a', 10), image('b', 20), image('c', 30)];
    const made = manifest({
      until: 1000,
      loops: [loop],
      // Position 40 at t = 100: c is on air, until 120.
      main: [
        { start: 100, end: 125, loop: 0, phase: 40 },
        { start: 500, end: 520, loop: 0, phase: 5 },
      ],
    });
    const due = (t: number) =>
      Object.fromEntries(needsOf(made, t).map(({ sha256, due }) => [sha256, due]));
    expect(due(0)).toEqual({ [hash('c')]: 100, [hash('a')]: 120, [hash('b')]: 505 });
    expect(due(121)).toEqual({ [hash('a')]: 120, [hash('b')]: 505, [hash('c')]: 1000 });
  });

  test('agrees with frameAt', () => {
    fc.assert(
      fc.property(anyManifest, fc.nat(400), (made, t) => {
        const first = new Map<string, number>();
        for (const track of tracks) {
          for (
            let airing = airingFrom(made, track, t);
            airing;
            airing = airingFrom(made, track, airing.end)
          ) {
            for (const sha256 of mediaOf(airing.item)) {
              first.set(sha256, Math.min(airing.start, first.get(sha256) ?? airing.start));
            }
          }
        }
        for (const { sha256, due } of needsOf(made, t)) {
          expect(due).toBe(first.get(sha256) ?? made.until);
          first.delete(sha256);
        }
        expect([...first.keys()]).toEqual([]);
      }),
    );
  });

  test('can be asked for a stretch of time only', () => {
    expect(names(needsOf(programme, 150, 300))).toEqual([hash('now')]);
  });
});

test('a file is cut into pieces of one size, the last one shorter', () => {
  const info = { bytes: CHUNK_BYTES + 5, type: 'video/mp4', ms: 1, chunks: ['x', 'y'] };
  expect(piecesOf({ sha256: 's', info })).toEqual([
    { sha256: 's', index: 0, start: 0, bytes: CHUNK_BYTES, hash: 'x' },
    { sha256: 's', index: 1, start: CHUNK_BYTES, bytes: 5, hash: 'y' },
  ]);
});
