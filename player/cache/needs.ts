/**
 * Which media a manifest needs from an instant on, soonest first: the order in which they are
 * fetched, and the list that must be complete before the manifest is switched to.
 */
import { itemsOf, mediaOf } from '#shared/frame/items.ts';
import {
  CHUNK_BYTES,
  type Manifest,
  type MediaInfo,
  type Sha256,
  tracks,
} from '#shared/frame/manifest.ts';

export type Need = { readonly sha256: Sha256; readonly info: MediaInfo };

/** A piece of a media file, `bytes` long and starting at `start`. */
export type Piece = {
  readonly sha256: Sha256;
  readonly index: number;
  readonly start: number;
  readonly bytes: number;
  /** SHA-256, base64url */
  readonly hash: string;
};

/** Media that may be shown at `t` or later and before `before`. */
export function needsOf(
  manifest: Manifest,
  t: number,
  before: number = Number.POSITIVE_INFINITY,
): readonly Need[] {
  const segments = tracks
    .flatMap((track) => manifest.tracks[track])
    .filter(({ start, end }) => end > t && start < before)
    .sort((a, b) => a.start - b.start);
  const needs = new Map<Sha256, Need>();
  for (const loop of new Set(segments.map((segment) => segment.loop))) {
    for (const item of itemsOf(manifest, manifest.loops[loop]!)) {
      for (const sha256 of mediaOf(item)) {
        if (!needs.has(sha256)) needs.set(sha256, { sha256, info: manifest.media[sha256]! });
      }
    }
  }
  return [...needs.values()];
}

/** How a file is cut into pieces. The manifest lists one hash for each. */
export function piecesOf({ sha256, info }: Need): readonly Piece[] {
  return info.chunks.map((hash, index) => {
    const start = index * CHUNK_BYTES;
    return { sha256, index, start, bytes: Math.min(CHUNK_BYTES, info.bytes - start), hash };
  });
}
