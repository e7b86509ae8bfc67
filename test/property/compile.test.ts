/**
 * The compiler where clocks are put forward and back: walk through the weeks, look at the clock on the
 * wall, ask each publication whether it holds, let the highest class win, and keep count of how long
 * each loop has been on air. Wall clocks are read by `Intl`, not by `Temporal`. Everything else of the
 * engine is held against first principles in `engine/`.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compile } from '#server/publish/compile.ts';
import type { OnAir } from '#server/publish/on-air.ts';
import { plainSchoolTime } from '#server/publish/school-time/school-time.ts';
import { expand } from '#server/publish/windows/expand.ts';
import { type Week, weekOf } from '#server/publish/windows/wall-clock.ts';
import { priorities } from '#shared/domain/priorities.ts';
import { plainWhen, type When } from '#shared/domain/when.ts';
import { frameAt } from '#shared/frame/frame-at.ts';
import { trackOf } from '#shared/frame/items.ts';
import { type Item, type Track, tracks } from '#shared/frame/manifest.ts';
import { firstMistake } from '#shared/frame/parse.ts';
import { compilerInput, publication } from '#test/support/compiler.ts';
import { audio, lengthOf, slide, ticker } from '#test/support/manifests.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Everything in these worlds begins and ends on five minutes. */
const STEP = 5 * MINUTE;

/** Where clocks stand still, jump an hour, jump half an hour; the dates lie around the jumps. */
const worlds = [
  { zone: 'Asia/Ho_Chi_Minh', now: Date.UTC(2026, 10, 22, 16, 59) },
  { zone: 'America/New_York', now: Date.UTC(2026, 2, 4, 12) },
  { zone: 'America/New_York', now: Date.UTC(2026, 9, 28, 12) },
  { zone: 'Australia/Lord_Howe', now: Date.UTC(2026, 3, 1) },
];

/** How long before the manifest's week a publication may have come on air. */
const HISTORY = 12 * DAY;
const FOUR_WEEKS = 28;

type Wall = { readonly date: string; readonly weekday: number; readonly minute: number };

/** What the clock on the wall shows. */
function wallClock(zone: string): (t: number) => Wall {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  const seen = new Map<number, Wall>();
  return (t) => {
    let wall = seen.get(t);
    if (!wall) {
      const parts = Object.fromEntries(format.formatToParts(t).map((p) => [p.type, p.value]));
      const date = `${parts.year}-${parts.month}-${parts.day}`;
      wall = {
        date,
        weekday: weekday(date),
        minute: Number(parts.hour) * 60 + Number(parts.minute),
      };
      seen.set(t, wall);
    }
    return wall;
  };
}

function weekday(date: string): number {
  return new Date(`${date}T12:00:00Z`).getUTCDay() || 7;
}
function dayBefore(date: string): string {
  return new Date(Date.parse(`${date}T12:00:00Z`) - DAY).toISOString().slice(0, 10);
}
function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

function holds(when: When, { date, minute }: Wall): boolean {
  const meant = (day: string) =>
    when.days.includes(weekday(day)) &&
    when.from <= day &&
    (when.until === null || day <= when.until);
  return when.hours.some(({ start, end }) => {
    const [from, to] = [minuteOf(start), minuteOf(end)];
    if (from < to) return meant(date) && from <= minute && minute < to;
    return (meant(date) && from <= minute) || (meant(dayBefore(date)) && minute < to);
  });
}

const clocks = new Map(worlds.map(({ zone }) => [zone, wallClock(zone)]));

