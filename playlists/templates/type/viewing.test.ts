import { expect, test } from 'vitest';
import {
  legibleFrom,
  PREFERRED_ARC,
  smallestIn,
  smallestType,
  typeFor,
  usualSmallest,
} from './viewing.ts';

const hall = { distanceM: 10, heightM: 1 };
const landscape = { width: 1920, height: 1080 };

test('ten metres away capitals are 46.5 mm high at least, 58 mm preferred', () => {
  // a screen 1 m high: one u is 10 mm; capitals are 0.74 em
  expect(typeFor(hall, landscape) * 10 * 0.74).toBeCloseTo(46.5, 1);
  expect(typeFor(hall, landscape, PREFERRED_ARC) * 10 * 0.74).toBeCloseTo(58.2, 1);
});

test('type that is just large enough is legible from just that far', () => {
  expect(legibleFrom(typeFor(hall, landscape), hall, landscape)).toBeCloseTo(10, 6);
});

test('whatever the resolution, the size on the panel is the same', () => {
  for (const box of [landscape, { width: 1280, height: 720 }, { width: 3840, height: 2160 }])
    expect(smallestType(hall, box)).toBe(smallestType(hall, landscape));
});

test('a usual screen needs the same type upright and turned', () => {
  expect(smallestType(null, { width: 1080, height: 1920 })).toBe(usualSmallest);
  expect(usualSmallest).toBeCloseTo(8.12, 1);
});

test('a projector’s 4:3 picture has a smaller unit, so more of them a letter', () => {
  expect(typeFor(hall, { width: 1024, height: 768 })).toBeCloseTo(typeFor(hall, landscape) / 0.75);
});

test('near by nothing gets tiny, far away a sentence still fits', () => {
  expect(smallestType({ distanceM: 1, heightM: 1 })).toBe(4.8);
  expect(smallestType({ distanceM: 60, heightM: 0.5 })).toBe(11);
});

test('above the ticker the letters stay as large, so more of the smaller picture', () => {
  const picture = { width: 1920, height: 940 };
  expect(smallestIn(null, landscape, picture) * 9.4).toBeCloseTo(usualSmallest * 10.8, 0);
  expect(smallestIn(null, landscape, landscape)).toBe(usualSmallest);
});
