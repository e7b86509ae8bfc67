/**
 * Holds the video to the clock: small errors are worked off by playing a little faster or slower,
 * large ones by a seek at the next cut, where nobody sees it. And finds out whether it moves at all.
 * Pure; times in seconds unless said otherwise.
 */

/** What is to be done about the error now. */
export type Correction =
  | { readonly kind: 'rate'; readonly rate: number }
  /** it can wait: the clip ends before long, and its successor is sought where it belongs */
  | { readonly kind: 'atTheCut' }
  | { readonly kind: 'seek' };

/** Errors up to this are worked off by speed; 3 % fast or slow, a minute at most. */
const LARGE_S = 2;
/** A clip that goes on for longer than this is put right in the middle of it. */
const SOON_S = 60;
/** Half a picture: nobody sees it, and it is no work for a browser's clock to be as good as that. */
const NOTICED_S = 0.012;
const WORKED_OFF_S = 0.004;
/** How long after its start a clip is put right faster: what a start misses by should not last. */
export const FRESH_MS = 1500;

/**
 * @param error how far the picture is ahead of the clock; negative: behind
 * @param rest until the clip leaves the air
 * @param how `correcting`: it is played faster or slower already. Once begun an error is worked off
 *   nearly to the end, since every change of speed costs the sound a little. `fresh`: it was just
 *   started
 */
export function correctionOf(
  error: number,
  rest: number,
  how: { readonly correcting: boolean; readonly fresh: boolean },
): Correction {
  const size = Math.abs(error);
  if (size > LARGE_S) return { kind: rest < SOON_S ? 'atTheCut' : 'seek' };
  if (size < (how.correcting ? WORKED_OFF_S : NOTICED_S)) return { kind: 'rate', rate: 1 };
  return { kind: 'rate', rate: 1 - Math.sign(error) * stepFor(size, how.fresh) };
}

function stepFor(size: number, fresh: boolean): number {
  if (size > 0.15) return 0.03;
  if (!fresh) return 0.01;
  return size > 0.02 ? 0.05 : 0.02;
}

/** Beyond this the picture is sought to its place at a cut instead of being let run on. */
export const CUT_TOLERANCE_S = 0.15;

/** A picture that stands still for this long while its clip should run has failed. */
export const STALLED_MS = 1400;
/**
 * Looking this late means that the whole machine stood still, which is not the decoder's fault: the
 * time does not count.
 */
const BUSY_MS = 700;

/** When the playhead was last seen to move; `at` and `lookedAt` monotonic ms. */
export type Progress = { readonly at: number; readonly lookedAt: number; readonly time: number };

export function begunAt(at: number): Progress {
  return { at, lookedAt: at, time: -1 };
}

export function lookedAgain(before: Progress, at: number, time: number): Progress {
  if (time !== before.time) return { at, lookedAt: at, time };
  const late = at - before.lookedAt > BUSY_MS;
  return { ...before, at: late ? before.at + (at - before.lookedAt) : before.at, lookedAt: at };
}

export function isStalled(progress: Progress): boolean {
  return progress.lookedAt - progress.at > STALLED_MS;
}

/**
 * How long after `play()` a paused video moves, learned from the times it took: it is started that
 * much before its instant, so that the second picture comes as punctually as the first. Rather too
 * early: a first picture that goes soon is no gap, one that stands is.
 */
export type StartLag = { readonly ms: number };
export const usualLag: StartLag = { ms: 80 };
const LONGEST_LAG_MS = 200;

export function learnedLag({ ms }: StartLag, measured: number): StartLag {
  const sane = Math.min(Math.max(measured, 0), LONGEST_LAG_MS);
  return { ms: ms + (sane - ms) * (sane > ms ? 0.5 : 0.1) };
}
