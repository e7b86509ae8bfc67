import { expect, test } from 'vitest';
import { newPassword } from './passwords.ts';

test('a made password is four groups of four clear signs', () => {
  let next = 0;
  const counting = (n: number) => Uint8Array.from({ length: n }, () => next++ % 256);
  expect(newPassword(counting)).toBe('abcd-efgh-jkmn-pqrs');
});

test('every sign is as likely as any other: bytes that would favour some are left out', () => {
  const high = (n: number) => new Uint8Array(n).fill(255);
  let calls = 0;
  const random = (n: number) => (calls++ === 0 ? high(n) : new Uint8Array(n));
  expect(newPassword(random)).toBe('aaaa-aaaa-aaaa-aaaa');
  expect(calls).toBe(2);
});
