import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { hashPassword, verifyPassword } from './passwords.ts';

test('a password is kept as argon2id, each time with another salt', async () => {
  const [one, other] = await Promise.all([
    hashPassword('đuối nước 2026', randomBytes),
    hashPassword('đuối nước 2026', randomBytes),
  ]);
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(one).not.toBe(other);
  expect(await verifyPassword(one, 'đuối nước 2026')).toBe(true);
  expect(await verifyPassword(one, 'đuối nước 2027')).toBe(false);
});

test('an account that does not exist has no password, not even the stand-in’s', async () => {
  expect(await verifyPassword(null, 'no account has this password')).toBe(false);
});

test('looking for an account that does not exist takes as long as for one that does', async () => {
  const known = await hashPassword('đuối nước 2026', randomBytes);
  const timed = async (hash: string | null) => {
    const times: number[] = [];
    for (let n = 0; n < 9; n += 1) {
      const start = process.cpuUsage();
      await verifyPassword(hash, 'đoán mò');
      const { user, system } = process.cpuUsage(start);
      times.push(user + system);
    }
    return times.toSorted((a, b) => a - b)[4]!;
  };
  await timed(null);
  const [there, missing] = [await timed(known), await timed(null)];
  // work, not wall time, so that other processes don't count; an early exit would cost next to nothing
  expect(missing).toBeGreaterThan(there / 5);
});
