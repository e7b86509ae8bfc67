/** What airs once: when it starts, and how those that meet follow one another. [P17] */
import type { Interval } from '../interval.ts';

/** `order`: its place in the playing order. */
export type Cue = { readonly order: number; readonly at: number; readonly length: number };

/** When each airs, by the place in the playing order; given for one class and one track. */
export function airingsOf(cues: readonly Cue[]): Map<number, Interval[]> {
  const airings = new Map<number, Interval[]>();
  let free = Number.NEGATIVE_INFINITY;
  for (const { order, at, length } of cues.toSorted((a, b) => a.at - b.at || a.order - b.order)) {
    const start = Math.max(at, free);
    free = start + length;
    const its = airings.get(order) ?? [];
    its.push({ start, end: free });
    airings.set(order, its);
  }
  return airings;
}
