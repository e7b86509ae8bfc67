/**
 * When the copies of a ticker's text enter at the right edge. A pure function of the airing, so that
 * all screens of a hall run in step and one that joins late shows what the others show. Copies are
 * spread evenly over the item's time: turn after turn, the line runs on without a seam. An item that
 * lasts whole turns of its text (`playlists/templates/type/ticker.ts`) has no more room between two
 * copies, or between the last one and the next item's first, than between two sentences.
 */
import type { Airing } from '#shared/frame/frame.ts';

/** px; speed in px a millisecond */
export type TickerMeasure = {
  readonly text: number;
  readonly stage: number;
  readonly gap: number;
  readonly speed: number;
};

/** Instants at which copies enter, all before the airing ends. */
export function entriesOf(airing: Airing, { text, gap, speed }: TickerMeasure): readonly number[] {
  const { ms } = airing.item;
  const natural = airing.start - airing.offset;
  const copies = Math.max(1, Math.floor((ms * speed) / (text + gap)));
  const entries: number[] = [];
  for (let i = 0; i < copies; i++) {
    const at = natural + Math.round((i * ms) / copies);
    if (at < airing.end) entries.push(at);
  }
  return entries;
}

/** How long a copy takes from its entry until its last letter has left on the left, ms. */
export function crossing({ text, stage, speed }: TickerMeasure): number {
  return (stage + text) / speed;
}

/** How long after a copy's entry the next may enter, ms. */
export function clearance({ text, gap, speed }: TickerMeasure): number {
  return (text + gap) / speed;
}