const anyWhen = (now: number): fc.Arbitrary<When> => {
  const time = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom('00', '15', '30', '55'))
    .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${minute}`);
  const date = fc
    .integer({ min: -14, max: 45 })
    .map((days) => new Date(now + days * DAY).toISOString().slice(0, 10));
  return fc
    .record({
      days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
      hours: fc.array(
        fc
          .record({ start: time, end: fc.oneof(time, fc.constant('24:00')) })
          .filter(({ start, end }) => start !== end),
        { minLength: 1, maxLength: 3 },
      ),
      from: date,
      until: fc.option(date),
    })
    .filter(({ from, until }) => until === null || from <= until)
    .map((when) => ({ ...plainWhen, ...when }));
};

const anyItem = fc
  .tuple(
    fc.constantFrom(slide, slide, ticker, audio),
    fc.nat(5),
    fc.integer({ min: 1, max: 100_000 }),
  )
  .map(([make, id, ms]): Item => make(`item ${id}`, ms));

const anyWorld = fc.constantFrom(...worlds).chain(({ zone, now }) => {
  const week = weekOf(now, zone);
  const drawn = fc.record({
    priority: fc.constantFrom(...priorities),
    when: anyWhen(now),
    sinceSteps: fc.integer({ min: -HISTORY / STEP, max: (10 * DAY) / STEP }),
    items: fc.array(anyItem, { minLength: 1, maxLength: 5 }),
  });
  return fc.array(drawn, { minLength: 1, maxLength: 4 }).map((publications) => ({
    zone,
    now,
    week,
    onAir: publications
      .map(
        ({ sinceSteps, items, ...rest }, i): OnAir =>
          publication(`p${i}`, items, {
            ...rest,
            onAirSince: week.span.start + sinceSteps * STEP,
          }),
      )
      .toSorted((a, b) => a.onAirSince - b.onAirSince),
  }));
});

/** Items that are on air together at `t`, in playing order. */
function loopAt(onAir: readonly OnAir[], track: Track, t: number, wall: Wall): Item[] {
  const open = onAir
    .filter(({ onAirSince, when }) => onAirSince <= t && holds(when, wall))
    .map(({ priority, items }) => ({
      priority,
      items: items.filter((item) => trackOf(item) === track),
    }))
    .filter(({ items }) => items.length > 0);
  const winner = priorities.find((priority) => open.some((each) => each.priority === priority));
  return open.filter(({ priority }) => priority === winner).flatMap(({ items }) => items);
}

/** [P7] a day on which counting starts afresh: months of four weeks from Monday 1970-01-05 */
function startsMonth({ date, minute }: Wall): boolean {
  const days = Date.parse(`${date}T00:00:00Z`) / DAY;
  return minute === 0 && (days - 4) % FOUR_WEEKS === 0;
}

function monthStart({ span }: Week, wallAt: (t: number) => Wall): number {
  let t = span.start;
  while (!startsMonth(wallAt(t))) t -= STEP;
  return t;
}

function itemAt(loop: Item[], position: number): { item: Item; inside: number } {
  let left = position % lengthOf(loop);
  for (const item of loop) {
    if (left < item.ms) return { item, inside: left };
    left -= item.ms;
  }
  throw new Error('beyond the loop');
}

describe('compile', () => {
  test('[P2] [P3] [P5] [P6] [P7] shows every five minutes what first principles say', () => {
    fc.assert(
      fc.property(anyWorld, ({ zone, now, week, onAir }) => {
        const { manifest } = compile(compilerInput(onAir, { zone, now }));
        expect(firstMistake(manifest)).toBeNull();
        const wallAt = clocks.get(zone)!;
        for (const track of tracks) {
          const heard = new Map<string, number>();
          for (let t = monthStart(week, wallAt); t < week.span.end; t += STEP) {
            const loop = loopAt(onAir, track, t, wallAt(t));
            const shown = t < week.span.start ? null : frameAt(manifest, t)[track];
            if (startsMonth(wallAt(t))) heard.clear();
            if (loop.length === 0) {
              if (shown !== null) expect({ t, track, shown }).toEqual({ t, track, shown: null });
              continue;
            }
            const key = JSON.stringify(loop);
            const before = heard.get(key) ?? 0;
            heard.set(key, before + STEP);
            if (t < week.span.start) continue;
            const expected = itemAt(loop, before);
            const inside = shown && t - shown.start + shown.offset;
            // comparing by hand: so many expectations would take minutes
            if (shown?.item.id !== expected.item.id || inside !== expected.inside) {
              expect({ t, track, item: shown?.item, inside }).toEqual({ t, track, ...expected });
            }
          }
        }
      }),
      { numRuns: 12 },
    );
  }, 120_000);

  test('[P29] nothing is on air outside of its life', () => {
    const outside = anyWorld.map(({ onAir, ...world }) => ({
      ...world,
      // what airs once goes on beyond its window, and waits for others
      onAir: onAir.map((each, i) => (i === 0 ? { ...each, mode: 'once' as const } : each)),
    }));
    fc.assert(
      fc.property(fc.oneof(anyWorld, outside), ({ zone, now, onAir }) => {
        const { manifest } = compile(compilerInput(onAir, { zone, now }));
        for (const track of tracks) {
          for (const { start, end, loop } of manifest.tracks[track]) {
            for (const turn of manifest.loops[loop]!.turns) {
              const { from, until } = manifest.items[turn]!.life;
              if (start < from || (until !== null && end > until)) {
                expect({ track, start, end }).toEqual({ track, from, until });
              }
            }
          }
        }
      }),
      { numRuns: 60 },
    );
  }, 120_000);

  test('[P7] this week’s manifest and next week’s agree wherever both reach', () => {
    fc.assert(
      fc.property(anyWorld, fc.nat(7 * 24 * 60), ({ zone, now, week, onAir }, minutes) => {
        const next = weekOf(week.span.start + 9 * DAY, zone);
        const { manifest: present } = compile(compilerInput(onAir, { zone, now }));
        const { manifest: later } = compile(compilerInput(onAir, { zone, now: next.span.start }));
        for (const t of [0, 5, 17, 27].map((d) => next.span.start + d * DAY + minutes * MINUTE)) {
          for (const track of tracks) {
            const [a, b] = [frameAt(present, t)[track], frameAt(later, t)[track]];
            // the beginning of a life is forgotten once it is past [P29]
            expect(b?.item).toEqual(a?.item && { ...a.item, life: b?.item.life });
            if (a && b) expect(t - b.start + b.offset).toBe(t - a.start + a.offset);
          }
        }
      }),
    );
  });
});

describe('expand', () => {
  test('[P2] [P3] is open exactly when the wall clock says so', () => {
    const cases = fc
      .constantFrom(...worlds)
      .chain(({ zone, now }) => fc.tuple(fc.constant({ zone, now }), anyWhen(now)));
    fc.assert(
      fc.property(cases, ([{ zone, now }, when]) => {
        const start = Math.floor(now / STEP) * STEP;
        const span = { start, end: start + 9 * DAY };
        const windows = expand(when, plainSchoolTime(zone), [], span);
        const wallAt = clocks.get(zone)!;
        let i = 0;
        for (let t = span.start; t < span.end; t += STEP) {
          while (windows[i] && windows[i]!.end <= t) i += 1;
          const open = windows[i] !== undefined && windows[i]!.start <= t;
          if (open !== holds(when, wallAt(t))) expect({ t, open }).toEqual({ t, open: !open });
        }
        for (const [j, window] of windows.entries()) {
          expect(window.start).toBeGreaterThan(windows[j - 1]?.end ?? span.start - 1);
          expect(window.end).toBeGreaterThan(window.start);
        }
      }),
      { numRuns: 60 },
    );
  });
});
