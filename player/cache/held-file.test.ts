import { describe, expect, test, vi } from 'vitest';
import { openHeldFile } from './held-file.ts';
import type { PieceName } from './piece-store.ts';

const bytes = Uint8Array.from({ length: 45 }, (_, i) => i);
const pieces: PieceName[] = [0, 1, 2, 3, 4].map((index) => ({
  sha256: 'a'.repeat(64),
  index,
  bytes: index === 4 ? 5 : 10,
}));

/** A file of 45 bytes in pieces of 10. */
function opened({ count = 5, served = true, full = false } = {}) {
  const asked: number[] = [];
  const lost = new Set<number>();
  const onLost = vi.fn();
  const publish = vi.fn(async (sha256: string) => {
    if (full) throw new Error('no room');
    return `/player/media/${sha256}`;
  });
  const file = openHeldFile({
    store: {
      async blob({ index, bytes: length }) {
        asked.push(index);
        if (lost.has(index)) return null;
        return new Blob([bytes.slice(index * 10, index * 10 + length)]);
      },
      publish,
    },
    pieces: pieces.slice(0, count),
    type: 'audio/mp4',
    isServed: async () => served,
    onLost,
  });
  return { file, asked, lost, onLost, publish };
}
const read = async (promise: Promise<ArrayBuffer>) => [...new Uint8Array(await promise)];

describe('a file in pieces', () => {
  test('reads the pieces that a slice touches, and no others', async () => {
    const { file, asked } = opened();
    expect(file.bytes).toBe(45);
    expect(await read(file.slice(8, 32))).toEqual([...bytes.slice(8, 32)]);
    expect(asked).toEqual([0, 1, 2, 3]);
    expect(await read(file.slice(40, 99))).toEqual([40, 41, 42, 43, 44]);
    expect(await read(file.slice(45, 45))).toEqual([]);
  });

  test('fragments read one after the other ask the disk for each piece once', async () => {
    const { file, asked } = opened();
    for (let at = 0; at < 45; at += 3) await file.slice(at, at + 3);
    expect(asked).toEqual([0, 1, 2, 3, 4]);
  });

  test('says which piece is lost, and reads it again when it is back', async () => {
    const { file, lost, onLost } = opened();
    lost.add(1);
    await expect(file.slice(5, 15)).rejects.toThrow('piece 1');
    expect(onLost).toHaveBeenCalledExactlyOnceWith(pieces[1]);
    lost.clear();
    expect(await read(file.slice(5, 15))).toEqual([...bytes.slice(5, 15)]);
  });

  test('a large one has an address that the worker answers', async () => {
    const { file, asked, publish } = opened();
    expect(await file.address()).toBe(`/player/media/${'a'.repeat(64)}`);
    expect(await file.address()).toBe(await file.address());
    expect(publish).toHaveBeenCalledTimes(1);
    expect(asked).toEqual([]);
    file.release();
    file.release();
  });

  test.each([
    ['one piece', { count: 1 }, 10],
    ['no worker', { served: false }, 45],
    ['no room for the list', { full: true }, 45],
  ])('%s: the address is a blob’s', async (_, world, length) => {
    const { file } = opened(world);
    const address = await file.address();
    expect(address).toMatch(/^blob:/);
    const response = await fetch(address);
    expect(response.headers.get('content-type')).toBe('audio/mp4');
    expect((await response.arrayBuffer()).byteLength).toBe(length);
    file.release();
    await vi.waitFor(() => expect(fetch(address)).rejects.toThrow());
  });
});
