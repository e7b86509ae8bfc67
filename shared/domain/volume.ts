/**
 * The one law of loudness: what a step of volume means, on every device and in the console's preview.
 * Steps are percent of the way from silence to loudness as mastered (-18 LUFS); people hear in
 * decibels, so each step of ten is the same three of them.
 */

/** Decibels between step 100 and the step just above silence. */
const RANGE_DB = 30;

/** Steps in which people set volumes. */
export const VOLUME_STEP = 10;

/** dB against loudness as mastered; -Infinity: silent. `volume` 0 to 100. */
export function decibelsOf(volume: number): number {
  return volume <= 0 ? Number.NEGATIVE_INFINITY : -RANGE_DB * (1 - Math.min(volume, 100) / 100);
}

/** The factor for the samples; `trimDb` makes up for the amplifier and the hall of one screen. */
export function gainOf(volume: number, trimDb = 0): number {
  return 10 ** ((decibelsOf(volume) + trimDb) / 20);
}
