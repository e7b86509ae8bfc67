import { expect, test } from 'vitest';
import { createRequestSize, LARGEST_REQUEST, SMALLEST_REQUEST } from './request-size.ts';

const MB = 1_000_000;

test('[C3] requests begin small and grow with what the line carries without a break', () => {
  const size = createRequestSize();
  expect(size.bytes()).toBe(SMALLEST_REQUEST);
  size.carried(64 * MB);
  expect(size.bytes()).toBe(MB);
  size.carried(1000 * MB);
  expect(size.bytes()).toBe(LARGEST_REQUEST);
});

test('[C3] a line that breaks every 20 MB loses little, and every 200 KB asks for the least', () => {
  const size = createRequestSize();
  size.carried(20 * MB);
  size.broke();
  expect(size.bytes()).toBe((20 * MB) / 64);
  for (let i = 0; i < 10; i++) {
    size.carried(200_000);
    size.broke();
  }
  expect(size.bytes()).toBe(SMALLEST_REQUEST);
});

test('[C3] requests that break together are one break', () => {
  const size = createRequestSize();
  size.carried(100 * MB);
  size.broke();
  size.broke();
  size.broke();
  expect(size.bytes()).toBe(Math.round((100 * MB) / 64));
});
