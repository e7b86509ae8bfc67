import { expect, test } from 'vitest';
import { dayOf } from './day.ts';

const HOUR = 3_600_000;

test('a day in Vietnam begins at 17:00 UTC of the day before', () => {
  const day = dayOf('Asia/Ho_Chi_Minh', Date.UTC(2026, 10, 23, 16, 59));
  expect(day).toEqual({ start: Date.UTC(2026, 10, 22, 17), end: Date.UTC(2026, 10, 23, 17) });
});

test('the day on which clocks go forward is an hour short', () => {
  const day = dayOf('Europe/Berlin', Date.UTC(2026, 2, 29, 12));
  expect(day.end - day.start).toBe(23 * HOUR);
});
