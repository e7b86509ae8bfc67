import { describe, expect, test } from 'vitest';
import { answerMedia, type HeldFile } from './media.ts';

const sha256 = 'a'.repeat(64);
const address = `/player/media/${sha256}`;
const bytes = Uint8Array.from({ length: 25 }, (_, i) => i);

/** A cache with a file of 25 bytes in pieces of 10; `without`: what the disk has lost. */
function held(without: string[] = []) {
  const opened: string[] = [];
  const entries = new Map<string, () => Response>();
  const pieces = [0, 1, 2].map((index) => {
    const part = bytes.slice(index * 10, index * 10 + 10);
    const at = `/player/held/${sha256}/${index}/${part.length}`;
    entries.set(at, () => new Response(part));
    return { at, bytes: part.length };
  });
  const file: HeldFile = { type: 'audio/mp4', bytes: 25, pieces };
  entries.set(address, () => Response.json(file));
  for (const name of without) entries.delete(name);
  const match: Cache['match'] = async (name) => {
    opened.push(String(name));
    return entries.get(String(name))?.();
  };
  const ask = (init: RequestInit = {}, path = address) =>
    answerMedia(new Request(`https://x.example${path}`, init), async () => ({ match }));
  return { ask, opened, pieces };
}
const ranged = (range: string, method = 'GET') => ({ method, headers: { range } });
const read = async (response: Response) => [...new Uint8Array(await response.arrayBuffer())];

describe('media from the worker', () => {
  test('the whole file', async () => {
    const response = (await held().ask())!;
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('audio/mp4');
    expect(response.headers.get('content-length')).toBe('25');
    expect(response.headers.get('accept-ranges')).toBe('bytes');
    expect(await read(response)).toEqual([...bytes]);
  });

  test('a range across pieces, and only the pieces that it touches are opened', async () => {
    const { ask, opened, pieces } = held();
    const response = (await ask(ranged('bytes=18-21')))!;
    expect(response.status).toBe(206);
    expect(response.headers.get('content-range')).toBe('bytes 18-21/25');
    expect(response.headers.get('content-length')).toBe('4');
    expect(await read(response)).toEqual([18, 19, 20, 21]);
    expect(opened).toEqual([address, pieces[1]!.at, pieces[2]!.at]);
  });

  test('no piece is opened before somebody reads', async () => {
    const { ask, opened } = held();
    await ask();
    expect(opened).toEqual([address]);
  });

  test('HEAD tells the length without a body', async () => {
    const { ask, opened } = held();
    const response = (await ask(ranged('bytes=0-9', 'HEAD')))!;
    expect([response.status, response.headers.get('content-length')]).toEqual([206, '10']);
    expect(await read(response)).toEqual([]);
    expect(opened).toEqual([address]);
  });

  test('a range beyond the file is answered 416', async () => {
    const response = (await held().ask(ranged('bytes=25-')))!;
    expect([response.status, response.headers.get('content-range')]).toEqual([416, 'bytes */25']);
  });

  test('a file that is not held is answered 404', async () => {
    expect((await held([address]).ask())!.status).toBe(404);
  });

  test('a piece that the disk has lost breaks the answer off: no byte takes its place', async () => {
    const { ask, pieces } = held([`/player/held/${sha256}/1/10`]);
    expect(await read((await ask(ranged(`bytes=0-9`)))!)).toEqual([...bytes.slice(0, 10)]);
    await expect(read((await ask())!)).rejects.toThrow();
    expect(pieces).toHaveLength(3);
  });

  test('nothing else is its business', () => {
    const { ask } = held();
    expect(ask({}, '/player/media/abc')).toBeNull();
    expect(ask({}, `/media/${sha256}`)).toBeNull();
    expect(ask({}, '/player')).toBeNull();
    expect(ask({ method: 'POST' })).toBeNull();
  });
});
