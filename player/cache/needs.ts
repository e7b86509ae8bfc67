/**
 * Which media a manifest needs from an instant on, soonest first: the order in which they are
 * fetched, and the list that must be complete before the manifest is switched to.
 */
import { itemsOf, mediaOf } from '#shared/frame/items.ts';
import {
  CHUNK_BYTES,
  type Item,
  type Manifest,
  type MediaInfo,
  type Segment,
  type Sha256,
  tracks,
} from '#shared/frame/manifest.ts';

export type Need = { readonly sha256: Sha256; readonly info: MediaInfo };

/** `due`: when it is on air first; past: it is on air. */
export type Wanted = Need & { readonly due: number };

/** A piece of a media file, `bytes` long and starting at `start`. */
export type Piece = {
  readonly sha256: Sha256;
  readonly index: number;
  readonly start: number;
  readonly bytes: number;
  /** SHA-256, base64url */
  readonly hash: string;
};

/**
 * Media that are shown at `t` or later and before `before`, each file once, soonest first. What its
 * loop never comes round to is due when the manifest ends.
 */
export function needsOf(
  manifest: Manifest,
  t: number,
  before: number = Number.POSITIVE_INFINITY,
): readonly Wanted[] {
  const due = new Map<Sha256, number>();
  for (const track of tracks) {
    for (const [sha256, at] of firstTurns(manifest, manifest.tracks[track], t)) {
      due.set(sha256, Math.min(at, due.get(sha256) ?? at));
    }
  }
  return [...due]
    .map(([sha256, at]) => ({ sha256, info: manifest.media[sha256]!, due: at }))
    .filter((wanted) => wanted.due < before)
    .sort((a, b) => a.due - b.due);
}

function firstTurns(
  manifest: Manifest,
  segments: readonly Segment[],
  t: number,
): Map<Sha256, number> {
  const due = new Map<Sha256, number>();
  /** per loop: the turns that were not come to yet, and how many they are */
  const waiting = new Map<number, Set<number>>();
  for (const segment of segments) {
    if (segment.end <= t) continue;
    const loop = manifest.loops[segment.loop]!;
    const items = itemsOf(manifest, loop);
    const left = waiting.get(segment.loop) ?? new Set(items.keys());
    waiting.set(segment.loop, left);
    if (left.size === 0) continue;
    const length = items.reduce((sum, { ms }) => sum + ms, 0);
    const from = Math.max(t, segment.start);
    // Where the loop begins that is on air at `from`.
    const began = from - ((from - segment.start + segment.phase) % length);
    let at = began;
    for (let turn = 0; turn < 2 * items.length && at < segment.end && left.size > 0; turn++) {
      const place = turn % items.length;
      const item = items[place]!;
      if (at + item.ms > from && left.delete(place)) note(due, item, Math.max(at, segment.start));
      at += item.ms;
    }
  }
  for (const [loop, left] of waiting) {
    const items = itemsOf(manifest, manifest.loops[loop]!);
    for (const place of left) note(due, items[place]!, manifest.until);
  }
  return due;
}

function note(due: Map<Sha256, number>, item: Item, at: number): void {
  for (const sha256 of mediaOf(item)) due.set(sha256, Math.min(at, due.get(sha256) ?? at));
}

/** How a file is cut into pieces. The manifest lists one hash for each. */
export function piecesOf({ sha256, info }: Need): readonly Piece[] {
  return info.chunks.map((hash, index) => {
    const start = index * CHUNK_BYTES;
    return { sha256, index, start, bytes: Math.min(CHUNK_BYTES, info.bytes - start), hash };
  });
}

export function keyOf({ sha256, index }: Pick<Piece, 'sha256' | 'index'>): string {
  return `${sha256}/${index}`;
}
