/**
 * `frameAt` against an oracle that anyone can check: each segment is walked millisecond by
 * millisecond, moving a finger along the loop. Manifests are arbitrary but small.
 */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalText, manifestId } from '#shared/frame/canonical.ts';
import { expectedPlays } from '#shared/frame/expected-plays.ts';
import type { Airing } from '#shared/frame/frame.ts';
import { frameAt, nextChange } from '#shared/frame/frame-at.ts';
import { itemsOf } from '#shared/frame/items.ts';
import { type Manifest, type Track, tracks } from '#shared/frame/manifest.ts';
import { parseManifest } from '#shared/frame/parse.ts';
import { anyManifest } from '#test/support/manifests.ts';

/** Every airing of a track, found by moving a finger along the loops one millisecond at a time. */
function walk(manifest: Manifest, track: Track): Airing[] {
  const airings: Airing[] = [];
  for (const segment of manifest.tracks[track]) {
    const items = itemsOf(manifest, manifest.loops[segment.loop]!);
    let turn = 0;
    let inside = 0;
    const step = () => {
      inside += 1;
      if (inside < items[turn]!.ms) return false;
      inside = 0;
      turn = (turn + 1) % items.length;
      return true;
    };
    for (let moved = 0; moved < segment.phase; moved++) step();
    let start = segment.start;
    let offset = inside;
    for (let t = segment.start; t < segment.end; t++) {
      const item = items[turn]!;
      const finished = step();
      if (!finished && t + 1 < segment.end) continue;
      airings.push({ item, start, end: t + 1, offset, cut: !finished });
      start = t + 1;
      offset = inside;
    }
  }
  return airings;
}

const onAir = (airings: readonly Airing[], t: number) =>
  airings.find((airing) => airing.start <= t && t < airing.end) ?? null;

describe('frameAt', () => {
  test('[F1] [F2] [F3] [F4] shows at every instant what walking the loops by hand shows', () => {
    fc.assert(
      fc.property(anyManifest, (manifest) => {
        const walked = {
          main: walk(manifest, 'main'),
          ticker: walk(manifest, 'ticker'),
          audio: walk(manifest, 'audio'),
          voice: walk(manifest, 'voice'),
        };
        for (let t = manifest.from - 2; t < manifest.until + 2; t++) {
          const frame = frameAt(manifest, t);
          for (const track of tracks) expect(frame[track]).toEqual(onAir(walked[track], t));
        }
      }),
    );
  });

  test('[F6] nextChange skips no change and invents none', () => {
    fc.assert(
      fc.property(anyManifest, (manifest) => {
        for (let t = manifest.from - 2; t < manifest.until + 2; t++) {
          const now = JSON.stringify(frameAt(manifest, t));
          let change = t + 1;
          while (change <= manifest.until && JSON.stringify(frameAt(manifest, change)) === now) {
            change += 1;
          }
          const found = nextChange(manifest, t);
          expect(found).toBe(change > manifest.until ? Number.POSITIVE_INFINITY : change);
        }
      }),
    );
  });
});

describe('expectedPlays', () => {
  test('[F7] lists exactly the airings that were walked and overlap the stretch, in order', () => {
    fc.assert(
      fc.property(anyManifest, fc.nat(400), fc.nat(400), (manifest, a, b) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        const walked = tracks
          .flatMap((track) => walk(manifest, track).map((airing) => ({ track, ...airing })))
          .filter((airing) => airing.start < to && airing.end > from)
          .sort((x, y) => x.start - y.start);
        expect([...expectedPlays(manifest, from, to)]).toEqual(walked);
      }),
    );
  });
});

describe('the canonical text', () => {
  const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

  test('[F9] [F10] names a manifest whatever the order of its keys, and reads back the same', () => {
    fc.assert(
      fc.property(anyManifest, (manifest) => {
        const text = canonicalText(manifest);
        const shuffled = reversedKeys(manifest) as Manifest;
        expect(manifestId(canonicalText(shuffled), sha256)).toBe(manifestId(text, sha256));
        expect(parseManifest(text)).toEqual({ ok: true, manifest });
      }),
    );
  });

  function reversedKeys(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(reversedKeys);
    if (value === null || typeof value !== 'object') return value;
    const entries = Object.entries(value).reverse();
    return Object.fromEntries(entries.map(([key, inner]) => [key, reversedKeys(inner)]));
  }
});
