/**
 * Where turns of video lie on the one time line of the MediaSource, and which fragments of which are
 * to be appended next. Pure: the pipeline does what this says. Times in seconds.
 */
import type { Airing } from '#shared/frame/frame.ts';
import type { VideoItem } from '#shared/frame/manifest.ts';
import { type FragmentIndex, fragmentAt } from './mp4/fragments.ts';

/** One turn of one clip, laid on the time line. */
export type Run = {
  /** stays the same while the run changes */
  readonly key: symbol;
  readonly airing: Airing<VideoItem>;
  readonly index: FragmentIndex;
  /** where position 0 of the clip would be */
  readonly origin: number;
  /** what is shown lies in [begins, ends) */
  readonly begins: number;
  readonly ends: number;
  /** follows the run before it without a gap */
  readonly contiguous: boolean;
  /** next fragment to append */
  readonly next: number;
};

/** So much is kept ready ahead of what is on screen, and ahead of a turn that will begin later. */
export const AHEAD_S = 12;
export const READY_S = 4;

/**
 * Lays a turn on the time line. `from`: the instant at which it will be revealed. It joins on to
 * `before` when that ends as this begins, so that the decoder never stops; else it lies apart, past
 * all that was ever appended, and is sought when its instant comes.
 */
export function layOut(
  airing: Airing<VideoItem>,
  index: FragmentIndex,
  from: number,
  before: Run | null,
  appendedTo: number,
): Run {
  const position = (airing.offset + Math.max(0, from - airing.start)) / 1000;
  const rest = (airing.end - Math.max(from, airing.start)) / 1000;
  // A clip that does not begin with its first picture needs a key frame before it, which would
  // overwrite the end of the one before.
  const contiguous = before !== null && joinsOn(before, airing, index, from);
  const begins = contiguous ? before.ends : Math.ceil(appendedTo) + 1;
  return {
    key: Symbol(airing.item.id),
    airing,
    index,
    origin: begins - position,
    begins,
    ends: begins + rest,
    contiguous,
    next: fragmentAt(index.fragments, position),
  };
}

/**
 * Whether the turn begins with its first picture where another one ends, and the decoder can go on.
 * One that has to be set up anew, because the pictures are of another size, loses some of them.
 */
export function joinsOn(
  before: Pick<Run, 'airing' | 'index'>,
  { start, offset }: Airing<VideoItem>,
  { setUp }: Pick<FragmentIndex, 'setUp'>,
  from: number,
): boolean {
  return (
    before.airing.end === start && before.index.setUp === setUp && offset === 0 && from <= start
  );
}

/** Where on the time line the run should be at instant `now`. */
export function expectedAt({ airing, origin }: Run, now: number): number {
  return origin + (airing.offset + now - airing.start) / 1000;
}

/** Where the run's next fragment lies on the time line; null: all that is shown is appended. */
export function nextFragment(run: Run): number | null {
  const fragment = run.index.fragments[run.next];
  if (!fragment) return null;
  const at = Math.max(run.begins, run.origin + fragment.time);
  return at < run.ends ? at : null;
}

/** The run whose next fragment should be appended now: the earliest that has too little ready. */
export function hungry<R extends Run>(
  runs: readonly R[],
  onAir: Run | null,
  playhead: number,
): R | null {
  for (const run of runs) {
    const at = nextFragment(run);
    if (at === null) continue;
    const until = run === onAir ? playhead + AHEAD_S : run.begins + READY_S;
    if (at < until) return run;
  }
  return null;
}
