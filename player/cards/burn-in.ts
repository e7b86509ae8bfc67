/**
 * Against burn-in: everything on the screen moves by a pixel now and then, and what stands for hours
 * wanders. Steps, not motion: nothing is painted anew, and between two steps nothing runs.
 */

/** One step of the whole picture. */
const STEP_MS = 90_000;
/** px of the page, to each side */
const REACH = 4;
const WIDTH = 2 * REACH + 1;

export type Shift = { readonly x: number; readonly y: number };

/** There and back again: 0, 1, ... `width` - 1, ... 1, 0 */
function swing(step: number, width: number): number {
  const at = step % (2 * width - 2);
  return at < width ? at : 2 * width - 2 - at;
}

/** Where the picture stands at `ms` since the player started; a neighbour of where it stood before. */
export function shiftAt(ms: number): Shift {
  const step = Math.floor(Math.max(0, ms) / STEP_MS) + (REACH * WIDTH + REACH);
  const row = swing(Math.floor(step / WIDTH), WIDTH);
  // Every other row is walked backwards, so that no step is longer than a pixel.
  const along = step % WIDTH;
  const column = Math.floor(step / WIDTH) % 2 === 0 ? along : WIDTH - 1 - along;
  return { x: column - REACH, y: row - REACH };
}

const ROUND_MINUTES = 60;

/** Where a card's words stand in their n-th minute, in hundredths of the shorter side: once round an hour. */
export function placeAt(minute: number): Shift {
  const angle = (minute / ROUND_MINUTES) * 2 * Math.PI;
  return { x: 3 * Math.sin(angle), y: 5 * Math.cos(angle) };
}
