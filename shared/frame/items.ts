/** What follows from an item's kind alone: the track that it plays on and the media that it needs. */
import type { Item, Loop, Manifest, Sha256, Track } from './manifest.ts';

/** Each item plays on one track. */
export function trackOf(item: Item): Track {
  switch (item.kind) {
    case 'video':
    case 'image':
    case 'slide':
    case 'web':
      return 'main';
    case 'ticker':
      return 'ticker';
    case 'audio':
      return item.role === 'announcement' ? 'voice' : 'audio';
  }
}

/** The hashes of the media that must be there before the item can be shown. */
export function mediaOf(item: Item): readonly Sha256[] {
  switch (item.kind) {
    case 'video':
      return [item.media, item.poster, item.captions].filter((hash) => hash !== null);
    case 'image':
    case 'audio':
      return [item.media];
    case 'slide':
      return item.media;
    case 'ticker':
    case 'web':
      return [];
  }
}

/** The items of a loop, a turn each, in the order in which they play. */
export function itemsOf({ items }: Pick<Manifest, 'items'>, { turns }: Loop): Item[] {
  return turns.map((turn) => items[turn]!);
}
