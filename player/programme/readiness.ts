/**
 * When a new manifest may take the place of the old one: when it is playable from the switch on. The
 * rest of its media come while it plays. Pure.
 */
import { airingFrom } from '#shared/frame/frame-at.ts';
import { type Manifest, tracks } from '#shared/frame/manifest.ts';
import type { TimeSpan } from '#shared/frame/safe.ts';

/**
 * So much of the new programme is there before the old one goes: a weekend's worth of a line that is
 * down, on a day on which it matters. A screen that has nothing to lose does not wait that long.
 */
const AHEAD_MS = 48 * 60 * 60_000;
const SOON_MS = 60 * 60_000;

/** Before which instant everything has to be there that the new manifest airs. */
export function neededBefore(old: Manifest | null, { earliest, latest }: TimeSpan): number {
  // With no idea of the time it is all of it.
  return latest + (isIdle(old, earliest) ? SOON_MS : AHEAD_MS);
}

/** Nothing is on air, and nothing will be soon: no manifest, one that has ended, or an empty stretch. */
function isIdle(manifest: Manifest | null, t: number): boolean {
  if (!manifest) return true;
  return tracks.every((track) => {
    const airing = airingFrom(manifest, track, t);
    return !airing || airing.start >= t + SOON_MS;
  });
}
