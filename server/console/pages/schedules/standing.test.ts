import { expect, test } from 'vitest';
import { standingOf } from './standing.ts';

const windows = [
  { start: 100, end: 200 },
  { start: 300, end: 400 },
];

test('a published schedule is on air within a window, its end left out', () => {
  expect(standingOf(true, windows, 100, 1000)).toEqual({ kind: 'onAir', until: 200 });
  expect(standingOf(true, windows, 199, 1000)).toEqual({ kind: 'onAir', until: 200 });
  expect(standingOf(true, windows, 200, 1000)).toEqual({ kind: 'coming', at: 300 });
});

test('a published schedule with no window left has ended', () => {
  expect(standingOf(true, windows, 400, 1000)).toEqual({ kind: 'ended' });
  expect(standingOf(true, [], 0, 1000)).toEqual({ kind: 'ended' });
});

test('what was never published, or was taken off the air, is a draft at any hour', () => {
  expect(standingOf(false, windows, 150, 1000)).toEqual({ kind: 'draft' });
});

test('a window that reaches the end of what was looked at has no end to tell', () => {
  expect(standingOf(true, [{ start: 0, end: 1000 }], 150, 1000)).toEqual({
    kind: 'onAir',
    until: null,
  });
});
