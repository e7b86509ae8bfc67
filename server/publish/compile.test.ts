import { describe, expect, test } from 'vitest';
import { plainManner } from '#shared/api/resources.ts';
import { plainWhen } from '#shared/domain/when.ts';
import { frameAt } from '#shared/frame/frame-at.ts';
import { itemsOf } from '#shared/frame/items.ts';
import type { Item } from '#shared/frame/manifest.ts';
import { MAX_LOOP_TURNS } from '#shared/frame/manifest.ts';
import { audio, hash, image, mediaInfo, slide, ticker } from '#test/support/manifests.ts';
import { compile, countedFrom, createCompiler } from './compile.ts';
import { type OnAir, onAir } from './on-air.ts';
import { weekOf } from './windows/wall-clock.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const zone = 'Asia/Ho_Chi_Minh';
const monday = Date.UTC(2026, 10, 22, 17);
const week = weekOf(monday, zone);

function publication(id: string, items: Item[], more: Partial<OnAir> = {}): OnAir {
  return {
    id,
    key: id,
    unitId: 'u',
    audience: { units: [], levels: [], tags: [] },
    when: {
      ...plainWhen,
      hours: [{ start: '07:00', end: '17:00' }],
      from: '2026-01-01',
      until: null,
    },
    priority: 'ordinary',
    onAirSince: monday - DAY,
    items,
    ...more,
  };
}
const hours = (start: string, end: string) => ({
  when: { ...publication('', []).when, hours: [{ start, end }] },
});
const program = (...publications: OnAir[]) =>
  compile({ onAir: publications, zone, week, media: new Map() });
const at = (text: string) => Date.parse(`2026-11-${text}:00+07:00`);

describe('compile', () => {
  test('[P5] a higher class has the track to itself while it holds; afterwards the loop goes on', () => {
    const manifest = program(
      publication('bulletin', [slide('a', 20 * MINUTE), slide('b', 20 * MINUTE)], {
        onAirSince: monday,
      }),
      publication('urgent', [slide('u', MINUTE)], {
        ...hours('07:30', '08:00'),
        priority: 'priority',
      }),
    );
    const shown = (text: string) => frameAt(manifest, at(text)).main;
    expect(shown('23T07:29')?.item.id).toBe('b');
    expect(shown('23T07:30')?.item.id).toBe('u');
    expect(shown('23T08:00')).toMatchObject({ item: { id: 'b' }, offset: 10 * MINUTE });
    expect(shown('23T08:10')?.item.id).toBe('a');
  });

  test('[P5] who has nothing for a track does not compete for it', () => {
    const manifest = program(
      publication('bulletin', [slide('a', MINUTE), ticker('line', MINUTE)]),
      publication('urgent', [ticker('urgent', MINUTE)], { priority: 'priority' }),
    );
    const frame = frameAt(manifest, at('23T09:00'));
    expect(frame.main?.item.id).toBe('a');
    expect(frame.ticker?.item.id).toBe('urgent');
    expect(frame.audio).toBeNull();
  });

  test('[P6] those of a class follow one another, those longest on air first', () => {
    const manifest = program(
      publication('first', [slide('a', MINUTE), audio('song', MINUTE), slide('b', MINUTE)]),
      publication('second', [slide('c', MINUTE)], hours('08:00', '09:00')),
    );
    expect(manifest.loops.map((loop) => itemsOf(manifest, loop).map(({ id }) => id))).toEqual([
      ['a', 'b'],
      ['a', 'b', 'c'],
      ['song'],
    ]);
  });

  test('[P6] loops with the same items are one loop, and go on from one another', () => {
    const items = [slide('a', 40 * MINUTE), slide('b', 40 * MINUTE)];
    const manifest = program(
      publication('morning', items, hours('07:00', '07:50')),
      publication('afternoon', structuredClone(items), hours('13:00', '13:30')),
    );
    expect(manifest.loops).toHaveLength(1);
    // on air for 80 minutes on Sunday, 50 on Monday morning
    expect(frameAt(manifest, at('23T13:00')).main).toMatchObject({
      item: { id: 'b' },
      offset: 10 * MINUTE,
    });
  });

  test('[P6] a loop takes no more than a player accepts', () => {
    const many = Array.from({ length: 1500 }, (_, i) => slide(`s${i}`, 1000));
    const manifest = program(publication('a', many), publication('b', many));
    expect(manifest.loops[0]!.turns).toHaveLength(MAX_LOOP_TURNS);
  });

  test('[P7] what comes on air begins at that instant, from its beginning', () => {
    const onAirSince = at('23T10:17') + 123;
    const manifest = program(
      publication('bulletin', [slide('a', MINUTE), slide('b', MINUTE)], { onAirSince }),
    );
    expect(frameAt(manifest, onAirSince - 1).main).toBeNull();
    expect(frameAt(manifest, onAirSince).main).toMatchObject({ item: { id: 'a' }, offset: 0 });
  });

  test('[P7] time on air is counted for 400 days, then afresh, in whole steps', () => {
    const since = 1_000_000;
    expect(countedFrom(since, since - 5)).toBe(since);
    expect(countedFrom(since, since + 400 * DAY - 1)).toBe(since);
    expect(countedFrom(since, since + 400 * DAY)).toBe(since + 400 * DAY);
    expect(countedFrom(since, since + 1300 * DAY)).toBe(since + 1200 * DAY);
  });

  test('[P7] adjacent windows of one loop are one segment', () => {
    const manifest = program(
      publication('always', [slide('a', 7 * MINUTE)], hours('00:00', '24:00')),
      publication('never', [slide('b', MINUTE)], { priority: 'filler' }),
    );
    expect(manifest.tracks.main).toHaveLength(1);
    expect(manifest.tracks.main[0]).toMatchObject(week.span);
  });

  test('an empty programme is a manifest too', () => {
    expect(program()).toMatchObject({
      from: week.span.start,
      until: week.span.end,
      loops: [],
      tracks: { main: [], ticker: [], audio: [] },
    });
  });

  test('media of items that air are listed, and no others', () => {
    const media = new Map([hash('a'), hash('b')].map((sha256) => [sha256, mediaInfo()]));
    const never = { ...publication('', []).when, until: '2026-01-02' };
    const manifest = compile({
      onAir: [
        publication('p', [image('a', MINUTE)]),
        publication('q', [image('b', MINUTE)], { when: never }),
      ],
      zone,
      week,
      media,
    });
    expect(Object.keys(manifest.media)).toEqual([hash('a')]);
  });
});

