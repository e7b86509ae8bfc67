/**
 * How long, and how often, each item is on air in a stretch of time. Counted in whole rounds of each
 * loop with the two partial ends, so five weeks of a short loop cost no more than an hour of it.
 */
import { itemsOf } from './items.ts';
import { type Item, type Manifest, type Segment, tracks } from './manifest.ts';

/** `ms`: time on air within the stretch; `plays`: airings that start within it, resumed ones too. */
export type Airtime = { readonly ms: number; readonly plays: number };

/** By item id, over all tracks; items that are not on air within `[from, to)` are left out. */
export function airtime(manifest: Manifest, from: number, to: number): Map<string, Airtime> {
  const tally = new Tally();
  const rounds = manifest.loops.map((loop) => new Rounds(itemsOf(manifest, loop), tally));
  for (const track of tracks) {
    for (const segment of manifest.tracks[track]) {
      if (segment.start >= to) break;
      if (segment.end > from) rounds[segment.loop]!.heard(segment, from, to);
    }
  }
  for (const each of rounds) each.finish();
  return tally.items;
}

class Tally {
  readonly items = new Map<string, Airtime>();

  add(id: string, ms: number, plays: number): void {
    const known = this.items.get(id) ?? { ms: 0, plays: 0 };
    const sum = { ms: known.ms + ms, plays: known.plays + plays };
    if (sum.ms === 0 && sum.plays === 0) this.items.delete(id);
    else this.items.set(id, sum);
  }
}

/** One loop: its whole rounds are counted and multiplied once, at the end. */
class Rounds {
  readonly #items: readonly Item[];
  readonly #tally: Tally;
  readonly #length: number;
  #whole = 0;

  constructor(items: readonly Item[], tally: Tally) {
    this.#items = items;
    this.#tally = tally;
    this.#length = items.reduce((sum, { ms }) => sum + ms, 0);
  }

  heard(segment: Segment, from: number, to: number): void {
    const start = segment.phase + Math.max(0, from - segment.start);
    const end = segment.phase + Math.min(segment.end, to) - segment.start;
    // What aired between two positions is what aired up to the one less what aired up to the other.
    this.#whole += Math.floor(end / this.#length) - Math.floor(start / this.#length);
    this.#upTo(end % this.#length, 1);
    this.#upTo(start % this.#length, -1);
    if (segment.start >= from) this.#resumed(start % this.#length);
  }

  /** Counts, or takes away, a round up to `position`; a turn counts as a play when it has begun. */
  #upTo(position: number, sign: 1 | -1): void {
    let begin = 0;
    for (const { id, ms } of this.#items) {
      if (begin >= position) return;
      this.#tally.add(id, sign * Math.min(ms, position - begin), sign);
      begin += ms;
    }
  }

  /** An item that a segment begins in the middle of has an airing of its own there. */
  #resumed(position: number): void {
    let begin = 0;
    for (const { id, ms } of this.#items) {
      if (begin >= position) return;
      if (begin + ms > position) this.#tally.add(id, 0, 1);
      begin += ms;
    }
  }

  finish(): void {
    if (this.#whole === 0) return;
    for (const { id, ms } of this.#items) this.#tally.add(id, this.#whole * ms, this.#whole);
  }
}
