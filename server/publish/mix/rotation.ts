/**
 * The order in which publications that share airtime by turns follow one another, without end: one
 * round after the other, ordered ones first. Shuffled ones draw a new order each round.
 */
import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';

/** A publication in a loop. `lengths`: of its items on the track, ms, never empty. */
export type Part = {
  /** what a shuffle draws from: the same on every screen and on every day */
  readonly seed: string;
  readonly lengths: readonly number[];
  readonly mode: 'loop' | 'ordered' | 'shuffled' | 'weighted';
  /** share of voice, for `weighted` */
  readonly secondsPerHour: number | null;
  readonly side: 'office' | 'school';
};

/** One turn: which part, which of its items. */
export type Turn = { readonly part: number; readonly item: number };

export type Rotation = {
  /** turns in a round */
  readonly length: number;
  /** the n-th turn, counted from 0 over all rounds */
  turn(n: number): Turn;
};

/** [P6] [P21] [P22] */
export function rotationOf(parts: readonly Part[], members: readonly number[]): Rotation {
  const inOrder = [
    ...members.filter((part) => parts[part]!.mode === 'ordered'),
    ...members.filter((part) => parts[part]!.mode !== 'ordered'),
  ];
  const rounds: Turn[][] = [];
  const round = (n: number): Turn[] => {
    for (let next = rounds.length; next <= n; next++) {
      rounds.push(
        inOrder.flatMap((part) =>
          orderOf(parts[part]!, next).map((item): Turn => ({ part, item })),
        ),
      );
    }
    return rounds[n]!;
  };
  const length = round(0).length;
  return { length, turn: (n) => round(Math.floor(n / length))[n % length]! };
}

/** Rounds of a shuffle before it starts over. */
const ROUNDS = 8;

/** How many rounds make a loop in which every order that is drawn is heard. */
export function roundsOf(parts: readonly Part[]): number {
  return parts.some(({ mode, lengths }) => mode === 'shuffled' && lengths.length > 2) ? ROUNDS : 1;
}

/** The order in which a part plays its items in its n-th round. */
function orderOf({ mode, seed, lengths }: Part, n: number): readonly number[] {
  const written = lengths.map((_, item) => item);
  if (mode !== 'shuffled' || lengths.length <= 2) return written;
  return remembered(written, seed, n);
}

const KEPT_ORDERS = 10_000;
const orders = new LRUCache<string, readonly number[]>({ max: KEPT_ORDERS });

/** The same order each time: remembered, because drawing it costs more than all the rest of a loop. */
function remembered(items: readonly number[], seed: string, n: number): readonly number[] {
  const key = `${seed} ${items.length} ${n % ROUNDS}`;
  let order = orders.get(key);
  if (!order) {
    order = shuffled(items, seed, n);
    orders.set(key, order);
  }
  return order;
}

/**
 * [P22] Items by the hash of seed, round and place. Round n of ROUNDS starts with another item than
 * the round before has ended with, and so does round 0 after the last.
 */
function shuffled(items: readonly number[], seed: string, n: number): readonly number[] {
  const at = n % ROUNDS;
  const order = drawn(items, seed, at);
  if (at === 0) return order;
  const before = remembered(items, seed, at - 1).at(-1);
  if (order[0] === before) swap(order, 0, 1);
  if (at === ROUNDS - 1) {
    const [first] = drawn(items, seed, 0);
    // never the first place: with three items or more there is another one before the last
    if (order.at(-1) === first) swap(order, order.length - 1, order.length - 2);
    if (order[0] === before) swap(order, 0, 1);
  }
  return order;
}

function drawn(items: readonly number[], seed: string, round: number): number[] {
  const rank = new Map(items.map((item) => [item, hash('sha256', `${seed} ${round} ${item}`)]));
  return items.toSorted((a, b) => (rank.get(a)! < rank.get(b)! ? -1 : 1));
}

function swap(order: number[], a: number, b: number): void {
  [order[a], order[b]] = [order[b]!, order[a]!];
}