describe('the compiler', () => {
  test('makes one manifest for one input, and names it by its bytes', () => {
    const { compile: compiled } = createCompiler();
    const input = { zone, week, media: new Map() };
    const a = compiled({ ...input, onAir: [publication('p', [slide('a', MINUTE)])] });
    const again = compiled({ ...input, onAir: [publication('p', [slide('a', MINUTE)])] });
    const other = compiled({ ...input, onAir: [publication('q', [slide('b', MINUTE)])] });
    expect(again).toBe(a);
    expect(other.id).not.toBe(a.id);
    expect(
      createCompiler().compile({ ...input, onAir: [publication('p', [slide('a', MINUTE)])] }).id,
    ).toBe(a.id);
  });

  test('[P1] knows the week of each zone, also when it turns', () => {
    const { week: weekAt } = createCompiler();
    for (const t of [monday - 1, monday, monday + 3 * DAY, monday + 6.9 * DAY, monday + 7 * DAY]) {
      expect(weekAt(t, zone)).toEqual(weekOf(t, zone));
      expect(weekAt(t, 'America/New_York')).toEqual(weekOf(t, 'America/New_York'));
    }
  });
});

describe('[P8] an item', () => {
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
    const all = onAir(stored, { approved: new Set(['asset a', 'asset b']), media });
    const less = onAir(stored, { approved: new Set(['asset b']), media });
    expect(all.items.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    expect(less.items.map(({ id }) => id)).toEqual(['b', 'c']);
    expect(less.key).not.toBe(all.key);
  });

  test('leaves the programme when a medium of it is not there', () => {
    const less = onAir(stored, { approved: new Set(['asset a', 'asset b']), media: new Map() });
    expect(less.items.map(({ id }) => id)).toEqual(['c']);
  });
});
