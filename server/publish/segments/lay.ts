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
import { type Item, type Loop, MAX_LOOP_TURNS, type Segment } from '#shared/frame/manifest.ts';
import type { Interval } from '../interval.ts';
import { OpenSet } from './open-sets.ts';

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
  readonly items: Item[] = [];
  readonly loops: Loop[] = [];
  readonly #indexes = new Map<string, number>();

  indexOf(key: string, items: readonly Item[]): number {
    let index = this.#indexes.get(key);
    if (index === undefined) {
      const first = this.items.push(...items) - items.length;
      index = this.loops.push({ turns: items.map((_, i) => first + i) }) - 1;
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
  const some = contenders.slice(0, MAX_CONTENDERS);
  const heard = new LoopsHeard(some);
  for (const { start, end, winners } of contests(some)) {
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

/** Far more than a screen ever has; beyond 4,000 edges could not be told apart as numbers. */
const MAX_CONTENDERS = 2000;

/** A stretch in which the same contenders are on air together. */
type Contest = Interval & { readonly winners: OpenSet };

/** [P5] Of those whose windows are open, the highest class present wins; its members share. */
function* contests(contenders: readonly Contender[]): Generator<Contest, void, undefined> {
  const classOf = contenders.map(({ priority }) => priorities.indexOf(priority));
  const open = priorities.map(() => OpenSet.empty());
  let start = Number.NEGATIVE_INFINITY;
  for (const edge of edges(contenders)) {
    const end = Math.floor(edge / contenders.length);
    if (end > start) {
      const winners = open.find(({ members }) => members.length > 0);
      if (winners) yield { start, end, winners };
      start = end;
    }
    const contender = edge % contenders.length;
    const its = classOf[contender]!;
    open[its] = open[its]!.toggled(contender);
  }
}

/**
 * When windows open or close, in order, each as one number: instant times the number of contenders,
 * plus the contender. Numbers sort many times faster than objects.
 */
function edges(contenders: readonly Contender[]): Float64Array {
  const count = contenders.reduce((sum, { windows }) => sum + 2 * windows.length, 0);
  const sorted = new Float64Array(count);
  let i = 0;
  for (const [contender, { windows }] of contenders.entries()) {
    for (const { start, end } of windows) {
      sorted[i] = start * contenders.length + contender;
      sorted[i + 1] = end * contenders.length + contender;
      i += 2;
    }
  }
  return sorted.sort();
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
  readonly #byWinners = new Map<OpenSet, HeardLoop>();
  readonly #byKey = new Map<string, HeardLoop>();

  constructor(contenders: readonly Contender[]) {
    this.#contenders = contenders;
  }

  loopOf(winners: OpenSet): HeardLoop {
    let loop = this.#byWinners.get(winners);
    if (!loop) {
      loop = this.#byItems(winners.members.flatMap((winner) => this.#contenders[winner]!.items));
      this.#byWinners.set(winners, loop);
    }
    return loop;
  }

  #byItems(all: readonly Item[]): HeardLoop {
    const items = all.slice(0, MAX_LOOP_TURNS);
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
