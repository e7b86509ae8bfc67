/**
 * The clock over a whole day, against a server behind a poor line: 80 ms ± 30 ms each way, one
 * exchange in a hundred held up by a retransmission, a crystal that is off by up to 100 ppm and wanders
 * with the temperature. The machine's true time is known here, so every claim is held against it.
 */
import { describe, expect, test } from 'vitest';
import { createClock } from './clock.ts';

const HOUR = 3_600_000;
const SERVER_START = 1_800_000_000_000;

/** Numbers in [0, 1) that are the same in every run (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Line = { readonly there: number; readonly back: number };
type Day = {
  readonly seed: number;
  readonly ppm: number;
  readonly line: Line;
  readonly hours: number;
};

/** What the clock says, each 7 s or so, beside the truth. `cut`: the line is gone from this hour on. */
function live({ seed, ppm, line, hours }: Day, cut = Number.POSITIVE_INFINITY) {
  const random = numbers(seed);
  let truth = 0;
  // The crystal's error, and the temperature of a day on top of it: 10 ppm from night to noon.
  const monotonicAt = (t: number) =>
    t * (1 + ppm * 1e-6) +
    5e-6 * ((24 * HOUR) / (2 * Math.PI)) * Math.sin((t / (24 * HOUR)) * 2 * Math.PI);
  const serverAt = (t: number) => SERVER_START + t;
  const clock = createClock({
    monotonic: () => monotonicAt(truth),
    wall: () => 0,
    wallKept: false,
    lastTrusted: 0,
    lastHeard: null,
  });
  const held = () => (random() < 0.01 ? 220 + random() * 600 : 0);
  const delay = (about: number) => about - 30 + random() * 60 + held();
  const ask = (at: number) => {
    const sent = monotonicAt(at);
    const looked = at + delay(line.there);
    const heard = looked + delay(line.back);
    truth = heard;
    clock.learn(sent, Math.floor(serverAt(looked)), monotonicAt(heard));
    return heard;
  };
  const seen: { at: number; error: number; uncertainty: number }[] = [];
  const look = (at: number) => {
    truth = at;
    const error = Math.abs(clock.now() + 0.5 - serverAt(at));
    seen.push({ at, error, uncertainty: clock.uncertainty()! });
  };
  for (let i = 0; i < 6; i++) ask(i * 250);
  for (let at = 20_000; at < hours * HOUR; at += 20_000) {
    const free = at < cut * HOUR ? ask(at) : at;
    for (const later of [1, 7000, 14_000]) look(Math.max(free, at + later));
  }
  return seen;
}

const even: Line = { there: 80, back: 80 };
const lopsided: Line = { there: 40, back: 120 };
const errors = (seen: ReturnType<typeof live>) =>
  seen.map(({ error }) => error).sort((a, b) => a - b);
const p95 = (sorted: readonly number[]) => sorted[Math.floor(sorted.length * 0.95)]!;

describe('a day on a poor line', () => {
  test.each([
    { seed: 1, ppm: 100, line: even, hours: 24 },
    { seed: 2, ppm: -100, line: even, hours: 24 },
    { seed: 3, ppm: 37, line: even, hours: 24 },
    { seed: 4, ppm: -60, line: lopsided, hours: 24 },
    { seed: 5, ppm: 100, line: lopsided, hours: 24 },
  ])('the time is never further off than the clock says: %o', (day) => {
    const wrong = live(day).filter(({ error, uncertainty }) => error > uncertainty + 1);
    expect(wrong).toEqual([]);
  });

  test.each([100, -100, 20])('and with %i ppm it is nearly right', (ppm) => {
    const sorted = errors(live({ seed: 7, ppm, line: even, hours: 24 }));
    expect(p95(sorted)).toBeLessThan(10);
    expect(sorted.at(-1)).toBeLessThan(30);
  });

  test('two screens on lines of their own are in step', () => {
    const [a, b] = [11, 12].map((seed) => live({ seed, ppm: seed * 8, line: even, hours: 6 }));
    const apart = a!.map(({ error }, i) => error + b![i]!.error).sort((x, y) => x - y);
    expect(p95(apart)).toBeLessThan(20);
  });

  test('the first second is enough to begin with', () => {
    for (let seed = 20; seed < 60; seed++) {
      const [first] = live({ seed, ppm: 50, line: even, hours: 0.01 });
      expect(first!.error).toBeLessThan(40);
      expect(first!.uncertainty).toBeLessThan(200);
    }
  });

  test('after six hours with the server, two weeks without it leave seconds, not minutes', () => {
    const seen = live({ seed: 31, ppm: 100, line: even, hours: 6 + 14 * 24 }, 6);
    const wrong = seen.filter(({ error, uncertainty }) => error > uncertainty + 1);
    expect(wrong).toEqual([]);
    const last = seen.at(-1)!;
    expect(last.error).toBeLessThan(20_000);
    expect(last.uncertainty).toBeLessThan(40_000);
  });
});
