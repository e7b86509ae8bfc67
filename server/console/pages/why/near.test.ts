import { expect, test } from 'vitest';
import { en } from '../../locales/en.ts';
import { vi } from '../../locales/vi.ts';
import { near } from './near.ts';

/** Monday, 23 November 2026, 9:15 in Vietnam */
const asked = Date.parse('2026-11-23T02:15:00Z');
const HOUR = 3_600_000;

test('soon is said to the second, later the same day to the minute, another day with its name', () => {
  const say = near(vi, 'vi', 'Asia/Ho_Chi_Minh', asked);
  expect(say(asked + 35_000)).toBe('lúc 9:15:35');
  expect(say(asked + 60_000)).toBe('lúc 9:16');
  expect(say(asked + 5 * HOUR)).toBe('lúc 14:15');
  expect(say(asked + 24 * HOUR)).toBe('thứ Ba 24/11 lúc 9:15');
  expect(near(en, 'en', 'Asia/Ho_Chi_Minh', asked)(asked + 24 * HOUR)).toBe(
    'Tuesday 24/11 at 9:15',
  );
});

test('which day it is, the zone of the school decides', () => {
  expect(near(vi, 'vi', 'Asia/Ho_Chi_Minh', asked)(asked + 16 * HOUR)).toBe(
    'thứ Ba 24/11 lúc 1:15',
  );
});
