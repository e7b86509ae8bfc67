/** What the mixer works out from what it saw: whether a voice sounds, and how far a fade is. */

/** What is known of one announcement. Times are ms of a clock that never jumps. */
export type Voice = {
  /** when it is to begin, if somebody said so */
  readonly expected: number | null;
  /** where it stood when it was last seen to move, and when that was; null: it does not run */
  readonly moved: { readonly time: number; readonly at: number } | null;
};

/** Everything else begins to give way this long before the voice. */
export const EARLY_MS = 400;
/** An announcement that was expected and did not come in this time is waited for no more. */
export const LATE_MS = 2000;
/** One that runs but stands still for so long is heard no more. */
export const STILL_MS = 2000;

/** The voice sounds at `t`, or is just about to. */
export function isVoice({ expected, moved }: Voice, t: number): boolean {
  if (moved) return t - moved.at < STILL_MS;
  return expected !== null && expected - EARLY_MS <= t && t < expected + LATE_MS;
}

export type Fade = {
  readonly from: number;
  readonly ms: number;
  readonly silent: () => void;
};

/** The factor of a fade at `t`: 1 to 0. */
export function fadeAt({ from, ms }: Fade, t: number): number {
  return Math.min(1, Math.max(0, 1 - (t - from) / Math.max(1, ms)));
}
