/**
 * How fast this machine's crystal runs, from exchanges that lie minutes and hours apart: a screen
 * that loses its network after a day stays in step for weeks. Pure.
 */
import { ANY_RATE, type Bounds, middle, type Rate } from './estimate.ts';

/** One exchange is kept for each stretch of this length, the closest one. */
const STRETCH_MS = 5 * 60_000;
/** A crystal warms up and cools down: what it did yesterday says little. */
const REMEMBERED_MS = 6 * 60 * 60_000;
/** Exchanges that are nearer to each other say nothing about the rate. */
const APART_MS = 10 * 60_000;
/** So far the rate may wander from what it was on average: tens of degrees, for a cheap crystal. */
const WANDER = 15e-6;

/** The exchanges to learn the rate from, with one more taken in. */
export function withOneMore(kept: readonly Bounds[], bounds: Bounds): readonly Bounds[] {
  const recent = kept.filter(({ at }) => bounds.at - at <= REMEMBERED_MS);
  const last = recent.at(-1);
  if (!last || stretchOf(last) !== stretchOf(bounds)) return [...recent, bounds];
  return widthOf(bounds) <= widthOf(last) ? [...recent.slice(0, -1), bounds] : recent;
}

/** The rates that agree with all of them; any rate when there is too little to tell. */
export function rateOf(kept: readonly Bounds[]): Rate {
  for (let from = 0; from < kept.length; from++) {
    const rate = agreed(kept.slice(from));
    // The crystal changed its pace meanwhile: the oldest says nothing about today.
    if (rate) return widened(rate);
  }
  return ANY_RATE;
}

function agreed(kept: readonly Bounds[]): Rate | null {
  let { low, high } = ANY_RATE;
  for (const [i, older] of kept.entries()) {
    for (const newer of kept.slice(i + 1)) {
      const passed = newer.at - older.at;
      if (passed < APART_MS) continue;
      low = Math.max(low, (newer.low - older.high) / passed);
      high = Math.min(high, (newer.high - older.low) / passed);
    }
  }
  return low <= high ? { low, high } : null;
}

function widened(rate: Rate): Rate {
  const about = middle(rate);
  return {
    low: Math.max(ANY_RATE.low, Math.min(rate.low, about - WANDER)),
    high: Math.min(ANY_RATE.high, Math.max(rate.high, about + WANDER)),
  };
}

function stretchOf({ at }: Bounds): number {
  return Math.floor(at / STRETCH_MS);
}

function widthOf({ low, high }: Bounds): number {
  return high - low;
}
