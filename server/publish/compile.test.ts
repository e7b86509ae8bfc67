import { describe, expect, test } from 'vitest';
import { expectedPlays } from '#shared/frame/expected-plays.ts';
import { frameAt } from '#shared/frame/frame-at.ts';
import { itemsOf } from '#shared/frame/items.ts';
import { MAX_LOOP_TURNS } from '#shared/frame/manifest.ts';
import {
  at,
  compilerInput,
  compose,
  DAY,
  HOUR,
  hours,
  MINUTE,
  monday,
  program,
  publication,
  starts,
  week,
} from '#test/support/compiler.ts';
import { audio, hash, image, mediaInfo, slide, ticker } from '#test/support/manifests.ts';
import { compile } from './compile.ts';
import type { OnAir } from './on-air.ts';

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
    const many = Array.from({ length: 3000 }, (_, i) => slide(`s${i}`, 1000));
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

  test('[P7] counting starts afresh each month of four weeks', () => {
    const manifest = program(
      publication('p', [slide('a', HOUR), slide('b', HOUR)], hours('08:00', '08:50')),
    );
    const shown = (day: number) => frameAt(manifest, monday + day * DAY + 8 * HOUR).main;
    expect(shown(0)).toMatchObject({ item: { id: 'a' }, offset: 0 });
    expect(shown(1)).toMatchObject({ item: { id: 'a' }, offset: 50 * MINUTE });
    expect(shown(27)).toMatchObject({ item: { id: 'a' }, offset: 30 * MINUTE });
    expect(shown(28)).toMatchObject({ item: { id: 'a' }, offset: 0 });
  });

  test('[P7] the week in which a manifest is compiled makes no difference', () => {
    const publications = [
      publication('p', [slide('a', 7 * MINUTE), slide('b', 11 * MINUTE)], hours('08:00', '08:50')),
      publication('q', [slide('c', 13 * MINUTE)], hours('08:20', '09:10')),
    ];
    const first = program(...publications);
    const later = compose(publications, { now: monday + 15 * DAY }).manifest;
    for (let t = later.from; t < first.until; t += 3 * MINUTE) {
      expect(frameAt(later, t)).toEqual(frameAt(first, t));
    }
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
    const input = compilerInput(
      [
        publication('p', [image('a', MINUTE)]),
        publication('q', [image('b', MINUTE)], { when: never }),
      ],
      { now: monday },
    );
    expect(Object.keys(compile({ ...input, media }).manifest.media)).toEqual([hash('a')]);
  });
});

