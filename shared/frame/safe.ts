/**
 * Manifests made from a manifest for when it may not be shown as it is: because the time is not known
 * well enough, or because something in it was recalled while its successor is not playable yet.
 * `frameAt` answers for them as for any other, so screens that know the same show the same.
 */
import { mediaOf, trackOf } from './items.ts';
import type { Item, Manifest, Segment, Sha256, Track } from './manifest.ts';

/** The time lies in `[earliest, latest]`, ms of the Unix epoch; `latest` Infinity: no idea. */
export type TimeSpan = { readonly earliest: number; readonly latest: number };

/** [F11] Whether the item may be shown whichever instant of the span it is. */
export function livesThrough({ life }: Item, { earliest, latest }: TimeSpan): boolean {
  return life.from <= earliest && (life.until === null || latest < life.until);
}

/** [F15] Whether there is an instant in the span at which the item may be shown. */
export function livesWithin({ life }: Item, { earliest, latest }: TimeSpan): boolean {
  const first = Math.max(life.from, earliest);
  return first <= latest && (life.until === null || first < life.until);
}

/**
 * [F12] What may be shown at any time within the span: one loop of all pictures that live through
 * it, without sound, in the order in which the manifest lists them. Sound is not safe: it may be a
 * lesson, or night. `isHere`: whether an item can be shown by what the screen holds. null: nothing may.
 */
export function anytime(
  manifest: Manifest,
  span: TimeSpan,
  isHere: (item: Item) => boolean = () => true,
): Manifest | null {
  const recalled = new Set(manifest.recalled);
  const items = manifest.items
    .filter((item) => isTimeless(item) && livesThrough(item, span) && isHere(item))
    .filter((item) => !needsAny(item, recalled))
    .map((item) => (item.kind === 'video' ? { ...item, volume: 0 } : item));
  if (items.length === 0) return null;
  const always: Segment = { start: 0, end: FOREVER, loop: 0, phase: 0 };
  return {
    ...manifest,
    from: 0,
    until: FOREVER,
    items,
    loops: [{ turns: items.map((_, i) => i) }],
    tracks: { main: [always], ticker: [], audio: [], voice: [] },
  };
}

/** [F13] The manifest without what was recalled. */
export function withoutRecalled(manifest: Manifest, recalled: ReadonlySet<Sha256>): Manifest {
  return without(manifest, (item) => needsAny(item, recalled));
}

/** Whether something that the item needs is among these. */
export function needsAny(item: Item, media: ReadonlySet<Sha256>): boolean {
  return mediaOf(item).some((sha256) => media.has(sha256));
}

/**
 * [F13] [F15] The manifest without some items: its loops are shorter by their turns, and a loop that
 * has none left is off the air. The same object when none of them is in it.
 */
export function without(manifest: Manifest, isOut: (item: Item) => boolean): Manifest {
  const out = manifest.items.map(isOut);
  if (!out.includes(true)) return manifest;
  const lengths: number[] = [];
  const places: (number | null)[] = [];
  const loops: { turns: number[] }[] = [];
  for (const { turns } of manifest.loops) {
    const left = turns.filter((turn) => !out[turn]);
    places.push(left.length === 0 ? null : loops.length);
    if (left.length === 0) continue;
    lengths.push(left.reduce((sum, turn) => sum + manifest.items[turn]!.ms, 0));
    loops.push({ turns: left });
  }
  const onTrack = (track: Track): Segment[] =>
    manifest.tracks[track].flatMap((segment) => {
      const loop = places[segment.loop]!;
      if (loop === null) return [];
      return [{ ...segment, loop, phase: segment.phase % lengths[loop]! }];
    });
  const tracks = {
    main: onTrack('main'),
    ticker: onTrack('ticker'),
    audio: onTrack('audio'),
    voice: onTrack('voice'),
  };
  return { ...manifest, loops, tracks };
}

/** Far enough, and an integer that sums of it stay exact with. */
const FOREVER = 2 ** 52;

/**
 * Templates whose message depends on the time: a screen switched off by its hours, the days left. A
 * web page is not held by the screen: nobody knows what it shows.
 */
const TIMELY: ReadonlySet<string> = new Set(['off', 'countdown']);

function isTimeless(item: Item): boolean {
  if (trackOf(item) !== 'main' || item.kind === 'web') return false;
  return item.kind !== 'slide' || !TIMELY.has(item.template);
}
