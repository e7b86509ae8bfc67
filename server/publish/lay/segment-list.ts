/** The segments of one track as they are written down, from the manifest's beginning on. */
import type { Segment } from '#shared/frame/manifest.ts';
import type { Interval } from '../interval.ts';
import type { MixedLoop } from './loop.ts';

export class SegmentList {
  readonly segments: Segment[] = [];
  readonly #span: Interval;

  constructor(span: Interval) {
    this.#span = span;
  }

  /**
   * `position` in the loop at `start`; what lies before the manifest is left out, and `indexOf`, the
   * loop's place in the book, not asked for.
   */
  add(
    start: number,
    end: number,
    { length }: MixedLoop,
    position: number,
    indexOf: () => number,
  ): void {
    const from = Math.max(start, this.#span.start);
    const until = Math.min(end, this.#span.end);
    if (until <= from) return;
    const index = indexOf();
    const phase = (position + from - start) % length;
    const last = this.segments.at(-1);
    const goesOn =
      last?.end === from &&
      last.loop === index &&
      (last.phase + from - last.start) % length === phase;
    if (goesOn) last.end = until;
    else this.segments.push({ start: from, end: until, loop: index, phase });
  }
}
