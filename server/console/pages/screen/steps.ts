/** Steps through a programme: from one change of the main picture to the next, or back. Pure. */
import { airingFrom, frameAt } from '#shared/frame/frame-at.ts';
import type { Manifest } from '#shared/frame/manifest.ts';

/** The first instant after `at` at which the main picture changes; null: it never does again. */
export function following(manifest: Manifest, at: number): number | null {
  const airing = airingFrom(manifest, 'main', at);
  if (airing === null) return null;
  return airing.start > at ? airing.start : airing.end;
}

/** The last instant before `at` at which it changed; null: it had not begun. */
export function previous(manifest: Manifest, at: number): number | null {
  const airing = frameAt(manifest, at - 1).main;
  if (airing) return airing.start;
  return manifest.tracks.main.findLast(({ end }) => end < at)?.end ?? null;
}
