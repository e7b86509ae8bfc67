/**
 * Every airing that a manifest plans in a stretch of time: what proof of play is held against, and
 * what a timeline draws. Lazy, because five weeks of a short loop are hundreds of thousands.
 */
import type { Airing } from './frame.ts';
import { airingFrom } from './frame-at.ts';
import { type Manifest, type Track, tracks } from './manifest.ts';

export type ExpectedPlay = { readonly track: Track } & Airing;

/**
 * The airings that overlap `[from, to)`, each whole, in order of start; at the same instant in the
 * order main, ticker, audio.
 */
export function* expectedPlays(
  manifest: Manifest,
  from: number,
  to: number,
): Generator<ExpectedPlay, void, undefined> {
  const heads: Head[] = tracks.map((track) => ({
    track,
    airing: airingFrom(manifest, track, from),
  }));
  for (;;) {
    const head = earliest(heads, to);
    if (!head?.airing) return;
    yield { track: head.track, ...head.airing };
    head.airing = airingFrom(manifest, head.track, head.airing.end);
  }
}

/** How far one track has been walked: the airing that comes next on it. */
type Head = { readonly track: Track; airing: Airing | null };

function earliest(heads: readonly Head[], before: number): Head | null {
  let first: Head | null = null;
  let start = before;
  for (const head of heads) {
    if (head.airing && head.airing.start < start) {
      first = head;
      start = head.airing.start;
    }
  }
  return first;
}
