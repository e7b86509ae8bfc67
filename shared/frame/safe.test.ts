import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  announcement,
  anyManifest,
  audio,
  image,
  manifest,
  slide,
  ticker,
  video,
} from '#test/support/manifests.ts';
import { frameAt } from './frame-at.ts';
import { itemsOf, mediaOf, trackOf } from './items.ts';
import { type Item, type Life, type Manifest, tracks } from './manifest.ts';
import { inTodaysTerms } from './older.ts';
import { firstMistake, parseManifest } from './parse.ts';
import {
  anytime,
  livesThrough,
  livesWithin,
  type TimeSpan,
  without,
  withoutRecalled,
} from './safe.ts';

const END = Number.POSITIVE_INFINITY;

const anyLife: fc.Arbitrary<Life> = fc.record({
  from: fc.nat(60),
  until: fc.option(fc.nat(120), { nil: null }),
});
const anySpan: fc.Arbitrary<TimeSpan> = fc
  .tuple(fc.nat(100), fc.oneof(fc.nat(60), fc.constant(END)))
  .map(([earliest, length]) => ({ earliest, latest: earliest + length }));
/** Any manifest, with lives that have nothing to do with its segments, and some media recalled. */
const anyLiving: fc.Arbitrary<Manifest> = fc
  .tuple(anyManifest, fc.array(anyLife, { minLength: 40, maxLength: 40 }), fc.array(fc.nat()))
  .map(([made, lives, picks]) => {
    const media = Object.keys(made.media).sort();
    return {
      ...made,
      items: made.items.map((item, i) => ({ ...item, life: lives[i % lives.length]! })),
      recalled: [...new Set(picks.map((pick) => media[pick % media.length]))]
        .filter((hash) => hash !== undefined)
        .sort(),
    };
  });

const shownIn = (made: Manifest, from: number, to: number): Item[] => {
  const shown: Item[] = [];
  for (let t = from; t < to; t++) {
    const frame = frameAt(made, t);
    for (const track of tracks) if (frame[track]) shown.push(frame[track].item);
  }
  return shown;
};

describe('the life of an item', () => {
  const item = { ...slide('a', 10), life: { from: 100, until: 200 } };
  const forever = { ...slide('a', 10), life: { from: 100, until: null } };

  test.each<[TimeSpan, boolean, boolean]>([
    [{ earliest: 100, latest: 199 }, true, true],
    [{ earliest: 99, latest: 150 }, false, true],
    [{ earliest: 150, latest: 200 }, false, true],
    [{ earliest: 0, latest: 99 }, false, false],
    [{ earliest: 200, latest: 300 }, false, false],
    [{ earliest: 150, latest: END }, false, true],
    [{ earliest: 0, latest: END }, false, true],
    [{ earliest: 200, latest: END }, false, false],
  ])('[F11] [F15] over %o: all of it %s, some of it %s', (span, through, within) => {
    expect(livesThrough(item, span)).toBe(through);
    expect(livesWithin(item, span)).toBe(within);
  });

  test('[F11] without an end it lives through any later time', () => {
    expect(livesThrough(forever, { earliest: 100, latest: END })).toBe(true);
    expect(livesThrough(forever, { earliest: 99, latest: END })).toBe(false);
  });

  test('[F11] [F15] to live through a span is to live at each of its instants, within it at one', () => {
    fc.assert(
      fc.property(anyLife, fc.nat(60), fc.nat(60), (life, earliest, length) => {
        const lives = (t: number) => life.from <= t && (life.until === null || t < life.until);
        const instants = Array.from({ length: length + 1 }, (_, i) => earliest + i);
        const span = { earliest, latest: earliest + length };
        expect(livesThrough({ ...item, life }, span)).toBe(instants.every(lives));
        expect(livesWithin({ ...item, life }, span)).toBe(instants.some(lives));
      }),
    );
  });
});

