import { expect, test } from 'vitest';
import { nudged } from './keys.ts';
import type { Delta } from './move.ts';

const after = (...keys: string[]) =>
  keys.reduce<Delta | null>((held, text) => {
    const shiftKey = text.startsWith('Shift+');
    return nudged(held, { key: text.replace('Shift+', ''), shiftKey });
  }, null);

test('presses add up: five minutes each, or a day', () => {
  expect(after('ArrowDown', 'ArrowDown', 'ArrowRight', 'ArrowUp')).toEqual({
    edge: 'whole',
    minutes: 5,
    days: 1,
  });
});

test('with Shift the end moves, or the start, and what was held of another kind is given up', () => {
  expect(after('ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowDown')).toEqual({
    edge: 'end',
    minutes: 10,
    days: 0,
  });
  expect(after('Shift+ArrowLeft')).toEqual({ edge: 'start', minutes: -5, days: 0 });
});

test('other keys move nothing', () => {
  expect(after('Tab')).toBeNull();
});
