/**
 * From a playlist's entries to items that a screen can show: media by hash, slides validated, every
 * duration known. Pure: what the library holds is handed in, and what is wrong comes back as data.
 */
import canonicalize from 'canonicalize';
import type { SlideTemplate } from '#playlists/templates/template.ts';
import { wholeTurns } from '#playlists/templates/type/ticker.ts';
import type { AssetRecord } from '#server/store/port.ts';
import { type FieldCode, type WrongField, wrongFields } from '#shared/api/field-problems.ts';
import type { Playlist, PlaylistEntry, Rendition } from '#shared/api/resources.ts';
import { isAllowed, type Origins } from '#shared/domain/web.ts';
import { type Item, SlideItem } from '#shared/frame/manifest.ts';
import { ageless } from './life.ts';

/** What the entries of a playlist refer to, as far as the publisher may see it. */
export type Library = {
  readonly assets: ReadonlyMap<string, AssetRecord>;
  /** those that have a rendition with this hash */
  readonly byMedia: ReadonlyMap<string, readonly AssetRecord[]>;
  readonly templates: ReadonlyMap<string, SlideTemplate>;
  /** whose pages may be shown */
  readonly origins: Origins;
};

export type Resolution =
  | { readonly kind: 'items'; readonly items: Item[]; readonly assets: string[][] }
  /** something is still being processed; everything else may air */
  | { readonly kind: 'notReady' }
  /** fields of the playlist that keep it from airing */
  | { readonly kind: 'wrong'; readonly fields: readonly WrongField[] };

/** The compiler knows how long an item lives; a playlist does not. */
const life = ageless;

/** How long a picture stands when nobody has said. */
export const PICTURE_MS = 10_000;

export function resolveEntries(
  playlist: Pick<Playlist, 'id' | 'items'>,
  library: Library,
): Resolution {
  const resolved = playlist.items.map((entry, i) =>
    resolveEntry(entry, `${playlist.id}/${entry.id ?? i}`, `items.${i}`, library),
  );
  const fields = resolved.flatMap((each) => (each.kind === 'wrong' ? each.fields : []));
  if (fields.length > 0) return { kind: 'wrong', fields };
  const shown = resolved.filter((each) => each.kind === 'item');
  if (shown.length < resolved.length) return { kind: 'notReady' };
  return {
    kind: 'items',
    items: shown.map(({ item }) => item),
    assets: shown.map(({ assets }) => assets),
  };
}

/** Hashes of the pictures on the slides of these entries; invalid slides have none. */
export function slideMedia(
  entries: readonly PlaylistEntry[],
  templates: ReadonlyMap<string, SlideTemplate>,
): string[] {
  return entries.flatMap((entry) => {
    if (!('slide' in entry)) return [];
    const template = templates.get(entry.slide.template);
    const data = template?.schema.safeParse(entry.slide.data);
    return template && data?.success ? template.media(data.data) : [];
  });
}

type Resolved =
  | { readonly kind: 'item'; readonly item: Item; readonly assets: string[] }
  | { readonly kind: 'notReady' }
  | { readonly kind: 'wrong'; readonly fields: readonly WrongField[] };

function resolveEntry(entry: PlaylistEntry, id: string, path: string, library: Library): Resolved {
  const resolved =
    'assetId' in entry
      ? resolveClip(entry, id, path, library)
      : 'slide' in entry
        ? resolveSlide(entry, id, path, library)
        : 'web' in entry
          ? resolveWeb(entry, id, path, library)
          : resolveTicker(entry, id);
  // A manifest's bytes must be the same everywhere, which text with half a surrogate pair is not.
  const sound = resolved.kind !== 'item' || isSound(resolved.item);
  return sound ? resolved : wrong(path, 'wrongFormat');
}

type Clip = Extract<PlaylistEntry, { assetId: string }>;
type Slide = Extract<PlaylistEntry, { slide: unknown }>;
type Web = Extract<PlaylistEntry, { web: unknown }>;
type Ticker = Extract<PlaylistEntry, { ticker: unknown }>;

