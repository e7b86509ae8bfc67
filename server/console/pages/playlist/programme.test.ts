import { describe, expect, test } from 'vitest';
import { templates } from '#playlists/templates/index.ts';
import type { Asset } from '#shared/api/resources.ts';
import { frameAt } from '#shared/frame/frame-at.ts';
import type { Draft, DraftEntry } from './draft.ts';
import { objectionsTo, slideEntry } from './entry.ts';
import { entryAt, programmeOf } from './programme.ts';

const FROM = 1_800_000_000_000;
const sha = (letter: string) => letter.repeat(64);
const clip = (id: string, ms: number, change: Partial<Asset> = {}): Asset => ({
  id,
  unitId: 'u',
  title: id,
  filename: `${id}.mp4`,
  themes: [],
  kind: 'video',
  state: 'ready',
  progress: 1,
  sha256: sha('0'),
  bytes: 1,
  renditions: [
    { kind: 'video', sha256: sha('a'), bytes: 1, type: 'video/mp4', width: 16, height: 9, ms },
  ],
  decision: 'approved',
  decidedBy: null,
  decidedAt: null,
  reason: null,
  uploadedBy: null,
  createdAt: 0,
  ...change,
});
const shown = (id: string, assetId: string): DraftEntry => ({
  id,
  assetId,
  fit: 'contain',
  volume: 100,
});
const origins = new Set(['https://thoitiet.example']);
const laidOut = (items: DraftEntry[], assets: Asset[]) => {
  const draft: Draft = { name: '', themes: [], items };
  return programmeOf(
    draft,
    { assets: new Map(assets.map((a) => [a.id, a])), templates, origins },
    FROM,
  );
};

describe('the preview of a draft', () => {
  test('plays the entries in order and round again, as frameAt plays them', () => {
    const programme = laidOut(
      [shown('1', 'a'), shown('2', 'b')],
      [clip('a', 4000), clip('b', 6000)],
    );
    expect(programme.length).toBe(10_000);
    expect(frameAt(programme.manifest, FROM + 3999).main?.item.id).toBe('draft/1');
    expect(frameAt(programme.manifest, FROM + 4000).main?.item.id).toBe('draft/2');
    expect(frameAt(programme.manifest, FROM + 13_000).main?.item.id).toBe('draft/1');
    expect(entryAt(programme, 4000)).toBe('2');
    expect(entryAt(laidOut([], []), 0)).toBeNull();
  });

  test('shows what must not air yet, and says what keeps it from airing', () => {
    const programme = laidOut(
      [shown('1', 'a'), shown('2', 'b'), shown('3', 'lost')],
      [
        clip('a', 4000, { decision: 'waiting' }),
        clip('b', 4000, { state: 'processing', renditions: [] }),
      ],
    );
    expect(programme.placed.map(({ trouble }) => trouble)).toEqual([
      'notApproved',
      'notReady',
      'gone',
    ]);
    expect(programme.placed.map(({ item }) => item !== null)).toEqual([true, false, false]);
    expect(programme.length).toBe(4000);
  });

  test('an unfinished slide stands in the preview without any sample text', () => {
    const entry = slideEntry('1', templates.get('news')!);
    const [placed] = laidOut([entry], []).placed;
    expect(placed?.trouble).toBe('unfinished');
    expect(placed?.item).toMatchObject({ kind: 'slide', template: 'news', data: {} });
  });

  test('a ticker runs on a track of its own and does not lengthen the bulletin', () => {
    const ticker: DraftEntry = { id: 't', ticker: { text: 'Chào cờ lúc 7 giờ' } };
    const programme = laidOut([shown('1', 'a'), ticker], [clip('a', 4000)]);
    expect(programme.length).toBe(4000);
    expect(frameAt(programme.manifest, FROM).ticker?.item).toMatchObject({ kind: 'ticker' });
  });
});

describe('a slide’s own objections', () => {
  const news = templates.get('news')!;
  test('are told at the field, in the reader’s language', () => {
    const wrong = objectionsTo(news, { headline: 'x'.repeat(65) }, 'vi');
    expect([...wrong]).toEqual([['headline', 'Tối đa 64 ký tự.']]);
    expect(objectionsTo(news, {}, 'en').get('headline')).toBe('This is needed.');
  });

  test('every sample that ships has none', () => {
    for (const template of templates.values())
      expect(objectionsTo(template, template.sample, 'vi').size).toBe(0);
  });
});
