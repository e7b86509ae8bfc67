import { describe, expect, test } from 'vitest';
import {
  begunAt,
  correctionOf,
  isStalled,
  learnedLag,
  lookedAgain,
  STALLED_MS,
  usualLag,
} from './hold.ts';

describe('an error of the picture against the clock', () => {
  const going = { correcting: false, fresh: false };

  test('is left alone while nobody could notice it', () => {
    expect(correctionOf(0.01, 10, going)).toEqual({ kind: 'rate', rate: 1 });
    expect(correctionOf(-0.01, 10, going)).toEqual({ kind: 'rate', rate: 1 });
  });

  test('is worked off by speed: slower when ahead, faster when behind', () => {
    expect(correctionOf(0.05, 10, going)).toEqual({ kind: 'rate', rate: 0.99 });
    expect(correctionOf(-0.05, 10, going)).toEqual({ kind: 'rate', rate: 1.01 });
    expect(correctionOf(-1.5, 10, going)).toEqual({ kind: 'rate', rate: 1.03 });
  });

  test('is worked off faster just after a start', () => {
    const fresh = { correcting: false, fresh: true };
    expect(correctionOf(0.03, 10, fresh)).toEqual({ kind: 'rate', rate: 0.95 });
    expect(correctionOf(-0.015, 10, fresh)).toEqual({ kind: 'rate', rate: 1.02 });
    expect(correctionOf(-1.5, 10, fresh)).toEqual({ kind: 'rate', rate: 1.03 });
  });

  test('once begun is worked off nearly to the end', () => {
    const correcting = { correcting: true, fresh: false };
    expect(correctionOf(0.01, 10, correcting)).toEqual({ kind: 'rate', rate: 0.99 });
    expect(correctionOf(0.003, 10, correcting)).toEqual({ kind: 'rate', rate: 1 });
  });

  test('that is large waits for the next cut, unless that is far away', () => {
    expect(correctionOf(5, 30, going)).toEqual({ kind: 'atTheCut' });
    expect(correctionOf(-5, 300, going)).toEqual({ kind: 'seek' });
  });
});

describe('a picture that stands still', () => {
  const watched = (times: readonly (readonly [at: number, time: number])[]) =>
    times.reduce((progress, [at, time]) => lookedAgain(progress, at, time), begunAt(0));

  test('has failed within a second and a half', () => {
    const still = Array.from({ length: 9 }, (_, i) => [200 * (i + 1), 3] as const);
    expect(isStalled(watched(still.slice(0, 7)))).toBe(false);
    expect(isStalled(watched(still))).toBe(true);
    expect(STALLED_MS).toBeLessThan(1500);
  });

  test('has not while it moves, however little', () => {
    const moving = Array.from({ length: 20 }, (_, i) => [200 * (i + 1), i * 0.01] as const);
    expect(isStalled(watched(moving))).toBe(false);
  });

  test('has not when the whole machine stood still meanwhile', () => {
    expect(
      isStalled(
        watched([
          [200, 3],
          [400, 3],
          [5000, 3],
          [5200, 3],
        ]),
      ),
    ).toBe(false);
    expect(
      isStalled(
        watched([
          [200, 3],
          [5000, 3],
          [5600, 3],
          [6200, 3],
          [6700, 3],
        ]),
      ),
    ).toBe(true);
  });
});

test('the time that a start takes is learned, sooner upwards, and one freak does not spoil it', () => {
  let lag = usualLag;
  for (let i = 0; i < 20; i++) lag = learnedLag(lag, 90);
  expect(lag.ms).toBeCloseTo(90, 0);
  expect(learnedLag(lag, 5000).ms).toBeLessThan(150);
  expect(learnedLag(lag, -30).ms).toBeGreaterThan(80);
});
