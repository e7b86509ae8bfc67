/** The items and loops of a manifest that is being written: equal ones are kept once. */
import type { Item, Loop } from '#shared/frame/manifest.ts';
import { lifeKey } from '../life.ts';
import { itemText, type MixedLoop } from './loop.ts';
import { scaled } from './sound.ts';

export class LoopBook {
  readonly items: Item[] = [];
  readonly loops: Loop[] = [];
  readonly #items = new Map<Item, number>();
  readonly #itemsByText = new Map<string, number>();
  readonly #loops = new Map<string, number>();
  readonly #scaled = new WeakMap<Item, Map<number, Item>>();

  /** @param loudness percent of each part's own loudness */
  indexOf(loop: MixedLoop, loudness: readonly number[]): number {
    const sound = loop.parts.map(({ items }, i) => (sounds(items) ? loudness[i] : ''));
    const key = `${loop.key} ${sound} ${livesOf(loop)}`;
    let index = this.#loops.get(key);
    if (index === undefined) {
      const turns = loop.turns.map(({ part, item }) =>
        this.#item(this.#atLoudness(loop.parts[part]!.listed[item]!, loudness[part]!)),
      );
      index = this.loops.push({ turns }) - 1;
      this.#loops.set(key, index);
    }
    return index;
  }

  #item(item: Item): number {
    let index = this.#items.get(item);
    if (index === undefined) {
      const text = itemText(item);
      index = this.#itemsByText.get(text) ?? this.items.push(item) - 1;
      this.#itemsByText.set(text, index);
      this.#items.set(item, index);
    }
    return index;
  }

  #atLoudness(item: Item, percent: number): Item {
    if (percent === 100) return item;
    let variants = this.#scaled.get(item);
    if (!variants) {
      variants = new Map();
      this.#scaled.set(item, variants);
    }
    let variant = variants.get(percent);
    if (!variant) {
      variant = scaled(item, percent);
      variants.set(percent, variant);
    }
    return variant;
  }
}

const lives = new WeakMap<MixedLoop, string>();

/** How long the items of its turns live; mostly all alike. */
function livesOf(loop: MixedLoop): string {
  let its = lives.get(loop);
  if (its === undefined) {
    const byPart = loop.parts.map(({ listed }) => listed.map(({ life }) => lifeKey(life)));
    const distinct = [...new Set(byPart.flat())];
    its =
      distinct.length === 1
        ? distinct[0]!
        : loop.turns.map(({ part, item }) => byPart[part]![item]).join();
    lives.set(loop, its);
  }
  return its;
}

const sounding = new WeakMap<readonly Item[], boolean>();

/** Whether anything of it can be heard. */
function sounds(items: readonly Item[]): boolean {
  let its = sounding.get(items);
  if (its === undefined) {
    its = items.some((item) => 'volume' in item && item.volume > 0);
    sounding.set(items, its);
  }
  return its;
}
