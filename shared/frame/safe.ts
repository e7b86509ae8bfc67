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

/**
 * [F12] What may be shown at any time within the span: one loop of all pictures that live through
 * it, without sound, in the order in which the manifest lists them. Sound is not safe: it may be a
 * lesson, or night. null: nothing may.
 */
export function anytime(manifest: Manifest, span: TimeSpan): Manifest | null {
  const recalled = new Set(manifest.recalled);
  const items = manifest.items
    .filter((item) => trackOf(item) === 'main' && isShown(item) && livesThrough(item, span))
    .filter((item) => !mediaOf(item).some((sha256) => recalled.has(sha256)))
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

/**
 * [F13] The manifest without what was recalled: its loops are shorter by those turns, and a loop that
 * has none left is off the air. The same object when nothing in it was recalled.
 */
export function withoutRecalled(manifest: Manifest, recalled: ReadonlySet<Sha256>): Manifest {
  const isRecalled = manifest.items.map((item) => mediaOf(item).some((hash) => recalled.has(hash)));
  if (!isRecalled.includes(true)) return manifest;
  const lengths: number[] = [];
  const places: (number | null)[] = [];
  const loops: { turns: number[] }[] = [];
  for (const { turns } of manifest.loops) {
    const left = turns.filter((turn) => !isRecalled[turn]);
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

/** A screen switched off by its hours is no picture to show at any time. */
function isShown(item: Item): boolean {
  return item.kind !== 'slide' || item.template !== 'off';
}
