/** How long a slide needs to be read: 2.5 words a second for pupils, after 3 s to turn to the screen. */

const WORDS_A_SECOND = 2.5;
const TURNING_MS = 3000;
const SHORTEST_MS = 6000;

/** ms, whole seconds, from all the words on the slide. */
export function dwellFor(...texts: readonly (string | undefined)[]): number {
  const words = texts.join(' ').split(/\s+/).filter(Boolean).length;
  const ms = TURNING_MS + (words / WORDS_A_SECOND) * 1000;
  return Math.max(SHORTEST_MS, Math.ceil(ms / 1000) * 1000);
}
