/**
 * `frameAt(manifest, t)`: what a screen shows at instant t. The one function that the player, the
 * console's preview and the reports all evaluate; RULES.md says what it promises.
 *
 * Integers of milliseconds only: no dates, no zones, no clock. A manifest is never changed after it
 * was made, so what is derived from one (sums of durations) is kept beside it, keyed by identity.
 */
import type { Airing, Frame } from './frame.ts';
import { itemsOf } from './items.ts';
import { type Item, type Manifest, type Segment, type Track, tracks } from './manifest.ts';

/** What is on air on each track at instant `t`. */
export function frameAt(manifest: Manifest, t: number): Frame {
  const timelines = timelinesOf(manifest);
  const { main, ticker, audio, voice } = manifest.tracks;
  return {
    main: airingAt(timelines, main, t),
    ticker: airingAt(timelines, ticker, t),
    audio: airingAt(timelines, audio, t),
    voice: airingAt(timelines, voice, t),
  };
}

/** The next instant after `t` at which the frame differs on any track; Infinity: never again. */
export function nextChange(manifest: Manifest, t: number): number {
  const timelines = timelinesOf(manifest);
  let next = Number.POSITIVE_INFINITY;
  for (const track of tracks) {
    next = Math.min(next, changeAfter(timelines, manifest.tracks[track], t));
  }
  return next;
}

/**
 * The airing of one track that is on air at `t`, or the first that starts after it; null: none.
 * A track is walked airing by airing with `airingFrom(manifest, track, airing.end)`.
 */
export function airingFrom(manifest: Manifest, track: Track, t: number): Airing | null {
  const segments = manifest.tracks[track];
  const segment = segments[firstEndingAfter(segments, t)];
  if (!segment) return null;
  return airingIn(timelinesOf(manifest), segment, Math.max(t, segment.start));
}

/** A loop laid out: `ends[i]` is the position at which item i ends, the last one its length. */
type Timeline = { readonly items: readonly Item[]; readonly ends: Float64Array };

const derived = new WeakMap<Manifest, readonly Timeline[]>();

function timelinesOf(manifest: Manifest): readonly Timeline[] {
  let timelines = derived.get(manifest);
  if (!timelines) {
    timelines = manifest.loops.map((loop) => {
      const items = itemsOf(manifest, loop);
      let end = 0;
      return { items, ends: Float64Array.from(items, (item) => (end += item.ms)) };
    });
    derived.set(manifest, timelines);
  }
  return timelines;
}

function airingAt(
  timelines: readonly Timeline[],
  segments: readonly Segment[],
  t: number,
): Airing | null {
  const segment = segments[firstEndingAfter(segments, t)];
  return segment && segment.start <= t ? airingIn(timelines, segment, t) : null;
}

function changeAfter(
  timelines: readonly Timeline[],
  segments: readonly Segment[],
  t: number,
): number {
  const segment = segments[firstEndingAfter(segments, t)];
  if (!segment) return Number.POSITIVE_INFINITY;
  return segment.start <= t ? airingIn(timelines, segment, t).end : segment.start;
}

/** The turn that is on air at `t`, an instant within `segment`. */
function airingIn(timelines: readonly Timeline[], segment: Segment, t: number): Airing {
  const { items, ends } = timelines[segment.loop]!;
  const length = ends[ends.length - 1]!;
  const position = (t - segment.start + segment.phase) % length;
  const turn = firstAbove(ends, position);
  const item = items[turn]!;
  const naturalEnd = t + (ends[turn]! - position);
  const naturalStart = naturalEnd - item.ms;
  const start = Math.max(naturalStart, segment.start);
  const end = Math.min(naturalEnd, segment.end);
  return { item, start, end, offset: start - naturalStart, cut: end < naturalEnd };
}

/** Index of the first segment that ends after `t`; `segments.length` if none does. */
function firstEndingAfter(segments: readonly Segment[], t: number): number {
  let low = 0;
  let high = segments.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (segments[middle]!.end > t) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Index of the first value above `position`; one exists, because `position` is below the last. */
function firstAbove(ends: Float64Array, position: number): number {
  let low = 0;
  let high = ends.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ends[middle]! > position) high = middle;
    else low = middle + 1;
  }
  return low;
}
