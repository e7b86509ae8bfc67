/**
 * How far clip and music give way to announcements, as a function of what was heard and when. There
 * is no lock that could stay locked: each look asks anew whether a voice sounds.
 */

/** `depth` 0: everything as loud as it is; 1: ducked. Times are ms of a clock that never jumps. */
export type Ducking = {
  readonly depth: number;
  readonly at: number;
  /** when a voice sounded last; -Infinity: never */
  readonly voiceAt: number;
};

export const open: Ducking = { depth: 0, at: 0, voiceAt: Number.NEGATIVE_INFINITY };

/** Speech stays clear over music that is this much softer. */
export const DUCK_DB = -18;
export const DOWN_MS = 300;
export const UP_MS = 800;
/** Announcements that follow each other within this time do not pump the music up and down. */
export const HOLD_MS = 1200;

/** The ducking at `t`, given whether a voice sounds then, or is about to. */
export function ducked(before: Ducking, t: number, voice: boolean): Ducking {
  const voiceAt = voice ? t : before.voiceAt;
  const down = t - voiceAt < HOLD_MS;
  // A voice that was not there at the last look begins now, however long ago that was.
  const wasDown = before.at - before.voiceAt < HOLD_MS;
  const passed = down && !wasDown ? 0 : Math.max(0, t - before.at);
  // After a long while without a look, the voice fell silent somewhere in it: the hold is no ramp.
  const rising = down ? 0 : Math.max(0, Math.min(passed, t - voiceAt - HOLD_MS));
  const depth = down ? before.depth + passed / DOWN_MS : before.depth - rising / UP_MS;
  return { depth: Math.min(1, Math.max(0, depth)), at: t, voiceAt };
}

/** dB for what gives way. Straight in decibels: to the ear an even slope. */
export function duckDb({ depth }: Ducking): number {
  return depth * DUCK_DB;
}

/** Nothing will change unless a voice sounds: nobody has to look. */
export function isSettled({ depth, at, voiceAt }: Ducking): boolean {
  return depth === 0 && at - voiceAt >= HOLD_MS;
}
