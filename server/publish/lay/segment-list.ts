/** The segments of one track as they are written down, from the manifest's beginning on. */
import type { Segment } from '#shared/frame/manifest.ts';
import type { Interval } from '../interval.ts';
import type { LoopBook } from './book.ts';
import type { MixedLoop } from './loop.ts';

export class SegmentList {
  readonly segments: Segment[] = [];
  readonly #span: Interval;
  readonly #book: LoopBook;

  constructor(span: Interval, book: LoopBook) {
    this.#span = span;
    this.#book = book;
  }

  /** `position` in the loop at `start`; what lies before the manifest is left out. */
  add(
    start: number,
    end: number,
    loop: MixedLoop,
    position: number,
    loudness: readonly number[],
  ): void {
    const from = Math.max(start, this.#span.start);
    const until = Math.min(end, this.#span.end);
    if (until <= from) return;
    const index = this.#book.indexOf(loop, loudness);
    const phase = (position + from - start) % loop.length;
    const last = this.segments.at(-1);
    const goesOn =
      last?.end === from &&
      last.loop === index &&
      (last.phase + from - last.start) % loop.length === phase;
    if (goesOn) last.end = until;
    else this.segments.push({ start: from, end: until, loop: index, phase });
  }
}
