import { describe, expect, test } from 'vitest';
import { plainManner } from '#shared/api/resources.ts';
import { publication } from '#test/support/compiler.ts';
import { hash, image, mediaInfo, slide } from '#test/support/manifests.ts';
import { onAir } from './on-air.ts';

describe('[P8] an item', () => {
  const origins = new Set(['https://thoitiet.example']);
  const stored = {
    id: 'p',
    scheduleId: 's',
    scheduleVersion: 1,
    unitId: 'u',
    audience: { units: [], levels: [], tags: [] },
    when: publication('', []).when,
    ...plainManner,
    playlist: { id: 'l', name: 'l', themes: [], version: 1 },
    items: [image('a', 1000), image('b', 1000), slide('c', 1000)],
    assets: [['asset a'], ['asset b'], []],
    onAirSince: 0,
    at: 0,
    by: null,
    restores: null,
  };
  const media = new Map([hash('a'), hash('b')].map((sha256) => [sha256, mediaInfo()]));

  test('leaves the programme when what it shows is no longer approved, and comes back with it', () => {
    const all = onAir(stored, { approved: new Set(['asset a', 'asset b']), media, origins });
    const less = onAir(stored, { approved: new Set(['asset b']), media, origins });
    expect(all.items.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    expect(less.items.map(({ id }) => id)).toEqual(['b', 'c']);
    expect(less.key).not.toBe(all.key);
  });

  test('leaves the programme when a medium of it is not there', () => {
    const less = onAir(stored, {
      approved: new Set(['asset a', 'asset b']),
      media: new Map(),
      origins,
    });
    expect(less.items.map(({ id }) => id)).toEqual(['c']);
  });
});
