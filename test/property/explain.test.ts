/**
 * Explanations against the programme itself, on random worlds: what they say of now and of next must
 * be what `frameAt` shows then.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Place } from '#server/publish/audience/place.ts';
import { type CompilerInput, compile } from '#server/publish/compile.ts';
import { airStateAt } from '#server/publish/planner/air-state.ts';
import { published } from '#server/publish/planner/candidate.ts';
import { explainTracks } from '#server/publish/planner/explain.ts';
import { wallAt } from '#server/publish/planner/wall.ts';
import { expand } from '#server/publish/windows/expand.ts';
import { priorities } from '#shared/domain/priorities.ts';
import { frameAt } from '#shared/frame/frame-at.ts';
import { tracks } from '#shared/frame/manifest.ts';
import { anyWorld } from './engine/world.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** what a screen shows while it is off: nobody's */
const OFF = 'off';

const asked = fc.record({
  world: anyWorld({ step: 15_000, shares: true }),
  times: fc.array(fc.integer({ min: 0, max: 9 * DAY }), { minLength: 12, maxLength: 12 }),
});

function explainer(input: CompilerInput) {
  const { manifest, laid } = compile(input);
  const { time, policy } = input;
  const levels = ['primary'] as const;
  const place: Place = { ...input.place, levels, tags: new Set(), zone: time.zone, closed: false };
  const candidates = input.onAir.map((each) => published(each));
  const at = (t: number) =>
    explainTracks({
      ...{ at: t, place, time, manifest, laid, candidates, unitName: () => '' },
      state: airStateAt(policy, time, wallAt(t, time.zone)),
    });
  return { manifest, at };
}

test('[P5] whoever is said to be on air is, one on each track on which anything airs, and nobody else', () => {
  fc.assert(
    fc.property(asked, ({ world, times }) => {
      const { manifest, at } = explainer(world.input);
      const itemsOf = new Map(world.input.onAir.map(({ id, items }) => [id, items]));
      for (const t of times.map((each) => world.monthStart + each)) {
        const frame = frameAt(manifest, t);
        const said = at(t);
        for (const track of tracks) {
          const item = frame[track]?.item;
          const onAir = said[track].schedules.filter(({ verdict }) => verdict === 'onAir');
          expect(said[track].airing).toEqual(frame[track]);
          expect(onAir.length).toBe(item && item.id !== OFF ? 1 : 0);
          for (const { publicationId } of onAir) {
            const its = itemsOf.get(publicationId!)!.map(({ id }) => id);
            expect(its).toContain(item!.id);
          }
        }
      }
    }),
    { numRuns: 60 },
  );
});

test('[P2] [P5] [P16] the reasons hold: times, classes, and who has the track', () => {
  fc.assert(
    fc.property(asked, ({ world, times }) => {
      const { at } = explainer(world.input);
      const byId = new Map(world.input.onAir.map((each) => [each.id, each]));
      const byName = new Map(world.input.onAir.map((each) => [each.playlist.name, each]));
      for (const t of times.map((each) => world.monthStart + each)) {
        const said = at(t);
        for (const track of tracks) {
          const winner = said[track].schedules.find(({ verdict }) => verdict === 'onAir');
          for (const { publicationId, verdict, by } of said[track].schedules) {
            const { when, audience, priority } = byId.get(publicationId!)!;
            const span = { start: t, end: t + 1 };
            const open = expand(when, world.input.time, audience.levels, span).length > 0;
            if (notNow.has(verdict)) expect(open).toBe(false);
            else if (verdict !== 'onAir' && verdict !== 'nothingForTrack') expect(open).toBe(true);
            if (verdict === 'outranked') {
              const rank = (of: typeof priority) => priorities.indexOf(of);
              expect(rank(byName.get(by!)!.priority)).toBeLessThan(rank(priority));
            }
            if (verdict === 'takenOver') expect(byName.get(by!)!.mode).toBe('takeover');
            if (verdict === 'cutIn') expect(winner?.name).toBe(by);
          }
        }
      }
    }),
    { numRuns: 60 },
  );
});

const notNow = new Set([
  'outsideHours',
  'noSuchPeriod',
  'notThisDay',
  'notThisKindOfDay',
  'beforeItsDates',
  'afterItsDates',
]);

test('[P7] what is said to air next begins at that very instant', () => {
  fc.assert(
    fc.property(asked, ({ world, times }) => {
      const { manifest, at } = explainer(world.input);
      const itemsOf = new Map(world.input.onAir.map(({ id, items }) => [id, items]));
      for (const t of times.map((each) => world.monthStart + each)) {
        const said = at(t);
        for (const track of tracks) {
          for (const { publicationId, nextAt } of said[track].schedules) {
            if (nextAt === null) continue;
            expect(nextAt).toBeGreaterThan(t);
            const airing = frameAt(manifest, nextAt)[track]!;
            expect(airing.start).toBe(nextAt);
            expect(itemsOf.get(publicationId!)!.map(({ id }) => id)).toContain(airing.item.id);
          }
        }
      }
    }),
    { numRuns: 60 },
  );
});
