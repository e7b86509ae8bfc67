/**
 * A draft as a programme: resolved by the publisher's own rules and laid out as a manifest, so that
 * the preview shows by `frameAt` what a screen would show. Pure.
 */
import type { SlideTemplate } from '#playlists/templates/template.ts';
import { type Library, resolveEntries } from '#server/publish/resolve.ts';
import type { AssetRecord } from '#server/store/port.ts';
import type { Asset } from '#shared/api/resources.ts';
import { isAllowed, originOf } from '#shared/domain/web.ts';
import { trackOf } from '#shared/frame/items.ts';
import {
  type Item,
  MANIFEST_VERSION,
  type Manifest,
  type SlideItem,
  type Track,
} from '#shared/frame/manifest.ts';
import type { Draft, DraftEntry } from './draft.ts';

/** What keeps an entry from airing; it is shown in the preview all the same when it can be. */
export type Trouble = 'gone' | 'failed' | 'notReady' | 'notApproved' | 'notAllowed' | 'unfinished';

export type Placed = {
  readonly entry: DraftEntry;
  /** null: there is nothing to show */
  readonly item: Item | null;
  readonly track: Track;
  /** position on its track, ms */
  readonly start: number;
  readonly trouble: Trouble | null;
};

export type DraftProgramme = {
  readonly placed: readonly Placed[];
  readonly manifest: Manifest;
  /** of the main track, ms; of the longest other one when nothing is to be seen */
  readonly length: number;
};

export type Known = {
  readonly assets: ReadonlyMap<string, Asset>;
  readonly templates: ReadonlyMap<string, SlideTemplate>;
  /** whose pages may be shown */
  readonly origins: ReadonlySet<string>;
};

/** The preview repeats the playlist; nobody watches longer than this at a stretch. */
const SHOWN_MS = 7 * 24 * 3_600_000;
/** How long an unfinished slide stands in the preview. */
const UNFINISHED_MS = 6000;

/** @param from the instant at which the preview begins; ticking slides count from it */
export function programmeOf(draft: Draft, known: Known, from: number): DraftProgramme {
  const library = leniently(known);
  const lengths: Record<Track, number> = { main: 0, ticker: 0, audio: 0, voice: 0 };
  const items: Record<Track, Item[]> = { main: [], ticker: [], audio: [], voice: [] };
  const placed = draft.items.map((entry): Placed => {
    const item = itemOf(entry, library);
    const track = item === null ? 'main' : trackOf(item);
    const start = lengths[track];
    if (item !== null) {
      lengths[track] += item.ms;
      items[track].push(item);
    }
    return { entry, item, track, start, trouble: troubleOf(entry, known) };
  });
  return {
    placed,
    manifest: manifestOf(items, from),
    length: lengths.main || Math.max(lengths.ticker, lengths.audio, lengths.voice),
  };
}

/** The entry whose turn it is at `position` of the main track. */
export function entryAt({ placed }: DraftProgramme, position: number): string | null {
  const current = placed.findLast(
    ({ item, track, start }) => item !== null && track === 'main' && start <= position,
  );
  return current?.entry.id ?? null;
}

function itemOf(entry: DraftEntry, library: Library): Item | null {
  const resolved = resolveEntries({ id: 'draft', items: [entry] }, library);
  if (resolved.kind === 'items') return resolved.items[0] ?? null;
  return 'slide' in entry && library.templates.has(entry.slide.template)
    ? unfinished(entry, entry.slide)
    : null;
}

function unfinished(entry: DraftEntry, slide: { template: string; data: object }): SlideItem {
  return {
    kind: 'slide',
    id: `draft/${entry.id}`,
    ms: entry.ms ?? UNFINISHED_MS,
    life: { from: 0, until: null },
    enter: 'fade',
    template: slide.template,
    data: { ...slide.data },
    media: [],
  };
}

function troubleOf(entry: DraftEntry, { assets, templates, origins }: Known): Trouble | null {
  if ('ticker' in entry) return entry.ticker.text.trim() === '' ? 'unfinished' : null;
  if ('slide' in entry) {
    const template = templates.get(entry.slide.template);
    if (template === undefined) return 'gone';
    return template.schema.safeParse(entry.slide.data).success ? null : 'unfinished';
  }
  if ('web' in entry) {
    if (originOf(entry.web.url) === null) return 'unfinished';
    return isAllowed(origins, entry.web.url) ? null : 'notAllowed';
  }
  const asset = assets.get(entry.assetId);
  if (asset === undefined) return 'gone';
  if (asset.state === 'failed') return 'failed';
  if (asset.state === 'processing') return 'notReady';
  return asset.decision === 'approved' ? null : 'notApproved';
}

/** The library as if everything were approved and allowed: the preview may show what must not air yet. */
function leniently({ assets, templates }: Known): Library {
  const records = new Map<string, AssetRecord>();
  const byMedia = new Map<string, AssetRecord[]>();
  for (const { error: _, ...asset } of assets.values()) {
    const record: AssetRecord = { ...asset, error: null, decision: 'approved' };
    records.set(record.id, record);
    for (const { sha256 } of record.renditions)
      byMedia.set(sha256, [...(byMedia.get(sha256) ?? []), record]);
  }
  return { assets: records, byMedia, templates, origins: { has: () => true } };
}

function manifestOf(items: Readonly<Record<Track, Item[]>>, from: number): Manifest {
  const loops: Manifest['loops'] = [];
  const all: Item[] = [];
  const segments = (track: Track) => {
    if (items[track].length === 0) return [];
    const first = all.push(...items[track]) - items[track].length;
    loops.push({ turns: items[track].map((_, i) => first + i) });
    return [{ start: from, end: from + SHOWN_MS, loop: loops.length - 1, phase: 0 }];
  };
  return {
    version: MANIFEST_VERSION,
    from,
    until: from + SHOWN_MS,
    tracks: {
      ...{ main: segments('main'), ticker: segments('ticker') },
      ...{ audio: segments('audio'), voice: segments('voice') },
    },
    items: all,
    loops,
    media: {},
    recalled: [],
  };
}
