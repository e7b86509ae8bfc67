/** The spots of a track that have not aired yet, and which of them comes next. [P18] [P19] */
import type { Interval } from '../interval.ts';
import type { Shortfall } from '../laid.ts';
import type { DayNumber } from '../school-time/school-time.ts';
import { mondayOf, type TimeLine } from '../time-line/time-line.ts';
import type { Contender } from './contenders.ts';
import { Aired, type Host, type Spot, spotsOf, startIn } from './spots.ts';

export class SpotQueue {
  readonly #contenders: readonly Contender[];
  readonly #aired = new Map<number, Aired>();
  /** by due time, then playing order */
  readonly #coming: readonly Spot[];
  #next = 0;
  #pending: Spot[] = [];
  #lastEnd = Number.NaN;
  readonly #done = new Set<Spot>();

  constructor(contenders: readonly Contender[]) {
    this.#contenders = contenders;
    const spots = contenders.flatMap((contender, order) => {
      const { frequency, onAirSince } = contender.publication;
      if (contender.right !== 'spot' || frequency === null) return [];
      this.#aired.set(order, new Aired(frequency));
      return spotsOf(order, frequency, contender.length, contender.days, onAirSince);
    });
    this.#coming = spots.sort((a, b) => a.due - b.due || a.contender - b.contender);
  }

  /** Whether a stretch has to be looked at for spots at all. */
  get isEmpty(): boolean {
    return this.#coming.length === 0;
  }

  /**
   * The spot that starts next in the rest of a stretch, from `t` on, taken off the queue; null: none.
   * @param rank who has the stretch: spots that come before may air in it
   */
  next(
    t: number,
    host: Host,
    rank: number,
  ): {
    readonly contender: Contender;
    readonly start: number;
    /** how many of its spots have aired before, in this month of four weeks */
    readonly nth: number;
  } | null {
    this.#gather(t, host.end);
    let best: Spot | null = null;
    let start = Number.POSITIVE_INFINITY;
    for (const spot of this.#pending) {
      const { rank: its, length } = this.#contenders[spot.contender]!;
      if (its > rank) continue;
      const { earliest } = this.#aired.get(spot.contender)!;
      const at = startIn(spot, length, earliest, host, t, this.#lastEnd === t);
      if (at !== null && at < start) {
        best = spot;
        start = at;
      }
    }
    if (best === null) return null;
    const contender = this.#contenders[best.contender]!;
    this.#lastEnd = start + contender.length;
    const aired = this.#aired.get(best.contender)!;
    const nth = aired.count;
    aired.note(start, this.#lastEnd);
    this.#pending.splice(this.#pending.indexOf(best), 1);
    this.#done.add(best);
    return { contender, start, nth };
  }

  /** [P7] A new month of four weeks: what was due before `t` is over, and limits are counted anew. */
  startAfresh(t: number): void {
    while (this.#next < this.#coming.length && this.#coming[this.#next]!.due < t) this.#next += 1;
    this.#pending = [];
    for (const aired of this.#aired.values()) aired.clear();
  }

  #gather(t: number, end: number): void {
    const before = this.#pending.length;
    while (this.#next < this.#coming.length && this.#coming[this.#next]!.due < end) {
      this.#pending.push(this.#coming[this.#next]!);
      this.#next += 1;
    }
    if (before > 0) this.#pending = this.#pending.filter(({ windows }) => windows.at(-1)!.end > t);
  }

  /** [P28] Days and weeks, whole ones within `span`, in which less is planned than was promised. */
  shortfalls(span: Interval, line: TimeLine): Shortfall[] {
    const startOf = (day: DayNumber) => line.starts[day - line.first] ?? Number.NaN;
    return this.#contenders.flatMap(({ publication, right, days }, order): Shortfall[] => {
      const promised = publication.frequency?.atLeast;
      if (right !== 'spot' || !promised) return [];
      const { per, times: asked } = promised;
      const first = (day: DayNumber) => (per === 'day' ? day : mondayOf(day));
      const planned = new Map<DayNumber, number>();
      for (const { day } of days) planned.set(first(day), 0);
      for (const spot of this.#coming) {
        if (spot.contender !== order || !this.#done.has(spot)) continue;
        const of = first(spot.day);
        planned.set(of, (planned.get(of) ?? 0) + 1);
      }
      const from = Math.max(span.start, publication.onAirSince);
      return [...planned].flatMap(([day, times]): Shortfall[] => {
        const whole = startOf(day) >= from && startOf(day + (per === 'day' ? 1 : 7)) <= span.end;
        return whole && times < asked ? [{ publication, per, asked, planned: times, day }] : [];
      });
    });
  }
}
