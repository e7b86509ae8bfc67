/** How far apart screens are that should show the same: pure, from what was seen on each. */
import type { Planned } from './cuts.ts';
import type { Seen } from './recorder.ts';

/** When each picture of each turn of the plan came onto one screen, ms. */
export type Arrivals = ReadonlyMap<number, ReadonlyMap<number, number>>;

/** Farther from the middle of a turn, a picture belongs to one that is not in the plan. */
const MOST_AWAY_MS = 3000;

/** `seen`: changes only. A picture belongs to the turn of its clip that is nearest in time. */
export function arrivalsOf(plan: readonly Planned[], seen: readonly Seen[]): Arrivals {
  const arrivals = new Map<number, Map<number, number>>();
  for (const { at, sight } of seen) {
    if (sight.kind !== 'code') continue;
    let nearest = -1;
    for (const [i, turn] of plan.entries()) {
      if (turn.shows.kind === 'slide' || turn.shows.clip !== sight.clip) continue;
      if (nearest < 0 || away(turn, at) < away(plan[nearest]!, at)) nearest = i;
    }
    if (nearest < 0 || away(plan[nearest]!, at) > MOST_AWAY_MS) continue;
    const pictures = arrivals.get(nearest) ?? new Map<number, number>();
    arrivals.set(nearest, pictures);
    if (!pictures.has(sight.picture)) pictures.set(sight.picture, at);
  }
  return arrivals;
}

function away({ start, end }: Planned, at: number): number {
  return Math.abs(at - (start + end) / 2);
}

/** ms between the instants at which the same picture came onto the one screen and onto the other. */
export function skews(a: Arrivals, b: Arrivals): { readonly turn: number; readonly ms: number }[] {
  const found: { turn: number; ms: number }[] = [];
  for (const [turn, pictures] of a) {
    const others = b.get(turn);
    if (!others) continue;
    for (const [picture, at] of pictures) {
      const other = others.get(picture) ?? between(others, picture);
      if (other !== null) found.push({ turn, ms: Math.abs(at - other) });
    }
  }
  return found;
}

/** When a picture that was left out would have come, by those before and after it. */
function between(pictures: ReadonlyMap<number, number>, picture: number): number | null {
  const all = [...pictures].toSorted(([a], [b]) => a - b);
  const after = all.findIndex(([one]) => one > picture);
  if (after <= 0) return null;
  const [[p0, t0], [p1, t1]] = [all[after - 1]!, all[after]!];
  return t0 + ((t1 - t0) * (picture - p0)) / (p1 - p0);
}
