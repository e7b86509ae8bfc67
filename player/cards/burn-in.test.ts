import { expect, test } from 'vitest';
import { placeAt, shiftAt } from './burn-in.ts';

const steps = Array.from({ length: 400 }, (_, n) => shiftAt(n * 90_000));

test('the picture begins where it belongs', () => {
  expect(shiftAt(0)).toEqual({ x: 0, y: 0 });
  expect(shiftAt(89_999)).toEqual({ x: 0, y: 0 });
});

test('each step is one pixel, and none leads far', () => {
  for (const [n, { x, y }] of steps.slice(1).entries()) {
    const before = steps[n]!;
    expect(Math.abs(x - before.x) + Math.abs(y - before.y)).toBeLessThanOrEqual(1);
    expect(Math.max(Math.abs(x), Math.abs(y))).toBeLessThanOrEqual(4);
  }
});

test('every pixel of the reach has its turn', () => {
  expect(new Set(steps.map(({ x, y }) => `${x},${y}`)).size).toBe(81);
});

test('a card’s words go once round an hour, less than a hundredth of the side a minute', () => {
  for (let minute = 0; minute < 120; minute++) {
    const [one, next] = [placeAt(minute), placeAt(minute + 1)];
    expect(Math.hypot(next.x - one.x, next.y - one.y)).toBeLessThan(1);
  }
  expect(placeAt(60).y).toBeCloseTo(placeAt(0).y);
});
