/** The MediaStore's contract, on every adapter: the disk so far. */
import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDiskMedia } from '#server/media/disk.ts';
import type { MediaStore } from '#server/media/port.ts';

let dir: string;
let media: MediaStore;
beforeEach(async () => {
  dir = await fs.mkdtemp(path.join(tmpdir(), 'bang-tin-media-'));
  media = await openDiskMedia(path.join(dir, 'media'));
});
afterEach(() => fs.rm(dir, { recursive: true, force: true }));

async function incoming(text: string): Promise<{ file: string; sha256: string }> {
  const file = path.join(dir, `incoming-${Math.abs(text.length)}`);
  await fs.writeFile(file, text);
  return { file, sha256: createHash('sha256').update(text).digest('hex') };
}

describe('media on a disk', () => {
  test('what was adopted is there under its hash, and gone from where it was', async () => {
    const { file, sha256 } = await incoming('bản tin');
    expect(await media.size(sha256)).toBeNull();
    await media.adopt(file, sha256);
    expect(await media.size(sha256)).toBe(Buffer.byteLength('bản tin'));
    expect(String(await buffer(media.read(sha256)))).toBe('bản tin');
    await expect(fs.access(file)).rejects.toThrow();
  });

  test('a range is inclusive at both ends', async () => {
    const { file, sha256 } = await incoming('0123456789');
    await media.adopt(file, sha256);
    expect(String(await buffer(media.read(sha256, { start: 2, end: 4 })))).toBe('234');
  });

  test('a hash that is there already is left alone', async () => {
    const first = await incoming('the same');
    await media.adopt(first.file, first.sha256);
    const { path: kept } = await media.local(first.sha256);
    const before = await fs.stat(kept);
    const second = await incoming('the same');
    await media.adopt(second.file, second.sha256);
    expect((await fs.stat(kept)).ino).toBe(before.ino);
    await expect(fs.access(second.file)).rejects.toThrow();
  });

  test('two that bring the same bytes at once leave one file', async () => {
    const sha256 = createHash('sha256').update('x').digest('hex');
    const files = ['a', 'b', 'c'].map((name) => path.join(dir, name));
    for (const file of files) await fs.writeFile(file, 'x');
    await Promise.all(files.map((file) => media.adopt(file, sha256)));
    expect(String(await buffer(media.read(sha256)))).toBe('x');
    expect(await fs.readdir(path.join(dir, 'media', 'arriving'))).toEqual([]);
  });

  test('what was on its way when the power went is gone after the restart', async () => {
    const half = path.join(dir, 'media', 'arriving', 'half');
    await fs.writeFile(half, 'half');
    await openDiskMedia(path.join(dir, 'media'));
    await expect(fs.access(half)).rejects.toThrow();
  });

  test('a name that is no hash never becomes a path', async () => {
    for (const name of ['../../etc/passwd', '', 'A'.repeat(64), `${'a'.repeat(63)}/`]) {
      expect(() => media.read(name)).toThrow();
      await expect(media.size(name)).rejects.toThrow();
    }
  });

  test('what was removed is not there, and removing it again is no error', async () => {
    const { file, sha256 } = await incoming('weg');
    await media.adopt(file, sha256);
    await media.remove(sha256);
    await media.remove(sha256);
    expect(await media.size(sha256)).toBeNull();
    await expect(media.local(sha256)).rejects.toThrow();
  });

  test('the reserve is not handed out', async () => {
    const all = await (await openDiskMedia(path.join(dir, 'media'), 0)).freeBytes();
    const none = await (await openDiskMedia(path.join(dir, 'media'), all * 2)).freeBytes();
    expect(all).toBeGreaterThan(0);
    expect(none).toBe(0);
    await media.ready();
  });
});
