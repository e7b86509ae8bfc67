import { describe, expect, test } from 'vitest';
import { image, manifest, slide, ticker } from '#test/support/manifests.ts';
import { canonicalText } from './canonical.ts';
import type { Manifest } from './manifest.ts';
import { parseManifest } from './parse.ts';

const sound = () =>
  manifest({
    until: 1000,
    loops: [[slide('a', 100), image('b', 50)], [ticker('t', 70)]],
    main: [
      { start: 100, end: 200, loop: 0, phase: 149 },
      { start: 200, end: 300, loop: 0, phase: 0 },
    ],
    ticker: [{ start: 0, end: 1000, loop: 1, phase: 0 }],
  });

function mistakeAfter(change: (manifest: Manifest) => void): string | null {
  const changed = sound();
  change(changed);
  const parsed = parseManifest(canonicalText(changed));
  return parsed.ok ? null : parsed.mistake;
}

describe('parseManifest', () => {
  test('lets a sound manifest through as it is', () => {
    expect(parseManifest(canonicalText(sound()))).toEqual({ ok: true, manifest: sound() });
  });

  test.each<[string, (manifest: Manifest) => void, RegExp]>([
    ['an empty span', (m) => (m.until = m.from), /until/],
    ['segments out of order', (m) => m.tracks.main.reverse(), /main\[1\]: starts before/],
    ['segments that overlap', (m) => (m.tracks.main[0]!.end = 201), /main\[1\]: starts before/],
    ['an empty segment', (m) => (m.tracks.main[0]!.end = 100), /main\[0\]: end is not after/],
    ['a segment before the manifest', (m) => (m.from = 50), /ticker\[0\]: starts before/],
    ['a segment after the manifest', (m) => (m.until = 999), /ticker\[0\]: ends after/],
    ['a loop that is not there', (m) => (m.tracks.main[0]!.loop = 2), /no loop 2/],
    ['a phase beyond its loop', (m) => (m.tracks.main[0]!.phase = 150), /phase/],
    ['an item on a foreign track', (m) => (m.tracks.ticker[0]!.loop = 0), /does not play/],
    ['media that are not listed', (m) => (m.media = {}), /of b is not listed/],
    ['a loop without items', (m) => (m.loops[1]!.turns = []), /loops/],
    ['a turn of no item', (m) => (m.loops[1]!.turns = [9]), /no item 9/],
    ['a fraction of a millisecond', (m) => (m.items[0]!.ms = 0.5), /items/],
    ['a loop too long to count', (m) => endless(m), /too long/],
  ])('[F10] refuses %s', (_, change, mistake) => {
    expect(mistakeAfter(change)).toMatch(mistake);
  });

  test('[F10] refuses what is no manifest at all', () => {
    for (const text of ['', '{', 'null', '[]', '{"version":3}', '"x"']) {
      expect(parseManifest(text).ok).toBe(false);
    }
  });

  function endless({ items }: Manifest) {
    for (const item of items) item.ms = Number.MAX_SAFE_INTEGER;
  }
});