function resolveClip(entry: Clip, id: string, path: string, { assets }: Library): Resolved {
  const asset = assets.get(entry.assetId);
  const field = `${path}.assetId`;
  if (!asset) return wrong(field, 'unknownAsset');
  if (asset.state === 'failed') return wrong(field, 'assetFailed');
  if (asset.decision !== 'approved') return wrong(field, 'assetNotApproved');
  if (asset.state === 'processing') return { kind: 'notReady' };
  const item = clipItem(entry, id, asset);
  return item ? { kind: 'item', item, assets: [asset.id] } : wrong(field, 'assetFailed');
}

function clipItem(
  { ms, fit, volume, enter, role }: Clip,
  id: string,
  asset: AssetRecord,
): Item | null {
  const rendition = (kind: Rendition['kind']) => asset.renditions.find((r) => r.kind === kind);
  switch (asset.kind) {
    case 'video': {
      const found = rendition('video');
      if (!found?.ms) return null;
      const poster = rendition('poster')?.sha256 ?? null;
      const length = Math.min(ms ?? found.ms, found.ms);
      const captions = rendition('captions')?.sha256 ?? null;
      const shown = { media: found.sha256, poster, captions, fit, volume };
      return { kind: 'video', id, ms: length, life, enter: enter ?? 'cut', ...shown };
    }
    case 'audio': {
      const found = rendition('audio');
      if (!found?.ms) return null;
      const length = Math.min(ms ?? found.ms, found.ms);
      const heard = { role: role ?? 'music', media: found.sha256, volume } as const;
      return { kind: 'audio', id, ms: length, life, ...heard };
    }
    case 'image': {
      const found = rendition('image');
      if (!found) return null;
      const shown = { enter: enter ?? 'fade', media: found.sha256, fit } as const;
      return { kind: 'image', id, ms: ms ?? PICTURE_MS, life, ...shown };
    }
    case null:
      return null;
  }
}

function resolveSlide(
  { ms, slide, enter }: Slide,
  id: string,
  path: string,
  library: Library,
): Resolved {
  const template = library.templates.get(slide.template);
  if (!template) return wrong(`${path}.slide.template`, 'unknownTemplate');
  const parsed = template.schema.safeParse(slide.data);
  if (!parsed.success) {
    const fields = wrongFields(parsed.error, slide.data, [...path.split('.'), 'slide', 'data']);
    return { kind: 'wrong', fields };
  }
  const media = [...new Set(template.media(parsed.data))];
  const assets: string[] = [];
  for (const sha256 of media) {
    const holders = library.byMedia.get(sha256) ?? [];
    const approved = holders.find(({ decision }) => decision === 'approved');
    if (!approved) {
      const code = holders.length === 0 ? 'unknownAsset' : 'assetNotApproved';
      return wrong(`${path}.slide.data`, code);
    }
    assets.push(approved.id);
  }
  const item = SlideItem.safeParse({
    kind: 'slide',
    id,
    ms: ms ?? Math.ceil(template.dwell(parsed.data)),
    life,
    enter: enter ?? 'fade',
    template: template.id,
    data: parsed.data,
    media,
  });
  if (!item.success) return wrong(`${path}.slide.data`, 'wrongFormat');
  return { kind: 'item', item: item.data, assets };
}

/** [P32] Checked again by the compiler, for what is allowed today need not be tomorrow. */
function resolveWeb({ ms, web, enter }: Web, id: string, path: string, library: Library): Resolved {
  if (!isAllowed(library.origins, web.url)) return wrong(`${path}.web.url`, 'originNotAllowed');
  const item = { kind: 'web', id, ms, life, enter: enter ?? 'fade', url: web.url } as const;
  return { kind: 'item', item, assets: [] };
}

function resolveTicker({ ms, ticker: { text } }: Ticker, id: string): Resolved {
  const item = { kind: 'ticker', id, ms: wholeTurns(text, ms ?? TICKER_MS), life, text } as const;
  return { kind: 'item', item, assets: [] };
}

/** About how long one text of the ticker runs before the next has its turn. */
const TICKER_MS = 40_000;

function isSound(item: Item): boolean {
  try {
    canonicalize(item);
    return true;
  } catch {
    return false;
  }
}

function wrong(path: string, code: FieldCode): Resolved {
  return { kind: 'wrong', fields: [{ path, code, params: {} }] };
}
