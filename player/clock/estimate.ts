/**
 * What one exchange of time with the server tells, and which of several exchanges to believe.
 * Pure: instants come in as arguments. "Monotonic" is the browser's clock that never jumps
 * (`performance.now()`), in ms since some moment that means nothing outside of this page.
 */

/** One exchange: the server's time minus the monotonic clock, wrong by at most `uncertainty` ms. */
export type Sample = {
  readonly offset: number;
  readonly uncertainty: number;
  /** when it was taken, monotonic ms */
  readonly at: number;
};

/** A cheap crystal drifts up to 100 ppm, so that a sample is worth less the older it is. */
const DRIFT = 100e-6;

/** An answer that took longer says too little about the time to be used. */
const LONGEST_ROUND_TRIP_MS = 10_000;

/**
 * The sample of one exchange: sent at `sent`, answered with `serverTime`, heard at `heard`. The
 * server looked at its clock some time between the two, hence half of the round trip as the doubt.
 */
export function sampleOf(sent: number, serverTime: number, heard: number): Sample | null {
  const roundTrip = heard - sent;
  if (!(roundTrip >= 0 && roundTrip <= LONGEST_ROUND_TRIP_MS)) return null;
  return { offset: serverTime - (sent + heard) / 2, uncertainty: roundTrip / 2, at: heard };
}

/** How far off a sample may be at `monotonic`, ms. */
export function uncertaintyAt(sample: Sample, monotonic: number): number {
  return sample.uncertainty + Math.max(0, monotonic - sample.at) * DRIFT;
}

/** The sample that says most at `monotonic`; the newest of those that are equally good. */
export function mostCertain(samples: readonly Sample[], monotonic: number): Sample | null {
  let best: Sample | null = null;
  for (const sample of samples) {
    if (!best || uncertaintyAt(sample, monotonic) <= uncertaintyAt(best, monotonic)) best = sample;
  }
  return best;
}
