import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { hands, settled } from '#player/testing/hands.ts';
import { CHUNK_BYTES } from '#shared/frame/manifest.ts';
import { LONGEST_SILENCE_MS } from './fetch-piece.ts';
import { createMediaCache } from './media-cache.ts';
import type { Need } from './needs.ts';
import { DiskFull, type PieceName, type PieceStore } from './piece-store.ts';

const base64Hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('base64url');

/** A file of `size` bytes that differ from piece to piece and from file to file. */
function file(name: string, size: number): { need: Need; bytes: Uint8Array<ArrayBuffer> } {
  const bytes = new Uint8Array(size);
  for (let at = 0; at < size; at += 4096) bytes[at] = (name.charCodeAt(0) + at / 4096) % 256;
  const chunks: string[] = [];
  for (let at = 0; at < size; at += CHUNK_BYTES) {
    chunks.push(base64Hash(bytes.subarray(at, at + CHUNK_BYTES)));
  }
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { need: { sha256, info: { bytes: size, type: 'video/mp4', ms: 1000, chunks } }, bytes };
}

type Answer = (from: number, to: number, bytes: Uint8Array<ArrayBuffer>) => Response;
const honest: Answer = (from, to, bytes) =>
  new Response(bytes.slice(from, to + 1), {
    status: 206,
    headers: { 'content-range': `bytes ${from}-${to}/${bytes.length}` },
  });
/** Sends `count` bytes and breaks. */
const breaking =
  (count: number): Answer =>
  (from, to, bytes) => {
    const body = new ReadableStream({
      pull(controller) {
        if (count === 0) return controller.error(new TypeError('network error'));
        controller.enqueue(bytes.slice(from, from + count));
        count = 0;
      },
    });
    const headers = { 'content-range': `bytes ${from}-${to}/${bytes.length}` };
    return new Response(body, { status: 206, headers });
  };

async function world(files: { need: Need; bytes: Uint8Array<ArrayBuffer> }[], kept = new Map()) {
  // Streams take as long as they take: time stands still while a request is under way.
  let open = 0;
  const time = hands(async () => {
    do await settled();
    while (open > 0);
    await settled();
  });
  const disk: Map<string, Uint8Array<ArrayBuffer>> = kept;
  const asked: { sha256: string; from: number; to: number; authorization: string }[] = [];
  const state = {
    answer: honest as Answer,
    full: false,
    problem: null as string | null,
    underway: 0,
    mostUnderway: 0,
  };
  const key = ({ sha256, index, bytes }: PieceName) => `${sha256}/${index}/${bytes}`;
  const store: PieceStore = {
    list: async () =>
      [...disk.keys()].map((name) => {
        const [sha256, index, bytes] = name.split('/');
        return { sha256: sha256!, index: Number(index), bytes: Number(bytes) };
      }),
    async put(name, bytes) {
      if (state.full) throw new DiskFull();
      disk.set(key(name), bytes.slice());
    },
    blob: async (name) => {
      const bytes = disk.get(key(name));
      return bytes ? new Blob([bytes]) : null;
    },
    async remove(name) {
      disk.delete(key(name));
    },
  };
  const cache = await createMediaCache({
    store,
    fetcher: {
      async fetch(path, init) {
        state.underway += 1;
        state.mostUnderway = Math.max(state.mostUnderway, state.underway);
        await settled();
        state.underway -= 1;
        const headers = init.headers as Record<string, string>;
        const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(headers.range!)!.map(Number);
        const sha256 = path.replace('/media/', '');
        asked.push({ sha256, from: from!, to: to!, authorization: headers.authorization! });
        const { bytes } = files.find(({ need }) => need.sha256 === sha256)!;
        return state.answer(from!, to!, bytes);
      },
      authorization: () => 'Bearer s.t',
      digest: async (bytes) => base64Hash(bytes),
      after(ms, callback) {
        const cancel = time.after(ms, callback);
        if (ms !== LONGEST_SILENCE_MS) return cancel;
        let counted = true;
        open += 1;
        return () => {
          if (counted) open -= 1;
          counted = false;
          cancel();
        };
      },
    },
    random: () => 0.5,
    onChange: () => {},
    onProblem: (problem) => {
      state.problem = problem;
    },
  });
  return { cache, time, disk, asked, state };
}

const small = 100_000;
const large = 2 * CHUNK_BYTES + 5000;

