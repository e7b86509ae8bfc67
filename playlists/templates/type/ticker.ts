/**
 * The pace of the ticker. All is told in em, so that a text takes the same time on every screen: the
 * server can give an item a whole number of turns, and one text follows the other without a seam.
 */
import { advance } from './advance.ts';

/**
 * About five letters a second, a calm reading pace; at 1080p on a usual screen 240 px a second, that is
 * four for each picture at 60 Hz, so that the line never trembles.
 */
export const EMS_A_SECOND = 2.737;

/** Room between two texts, em. */
export const TICKER_GAP = 2.4;

/** How long after a text's first letter the next text's may come, ms. */
export function turnMs(text: string): number {
  return Math.ceil(((advance(text) + TICKER_GAP) / EMS_A_SECOND) * 1000);
}

/** The whole number of turns nearest to `ms`, one at least. */
export function wholeTurns(text: string, ms: number): number {
  const turn = turnMs(text);
  return Math.max(1, Math.round(ms / turn)) * turn;
}
