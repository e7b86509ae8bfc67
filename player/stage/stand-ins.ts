/**
 * What may stand in for an item that can't be shown, until its turn is over: a still picture that
 * this programme shows before long anyway, or else the clip's own poster. Pure.
 */

import { isSameItem } from '#player/programme/switching.ts';
import type { Airing } from '#shared/frame/frame.ts';
import { airingFrom } from '#shared/frame/frame-at.ts';
import type { Item, Manifest } from '#shared/frame/manifest.ts';

/** How many turns ahead are looked at, and how many pictures are tried. */
const TURNS = 40;
const TRIED = 4;

/** Best first; none when nothing but clips, or the black of a screen switched off, follows. */
export function standInsFor(manifest: Manifest, airing: Airing): Item[] {
  return [...comingStills(manifest, airing), ...posterOf(airing.item)];
}

function comingStills(manifest: Manifest, airing: Airing): Item[] {
  const found: Item[] = [];
  let end = airing.end;
  for (let i = 0; i < TURNS && found.length < TRIED; i++) {
    const next = airingFrom(manifest, 'main', end);
    if (!next) break;
    end = next.end;
    const { item } = next;
    const known = [airing.item, ...found].some((other) => isSameItem(other, item));
    if (!known && stands(item)) found.push(item);
  }
  return found;
}

function stands(item: Item): boolean {
  return item.kind === 'image' || (item.kind === 'slide' && item.template !== 'off');
}

function posterOf(item: Item): Item[] {
  if (item.kind !== 'video' || item.poster === null) return [];
  const { id, ms, life, fit, poster } = item;
  return [{ kind: 'image', id, ms, life, enter: 'fade', media: poster, fit }];
}
