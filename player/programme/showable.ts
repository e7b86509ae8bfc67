/**
 * What of a manifest may be on air, given what is known of the time and what was recalled. Pure. The
 * stage is given what comes out; it never sees the rest.
 */
import type { Item, Manifest, Sha256 } from '#shared/frame/manifest.ts';
import {
  anytime,
  livesThrough,
  livesWithin,
  needsAny,
  type TimeSpan,
  without,
} from '#shared/frame/safe.ts';

type Knowledge = {
  readonly span: TimeSpan;
  /** media that may be shown no more */
  readonly recalled: ReadonlySet<Sha256>;
  /** whether the item can be shown by what the screen holds */
  readonly isHere: (item: Item) => boolean;
};

/**
 * A programme is kept to when the time is known this well. What a school fears is sound in a lesson:
 * recesses are 15 to 30 minutes, so that a clock wrong by five keeps most of a recess within the
 * recess; with more than that nothing is left of the timetable. A kept clock comes here after 17 days
 * without the server.
 */
const KNOWN_WITHIN_MS = 5 * 60_000;
/**
 * As well as this the time is known with a server. Lives begin and end with the airings that they
 * allow: to be stricter would cut the first and the last moments off these.
 */
const EXACT_WITHIN_MS = 1000;

/** The part of the manifest that may be shown; the manifest itself when that is all of it. */
export type Showable =
  | { readonly kind: 'programme'; readonly out: readonly number[] }
  /** in turn, whatever the time is */
  | { readonly kind: 'anytime'; readonly items: readonly number[] };

/** Decides by what is known now. Asked often; `made` makes the manifest when the answer is new. */
export function showable(manifest: Manifest, { span, recalled, isHere }: Knowledge): Showable {
  const doubt = (span.latest - span.earliest) / 2;
  if (doubt > KNOWN_WITHIN_MS) {
    const safe = (item: Item) =>
      livesThrough(item, span) && !needsAny(item, recalled) && isHere(item);
    return { kind: 'anytime', items: placesOf(manifest, safe) };
  }
  const lives = doubt <= EXACT_WITHIN_MS ? livesWithin : livesThrough;
  const isOut = (item: Item) => !lives(item, span) || needsAny(item, recalled);
  return { kind: 'programme', out: placesOf(manifest, isOut) };
}

export function made(manifest: Manifest, what: Showable, span: TimeSpan): Manifest {
  switch (what.kind) {
    case 'programme': {
      const out = new Set(what.out.map((place) => manifest.items[place]!));
      return without(manifest, (item) => out.has(item));
    }
    case 'anytime': {
      const safe = new Set(what.items.map((place) => manifest.items[place]!));
      return anytime(manifest, span, (item) => safe.has(item)) ?? nothingOf(manifest);
    }
  }
}

export function isSame(a: Showable, b: Showable): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function nothingOf(manifest: Manifest): Manifest {
  return { ...manifest, tracks: { main: [], ticker: [], audio: [], voice: [] } };
}

function placesOf({ items }: Manifest, holds: (item: Item) => boolean): readonly number[] {
  const places: number[] = [];
  for (const [place, item] of items.entries()) if (holds(item)) places.push(place);
  return places;
}
