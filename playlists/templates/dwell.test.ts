import { expect, test } from 'vitest';
import { dwellFor } from './dwell.ts';

test('a few words stay six seconds', () => {
  expect(dwellFor('Mặc áo phao')).toBe(6000);
  expect(dwellFor()).toBe(6000);
});

test('twenty-five words stay thirteen: 2.5 a second, after three to turn to the screen', () => {
  expect(dwellFor('chữ '.repeat(25))).toBe(13_000);
});

test('words of all parts count, missing parts don’t', () => {
  expect(dwellFor('chữ '.repeat(10), undefined, 'chữ '.repeat(15))).toBe(13_000);
});

test('it is whole seconds', () => {
  expect(dwellFor('chữ '.repeat(26)) % 1000).toBe(0);
});
