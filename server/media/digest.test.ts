import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CHUNK_BYTES } from '#shared/frame/manifest.ts';
import { digestFile } from './digest.ts';

let dir: string;
beforeAll(async () => {
  dir = await fs.mkdtemp(path.join(tmpdir(), 'bang-tin-digest-'));
});
afterAll(() => fs.rm(dir, { recursive: true, force: true }));

test.each([
  ['nothing', 0],
  ['one byte', 1],
  ['exactly a piece', CHUNK_BYTES],
  ['a byte more than a piece', CHUNK_BYTES + 1],
  ['two and a half pieces', CHUNK_BYTES * 2.5],
])('%s is hashed whole and piece by piece', async (_, size) => {
  const bytes = Buffer.alloc(size, 'đuối nước');
  const file = path.join(dir, String(size));
  await fs.writeFile(file, bytes);
  const pieces: string[] = [];
  for (let at = 0; at < size; at += CHUNK_BYTES) {
    const piece = bytes.subarray(at, at + CHUNK_BYTES);
    pieces.push(createHash('sha256').update(piece).digest('base64url'));
  }
  expect(await digestFile(file)).toEqual({
    sha256: createHash('sha256').update(bytes).digest('hex'),
    bytes: size,
    chunks: pieces,
  });
});
