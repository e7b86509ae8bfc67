/** What a screen shows at one instant: the value of `frameAt(manifest, t)`. */
import type { Item, Track } from './manifest.ts';

/**
 * One turn of one item on one track, placed on the absolute time line (ms of the Unix epoch).
 * At instant t the item is at position `offset + (t - start)`.
 */
export type Airing<I extends Item = Item> = {
  readonly item: I;
  /** when this turn comes on air: its own beginning, or the segment's if the loop resumes inside it */
  readonly start: number;
  /** when it leaves the air: its natural end, or the segment's end if that comes first */
  readonly end: number;
  /** position within the item at `start`, ms; 0 unless the loop resumed inside it */
  readonly offset: number;
  /** leaves the air before its natural end because the segment ends */
  readonly cut: boolean;
};

/** null on a track: nothing is scheduled there; the player shows the idle card, no ticker, no sound */
export type Frame = { readonly [T in Track]: Airing | null };
