/**
 * Holds sound to the clock, so that the loudspeakers of a hall speak with one mouth. Small errors are
 * made up for by a rate that no ear notices (1 % is a sixth of a semitone), large ones by a seek, which
 * is heard.
 */

export type Correction =
  | { readonly kind: 'rate'; readonly rate: number }
  | { readonly kind: 'seek' };

/** Corrected from this error on, until it is below the second. Seconds. */
const NOTICED_S = 0.025;
const GONE_S = 0.008;
const LARGE_S = 0.1;
/** At one per cent this would take longer than half a minute. */
const SEEK_S = 0.35;

/** `error`: seconds by which the sound is ahead of the clock; `correcting`: at a rate other than 1. */
export function correctionOf(error: number, correcting: boolean): Correction {
  const size = Math.abs(error);
  if (size > SEEK_S) return { kind: 'seek' };
  if (size < (correcting ? GONE_S : NOTICED_S)) return { kind: 'rate', rate: 1 };
  return { kind: 'rate', rate: 1 - Math.sign(error) * (size > LARGE_S ? 0.01 : 0.005) };
}

/**
 * Where a turn that comes on begins to sound, seconds into its file. What is late by a moment begins
 * at its beginning and catches up, so that no announcement loses its first word; what is later goes on
 * where the other loudspeakers are, since an echo through the hall is worse than a missing word.
 */
export function entryOf(position: number): number {
  return position < SEEK_S ? 0 : position;
}

/** Sound that stands still for this long has failed. */
const STALLED_MS = 1500;

/** What was last seen to move. Times are ms of a clock that never jumps. */
export type Progress = { readonly time: number; readonly at: number };

export function progressed(before: Progress, time: number, at: number): Progress {
  return time === before.time ? before : { time, at };
}

export function isStalled({ at }: Progress, now: number): boolean {
  return now - at > STALLED_MS;
}
