/**
 * From who may play when to what plays when: contenders with their windows in, the segments of one
 * track and their loops out. Pure.
 *
 * One sweep over the windows' edges, from long before the manifest's beginning, because a loop's
 * phase is the time that it has been on air already: that is how a 40-minute loop shown in 15-minute
 * recesses gets to its end, and why the week in which a manifest is compiled makes no difference.
 */
import canonicalize from 'canonicalize';
import { type Priority, priorities } from '#shared/domain/priorities.ts';
import { type Item, type Loop, MAX_LOOP_ITEMS, type Segment } from '#shared/frame/manifest.ts';
import type { Interval } from '../interval.ts';

/** A publication on one track: what it would play, and when. Given in playing order. */
export type Contender = {
  readonly priority: Priority;
  /** never empty */
  readonly items: readonly Item[];
  /** sorted and apart; none after the manifest's end */
  readonly windows: readonly Interval[];
};

/** Collects the loops of a manifest; equal ones are kept once. */
export class LoopTable {
  readonly loops: Loop[] = [];
  readonly #indexes = new Map<string, number>();

  indexOf(key: string, items: readonly Item[]): number {
    let index = this.#indexes.get(key);
    if (index === undefined) {
      index = this.loops.push({ items: [...items] }) - 1;
      this.#indexes.set(key, index);
    }
    return index;
  }
}

/** The segments of one track within `span`; their loops are added to `table`. */
export function layTrack(
  contenders: readonly Contender[],
  span: Interval,
  table: LoopTable,
): Segment[] {
  const segments: Segment[] = [];
  const heard = new LoopsHeard(contenders);
  for (const { start, end, winners } of contests(contenders)) {
    const loop = heard.loopOf(winners);
    if (end > span.start) {
      const from = Math.max(start, span.start);
      const last = segments.at(-1);
      const index = table.indexOf(loop.key, loop.items);
      if (last?.end === from && last.loop === index) last.end = end;
      else {
        const phase = (loop.onAir + from - start) % loop.length;
        segments.push({ start: from, end, loop: index, phase });
      }
    }
    loop.onAir += end - start;
  }
  return segments;
}

/** A stretch in which the same contenders are on air together: their places in the playing order. */
type Contest = Interval & { readonly winners: readonly number[] };

/** [P5] Of those whose windows are open, the highest class present wins; its members share. */
function* contests(contenders: readonly Contender[]): Generator<Contest, void, undefined> {
  const open = contenders.map(() => false);
  let start = Number.NEGATIVE_INFINITY;
  for (const { at, contender, opens } of edges(contenders)) {
    if (at > start) {
      const winners = highest(contenders, open);
      if (winners.length > 0) yield { start, end: at, winners };
      start = at;
    }
    open[contender] = opens;
  }
}

type Edge = { readonly at: number; readonly contender: number; readonly opens: boolean };

function edges(contenders: readonly Contender[]): Edge[] {
  return contenders
    .flatMap(({ windows }, contender) =>
      windows.flatMap(({ start, end }): Edge[] => [
        { at: start, contender, opens: true },
        { at: end, contender, opens: false },
      ]),
    )
    .sort((a, b) => a.at - b.at);
}

function highest(contenders: readonly Contender[], open: readonly boolean[]): number[] {
  for (const priority of priorities) {
    const members: number[] = [];
    for (const [i, contender] of contenders.entries()) {
      if (open[i] && contender.priority === priority) members.push(i);
    }
    if (members.length > 0) return members;
  }
  return [];
}

/** A loop as the sweep knows it. */
type HeardLoop = {
  /** equal for loops that play the same */
  readonly key: string;
  readonly items: readonly Item[];
  readonly length: number;
  /** how long it has been on air so far, ms */
  onAir: number;
};

/** [P6] A loop is its items, one contender's after the other's: whoever plays the same is the same. */
class LoopsHeard {
  readonly #contenders: readonly Contender[];
  readonly #byWinners = new Map<string, HeardLoop>();
  readonly #byKey = new Map<string, HeardLoop>();

  constructor(contenders: readonly Contender[]) {
    this.#contenders = contenders;
  }

  loopOf(winners: readonly number[]): HeardLoop {
    const names = winners.join();
    let loop = this.#byWinners.get(names);
    if (!loop) {
      loop = this.#byItems(winners.flatMap((winner) => this.#contenders[winner]!.items));
      this.#byWinners.set(names, loop);
    }
    return loop;
  }

  #byItems(all: readonly Item[]): HeardLoop {
    const items = all.slice(0, MAX_LOOP_ITEMS);
    const key = canonicalize(items)!;
    let loop = this.#byKey.get(key);
    if (!loop) {
      const length = items.reduce((sum, { ms }) => sum + ms, 0);
      loop = { key, items, length, onAir: 0 };
      this.#byKey.set(key, loop);
    }
    return loop;
  }
}
