import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { Password } from '#shared/api/resources.ts';
import { memorablePassword } from './passwords.ts';

test('a first password is five plain words and three digits, long enough for the rule', () => {
  for (let n = 0; n < 500; n += 1) {
    const password = memorablePassword(randomBytes);
    expect(password).toMatch(/^([a-z]+-){5}\d{3}$/);
    expect(Password.safeParse(password).success).toBe(true);
  }
});

test('no two are alike, and every word and digit takes part', () => {
  const passwords = Array.from({ length: 3000 }, () => memorablePassword(randomBytes));
  expect(new Set(passwords).size).toBe(passwords.length);
  const words = new Set(passwords.flatMap((password) => password.split('-').slice(0, 5)));
  expect(words.size).toBe(64);
  const firstDigits = passwords.map((password) => password.at(-3));
  for (const digit of '0123456789') {
    const share = firstDigits.filter((each) => each === digit).length / passwords.length;
    expect(share).toBeGreaterThan(0.06);
    expect(share).toBeLessThan(0.15);
  }
});

test('bytes that would favour some digits are drawn again', () => {
  const draws = [Uint8Array.of(0, 1, 2, 3, 4), Uint8Array.of(255, 255), Uint8Array.of(1, 0)];
  const password = memorablePassword((n) => {
    const next = draws.shift()!;
    expect(next).toHaveLength(n);
    return next;
  });
  expect(password).toMatch(/-256$/);
  expect(draws).toEqual([]);
});
