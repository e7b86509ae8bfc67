import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { newUserCode, normalUserCode } from './user-code.ts';

test('a code is what normalising it gives again', () => {
  for (let n = 0; n < 1000; n += 1) {
    const code = newUserCode(randomBytes);
    expect(normalUserCode(code)).toBe(code);
  }
});

test('bytes that would favour some letters are thrown away', () => {
  const drawn = [255, 250, 240, 0, 239, 1, 2, 3, 4, 5, 6, 7];
  const bytes = (n: number) => Uint8Array.from({ length: n }, () => drawn.shift() ?? 19);
  expect(newUserCode(bytes)).toBe('BZCD-FGHJ');
});

test.each(['BCDF-GHJ', 'BCDF-GHJKL', 'ACDF-GHJK', 'BCDF-GHJ1', 'BCDF-GHJ\0', ''])(
  '%j can be no code',
  (typed) => {
    expect(normalUserCode(typed)).toBeNull();
  },
);
