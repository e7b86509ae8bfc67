/**
 * From the text of a manifest to a manifest that `frameAt` can trust. A hash says that the bytes are
 * the ones that were meant, not that they make sense; so before anything is switched to, this checks
 * the schema and, beyond what a schema can say, that times are in order and references lead somewhere.
 */
import { z } from 'zod';
import { itemsOf, mediaOf, trackOf } from './items.ts';
import { type Item, type Loop, Manifest, type Segment, type Track, tracks } from './manifest.ts';
import { inTodaysTerms } from './older.ts';

export type ParsedManifest =
  | { readonly ok: true; readonly manifest: Manifest }
  /** `mistake`: the first thing that is wrong, in English, with its place, for support */
  | { readonly ok: false; readonly mistake: string };

export function parseManifest(text: string): ParsedManifest {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, mistake: 'not JSON' };
  }
  const parsed = Manifest.safeParse(inTodaysTerms(value));
  if (!parsed.success) return { ok: false, mistake: z.prettifyError(parsed.error).slice(0, 300) };
  const mistake = firstMistake(parsed.data);
  return mistake === null ? { ok: true, manifest: parsed.data } : { ok: false, mistake };
}

/** What is wrong with a manifest that already has the schema's shape; null: nothing. */
export function firstMistake(manifest: Manifest): string | null {
  if (manifest.until <= manifest.from) return 'until is not after from';
  for (const [i, item] of manifest.items.entries()) {
    const missing = mediaOf(item).find((hash) => !Object.hasOwn(manifest.media, hash));
    if (missing) return `items[${i}]: media ${missing} of ${item.id} is not listed`;
  }
  for (const [i, loop] of manifest.loops.entries()) {
    const mistake = loopMistake(manifest, loop);
    if (mistake) return `loops[${i}]: ${mistake}`;
  }
  const loops = manifest.loops.map((loop) => measured(itemsOf(manifest, loop)));
  for (const track of tracks) {
    let free = manifest.from;
    for (const [i, segment] of manifest.tracks[track].entries()) {
      const mistake = segmentMistake(segment, track, free, manifest.until, loops[segment.loop]);
      if (mistake) return `tracks.${track}[${i}]: ${mistake}`;
      free = segment.end;
    }
  }
  return null;
}

type Measured = { readonly length: number; readonly track: Track };

function measured(items: readonly Item[]): Measured {
  return { length: items.reduce((sum, { ms }) => sum + ms, 0), track: trackOf(items[0]!) };
}

function loopMistake(manifest: Manifest, loop: Loop): string | null {
  const missing = loop.turns.find((turn) => turn >= manifest.items.length);
  if (missing !== undefined) return `there is no item ${missing}`;
  const items = itemsOf(manifest, loop);
  const { length, track } = measured(items);
  if (!Number.isSafeInteger(length)) return 'too long to count';
  const stray = items.find((item) => trackOf(item) !== track);
  return stray ? `${stray.id} does not play on the same track as the others` : null;
}

function segmentMistake(
  { start, end, loop, phase }: Segment,
  track: Track,
  free: number,
  until: number,
  measures: Measured | undefined,
): string | null {
  if (end <= start) return 'end is not after start';
  if (start < free) return 'starts before the manifest or before the last segment’s end';
  if (end > until) return 'ends after the manifest';
  if (!measures) return `there is no loop ${loop}`;
  if (phase >= measures.length) return 'phase is beyond the end of its loop';
  if (measures.track !== track) return `loop ${loop} does not play on this track`;
  return null;
}
