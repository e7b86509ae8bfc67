/**
 * How long, and how often, each item is on air in a stretch of time. Counted in whole rounds of each
 * loop with the two partial ends, so five weeks of a short loop cost no more than an hour of it.
 */
import { type Manifest, type Segment, tracks } from './manifest.ts';

/** `ms`: time on air within the stretch; `plays`: airings that start within it, resumed ones too. */
export type Airtime = { readonly ms: number; readonly plays: number };

/** By item id, over all tracks; items that are not on air within `[from, to)` are left out. */
export function airtime(manifest: Manifest, from: number, to: number): Map<string, Airtime> {
  const tally = new Tally(manifest);
  for (const track of tracks) {
    for (const segment of manifest.tracks[track]) {
      if (segment.start >= to) break;
      if (segment.end > from) tally.heard(segment, from, to);
    }
  }
  return tally.byId();
}

/** Sums by the item's place in the manifest's list. */
class Tally {
  readonly #manifest: Manifest;
  readonly #lengths: Float64Array;
  readonly #ms: Float64Array;
  readonly #plays: Float64Array;
  /** whole rounds of each loop: multiplied once, at the end */
  readonly #rounds: Float64Array;
  /** how long each loop is; 0: not asked yet */
  readonly #loopLengths: Float64Array;

  constructor(manifest: Manifest) {
    const { items, loops } = manifest;
    this.#manifest = manifest;
    this.#lengths = Float64Array.from(items, ({ ms }) => ms);
    this.#ms = new Float64Array(items.length);
    this.#plays = new Float64Array(items.length);
    this.#rounds = new Float64Array(loops.length);
    this.#loopLengths = new Float64Array(loops.length);
  }

  heard({ start, end, loop, phase }: Segment, from: number, to: number): void {
    const { turns } = this.#manifest.loops[loop]!;
    const length = this.#lengthOf(loop, turns);
    const first = phase + Math.max(0, from - start);
    const last = phase + Math.min(end, to) - start;
    // What aired between two positions is what aired up to the one less what aired up to the other.
    this.#rounds[loop]! += Math.floor(last / length) - Math.floor(first / length);
    this.#upTo(turns, last % length, 1);
    const inside = this.#upTo(turns, first % length, -1);
    // An item that a segment begins in the middle of has an airing of its own there.
    if (start >= from && inside !== null) this.#plays[inside]! += 1;
  }

  #lengthOf(loop: number, turns: readonly number[]): number {
    if (this.#loopLengths[loop] === 0) {
      for (const turn of turns) this.#loopLengths[loop]! += this.#lengths[turn]!;
    }
    return this.#loopLengths[loop]!;
  }

  /**
   * Counts, or takes away, a round up to `position`; a turn counts as a play when it has begun.
   * Answers the item that `position` lies inside of; null: between two.
   */
  #upTo(turns: readonly number[], position: number, sign: 1 | -1): number | null {
    let left = position;
    for (let i = 0; left > 0; i++) {
      const turn = turns[i]!;
      const ms = this.#lengths[turn]!;
      this.#ms[turn]! += sign * Math.min(ms, left);
      this.#plays[turn]! += sign;
      if (ms > left) return turn;
      left -= ms;
    }
    return null;
  }

  byId(): Map<string, Airtime> {
    const { items, loops } = this.#manifest;
    for (const [i, { turns }] of loops.entries()) {
      const rounds = this.#rounds[i]!;
      if (rounds === 0) continue;
      for (const turn of turns) {
        this.#ms[turn]! += rounds * this.#lengths[turn]!;
        this.#plays[turn]! += rounds;
      }
    }
    const sums = new Map<string, Airtime>();
    for (const [i, { id }] of items.entries()) {
      if (this.#ms[i] === 0) continue;
      const known = sums.get(id);
      const ms = this.#ms[i]! + (known?.ms ?? 0);
      sums.set(id, { ms, plays: this.#plays[i]! + (known?.plays ?? 0) });
    }
    return sums;
  }
}
