/**
 * Whose turn is next, when several share airtime in given proportions and their turns differ in
 * length: worst-case fair weighted fair queueing (Bennett and Zhang, "WF2Q", 1996). Of those that have
 * not had more than their share so far, the one that would be through with its next turn first, at
 * its own pace. Nobody is ever ahead of its share by more than one turn, nor behind by more than the
 * longest one. Whole numbers only: no share drifts by rounding.
 */
export type FairQueue = {
  /** who is next; `length(i)`: ms of i's next turn */
  next(length: (i: number) => number): number;
  /** notes that i has had `ms` */
  aired(i: number, ms: number): void;
  /** ms that i has had beyond its share; negative: is behind */
  ahead(i: number): number;
  /** how far whoever is farthest is from its share, ms */
  farthest(): number;
};

/** @param weights whole numbers above 0 */
export function fairQueue(weights: readonly number[]): FairQueue {
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const had = weights.map(() => 0);
  let total = 0;
  const ahead = (i: number) => (had[i]! * all - weights[i]! * total) / all;
  return {
    next(length) {
      let best = -1;
      let finish = 0;
      for (let i = 0; i < weights.length; i++) {
        if (had[i]! * all > weights[i]! * total) continue;
        const its = (had[i]! + length(i)) / weights[i]!;
        if (best < 0 || its < finish) {
          best = i;
          finish = its;
        }
      }
      return best;
    },
    aired(i, ms) {
      had[i] = had[i]! + ms;
      total += ms;
    },
    ahead,
    farthest: () => weights.reduce((most, _, i) => Math.max(most, Math.abs(ahead(i))), 0),
  };
}
