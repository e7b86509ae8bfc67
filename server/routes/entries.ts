/**
 * Checks a playlist's entries: assets are known, a slide's data fit its template, every entry has an
 * id of its own. Pure; whoever calls looks up the assets before and the media after.
 */
import { templates } from '#playlists/templates/index.ts';
import { type WrongField, wrongFields } from '#shared/api/field-problems.ts';
import type { PlaylistEntry } from '#shared/api/resources.ts';

type Checked = {
  readonly entries: PlaylistEntry[];
  /** media that slides refer to, and where they do */
  readonly media: readonly { readonly sha256: string; readonly path: string }[];
  readonly wrong: readonly WrongField[];
};

/** `assets`: ids of those that may be used */
export function checkedEntries(
  entries: readonly PlaylistEntry[],
  assets: ReadonlySet<string>,
  newId: () => string,
): Checked {
  const taken = new Set<string>();
  const results = entries.map((entry, n) => {
    const id = entry.id === undefined || taken.has(entry.id) ? newId() : entry.id;
    taken.add(id);
    return checkedEntry({ ...entry, id }, `items.${n}`, assets);
  });
  return {
    entries: results.map(({ entry }) => entry),
    media: results.flatMap(({ media }) => media),
    wrong: results.flatMap(({ wrong }) => wrong),
  };
}

function checkedEntry(entry: PlaylistEntry, path: string, assets: ReadonlySet<string>) {
  const fine = { entry, media: [], wrong: [] };
  if ('assetId' in entry) {
    if (assets.has(entry.assetId)) return fine;
    return { ...fine, wrong: [{ path: `${path}.assetId`, code: 'unknownAsset', params: {} }] };
  }
  // whether a site is allowed is asked when it is to go on air
  if ('ticker' in entry || 'web' in entry) return fine;

  const template = templates.get(entry.slide.template);
  if (template === undefined) {
    const wrong = [{ path: `${path}.slide.template`, code: 'unknownTemplate', params: {} }];
    return { ...fine, wrong };
  }
  const { data } = entry.slide;
  const parsed = template.schema.safeParse(data);
  if (!parsed.success) {
    const prefix = [...path.split('.'), 'slide', 'data'];
    return { ...fine, wrong: wrongFields(parsed.error, data, prefix) };
  }
  return {
    // as parsed: what the template does not know of is not kept
    entry: { ...entry, slide: { template: template.id, data: parsed.data } },
    media: template.media(parsed.data).map((sha256) => {
      const field = Object.keys(parsed.data).find((name) => parsed.data[name] === sha256);
      return { sha256, path: [path, 'slide.data', ...(field ? [field] : [])].join('.') };
    }),
    wrong: [],
  };
}