describe('rights within a class', () => {
  const loop = publication('loop', [slide('a', 4 * MINUTE), slide('b', 4 * MINUTE)]);

  test('[P16] a takeover has the whole screen, and silences the tracks for which it has nothing', () => {
    const manifest = program(
      publication('all', [slide('a', MINUTE), ticker('line', MINUTE), audio('song', MINUTE)]),
      publication('fair', [slide('fair', MINUTE)], {
        ...hours('08:00', '08:10'),
        mode: 'takeover',
      }),
      publication('late', [slide('late', MINUTE)], {
        ...hours('08:05', '08:15'),
        mode: 'takeover',
      }),
    );
    const ids = (text: string) => {
      const { main, ticker, audio } = frameAt(manifest, at(text));
      return [main, ticker, audio].map((airing) => airing?.item.id ?? null);
    };
    expect(ids('23T07:59')).toEqual(['a', 'line', 'song']);
    expect(ids('23T08:00')).toEqual(['fair', null, null]);
    expect(ids('23T08:07')).toEqual(['fair', null, null]);
    expect(ids('23T08:12')).toEqual(['late', null, null]);
    expect(ids('23T08:15')).toEqual(['a', 'line', 'song']);
  });

  test('[P17] what airs once cuts in to the second and is through with its last item', () => {
    const news = publication('news', [slide('n', 5 * MINUTE), slide('m', 5 * MINUTE)], {
      ...hours('07:15', '07:16'),
      mode: 'once',
    });
    const manifest = program(loop, news);
    expect(starts(manifest, '23T07:08', '23T07:33')).toEqual([
      '07:08 a',
      '07:12 b',
      '07:15 n',
      '07:20 m',
      '07:25 b',
      '07:26 a',
      '07:30 b',
    ]);
    expect(frameAt(manifest, at('23T07:25')).main).toMatchObject({ offset: 3 * MINUTE });
  });

  test('[P17] two at the same time follow one another; a higher class hides, and time goes on', () => {
    const once = (id: string, more: Partial<OnAir> = {}) =>
      publication(id, [slide(id, 4 * MINUTE)], {
        ...hours('07:15', '07:16'),
        mode: 'once',
        ...more,
      });
    const urgent = publication('urgent', [slide('u', MINUTE)], {
      ...hours('07:18', '07:20'),
      priority: 'priority',
    });
    const manifest = program(once('second', { onAirSince: 5 }), once('first'), urgent);
    expect(starts(manifest, '23T07:00', '23T07:40')).toEqual([
      '07:15 second',
      '07:18 u',
      '07:19 u',
      '07:20 first',
    ]);
    expect(frameAt(manifest, at('23T07:20')).main).toMatchObject({ offset: MINUTE, cut: false });
  });

  test('[P18] [P19] spots are spread over the windows and take their place between two items', () => {
    const spot = publication('spot', [slide('s', MINUTE)], {
      when: {
        ...publication('', []).when,
        hours: [
          { start: '09:00', end: '09:15' },
          { start: '15:00', end: '15:15' },
        ],
      },
      frequency: { atLeast: { times: 3, per: 'day' }, atMostPerHour: null, minutesApart: null },
    });
    const { manifest, shortfalls } = compose([loop, spot]);
    const spots = starts(manifest, '23T00:00', '24T00:00').filter((each) => each.endsWith(' s'));
    // due at 9:00, 9:10 and 15:05
    expect(spots).toEqual(['09:00 s', '09:13 s', '15:06 s']);
    expect(shortfalls).toEqual([]);
  });

  test('[P18] what the limits or the windows do not allow is reported with its numbers', () => {
    const spot = publication('spot', [slide('s', MINUTE)], {
      ...hours('09:00', '09:15'),
      frequency: { atLeast: { times: 4, per: 'day' }, atMostPerHour: null, minutesApart: 5 },
    });
    const { manifest, shortfalls } = compose([spot]);
    expect(starts(manifest, '23T00:00', '24T00:00')).toEqual(['09:00 s', '09:06 s', '09:12 s']);
    expect(shortfalls).toHaveLength(42);
    expect(shortfalls[0]).toMatchObject({ per: 'day', asked: 4, planned: 3 });
  });

  test('[P18] n a week are spread over the days of the week, no more in any hour than allowed', () => {
    const weekly = publication('spot', [slide('s', MINUTE)], {
      when: {
        ...publication('', []).when,
        days: [1, 2, 3, 4, 5],
        hours: [{ start: '09:00', end: '10:00' }],
      },
      frequency: { atLeast: { times: 3, per: 'week' }, atMostPerHour: null, minutesApart: null },
    });
    const days = [...expectedPlays(program(weekly), week.span.start, week.span.start + 7 * DAY)];
    expect(days.map(({ start }) => Math.floor((start - monday) / DAY))).toEqual([0, 1, 3]);
    const hourly = publication('spot', [slide('s', MINUTE)], {
      ...hours('07:00', '09:00'),
      frequency: { atLeast: null, atMostPerHour: 3, minutesApart: null },
    });
    expect(starts(program(hourly), '23T00:00', '24T00:00')).toEqual([
      '07:00 s',
      '07:20 s',
      '07:40 s',
      '08:00 s',
      '08:20 s',
      '08:40 s',
    ]);
  });
});

describe('shares', () => {
  test('[P21] a loop with an ordered publication starts from its top when that opens', () => {
    const bulletin = publication('bulletin', [slide('1', 8 * MINUTE), slide('2', 8 * MINUTE)], {
      mode: 'ordered',
      ...hours('07:00', '07:20'),
    });
    const manifest = program(publication('rest', [slide('a', 3 * MINUTE)]), bulletin);
    for (const day of ['23', '24', '30']) {
      expect(starts(manifest, `${day}T07:00`, `${day}T07:20`)).toEqual([
        '07:00 1',
        '07:08 2',
        '07:16 a',
        '07:19 1',
      ]);
    }
  });

  test('[P24] office 60 : school 40 over each hour, however the windows are cut', () => {
    const cut = (id: string, ...times: [string, string][]) => ({
      when: {
        ...publication('', []).when,
        hours: times.map(([start, end]) => ({ start, end })),
      },
      playlist: { id, name: id, themes: [], version: 1 },
    });
    const times: [string, string][] = [
      ['07:00', '07:13'],
      ['07:21', '07:58'],
      ['08:03', '10:00'],
    ];
    const { manifest } = compose(
      [
        publication('office', [slide('o1', 20_000), slide('o2', 35_000)], cut('office', ...times)),
        publication('school', [slide('s1', 15_000)], { ...cut('school', ...times), unitId: 's' }),
      ],
      { policy: { airtime: { office: 60, school: 40 } } },
    );
    for (const hour of [7, 8, 9]) {
      const from = monday + hour * HOUR;
      const had = { o: 0, s: 0 };
      for (const { item, start, end } of expectedPlays(manifest, from, from + HOUR)) {
        const ms = Math.min(end, from + HOUR) - Math.max(start, from);
        had[item.id[0] as 'o' | 's'] += ms;
      }
      expect(Math.abs(had.o - 0.6 * (had.o + had.s))).toBeLessThanOrEqual(35_000);
    }
  });

  test('[P23] what is asked for beyond the hour is reported', () => {
    const ask = (id: string, secondsPerHour: number) =>
      publication(id, [slide(id, 10_000)], { mode: 'weighted', secondsPerHour });
    expect(compose([ask('a', 2700), ask('b', 2700)]).shortfalls).toMatchObject([
      { publication: { id: 'a' }, per: 'hour', asked: 2700, planned: 1800 },
      { publication: { id: 'b' }, per: 'hour', asked: 2700, planned: 1800 },
    ]);
  });
});
