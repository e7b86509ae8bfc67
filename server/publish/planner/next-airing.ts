/** When something of a schedule comes on air next, as far as a programme reaches. Pure. */
import { airingFrom } from '#shared/frame/frame-at.ts';
import { MAX_LOOP_TURNS, type Manifest, type Track } from '#shared/frame/manifest.ts';
import type { LaidTracks } from '../laid.ts';
import type { Candidate } from './candidate.ts';

export type Ahead = {
  readonly at: number;
  readonly manifest: Manifest | null;
  readonly laid: LaidTracks;
};

/** Turns that are looked at before it is given up: something that is laid has a turn in each round. */
const PATIENCE = 5 * MAX_LOOP_TURNS;

/**
 * The start of its next airing after `at`; null: none that is planned. Only stretches in which the
 * schedule was laid are walked.
 */
export function nextAiring(
  { at, manifest, laid }: Ahead,
  track: Track,
  { publicationId, items }: Candidate,
): number | null {
  if (!manifest) return null;
  let turns = 0;
  for (const stretch of laid[track]) {
    if (stretch.end <= at || !stretch.by.some(({ id }) => id === publicationId)) continue;
    let airing = airingFrom(manifest, track, Math.max(at, stretch.start));
    while (airing && airing.start < stretch.end) {
      if (airing.start > at && items[track].has(airing.item.id)) return airing.start;
      turns += 1;
      if (turns > PATIENCE) return null;
      airing = airingFrom(manifest, track, airing.end);
    }
  }
  return null;
}
