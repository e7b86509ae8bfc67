/** Promises of frequency: when spots are due, and when one may start. [P18] [P19] */
import type { Frequency } from '#shared/domain/airing-mode.ts';
import type { DayWindows } from '../contest/openings.ts';
import type { Interval } from '../interval.ts';
import type { DayNumber } from '../school-time/school-time.ts';
import { mondayOf } from '../time-line/time-line.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** One airing that is asked for. */
export type Spot = {
  /** the contender's place in the playing order */
  readonly contender: number;
  readonly day: DayNumber;
  readonly due: number;
  /** the windows of its day, sorted, apart */
  readonly windows: readonly Interval[];
};

/**
 * The spots of one publication, by due time.
 * @param length ms of a spot
 * @param since nothing is due before this instant
 */
export function spotsOf(
  contender: number,
  frequency: Frequency,
  length: number,
  days: readonly DayWindows[],
  since: number,
): Spot[] {
  const times = timesByDay(frequency, days);
  return days.flatMap(({ day, windows }, i) => {
    const dues =
      times === null ? asOftenAsAllowed(frequency, length, windows) : spread(times[i]!, windows);
    return dues
      .filter((due) => due >= since)
      .map((due): Spot => ({ contender, day, due, windows }));
  });
}

/** How many are asked for on each day; null: as many as the limits allow. */
function timesByDay({ atLeast }: Frequency, days: readonly DayWindows[]): number[] | null {
  if (atLeast === null) return null;
  const { times, per } = atLeast;
  if (per === 'day') return days.map(() => times);
  const weeks = Map.groupBy(days, ({ day }) => mondayOf(day));
  return [...weeks.values()].flatMap((week) =>
    week.map((_, i) => {
      const upTo = (n: number) => Math.ceil((n * times) / week.length);
      return upTo(i + 1) - upTo(i);
    }),
  );
}

/** The k-th of n is due where k/n of the windows' time has passed. */
function spread(times: number, windows: readonly Interval[]): number[] {
  const whole = windows.reduce((sum, { start, end }) => sum + end - start, 0);
  return Array.from({ length: times }, (_, k) => {
    let passed = Math.floor((k * whole) / times);
    for (const { start, end } of windows) {
      if (passed < end - start) return start + passed;
      passed -= end - start;
    }
    return windows.at(-1)!.end;
  });
}

function asOftenAsAllowed(
  { atMostPerHour, minutesApart }: Frequency,
  length: number,
  windows: readonly Interval[],
): number[] {
  const step = Math.max(
    length + (minutesApart ?? 0) * MINUTE,
    atMostPerHour === null ? 0 : Math.ceil(HOUR / atMostPerHour),
  );
  const dues: number[] = [];
  let next = Number.NEGATIVE_INFINITY;
  for (const { start, end } of windows) {
    next = Math.max(next, start);
    for (; next < end; next += step) dues.push(next);
  }
  return dues;
}

/** The spots of one publication that have aired so far, as far as its limits ask. */
export class Aired {
  readonly #frequency: Frequency;
  #starts: number[] = [];
  #lastEnd = Number.NEGATIVE_INFINITY;

  constructor(frequency: Frequency) {
    this.#frequency = frequency;
  }

  get count(): number {
    return this.#starts.length;
  }

  /** The first instant at which the next one keeps the limits. */
  get earliest(): number {
    const { atMostPerHour, minutesApart } = this.#frequency;
    const before = atMostPerHour === null ? undefined : this.#starts.at(-atMostPerHour);
    return Math.max(
      this.#lastEnd + (minutesApart ?? 0) * MINUTE,
      before === undefined ? Number.NEGATIVE_INFINITY : before + HOUR,
    );
  }

  clear(): void {
    this.#starts = [];
    this.#lastEnd = Number.NEGATIVE_INFINITY;
  }

  note(start: number, end: number): void {
    this.#starts.push(start);
    this.#lastEnd = end;
  }
}

/** A stretch of a track in which spots may air: nothing in it changes but by them. */
export type Host = Interval & {
  /** ms from `t` to the end of the item on air, if the loop has stood still during spots */
  readonly waits: (t: number) => number;
};

/**
 * [P19] When the spot would start in the rest of a stretch, from `t` on; null: it does not fit.
 * @param follows whether a spot has ended at `t`, so that nothing is cut by one that follows at once
 */
export function startIn(
  { due, windows }: Spot,
  length: number,
  earliest: number,
  host: Host,
  t: number,
  follows: boolean,
): number | null {
  const from = Math.max(due, earliest, t);
  for (const window of windows) {
    const at = Math.max(from, window.start);
    const limit = Math.min(window.end, host.end);
    if (at + length > limit) continue;
    const wait = follows && at === t ? 0 : host.waits(at);
    return at + wait + length <= limit ? at + wait : at;
  }
  return null;
}
