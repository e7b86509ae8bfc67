import { expect, test } from 'vitest';
import { MANIFEST_VERSION, type Manifest } from '#shared/frame/manifest.ts';
import { following, previous } from './steps.ts';

const image = (id: string, ms: number) => ({
  ...{ kind: 'image' as const, id, ms, life: { from: 0, until: null }, enter: 'fade' as const },
  ...{ media: 'a'.repeat(64), fit: 'contain' as const },
});
/** a for 10, b for 20, over and over from 1000 to 1100 and from 2000 on */
const manifest: Manifest = {
  ...{ version: MANIFEST_VERSION, from: 0, until: 5000, media: {}, recalled: [] },
  items: [image('a', 10), image('b', 20)],
  loops: [{ turns: [0, 1] }],
  tracks: {
    main: [
      { start: 1000, end: 1100, loop: 0, phase: 0 },
      { start: 2000, end: 2300, loop: 0, phase: 0 },
    ],
    ticker: [],
    audio: [],
    voice: [],
  },
};

test('forwards: to the end of the item, to the end of the stretch, to the next stretch, to nothing', () => {
  expect(following(manifest, 1003)).toBe(1010);
  expect(following(manifest, 1010)).toBe(1030);
  expect(following(manifest, 1095)).toBe(1100);
  expect(following(manifest, 1100)).toBe(2000);
  expect(following(manifest, 2300)).toBeNull();
});

test('backwards: to the start of the item, then of the one before, over the gap', () => {
  expect(previous(manifest, 1015)).toBe(1010);
  expect(previous(manifest, 1010)).toBe(1000);
  expect(previous(manifest, 2000)).toBe(1100);
  expect(previous(manifest, 1100)).toBe(1090);
  expect(previous(manifest, 1000)).toBeNull();
});

test('forwards and back again ends where it began', () => {
  for (const at of [1000, 1010, 1030, 2000, 2030])
    expect(previous(manifest, following(manifest, at)!)).toBe(at);
});
