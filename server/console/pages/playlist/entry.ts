/** What the editor says of one entry, and how new ones begin. */
import { templates } from '#playlists/templates/index.ts';
import type { SlideTemplate } from '#playlists/templates/template.ts';
import { fieldWording, wrongFields } from '#shared/api/field-problems.ts';
import type { Locale } from '#shared/api/problems.ts';
import type { Asset } from '#shared/api/resources.ts';
import type { IconName } from '../../design/icons.ts';
import { locale, words } from '../../locales/words.ts';
import { kindIcon } from '../library/asset.ts';
import type { DraftEntry } from './draft.ts';

export type SlideEntry = Extract<DraftEntry, { slide: unknown }>;
export type ClipEntry = Extract<DraftEntry, { assetId: string }>;
export type WebEntry = Extract<DraftEntry, { web: unknown }>;
export type TickerEntry = Extract<DraftEntry, { ticker: unknown }>;

export function clipEntry(id: string, asset: Pick<Asset, 'id'>): ClipEntry {
  return { id, assetId: asset.id, fit: 'contain', volume: 100 };
}

/** Empty but for choices: sample text must never reach a screen. */
export function slideEntry(id: string, template: SlideTemplate): SlideEntry {
  const chosen = template.fields.flatMap(({ name, input, choices }) =>
    input === 'choice' && choices?.[0] ? [[name, choices[0].value]] : [],
  );
  return { id, slide: { template: template.id, data: Object.fromEntries(chosen) } };
}

export function tickerEntry(id: string, text: string): TickerEntry {
  return { id, ticker: { text } };
}

/** Nobody but its maker knows how long a page is to be looked at. */
const WEB_MS = 30_000;

export function webEntry(id: string, url: string): WebEntry {
  return { id, ms: WEB_MS, web: { url } };
}

/** Its name in lists and announcements. */
export function titleOf(entry: DraftEntry, assets: ReadonlyMap<string, Asset>): string {
  if ('assetId' in entry) return assets.get(entry.assetId)?.title ?? words().playlists.gone;
  if ('ticker' in entry) return entry.ticker.text || words().playlists.ticker;
  if ('web' in entry) return URL.parse(entry.web.url)?.hostname ?? words().playlists.web;
  const template = templates.get(entry.slide.template);
  if (template === undefined) return words().playlists.unknownTemplate;
  return headlineOf(template, entry.slide.data) || template.name[locale()];
}

/** What kind of thing it is, in a word or two. */
export function kindOf(entry: DraftEntry, assets: ReadonlyMap<string, Asset>): string {
  if ('ticker' in entry) return words().playlists.ticker;
  if ('web' in entry) return words().playlists.web;
  if ('slide' in entry) return templates.get(entry.slide.template)?.name[locale()] ?? '';
  if (entry.role === 'announcement') return words().playlists.announcement;
  return words().library.kind[assets.get(entry.assetId)?.kind ?? 'unknown'];
}

export function iconOf(entry: DraftEntry, assets: ReadonlyMap<string, Asset>): IconName {
  if ('ticker' in entry) return 'ticker';
  if ('slide' in entry) return 'slide';
  if ('web' in entry) return 'web';
  if (entry.role === 'announcement') return 'announcement';
  return kindIcon(assets.get(entry.assetId)?.kind ?? null);
}

function headlineOf(template: SlideTemplate, data: Readonly<Record<string, unknown>>): string {
  const first = template.fields.find(({ input }) => input === 'line' || input === 'text');
  const text = first === undefined ? '' : data[first.name];
  return typeof text === 'string' ? text.trim() : '';
}

/** The template's own objections to a slide's data, by field; in the words that the API uses too. */
export function objectionsTo(
  template: SlideTemplate,
  data: Readonly<Record<string, unknown>>,
  language: Locale,
): ReadonlyMap<string, string> {
  const parsed = template.schema.safeParse(data);
  if (parsed.success) return new Map();
  return new Map(
    wrongFields(parsed.error, data)
      .toReversed()
      .map(({ path, code, params }) => [
        path.split('.')[0] ?? '',
        fieldWording(code, language, params),
      ]),
  );
}
