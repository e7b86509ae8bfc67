/**
 * Who has a track, stretch by stretch of one day. Days with the same patterns are decided once: a
 * manifest's ten weeks are a handful of different days.
 */

import { OpenSet } from './open-sets.ts';
import type { DayPattern } from './openings.ts';

/** A stretch of a day, ms from its beginning, in which the same contenders have the track. */
export type Contest = {
  readonly start: number;
  readonly end: number;
  /** null: nobody */
  readonly winners: Winners | null;
};

/** Those that have the track together; one object for the same ones. */
export type Winners = {
  readonly rank: number;
  /** places in the playing order, ascending */
  readonly members: readonly number[];
};

export class DayContests {
  readonly #ranks: readonly number[];
  /** ranks of which one only can win at a time */
  readonly #alone: ReadonlySet<number>;
  readonly #byPatterns = new Map<string, readonly Contest[]>();
  readonly #winners = new Map<OpenSet, Winners>();
  readonly #empty: readonly OpenSet[];

  /** @param ranks of each contender in playing order: the lowest that is open wins */
  constructor(ranks: readonly number[], alone: ReadonlySet<number>) {
    this.#ranks = ranks;
    this.#alone = alone;
    const highest = ranks.reduce((most, rank) => Math.max(most, rank), 0);
    this.#empty = Array.from({ length: highest + 1 }, () => OpenSet.empty());
  }

  /** The contests of a day on which the contenders have these patterns, without gaps until `length`. */
  of(patterns: readonly DayPattern[], length: number): readonly Contest[] {
    let key = `${length}`;
    for (const { id } of patterns) key += ` ${id}`;
    let contests = this.#byPatterns.get(key);
    if (!contests) {
      contests = this.#decide(patterns, length);
      this.#byPatterns.set(key, contests);
    }
    return contests;
  }

  #decide(patterns: readonly DayPattern[], length: number): Contest[] {
    const open = [...this.#empty];
    const contests: Contest[] = [];
    let start = 0;
    for (const edge of edges(patterns)) {
      const at = Math.floor(edge / patterns.length);
      if (at > start) {
        contests.push({ start, end: at, winners: this.#first(open) });
        start = at;
      }
      const contender = edge % patterns.length;
      const rank = this.#ranks[contender]!;
      open[rank] = open[rank]!.toggled(contender);
    }
    if (start < length) contests.push({ start, end: length, winners: this.#first(open) });
    return contests;
  }

  #first(open: readonly OpenSet[]): Winners | null {
    const rank = open.findIndex(({ members }) => members.length > 0);
    if (rank < 0) return null;
    const set = open[rank]!;
    let winners = this.#winners.get(set);
    if (!winners) {
      const members = this.#alone.has(rank) ? set.members.slice(0, 1) : set.members;
      winners = { rank, members };
      this.#winners.set(set, winners);
    }
    return winners;
  }
}

/**
 * When something opens or closes, in order, each as one number: ms times the number of contenders,
 * plus the contender. Numbers sort many times faster than objects.
 */
function edges(patterns: readonly DayPattern[]): Float64Array {
  const found: number[] = [];
  for (let contender = 0; contender < patterns.length; contender++) {
    for (const { start, end } of patterns[contender]!.open) {
      found.push(start * patterns.length + contender, end * patterns.length + contender);
    }
  }
  return Float64Array.from(found).sort();
}
