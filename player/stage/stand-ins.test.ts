import { expect, test } from 'vitest';
import { frameAt } from '#shared/frame/frame-at.ts';
import { image, manifest, slide, video } from '#test/support/manifests.ts';
import { standInsFor } from './stand-ins.ts';

const always = [{ start: 0, end: 1_000_000, loop: 0, phase: 0 }];
const namesAt = (t: number, ...items: ReturnType<typeof video | typeof image | typeof slide>[]) => {
  const made = manifest({ until: 1_000_000, loops: [items], main: always });
  return standInsFor(made, frameAt(made, t).main!).map(({ id }) => id);
};

test('the still pictures that follow stand in, soonest first, each once', () => {
  const items = [video('a', 10), image('b', 10), video('c', 10), slide('d', 10)];
  expect(namesAt(0, ...items)).toEqual(['b', 'd']);
  expect(namesAt(20, ...items)).toEqual(['d', 'b']);
});

test('neither the item itself does, nor a clip, nor the black of a screen switched off', () => {
  const off = { ...slide('off', 10), template: 'off' };
  expect(namesAt(0, image('a', 10), video('b', 10), off)).toEqual([]);
  expect(namesAt(0, image('a', 10))).toEqual([]);
});

test('where nothing stands, a clip’s own poster does; after all others', () => {
  const clip = { ...video('a', 10), poster: 'f'.repeat(64) };
  expect(namesAt(0, clip)).toEqual(['a']);
  expect(namesAt(0, clip, image('b', 10))).toEqual(['b', 'a']);
});
