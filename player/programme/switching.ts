/**
 * When a new manifest takes over from the old one. A picture may change at any moment; somebody who
 * listens to a clip that stays in the programme should hear it to its end.
 */

import type { Airing } from '#shared/frame/frame.ts';
import { frameAt } from '#shared/frame/frame-at.ts';
import { itemsOf } from '#shared/frame/items.ts';
import type { Item, Manifest } from '#shared/frame/manifest.ts';

/** What was published has to show: no clip holds it up for longer than this. */
export const LONGEST_WAIT_MS = 60_000;

/** The instant from which the new manifest is on air: `t` itself, or when the present clip ends. */
export function switchAt(old: Manifest | null, next: Manifest, t: number): number {
  const playing = old && frameAt(old, t).main;
  if (playing?.item.kind !== 'video') return t;
  const coming = frameAt(next, t).main;
  if (!coming || isSameTurn(playing, coming)) return t;
  const loop = next.tracks.main.find(({ start, end }) => start <= t && t < end)?.loop;
  const stays =
    loop !== undefined &&
    itemsOf(next, next.loops[loop]!).some((item) => isSameItem(item, playing.item));
  return stays && playing.end - t <= LONGEST_WAIT_MS ? playing.end : t;
}

/** The same item at the same position: going from one to the other, nothing is to be seen or heard. */
export function isSameTurn(a: Airing, b: Airing): boolean {
  return a.start - a.offset === b.start - b.offset && isSameItem(a.item, b.item);
}

/** The same item, unchanged to eye and ear: a schedule that was prolonged restarts nothing. */
export function isSameItem(a: Item, b: Item): boolean {
  return a === b || (a.id === b.id && lifeless(a) === lifeless(b));
}

function lifeless({ life, ...shown }: Item): string {
  return JSON.stringify(shown);
}