describe('what may be shown at any time', () => {
  test('[F12] only pictures that live through the span, silent, at whatever instant', () => {
    fc.assert(
      fc.property(anyLiving, anySpan, fc.nat(10 ** 6), (made, span, t) => {
        const safe = anytime(made, span);
        const expected = made.items.filter(
          (item) =>
            trackOf(item) === 'main' &&
            livesThrough(item, span) &&
            !mediaOf(item).some((hash) => made.recalled.includes(hash)),
        );
        if (!safe) {
          expect(expected).toEqual([]);
          return;
        }
        expect(firstMistake(safe)).toBeNull();
        expect(safe.items.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
        for (const at of [0, t, t + 1, 2 ** 50]) {
          const { main, ...rest } = frameAt(safe, at);
          expect(main).not.toBeNull();
          expect(rest).toEqual({ ticker: null, audio: null, voice: null });
          if (main!.item.kind === 'video') expect(main!.item.volume).toBe(0);
        }
      }),
    );
  });

  test('[F12] nothing whose message depends on the time, and nothing that the screen does not hold', () => {
    const web = { ...slide('web', 10), kind: 'web', url: 'https://a.example/' } as const;
    const { template: _, data: __, media: ___, ...page } = web;
    const made = manifest({
      until: 1000,
      loops: [
        [
          slide('a', 10),
          { ...slide('off', 10), template: 'off' },
          { ...slide('days-left', 10), template: 'countdown' },
          page,
          image('b', 10),
          image('absent', 10),
          video('c', 10),
        ],
        [ticker('t', 10)],
        [audio('music', 10)],
        [announcement('voice', 10)],
      ],
    });
    const safe = anytime(made, { earliest: 0, latest: END }, ({ id }) => id !== 'absent');
    expect(safe!.items.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    expect(anytime(made, { earliest: 0, latest: END }, () => false)).toBeNull();
  });
});

describe('what was recalled', () => {
  test('[F13] is shown at no instant; the loops close up around it and are still a manifest', () => {
    fc.assert(
      fc.property(anyLiving, (made) => {
        const recalled = new Set(made.recalled);
        const left = withoutRecalled(made, recalled);
        expect(firstMistake(left)).toBeNull();
        const shown = shownIn(left, made.from, made.until);
        expect(shown.flatMap(mediaOf).filter((hash) => recalled.has(hash))).toEqual([]);
        // Whatever else was in a loop still is, in its order.
        for (const track of tracks) {
          for (const segment of made.tracks[track]) {
            const stays = itemsOf(made, made.loops[segment.loop]!).filter(
              (item) => !mediaOf(item).some((hash) => recalled.has(hash)),
            );
            const after = left.tracks[track].find(({ start }) => start === segment.start);
            const loop = after ? itemsOf(left, left.loops[after.loop]!) : [];
            expect(loop.map(({ id }) => id)).toEqual(stays.map(({ id }) => id));
          }
        }
      }),
    );
  });

  test('[F13] a manifest that holds nothing of it is the same object', () => {
    fc.assert(
      fc.property(anyManifest, (made) => {
        expect(withoutRecalled(made, new Set())).toBe(made);
        expect(without(made, () => false)).toBe(made);
      }),
    );
  });

  test('[F13] what needs a recalled medium beside its own goes too: a poster, captions, a slide’s picture', () => {
    const kept = slide('kept', 10);
    const made = manifest({
      until: 100,
      loops: [
        [
          kept,
          { ...video('clip', 10), poster: 'a'.repeat(64) },
          { ...video('told', 10), captions: 'a'.repeat(64) },
          { ...slide('with-picture', 10), media: ['a'.repeat(64)] },
        ],
      ],
      main: [{ start: 0, end: 100, loop: 0, phase: 35 }],
    });
    const left = withoutRecalled(made, new Set(['a'.repeat(64)]));
    expect(left.loops).toEqual([{ turns: [0] }]);
    expect(frameAt(left, 0).main).toMatchObject({ item: kept, offset: 5 });
  });
});

describe('[F15] without what does not live', () => {
  test('no item is shown that is out, and what is left is a manifest', () => {
    fc.assert(
      fc.property(anyLiving, anySpan, (made, span) => {
        const left = without(made, (item) => !livesWithin(item, span));
        expect(firstMistake(left)).toBeNull();
        const dead = shownIn(left, made.from, made.until).filter(
          (item) => !livesWithin(item, span),
        );
        expect(dead).toEqual([]);
      }),
    );
  });
});

describe('a manifest of version 2', () => {
  test('[F14] is read as what it meant: its items live as long as it does', () => {
    fc.assert(
      fc.property(anyManifest, (made) => {
        // Announcements and what came later could not be said then.
        const { voice: _, ...older } = made.tracks;
        const { recalled: __, ...rest } = made;
        const items = made.items.map((item) => {
          const { life: _life, ...said } = item;
          if ('enter' in said) delete (said as { enter?: unknown }).enter;
          if ('captions' in said) delete (said as { captions?: unknown }).captions;
          if ('role' in said) delete (said as { role?: unknown }).role;
          return said;
        });
        const announced = made.items.some((item) => trackOf(item) === 'voice');
        const text = JSON.stringify({ ...rest, version: 2, items, tracks: older });
        const parsed = parseManifest(text);
        expect(parsed.ok).toBe(true);
        if (!parsed.ok) return;
        const life = { from: made.from, until: made.until };
        expect(parsed.manifest.items.every((item) => item.life.until === life.until)).toBe(true);
        expect(parsed.manifest.items.every((item) => item.life.from === life.from)).toBe(true);
        expect(parsed.manifest.recalled).toEqual([]);
        for (let t = made.from; t < made.until; t++) {
          const [now, then] = [frameAt(parsed.manifest, t), frameAt(made, t)];
          expect(now.main?.item.id).toBe(then.main?.item.id);
          expect(now.main?.start).toBe(then.main?.start);
          expect(now.ticker?.item.id).toBe(then.ticker?.item.id);
          expect(now.voice).toBeNull();
          if (!announced) expect(now.audio?.item.id).toBe(then.audio?.item.id);
        }
      }),
      { numRuns: 50 },
    );
  });

  test('[F14] anything else is left as it is', () => {
    for (const value of [
      null,
      1,
      'x',
      [],
      { version: 3 },
      { version: 2 },
      { version: 1, items: [] },
    ])
      expect(inTodaysTerms(value)).toBe(value);
  });
});
