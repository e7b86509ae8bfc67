import { describe, expect, test } from 'vitest';
import { correctionOf, entryOf, isStalled, progressed } from './hold.ts';

/** Lets sound run, looked at every 200 ms, from an error on; answers the errors and the seeks. */
function follow(error: number, seconds: number) {
  let seeks = 0;
  let rate = 1;
  for (let t = 0; t < seconds; t += 0.2) {
    const correction = correctionOf(error, rate !== 1);
    if (correction.kind === 'seek') {
      seeks += 1;
      error = 0;
      rate = 1;
    } else rate = correction.rate;
    error += (rate - 1) * 0.2;
  }
  return { error, seeks, rate };
}

describe('holding sound to the clock', () => {
  test.each([0.03, -0.03, 0.2, -0.2, 0.34, -0.34])(
    'an error of %d s goes without a seek',
    (error) => {
      const { error: left, seeks, rate } = follow(error, 60);
      expect(seeks).toBe(0);
      expect(Math.abs(left)).toBeLessThan(0.01);
      expect(rate).toBe(1);
    },
  );
  test('a large error is sought away, once', () => {
    expect(follow(-3, 10)).toMatchObject({ seeks: 1, error: 0 });
  });
  test('an error that nobody hears is left alone', () => {
    expect(correctionOf(0.02, false)).toEqual({ kind: 'rate', rate: 1 });
  });
  test('no rate is further from 1 than one per cent', () => {
    for (let error = -0.35; error <= 0.35; error += 0.01) {
      const correction = correctionOf(error, true);
      expect(correction.kind === 'rate' && Math.abs(correction.rate - 1)).toBeLessThanOrEqual(
        0.0101,
      );
    }
  });
});

test('a turn that is late by a moment begins at its beginning, later ones in the middle', () => {
  expect(entryOf(0.3)).toBe(0);
  expect(entryOf(0.4)).toBe(0.4);
  expect(entryOf(75)).toBe(75);
});

test('sound that stands still is found within two seconds, looked at every 200 ms', () => {
  let progress = progressed({ time: 0, at: 0 }, 3.2, 1000);
  let found = Number.NaN;
  for (let now = 1000; Number.isNaN(found); now += 200) {
    progress = progressed(progress, 3.2, now);
    if (isStalled(progress, now)) found = now;
  }
  expect(found - 1000).toBeLessThan(2000);
});
