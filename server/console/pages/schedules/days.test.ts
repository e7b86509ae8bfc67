import { expect, test } from 'vitest';
import { presetOf, runsOf } from './days.ts';

test('three neighbouring days and more are a run, two are two days', () => {
  expect(runsOf([5, 1, 2, 3])).toEqual([
    { first: 1, last: 3 },
    { first: 5, last: 5 },
  ]);
  expect(runsOf([6, 7])).toEqual([
    { first: 6, last: 6 },
    { first: 7, last: 7 },
  ]);
});

test('a preset is recognised in any order', () => {
  expect(presetOf([5, 4, 3, 2, 1])).toBe('schoolDays');
  expect(presetOf([1, 2])).toBeNull();
});
