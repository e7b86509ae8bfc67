import { describe, expect, test } from 'vitest';
import type { Item } from '#shared/frame/manifest.ts';
import { manifest, slide, video } from '#test/support/manifests.ts';
import { LONGEST_WAIT_MS, switchAt } from './switching.ts';

const of = (...items: Item[]) =>
  manifest({ until: 1e9, loops: [items], main: [{ start: 0, end: 1e9, loop: 0, phase: 0 }] });
const clip = video('clip', 30_000);

describe('a new manifest takes over', () => {
  test('at once when nothing was on air', () => {
    expect(switchAt(null, of(clip), 5000)).toBe(5000);
    expect(switchAt(manifest({ until: 1e9, loops: [] }), of(clip), 5000)).toBe(5000);
  });
  test('at once over a picture, even if that stays', () => {
    const words = slide('words', 30_000);
    expect(switchAt(of(words), of(slide('new', 4000), words), 5000)).toBe(5000);
  });
  test('at once over a clip that has left the programme or was changed', () => {
    expect(switchAt(of(clip), of(slide('new', 4000)), 5000)).toBe(5000);
    expect(switchAt(of(clip), of(slide('new', 4000), { ...clip, volume: 0 }), 5000)).toBe(5000);
  });
  test('at the end of a clip that stays', () => {
    expect(switchAt(of(clip), of(slide('new', 4000), clip), 5000)).toBe(30_000);
  });
  test('at once when the same clip goes on at the same place anyway', () => {
    expect(switchAt(of(clip), of(clip, slide('new', 4000)), 5000)).toBe(5000);
  });
  test('and a clip whose schedule was prolonged is the same clip', () => {
    const prolonged = { ...clip, life: { from: 0, until: 9e9 } };
    expect(switchAt(of(clip), of(prolonged, slide('new', 4000)), 5000)).toBe(5000);
    expect(switchAt(of(clip), of(slide('new', 4000), prolonged), 5000)).toBe(30_000);
  });
  test('at once when the clip would hold it up for too long', () => {
    const film = video('film', LONGEST_WAIT_MS * 3);
    expect(switchAt(of(film), of(slide('new', 4000), film), 5000)).toBe(5000);
  });
});
