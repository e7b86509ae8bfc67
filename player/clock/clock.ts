/**
 * The player's only `now()`: the server's time, carried by the monotonic clock, so that a jump of
 * the machine's own clock disturbs nothing once the server was heard.
 *
 * Until then (a boot without a network) the machine's clock is all there is. It is followed, since
 * it may be set right meanwhile, but time never stands before what the server last said.
 */
import { mostCertain, type Sample, sampleOf, uncertaintyAt } from './estimate.ts';

export interface Clock {
  /** server time, whole ms of the Unix epoch */
  now(): number;
  /** half-width of the error, whole ms; null: the server was never heard since the start */
  uncertainty(): number | null;
  /** server time minus the machine's, whole ms */
  offset(): number;
  /** takes in one exchange: both instants monotonic, `serverTime` the server's */
  learn(sent: number, serverTime: number, heard: number): void;
}

export type ClockSources = {
  /** ms that never jump: `performance.now` */
  readonly monotonic: () => number;
  /** ms of the Unix epoch by the machine's own clock: `Date.now` */
  readonly wall: () => number;
  /** server time as last known before this start; 0: never */
  readonly lastTrusted: number;
};

/** Corrections up to this size are spread out, so that nothing on screen hops; larger ones are made. */
const STEP_MS = 500;
/** Share of passing time by which a correction is worked off: 10 ms in a second, never backwards. */
const SLEW = 0.01;
const SAMPLES_KEPT = 32;

export function createClock({ monotonic, wall, lastTrusted }: ClockSources): Clock {
  const startedAt = monotonic();
  let samples: Sample[] = [];
  let course: Course | null = null;

  const exact = (): number => {
    const at = monotonic();
    if (course) return at + offsetOn(course, at);
    return Math.max(wall(), lastTrusted + (at - startedAt));
  };

  return {
    now: () => Math.floor(exact()),
    uncertainty() {
      const best = mostCertain(samples, monotonic());
      return best && Math.ceil(uncertaintyAt(best, monotonic()));
    },
    offset: () => Math.round(exact() - wall()),
    learn(sent, serverTime, heard) {
      const sample = sampleOf(sent, serverTime, heard);
      if (!sample) return;
      samples = [...samples, sample].slice(-SAMPLES_KEPT);
      const at = monotonic();
      const target = mostCertain(samples, at)!.offset;
      const current = course ? offsetOn(course, at) : Number.NaN;
      const from = Math.abs(target - current) <= STEP_MS ? current : target;
      course = { target, from, since: at };
    },
  };
}

/** The offset on its way from one estimate to the next. */
type Course = { readonly target: number; readonly from: number; readonly since: number };

function offsetOn({ target, from, since }: Course, monotonic: number): number {
  const done = (monotonic - since) * SLEW;
  const left = Math.max(0, Math.abs(target - from) - done);
  return target - Math.sign(target - from) * left;
}
