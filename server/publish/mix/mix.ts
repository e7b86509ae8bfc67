/**
 * Which turns make the loop that publications of one class share. Where nobody asks for a share they
 * follow one another; otherwise each turn goes to whoever is furthest behind, so that shares are kept
 * over every stretch of the loop, wherever it is cut. Pure.
 */
import type { AirtimeShares } from '#shared/domain/air-policy.ts';
import { MAX_LOOP_TURNS } from '#shared/frame/manifest.ts';
import { type FairQueue, fairQueue } from './fair-queue.ts';
import { type Part, type Rotation, rotationOf, roundsOf, type Turn } from './rotation.ts';

const HOUR_S = 3600;
const HOUR = 3_600_000;

/** A loop that is off by no more than this needs no better end: a tenth of an item in an hour. */
const GOOD = 0.1;

/** Sides are all but even when they are off by no more than this part of an item. */
const EVEN = 50;

export type Mix = {
  readonly turns: readonly Turn[];
  /** for each part the seconds of an hour that it gets, where it asked for more; else null */
  readonly short: readonly (number | null)[];
};

/** @param parts in playing order, never empty */
export function mix(parts: readonly Part[], shares: AirtimeShares | null): Mix {
  const all = parts.map((_, part) => part);
  const sides = (['office', 'school'] as const)
    .map((side) => ({
      percent: shares?.[side] ?? 0,
      members: all.filter((part) => parts[part]!.side === side),
    }))
    .filter(({ members }) => members.length > 0);
  const shared = shares !== null && sides.length === 2;
  const groups = (shared ? sides : [{ percent: 100, members: all }])
    // [P24] a side to which nothing is given has nothing, while the other has something to show
    .filter(({ percent }) => percent > 0)
    .map(({ percent, members }) => ({ percent, ...streamsOf(parts, members, percent) }));
  const short = parts.map(
    (_, part) => groups.find(({ given }) => given.has(part))?.given.get(part) ?? null,
  );
  const only =
    groups.length === 1 && groups[0]!.streams.length === 1 ? groups[0]!.streams[0]! : null;
  const turns = only ? rounds(parts, only.rotation) : interleaved(parts, groups);
  return { turns, short };
}

/** [P6] Whole rounds, no more than a loop may have. */
function rounds(parts: readonly Part[], { length, turn }: Rotation): Turn[] {
  const wanted = Math.max(1, Math.min(roundsOf(parts), Math.floor(MAX_LOOP_TURNS / length)));
  return Array.from({ length: Math.min(wanted * length, MAX_LOOP_TURNS) }, (_, n) => turn(n));
}

/** Turns that have a share of their own: one weighted publication, or all others together. */
type Stream = { readonly weight: number; readonly rotation: Rotation };
type Group = { readonly percent: number; readonly streams: readonly Stream[] };

/** [P23] */
function streamsOf(parts: readonly Part[], members: readonly number[], percent: number) {
  const asked = new Map<number, number>();
  for (const part of members) {
    const { mode, secondsPerHour } = parts[part]!;
    if (mode === 'weighted' && secondsPerHour !== null) asked.set(part, secondsPerHour);
  }
  const rest = members.filter((part) => !asked.has(part));
  const sum = [...asked.values()].reduce((total, seconds) => total + seconds, 0);
  const there = (HOUR_S * percent) / 100;
  const left = there - sum;
  const streams: Stream[] = [...asked].map(([part, seconds]) => ({
    weight: seconds,
    rotation: rotationOf(parts, [part]),
  }));
  if (rest.length > 0 && (left > 0 || sum === 0)) {
    streams.push({ weight: Math.max(left, 1), rotation: rotationOf(parts, rest) });
  }
  const given = new Map<number, number>();
  if (left < 0) for (const [part, seconds] of asked) given.set(part, (seconds * there) / sum);
  return { streams, given };
}

/** A stream while the loop is being made. */
type Playing = { readonly rotation: Rotation; played: number };

