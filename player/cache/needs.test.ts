import { describe, expect, test } from 'vitest';
import { CHUNK_BYTES } from '#shared/frame/manifest.ts';
import { hash, image, manifest, slide, video } from '#test/support/manifests.ts';
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
