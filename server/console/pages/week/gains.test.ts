import { expect, test } from 'vitest';
import { gainsOf, signedMinutes } from './gains.ts';

const MINUTE = 60_000;

function airtime(theme: string, now: number, later: number) {
  // biome-ignore lint/suspicious/noThenProperty: what the contract calls it; nobody awaits it
  return { theme, now, then: later };
}

test('themes that gain or lose are told by the greatest change first, the longest bar being whole', () => {
  expect(
    gainsOf([
      airtime('traffic', 10 * MINUTE, 15 * MINUTE),
      airtime('milk', 20 * MINUTE, 0),
      airtime('same', 7 * MINUTE, 7 * MINUTE + 900),
    ]),
  ).toEqual([
    { theme: 'milk', gained: -20 * MINUTE, share: 1 },
    { theme: 'traffic', gained: 5 * MINUTE, share: 0.25 },
  ]);
});

test('minutes have their sign, and a digit after the comma while they are few', () => {
  const write = (value: number, digits: number) => value.toFixed(digits);
  expect(signedMinutes(90_000, write)).toBe('+1.5');
  expect(signedMinutes(-42 * MINUTE, write)).toBe('−42');
});
