/**
 * What exchanges of time with the server tell, as bounds that hold and not as guesses. Pure: instants
 * come in as arguments. "Monotonic" is the browser's clock that never jumps (`performance.now()`), in
 * ms since some moment that means nothing outside of this page; the *offset* is the server's time
 * minus it.
 *
 * The server looked at its clock after the question was sent and before the answer was heard. So each
 * exchange is a lower and an upper bound of the offset, and several of them are the highest lower and
 * the lowest upper one: the quickest way there and the quickest way back, taken from different
 * exchanges if need be. That is the least round trip, and better: a jitter of 30 ms on both ways is
 * gone after a few exchanges. A way that is always longer in one direction can't be seen by anybody;
 * it stays within the bounds.
 */

/** The offset was between `low` and `high` at the monotonic instant `at`, ms. */
export type Bounds = { readonly at: number; readonly low: number; readonly high: number };

/** How fast the offset may change, ms a ms: the error of the machine's crystal lies between. */
export type Rate = { readonly low: number; readonly high: number };

/** No computer's crystal, nor a system that trims it, is further off: 500 ppm, as NTP assumes. */
export const ANY_RATE: Rate = { low: -500e-6, high: 500e-6 };

/** An answer that took longer says too little about the time to be used. */
const LONGEST_ROUND_TRIP_MS = 10_000;
/** The server tells whole milliseconds, cut off. */
const RESOLUTION_MS = 1;

/** Of one exchange: sent at `sent`, answered with `serverTime`, heard at `heard`; null: no use. */
export function boundsOf(sent: number, serverTime: number, heard: number): Bounds | null {
  const roundTrip = heard - sent;
  if (!(roundTrip >= 0 && roundTrip <= LONGEST_ROUND_TRIP_MS)) return null;
  const moved = roundTrip * ANY_RATE.high;
  return {
    at: heard,
    low: serverTime - heard - moved,
    high: serverTime + RESOLUTION_MS - sent + moved,
  };
}

/** What the bounds have become at `at`, later: wider by what the rate leaves open. */
export function carried(bounds: Bounds, at: number, rate: Rate): Bounds {
  const passed = Math.max(0, at - bounds.at);
  return { at, low: bounds.low + passed * rate.low, high: bounds.high + passed * rate.high };
}

/** What is within both, of the same instant; null: they contradict each other. */
export function both(a: Bounds, b: Bounds): Bounds | null {
  const low = Math.max(a.low, b.low);
  const high = Math.min(a.high, b.high);
  return low <= high ? { at: a.at, low, high } : null;
}

export function middle({ low, high }: { readonly low: number; readonly high: number }): number {
  return (low + high) / 2;
}
