/** Builders of small manifests for tests, and of arbitrary ones for property tests. */
import fc from 'fast-check';
import { mediaOf } from '#shared/frame/items.ts';
import {
  type AudioItem,
  type ImageItem,
  type Item,
  type Life,
  MANIFEST_VERSION,
  type Manifest,
  type MediaInfo,
  type Segment,
  type SlideItem,
  type TickerItem,
  type Track,
  tracks,
  type VideoItem,
} from '#shared/frame/manifest.ts';

/** A hash that is easy to tell apart in a failure: `hash('a')`. */
export function hash(name: string): string {
  return Buffer.from(name).toString('hex').padEnd(64, '0').slice(0, 64);
}

/** Somebody wants it at any time. */
export const ageless: Life = { from: 0, until: null };
const life = ageless;

export function slide(id: string, ms: number, data: SlideItem['data'] = {}): SlideItem {
  const template = 'announcement';
  return { kind: 'slide', id, ms, life, enter: 'fade', template, data, media: [] };
}
export function image(id: string, ms: number, media = hash(id)): ImageItem {
  return { kind: 'image', id, ms, life, enter: 'fade', media, fit: 'contain' };
}
export function video(id: string, ms: number, media = hash(id)): VideoItem {
  const rest = { poster: null, captions: null, fit: 'contain', volume: 100 } as const;
  return { kind: 'video', id, ms, life, enter: 'cut', media, ...rest };
}
export function audio(id: string, ms: number, media = hash(id)): AudioItem {
  return { kind: 'audio', id, ms, life, role: 'music', media, volume: 100 };
}
export function announcement(id: string, ms: number, media = hash(id)): AudioItem {
  return { ...audio(id, ms, media), role: 'announcement' };
}
export function ticker(id: string, ms: number, text = id): TickerItem {
  return { kind: 'ticker', id, ms, life, text };
}

export function mediaInfo(bytes = 1000, ms: number | null = null): MediaInfo {
  return { bytes, type: 'image/webp', ms, chunks: ['A'.repeat(43)] };
}

/** A manifest in which every medium that the loops name is listed. */
export function manifest(parts: {
  from?: number;
  until: number;
  loops: readonly (readonly Item[])[];
  main?: readonly Segment[];
  ticker?: readonly Segment[];
  audio?: readonly Segment[];
  voice?: readonly Segment[];
  recalled?: readonly string[];
}): Manifest {
  const items = parts.loops.flat();
  const hashes = new Set(items.flatMap(mediaOf));
  let turn = 0;
  return {
    version: MANIFEST_VERSION,
    from: parts.from ?? 0,
    until: parts.until,
    tracks: {
      main: [...(parts.main ?? [])],
      ticker: [...(parts.ticker ?? [])],
      audio: [...(parts.audio ?? [])],
      voice: [...(parts.voice ?? [])],
    },
    items,
    loops: parts.loops.map((loop) => ({ turns: loop.map(() => turn++) })),
    media: Object.fromEntries([...hashes].map((sha256) => [sha256, mediaInfo()])),
    recalled: [...(parts.recalled ?? [])],
  };
}

const makers: { readonly [T in Track]: readonly ((id: string, ms: number) => Item)[] } = {
  main: [slide, image, video],
  ticker: [ticker],
  audio: [audio],
  voice: [announcement],
};

/**
 * Any valid manifest, small enough to be walked millisecond by millisecond: items of a few
 * milliseconds, segments that touch or leave gaps, phases anywhere in their loops.
 */
export const anyManifest: fc.Arbitrary<Manifest> = fc
  .record({
    from: fc.nat(50),
    main: anyTrack('main'),
    ticker: anyTrack('ticker'),
    audio: anyTrack('audio'),
    voice: anyTrack('voice'),
  })
  .map(({ from, ...parts }) => {
    const loops: Item[][] = [];
    const placed = tracks.map((track) => {
      const first = loops.length;
      loops.push(...parts[track].loops);
      let at = from;
      const segments = parts[track].segments.map(({ gap, length, loop, phase }): Segment => {
        const start = at + gap;
        at = start + length;
        const index = first + (loop % parts[track].loops.length);
        return { start, end: at, loop: index, phase: phase % lengthOf(loops[index]!) };
      });
      return { segments, until: at };
    });
    const [main, tickers, audios, voices] = placed.map(({ segments }) => segments);
    return manifest({
      from,
      until: Math.max(from + 1, ...placed.map(({ until }) => until)),
      loops,
      main: main!,
      ticker: tickers!,
      audio: audios!,
      voice: voices!,
    });
  });

function anyTrack(track: Track) {
  const item = fc
    .tuple(fc.constantFrom(...makers[track]), fc.nat(99), fc.integer({ min: 1, max: 12 }))
    .map(([make, id, ms]) => make(`${track}/${id}`, ms));
  return fc.record({
    loops: fc.array(fc.array(item, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 3 }),
    segments: fc.array(
      fc.record({
        gap: fc.oneof(fc.constant(0), fc.nat(20)),
        length: fc.integer({ min: 1, max: 60 }),
        loop: fc.nat(),
        phase: fc.nat(),
      }),
      { maxLength: 6 },
    ),
  });
}

export function lengthOf(items: readonly Item[]): number {
  return items.reduce((sum, item) => sum + item.ms, 0);
}