/** [P24] [P25] First whose side, then whose stream. */
function interleaved(parts: readonly Part[], groups: readonly Group[]): Turn[] {
  const sides = fairQueue(groups.map(({ percent }) => percent));
  const playing = groups.map(({ streams }) => ({
    queue: fairQueue(streams.map(({ weight }) => weight)),
    streams: streams.map(({ rotation }): Playing => ({ rotation, played: 0 })),
  }));
  const lengthOf = ({ part, item }: Turn) => parts[part]!.lengths[item]!;
  const coming = ({ rotation, played }: Playing) => lengthOf(rotation.turn(played));
  const turns: Turn[] = [];
  const ends = new LoopEnds(
    sides,
    playing.map(({ queue }) => queue),
    playing.flatMap(({ streams }) => streams),
  );
  while (turns.length < MAX_LOOP_TURNS) {
    const nextOf = playing.map(({ queue, streams }) => queue.next((i) => coming(streams[i]!)));
    const side = sides.next((i) => coming(playing[i]!.streams[nextOf[i]!]!));
    const { queue, streams } = playing[side]!;
    const stream = streams[nextOf[side]!]!;
    const turn = stream.rotation.turn(stream.played);
    const ms = lengthOf(turn);
    turns.push(turn);
    stream.played += 1;
    queue.aired(nextOf[side]!, ms);
    sides.aired(side, ms);
    if (ends.after(turns.length, ms, stream)) break;
  }
  return turns.slice(0, ends.best);
}

/**
 * Where the loop had best end, so that going back to its top disturbs shares and rotations least.
 * After a turn at which all shares are exact and all rounds are complete it may end for good.
 */
class LoopEnds {
  /** how many turns the loop takes */
  best = 1;
  readonly #sides: FairQueue;
  readonly #queues: readonly FairQueue[];
  readonly #streams: readonly Playing[];
  #cost = Number.POSITIVE_INFINITY;
  #total = 0;
  #longest = 0;
  #mostAhead = 0;
  #mostBehind = 0;

  constructor(sides: FairQueue, queues: readonly FairQueue[], streams: readonly Playing[]) {
    this.#sides = sides;
    this.#queues = queues;
    this.#streams = streams;
  }

  /** `played`: whose turn it was. True: the loop may end here for good. */
  after(turns: number, ms: number, { rotation, played }: Playing): boolean {
    this.#total += ms;
    this.#longest = Math.max(this.#longest, ms);
    const off = this.#sides.ahead(0);
    this.#mostAhead = Math.max(this.#mostAhead, off);
    this.#mostBehind = Math.min(this.#mostBehind, off);
    // in the middle of everybody's round is a good end only where the sides are all but even
    const isEven = Math.abs(off) * EVEN <= this.#longest;
    if (!isEven && played % rotation.length !== 0 && turns !== MAX_LOOP_TURNS) return false;
    const cost = this.#costNow(Math.abs(off));
    if (cost < this.#cost) {
      this.#cost = cost;
      this.best = turns;
    }
    return cost <= GOOD;
  }

  #costNow(off: number): number {
    const heard = this.#streams.map(({ rotation, played }) => played / rotation.length);
    const least = Math.min(...heard);
    // every item has its turn before anything else counts
    if (least < 1) return 1e6 * (2 - least);
    const drift = (ms: number) => (ms / this.#longest) * (HOUR / this.#total);
    const within = this.#queues.map((queue) => queue.farthest());
    // an item too much or too little each time the loop starts over
    const partial = Math.max(
      ...heard.map((rounds) => (Number.isInteger(rounds) ? 0 : 1 / Math.floor(rounds))),
    );
    const swing =
      this.#mostAhead - this.#mostBehind + off * Math.ceil(HOUR / this.#total) - this.#longest;
    const broken = off > 0 && swing > 0 ? 1000 : 0;
    return drift(off) + drift(Math.max(...within)) + partial + broken;
  }
}
