/**
 * The player's only `now()`: the server's time, carried by the monotonic clock, so that a jump of
 * the machine's own clock disturbs nothing on the screen.
 *
 * Until the server was heard (a boot without a network) all that is certain is that time goes on: it
 * can only be later than what was known last. The machine's own clock is believed when the kiosk
 * vouches for it, and then as far as it can have gone wrong since; it is looked at once, at the
 * start, because a clock that somebody sets afterwards tells nothing.
 */
import type { TimeSpan } from '#shared/frame/safe.ts';
import type { ClockTrust } from '#shared/protocol/messages.ts';
import { rateOf, withOneMore } from './drift.ts';
import { ANY_RATE, type Bounds, both, boundsOf, carried, middle, type Rate } from './estimate.ts';

export interface Clock {
  /** server time, whole ms of the Unix epoch; while the clock is unsure the earliest that it can be */
  now(): number;
  /** half-width of the error, whole ms; null: it may be any later time */
  uncertainty(): number | null;
  trust(): ClockTrust;
  /** between which instants the time lies; `earliest` is what the next start may rely on */
  span(): TimeSpan;
  /** server time minus the machine's, whole ms */
  offset(): number;
  /**
   * Takes in one exchange: both instants monotonic, `serverTime` the server's. Answers whether it
   * contradicts what was known: then more should be asked for at once.
   */
  learn(sent: number, serverTime: number, heard: number): boolean;
}

/** When the server was heard last, by its time, and how far this machine's clock was off then. */
export type LastHeard = { readonly at: number; readonly offset: number };

export type ClockSources = {
  /** ms that never jump: `performance.now` */
  readonly monotonic: () => number;
  /** ms of the Unix epoch by the machine's own clock: `Date.now` */
  readonly wall: () => number;
  /** the kiosk says that this machine's clock ran on without power, or was set by the network */
  readonly wallKept: boolean;
  /** the earliest that it can be, as known before this start; 0: nothing was ever known */
  readonly lastTrusted: number;
  readonly lastHeard: LastHeard | null;
};

/** Corrections up to this size are spread out, so that nothing on screen hops; larger ones are made. */
const STEP_MS = 500;
/** The first answers may have been held up. Until several were heard nobody is in step anyway. */
const FIRST_STEP_MS = 40;
const SETTLED_AFTER_MS = 5000;
/** Share of passing time by which a correction is worked off: 10 ms in a second, never backwards. */
const SLEW = 0.01;
/** A clock that was kept: how well it was ever set, and how fast it goes wrong. */
const KEPT_DOUBT_MS = 2000;
const KEPT_DRIFT = 200e-6;

export function createClock(sources: ClockSources): Clock {
  const { monotonic, wall, lastTrusted } = sources;
  const startedAt = monotonic();
  const kept = keptClock(sources);
  let heard: Heard | null = null;

  /** time since the start, at the least: a crystal that runs fast is not believed */
  const floorAt = (at: number) => lastTrusted + (at - startedAt) * (1 + ANY_RATE.low);

  const exactAt = (at: number): number => {
    if (heard) return at + offsetOn(heard.course, at);
    return kept ? Math.max(floorAt(at), kept.now + (at - startedAt)) : floorAt(at);
  };

  const doubtAt = (at: number): number | null => {
    if (heard) {
      const { low, high } = carried(heard.bounds, at, heard.rate);
      const offset = offsetOn(heard.course, at);
      return Math.max(high - offset, offset - low);
    }
    return kept && kept.doubt + (at - startedAt) * KEPT_DRIFT;
  };

  return {
    now: () => Math.floor(exactAt(monotonic())),
    uncertainty() {
      const doubt = doubtAt(monotonic());
      return doubt === null ? null : Math.ceil(doubt);
    },
    trust: () => (heard ? 'synchronised' : kept ? 'kept' : 'unsure'),
    span() {
      const at = monotonic();
      const now = exactAt(at);
      const doubt = doubtAt(at);
      if (doubt === null) return { earliest: Math.floor(now), latest: Number.POSITIVE_INFINITY };
      const earliest = heard ? now - doubt : Math.max(floorAt(at), now - doubt);
      return { earliest: Math.floor(Math.max(0, earliest)), latest: Math.ceil(now + doubt) };
    },
    offset: () => Math.round(exactAt(monotonic()) - wall()),
    learn(sent, serverTime, heardAt) {
      const bounds = boundsOf(sent, serverTime, heardAt);
      if (!bounds) return false;
      const next = withBounds(heard, bounds);
      if (next.contradicted) {
        heard = { ...heard!, contradiction: bounds };
        return true;
      }
      const at = monotonic();
      const { rate } = next;
      const target = middle(carried(next.bounds, at, rate));
      // After a start without any time there is nothing to be gentle with.
      const current = heard || kept ? exactAt(at) - at : Number.NaN;
      const since = heard?.since ?? at;
      const step = at - since < SETTLED_AFTER_MS ? FIRST_STEP_MS : STEP_MS;
      const from = Math.abs(target - current) <= step ? current : target;
      heard = { ...next, since, course: { target, from, since: at, pace: middle(rate) } };
      return false;
    },
  };
}

/** What is known of the server's time since the start. */
type Known = {
  readonly bounds: Bounds;
  readonly rate: Rate;
  /** the exchanges that the rate is learnt from */
  readonly distant: readonly Bounds[];
  /** an exchange that does not agree with the others: a second one like it and the others are wrong */
  readonly contradiction: Bounds | null;
};
type Heard = Known & {
  readonly course: Course;
  /** monotonic instant of the first exchange */
  readonly since: number;
};

type Learnt = ({ readonly contradicted: false } & Known) | { readonly contradicted: true };

function withBounds(heard: Known | null, bounds: Bounds): Learnt {
  const met = heard && both(bounds, carried(heard.bounds, bounds.at, heard.rate));
  if (heard && met) {
    const distant = withOneMore(heard.distant, bounds);
    const rate = distant === heard.distant ? heard.rate : rateOf(distant);
    return { contradicted: false, bounds: met, rate, distant, contradiction: null };
  }
  const second = heard?.contradiction;
  const anew = second ? both(bounds, carried(second, bounds.at, ANY_RATE)) : heard ? null : bounds;
  if (!anew) return { contradicted: true };
  // The server's clock was set, or this machine slept: what was known before says nothing any more.
  return {
    contradicted: false,
    bounds: anew,
    rate: ANY_RATE,
    distant: [bounds],
    contradiction: null,
  };
}

/** What the machine's own clock says at the start, if it is to be believed. */
function keptClock({ wall, wallKept, lastTrusted, lastHeard }: ClockSources) {
  if (!wallKept || !lastHeard) return null;
  const now = wall();
  const sinceHeard = Math.max(0, now - lastHeard.at);
  // A clock that nobody sets is off by what it was off when it could last be compared.
  const doubt = KEPT_DOUBT_MS + Math.abs(lastHeard.offset) + sinceHeard * KEPT_DRIFT;
  return now + doubt >= lastTrusted ? { now, doubt } : null;
}

/** The offset on its way from one estimate to the next. */
type Course = {
  readonly target: number;
  readonly from: number;
  readonly since: number;
  /** by how much the offset itself changes, ms a ms */
  readonly pace: number;
};

function offsetOn({ target, from, since, pace }: Course, monotonic: number): number {
  const passed = monotonic - since;
  const left = Math.max(0, Math.abs(target - from) - passed * SLEW);
  return target + passed * pace - Math.sign(target - from) * left;
}
