/** A loop as it is worked out: the turns that publications share, and where each ends. */
import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { LRUCache } from 'lru-cache';
import type { AirtimeShares } from '#shared/domain/air-policy.ts';
import type { Item } from '#shared/frame/manifest.ts';
import { mix } from '../mix/mix.ts';
import type { Part, Turn } from '../mix/rotation.ts';

/** One publication of a loop, on one track. */
export type LoopPart = Omit<Part, 'lengths'> & {
  /** equal for parts that play the same in the same way */
  readonly key: string;
  readonly items: readonly Item[];
  /** the same as manifests list them, each with its life: loops that differ in that alone are one */
  readonly listed: readonly Item[];
};

export type MixedLoop = {
  /** equal for loops that play the same turns */
  readonly key: string;
  readonly parts: readonly LoopPart[];
  readonly turns: readonly Turn[];
  /** `ends[i]`: position at which the i-th turn ends, ms; the last one is the loop's length */
  readonly ends: Float64Array;
  readonly length: number;
  /** seconds of an hour that each part gets, where it asked for more; else null */
  readonly short: readonly (number | null)[];
};

export type Mixer = (parts: readonly LoopPart[], shares: AirtimeShares | null) => MixedLoop;

/** Loops that many places have in common are mixed once. */
export function createMixer(): Mixer {
  const numberOf = itemNumbers();
  const known = new LRUCache<string, MixedLoop>({
    maxSize: 2_000_000,
    sizeCalculation: ({ turns }) => turns.length + 1,
  });
  return (parts, shares) => {
    const key = `${shares ? shares.office : ''} ${parts.map((part) => `${part.key}${part.side}`).join(' ')}`;
    let loop = known.get(key);
    if (!loop) {
      loop = mixed(parts, shares, numberOf);
      known.set(key, loop);
    }
    return loop;
  };
}

function mixed(
  parts: readonly LoopPart[],
  shares: AirtimeShares | null,
  numberOf: (item: Item) => number,
): MixedLoop {
  const { turns, short } = mix(
    parts.map(({ items, listed: _, ...part }) => ({ ...part, lengths: items.map(({ ms }) => ms) })),
    shares,
  );
  let length = 0;
  const ends = Float64Array.from(turns, ({ part, item }) => {
    length += parts[part]!.items[item]!.ms;
    return length;
  });
  const numbers = parts.map(({ items }) => items.map(numberOf));
  const key = turns.map(({ part, item }) => numbers[part]![item]!).join();
  return { key: hash('sha256', key, 'base64url'), parts, turns, ends, length, short };
}

/** More items than a province shows; beyond, equal ones may be told apart, which only costs time. */
const KEPT_ITEMS = 200_000;

/** Numbers items: equal ones alike. Comparing numbers is cheaper than comparing texts. */
function itemNumbers(): (item: Item) => number {
  const byItem = new WeakMap<Item, number>();
  const byText = new Map<string, number>();
  let given = 0;
  return (item) => {
    let number = byItem.get(item);
    if (number === undefined) {
      const text = itemText(item);
      if (byText.size > KEPT_ITEMS) byText.clear();
      number = byText.get(text) ?? given++;
      byText.set(text, number);
      byItem.set(item, number);
    }
    return number;
  };
}

const texts = new WeakMap<Item, string>();

/** The item's canonical text: equal for equal items. */
export function itemText(item: Item): string {
  let text = texts.get(item);
  if (text === undefined) {
    text = canonicalize(item)!;
    texts.set(item, text);
  }
  return text;
}

/** How long the turn at `position` of the loop still lasts, ms; 0 at the edge between two turns. */
export function remaining({ ends, length }: MixedLoop, position: number): number {
  const at = position % length;
  if (at === 0) return 0;
  let low = 0;
  let high = ends.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ends[middle]! >= at) high = middle;
    else low = middle + 1;
  }
  return ends[low]! - at;
}