describe('the media cache', () => {
  test('fetches in pieces with the screen’s token, and gives the whole file back', async () => {
    const clip = file('a', large);
    const { cache, time, asked } = await world([clip]);
    cache.want([clip.need]);
    expect(cache.progress([clip.need])).toEqual({ bytes: 0, of: large });
    await time.pass(1000);
    expect(asked.map(({ from, to }) => [from, to])).toEqual([
      [0, CHUNK_BYTES - 1],
      [CHUNK_BYTES, 2 * CHUNK_BYTES - 1],
      [2 * CHUNK_BYTES, large - 1],
    ]);
    expect(asked[0]!.authorization).toBe('Bearer s.t');
    expect(cache.complete([clip.need])).toBe(true);
    const blob = (await cache.open(clip.need))!;
    expect(blob.type).toBe('video/mp4');
    expect(base64Hash(new Uint8Array(await blob.arrayBuffer()))).toBe(base64Hash(clip.bytes));
  });

  test('fetches two at a time, soonest needed first', async () => {
    const files = ['a', 'b', 'c', 'd'].map((name) => file(name, small));
    const { cache, time, asked, state } = await world(files);
    cache.want(files.map(({ need }) => need));
    await time.pass(1000);
    expect(state.mostUnderway).toBe(2);
    expect(asked.map(({ sha256 }) => sha256)).toEqual(files.map(({ need }) => need.sha256));
  });

  test('a file is not there until all its pieces are', async () => {
    const clip = file('a', large);
    const { cache, state, time } = await world([clip]);
    let answered = 0;
    state.answer = (...request) => (answered++ < 2 ? honest(...request) : breaking(0)(...request));
    cache.want([clip.need]);
    await time.pass(3000);
    expect(cache.complete([clip.need])).toBe(false);
    expect(await cache.open(clip.need)).toBeNull();
  });

  test('after a break, asks for the rest only', async () => {
    const clip = file('a', small);
    const { cache, time, asked, state } = await world([clip]);
    state.answer = breaking(60_000);
    cache.want([clip.need]);
    await time.pass(0);
    state.answer = honest;
    await time.pass(1000);
    expect(asked.map(({ from }) => from)).toEqual([0, 60_000]);
    expect(cache.complete([clip.need])).toBe(true);
  });

  test('after a restart, fetches only the pieces that are missing', async () => {
    const clip = file('a', large);
    const first = await world([clip]);
    let answered = 0;
    first.state.answer = (...request) =>
      answered++ < 2 ? honest(...request) : breaking(10)(...request);
    first.cache.want([clip.need]);
    await first.time.pass(0);
    first.cache.stop();
    const second = await world([clip], first.disk);
    expect(second.cache.usedBytes()).toBe(2 * CHUNK_BYTES);
    second.cache.want([clip.need]);
    await second.time.pass(1000);
    expect(second.asked.map(({ from }) => from)).toEqual([2 * CHUNK_BYTES]);
    expect(second.cache.complete([clip.need])).toBe(true);
  });

  test('bytes that do not match their hash are never kept; the others are fetched meanwhile', async () => {
    const [bad, good] = [file('a', small), file('b', small)];
    const { cache, time, disk, state } = await world([bad, good]);
    state.answer = (from, to, bytes) =>
      bytes === bad.bytes
        ? honest(from, to, new Uint8Array(small).fill(7))
        : honest(from, to, bytes);
    cache.want([bad.need, good.need]);
    await time.pass(20_000);
    expect(cache.complete([good.need])).toBe(true);
    expect(cache.complete([bad.need])).toBe(false);
    expect([...disk.keys()].some((name) => name.startsWith(bad.need.sha256))).toBe(false);
    expect(state.problem).toContain('does not match its hash');
    state.answer = honest;
    await time.pass(60_000);
    expect(cache.complete([bad.need])).toBe(true);
    expect(state.problem).toBeNull();
  });

  test('an answer with other bytes than were asked for is not believed', async () => {
    const clip = file('a', small);
    const odd: Answer[] = [
      (_from, _to, bytes) =>
        new Response(bytes, { status: 200, headers: { 'content-length': '7' } }),
      (from, to, bytes) => honest(from + 1, to, bytes),
      () => new Response('no', { status: 404 }),
      () => new Response('no', { status: 401 }),
      (from, to, bytes) =>
        new Response(new Uint8Array([...bytes, 1, 2, 3]), {
          status: 206,
          headers: { 'content-range': `bytes ${from}-${to}/9` },
        }),
    ];
    for (const answer of odd) {
      const { cache, time, state } = await world([clip]);
      state.answer = answer;
      cache.want([clip.need]);
      await time.pass(2000);
      expect(cache.complete([clip.need])).toBe(false);
      expect(state.problem).not.toBeNull();
    }
  });

  test('a full disk is told, and tried again when there may be room', async () => {
    const [old, clip] = [file('o', small), file('a', small)];
    const { cache, time, state } = await world([old, clip]);
    cache.want([old.need]);
    await time.pass(1000);
    state.full = true;
    cache.want([clip.need]);
    await time.pass(2000);
    expect(state.problem).toBe('the disk is full');
    expect(cache.complete([old.need])).toBe(true);
    state.full = false;
    await cache.keepOnly(new Set([clip.need.sha256]));
    await time.pass(60_000);
    expect(cache.complete([clip.need])).toBe(true);
    expect(cache.complete([old.need])).toBe(false);
    expect(cache.usedBytes()).toBe(small);
  });

  test('a file that vanished from the disk is noticed when it is opened, and fetched anew', async () => {
    const clip = file('a', small);
    const { cache, time, disk } = await world([clip]);
    cache.want([clip.need]);
    await time.pass(1000);
    disk.clear();
    expect(await cache.open(clip.need)).toBeNull();
    expect(cache.complete([clip.need])).toBe(false);
    cache.want([clip.need]);
    await time.pass(1000);
    expect(await cache.open(clip.need)).not.toBeNull();
  });

  test('a piece that a failing card has changed is found out and fetched anew', async () => {
    const clip = file('a', large);
    const { cache, time, disk, asked } = await world([clip]);
    cache.want([clip.need]);
    await time.pass(1000);
    expect(await cache.recheck(clip.need)).toBe(true);
    const [, second] = [...disk.keys()];
    disk.get(second!)![5] = 99;
    expect(await cache.recheck(clip.need)).toBe(false);
    cache.want([clip.need]);
    await time.pass(1000);
    expect(asked.map(({ from }) => from).slice(3)).toEqual([CHUNK_BYTES]);
    expect(await cache.recheck(clip.need)).toBe(true);
  });
});
