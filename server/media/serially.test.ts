import { expect, test } from 'vitest';
import { serially } from './serially.ts';

test('under one key one after the other, under two keys at once', async () => {
  const one = serially();
  const said: string[] = [];
  const gate = Promise.withResolvers<void>();
  const first = one('a', async () => {
    await gate.promise;
    said.push('a1');
  });
  const second = one('a', async () => said.push('a2'));
  await one('b', async () => said.push('b'));
  expect(said).toEqual(['b']);
  gate.resolve();
  await Promise.all([first, second]);
  expect(said).toEqual(['b', 'a1', 'a2']);
});

test('a failure reaches its own caller and does not stop those who wait', async () => {
  const one = serially();
  const failing = one('a', async () => {
    throw new Error('no');
  });
  const next = one('a', async () => 'done');
  await expect(failing).rejects.toThrow('no');
  expect(await next).toBe('done');
});
