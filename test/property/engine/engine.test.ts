/** The engine against first principles, on random calendars, school days, schedules, shares and rules. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compile } from '#server/publish/compile.ts';
import { weekOf } from '#server/publish/windows/wall-clock.ts';
import { manifestText } from '#server/publish/write.ts';
import { plainWhen } from '#shared/domain/when.ts';
import { canonicalText } from '#shared/frame/canonical.ts';
import { expectedPlays } from '#shared/frame/expected-plays.ts';
import { frameAt } from '#shared/frame/frame-at.ts';
import { tracks } from '#shared/frame/manifest.ts';
import { firstMistake } from '#shared/frame/parse.ts';
import { compilerInput, HOME, publication } from '#test/support/compiler.ts';
import { slide } from '#test/support/manifests.ts';
import { walk } from './oracle.ts';
import { anyWorld, type World } from './world.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** 2026-11-23 in Việt Nam */
const MONDAY = Date.UTC(2026, 10, 22, 17);

/** Compares each step of the first `days` days. */
function agrees(world: World, step: number, days: number): void {
  const { manifest } = compile(world.input);
  expect(firstMistake(manifest)).toBeNull();
  expect(manifestText(manifest)).toBe(canonicalText(manifest));
  const until = world.monthStart + days * DAY;
  for (const track of tracks) {
    let plays = 0;
    let before = '';
    for (const { t, shown } of walk(world, track, step, until)) {
      const airing = frameAt(manifest, t)[track];
      const its = airing && {
        item: airing.item.id,
        inside: airing.item.id === 'off' ? -1 : t - airing.start + airing.offset,
        volume: 'volume' in airing.item ? airing.item.volume : null,
      };
      const same =
        its?.item === shown?.item && its?.inside === shown?.inside && its?.volume === shown?.volume;
      // comparing by hand: so many expectations would take minutes
      if (!same) expect({ t, track, shown: its }).toEqual({ t, track, shown });
      const mark = airing ? `${airing.start}` : '';
      if (mark !== before && airing) plays += 1;
      before = mark;
    }
    const expected = [...expectedPlays(manifest, world.monthStart, until)];
    expect(expected.filter((play) => play.track === track)).toHaveLength(plays);
  }
}

describe('the engine', () => {
  test('[P2] [P5] [P7] [P12]–[P20] [P26] shows each second what first principles say', () => {
    fc.assert(
      fc.property(anyWorld({ step: 1000, shares: false }), (world) => agrees(world, 1000, 1)),
      { numRuns: 40 },
    );
  }, 120_000);

  test('[P2] [P5] [P7] [P12]–[P26] shows over a week what first principles say, shares included', () => {
    fc.assert(
      fc.property(anyWorld({ step: 5000, shares: true }), (world) => agrees(world, 5000, 8)),
      { numRuns: 20 },
    );
  }, 180_000);

  test('[P7] this week’s manifest and those of the weeks after it agree wherever both reach', () => {
    fc.assert(
      fc.property(
        anyWorld({ step: 1000, shares: true }),
        fc.constantFrom(1, 3, 4, 5),
        fc.array(fc.nat(13 * 24 * 60), { minLength: 20, maxLength: 20 }),
        (world, weeks, minutes) => {
          const { manifest: now } = compile(world.input);
          const week = weekOf(world.monthStart + (weeks * 7 + 2) * DAY, HOME);
          const { manifest: later } = compile({ ...world.input, week });
          for (const t of [0, 1, ...minutes].map((m) => week.span.start + m * 60_000)) {
            for (const track of tracks) {
              if (t >= now.until) continue;
              const [a, b] = [frameAt(now, t)[track], frameAt(later, t)[track]];
              // the beginning of a life is forgotten once it is past [P29]
              expect(b?.item).toEqual(a?.item && { ...a.item, life: b?.item.life });
              // where a manifest begins, an airing that had begun before is cut there
              if (a && b) expect(b.offset - b.start).toBe(a.offset - a.start);
            }
          }
        },
      ),
      { numRuns: 60 },
    );
  }, 120_000);

  test('[P24] [P25] keeps office and school to their shares of each hour within one item, however windows are cut', () => {
    const anySide = (side: string) =>
      fc
        .array(fc.integer({ min: 3, max: 60 }), { minLength: 1, maxLength: 6 })
        .map((lengths) => lengths.map((s, i) => slide(`${side}${i}`, s * 1000)));
    const anyCuts = fc.uniqueArray(fc.integer({ min: 6 * 60, max: 18 * 60 }), {
      minLength: 2,
      maxLength: 16,
    });
    fc.assert(
      fc.property(
        fc.record({
          office: anySide('o'),
          school: anySide('s'),
          percent: fc.integer({ min: 10, max: 90 }),
          cuts: anyCuts,
        }),
        ({ office, school, percent, cuts }) => {
          const edges = cuts.toSorted((a, b) => a - b);
          const hours = edges.flatMap((start, i) =>
            i % 2 === 0 && edges[i + 1] !== undefined
              ? [{ start: clock(start), end: clock(edges[i + 1]!) }]
              : [],
          );
          const when = { ...plainWhen, hours, from: '2026-01-01', until: null };
          const { manifest } = compile(
            compilerInput(
              [
                publication('office', office, { when }),
                publication('school', school, { when, unitId: 's' }),
              ],
              { now: MONDAY, policy: { airtime: { office: percent, school: 100 - percent } } },
            ),
          );
          const longest = Math.max(...[...office, ...school].map(({ ms }) => ms));
          for (let hour = MONDAY; hour < MONDAY + 3 * DAY; hour += HOUR) {
            let had = 0;
            let all = 0;
            for (const { item, start, end } of expectedPlays(manifest, hour, hour + HOUR)) {
              const ms = Math.min(end, hour + HOUR) - Math.max(start, hour);
              all += ms;
              if (item.id.startsWith('o')) had += ms;
            }
            expect(Math.abs(had - (all * percent) / 100)).toBeLessThanOrEqual(longest);
          }
        },
      ),
      { numRuns: 100 },
    );
  }, 60_000);

  test('[P3] knows nothing of the zone of the machine that it runs on', () => {
    const before = process.env.TZ;
    try {
      fc.assert(
        fc.property(anyWorld({ step: 1000, shares: true }), (world) => {
          const texts = ['Asia/Ho_Chi_Minh', 'America/New_York', 'Pacific/Apia', 'UTC'].map(
            (zone) => {
              process.env.TZ = zone;
              expect(new Date(MONDAY).getHours()).toBe(hourIn(zone));
              return manifestText(compile(world.input).manifest);
            },
          );
          expect(new Set(texts).size).toBe(1);
        }),
        { numRuns: 15 },
      );
    } finally {
      // set to undefined, it would be a zone of that name
      if (before === undefined) delete process.env.TZ;
      else process.env.TZ = before;
    }
  }, 60_000);
});

const hourIn = (zone: string) =>
  Number(
    new Intl.DateTimeFormat('en', { timeZone: zone, hourCycle: 'h23', hour: 'numeric' }).format(
      MONDAY,
    ),
  );

const clock = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
