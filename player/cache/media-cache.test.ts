import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { hands, settled } from '#player/testing/hands.ts';
import { CHUNK_BYTES } from '#shared/frame/manifest.ts';
import { LONGEST_SILENCE_MS } from './fetch-piece.ts';
import { createMediaCache, type DownloadRules } from './media-cache.ts';
import type { MediaFile } from './media-file.ts';
import type { Wanted } from './needs.ts';
import { DiskFull, type PieceName, type PieceStore } from './piece-store.ts';
import { LARGEST_REQUEST, SMALLEST_REQUEST } from './request-size.ts';
import { SCRUB_EVERY_MS } from './scrub.ts';

const base64Hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('base64url');

type File = { readonly need: Wanted; readonly bytes: Uint8Array<ArrayBuffer> };

/** A file of `size` bytes that differ from piece to piece and from file to file. */
function file(name: string, size: number, due = 0): File {
  const bytes = new Uint8Array(size);
  for (let at = 0; at < size; at += 4096) bytes[at] = (name.charCodeAt(0) + at / 4096) % 256;
  const chunks: string[] = [];
  for (let at = 0; at < size; at += CHUNK_BYTES) {
    chunks.push(base64Hash(bytes.subarray(at, at + CHUNK_BYTES)));
  }
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const info = { bytes: size, type: 'video/mp4', ms: 1000, chunks };
  return { need: { sha256, info, due }, bytes };
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

async function world(files: File[], kept = new Map()) {
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
    /** bytes that the disk takes in all; the browser says there is no end to it */
    disk: Number.POSITIVE_INFINITY,
    free: Number.POSITIVE_INFINITY,
    damaged: 0,
    clockOffset: 0,
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
      let used = bytes.length;
      for (const held of disk.values()) used += held.length;
      if (used > state.disk) throw new DiskFull();
      disk.set(key(name), bytes.slice());
    },
    blob: async (name) => {
      const bytes = disk.get(key(name));
      return bytes ? new Blob([bytes]) : null;
    },
    async remove(name) {
      disk.delete(key(name));
    },
    publish: async (sha256) => `/player/media/${sha256}`,
    withdraw: async () => {},
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
    now: () => time.now() + state.clockOffset,
    monotonic: time.now,
    random: () => 0.5,
    free: async () => state.free,
    isServed: async () => false,
    onDamage: (pieces) => {
      state.damaged = pieces;
    },
    onChange: () => {},
    onProblem: (problem) => {
      state.problem = problem;
    },
  });
  return { cache, time, disk, asked, state };
}

const small = 100_000;
const large = 2 * CHUNK_BYTES + 5000;
const anyTime: DownloadRules = {
  ...{ windows: [], jitterMs: 0, zone: 'UTC', screen: 's', atATime: 2 },
};

/** The ranges that were asked for of a file, joined where one begins at the end of the other. */
function stretches(asked: readonly { from: number; to: number }[]): [number, number][] {
  const all: [number, number][] = [];
  for (const { from, to } of asked.toSorted((a, b) => a.from - b.from)) {
    const last = all.at(-1);
    if (last && last[1] === from - 1) last[1] = to;
    else all.push([from, to]);
  }
  return all;
}
const whole = async (opened: MediaFile | null) =>
  base64Hash(new Uint8Array(await opened!.slice(0, opened!.bytes)));

describe('the media cache', () => {
  test('[C1] fetches with the screen’s token, every byte once, and gives the whole file back', async () => {
    const clip = file('a', large);
    const { cache, time, asked } = await world([clip]);
    cache.want([clip.need]);
    expect(cache.progress([clip.need])).toEqual({ bytes: 0, of: large });
    await time.pass(1000);
    expect(stretches(asked)).toEqual([[0, large - 1]]);
    expect(asked[0]!.authorization).toBe('Bearer s.t');
    expect(cache.complete([clip.need])).toBe(true);
    const opened = (await cache.open(clip.need))!;
    expect(opened.type).toBe('video/mp4');
    expect(await whole(opened)).toBe(base64Hash(clip.bytes));
  });

  test('[C3] asks for little at first', async () => {
    const clip = file('a', large);
    const { cache, time, asked } = await world([clip]);
    cache.want([clip.need]);
    await time.pass(1000);
    for (const { from, to } of asked) {
      expect(to - from + 1).toBeLessThanOrEqual(SMALLEST_REQUEST);
    }
    expect(asked.length).toBeGreaterThan(large / LARGEST_REQUEST);
  });

  test('fetches as many at a time as it may, soonest due first', async () => {
    const files = ['a', 'b', 'c', 'd'].map((name, i) => file(name, small, 4000 - i * 1000));
    for (const atATime of [1, 2, 4]) {
      const { cache, time, asked, state } = await world(files);
      cache.follow({ ...anyTime, atATime });
      cache.want(files.map(({ need }) => need));
      await time.pass(1000);
      expect(state.mostUnderway).toBe(atATime);
      expect(asked.map(({ sha256 }) => sha256)).toEqual(
        files.map(({ need }) => need.sha256).toReversed(),
      );
    }
  });

  test('[C1] a file is not there until all its pieces are', async () => {
    const clip = file('a', large);
    const { cache, state, time } = await world([clip]);
    state.answer = (from, ...rest) =>
      (from < 2 * CHUNK_BYTES ? honest : breaking(0))(from, ...rest);
    cache.want([clip.need]);
    await time.pass(3000);
    expect(cache.usedBytes()).toBe(2 * CHUNK_BYTES);
    expect(cache.complete([clip.need])).toBe(false);
    expect(await cache.open(clip.need)).toBeNull();
  });

  test('[C2] after a break, asks for the rest only', async () => {
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

  test('[C2] over a line that breaks again and again, no byte that arrived is asked for twice', async () => {
    const clip = file('a', large);
    const { cache, time, asked, state } = await world([clip]);
    let answered = 0;
    state.answer = (from, to, bytes) =>
      answered++ % 3 === 2
        ? breaking(Math.min(100_000, to - from))(from, to, bytes)
        : honest(from, to, bytes);
    cache.want([clip.need]);
    await time.pass(600_000);
    expect(cache.complete([clip.need])).toBe(true);
    const sorted = asked.toSorted((a, b) => a.from - b.from);
    for (const [i, { from }] of sorted.entries()) {
      const before = sorted[i - 1];
      if (before) expect(from).toBeGreaterThan(before.from);
    }
    expect(await whole(await cache.open(clip.need))).toBe(base64Hash(clip.bytes));
  });

  test('[C2] after a restart, fetches only the pieces that are missing', async () => {
    const clip = file('a', large);
    const first = await world([clip]);
    first.state.answer = (from, ...rest) =>
      (from < 2 * CHUNK_BYTES ? honest : breaking(10))(from, ...rest);
    first.cache.want([clip.need]);
    await first.time.pass(0);
    first.cache.stop();
    const second = await world([clip], first.disk);
    expect(second.cache.usedBytes()).toBe(2 * CHUNK_BYTES);
    second.cache.want([clip.need]);
    await second.time.pass(1000);
    expect(stretches(second.asked)).toEqual([[2 * CHUNK_BYTES, large - 1]]);
    expect(second.cache.complete([clip.need])).toBe(true);
  });

  test('one item of fifty replaced moves that item’s bytes and no others', async () => {
    const files = Array.from({ length: 50 }, (_, i) => file(`${i}`, small + i));
    const next = file('new', 2 * small);
    const { cache, time, asked } = await world([...files, next]);
    cache.want(files.map(({ need }) => need));
    await time.pass(60_000);
    asked.length = 0;
    // The old programme goes on until the new one is whole, and wants what it has.
    cache.want([...files, next].map(({ need }) => need));
    await time.pass(60_000);
    await cache.keepOnly(new Set([...files.slice(1), next].map(({ need }) => need.sha256)));
    await time.pass(60_000);
    expect(asked.map(({ sha256, from, to }) => [sha256, from, to])).toEqual([
      [next.need.sha256, 0, 2 * small - 1],
    ]);
  });

  test('[C1] bytes that do not match their hash are never kept; the others are fetched meanwhile', async () => {
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

  test('a proxy that knows no ranges is good enough for a small file', async () => {
    const clip = file('a', SMALLEST_REQUEST + 100);
    const { cache, time, state } = await world([clip]);
    state.answer = (_from, _to, bytes) =>
      new Response(bytes, { headers: { 'content-length': `${bytes.length}` } });
    cache.want([clip.need]);
    await time.pass(1000);
    expect(cache.complete([clip.need])).toBe(true);
  });

  test('a file that vanished from the disk is noticed when it is opened, and fetched anew', async () => {
    const clip = file('a', small);
    const { cache, time, disk } = await world([clip]);
    cache.want([clip.need]);
    await time.pass(1000);
    disk.clear();
    expect(await cache.open(clip.need)).toBeNull();
    expect(cache.complete([clip.need])).toBe(false);
    await time.pass(1000);
    expect(await cache.open(clip.need)).not.toBeNull();
  });

  test('a piece that is lost while the file is read is fetched anew', async () => {
    const clip = file('a', large);
    const { cache, time, disk } = await world([clip]);
    cache.want([clip.need]);
    await time.pass(1000);
    const opened = (await cache.open(clip.need))!;
    disk.delete([...disk.keys()].find((name) => name.includes('/1/'))!);
    await expect(opened.slice(CHUNK_BYTES, CHUNK_BYTES + 5)).rejects.toThrow('lost piece 1');
    expect(cache.complete([clip.need])).toBe(false);
    await time.pass(1000);
    expect(cache.complete([clip.need])).toBe(true);
  });

  test('a piece that a failing card has changed is found out and fetched anew', async () => {
    const clip = file('a', large);
    const { cache, time, disk, asked, state } = await world([clip]);
    cache.want([clip.need]);
    await time.pass(1000);
    expect(await cache.recheck(clip.need)).toBe(true);
    asked.length = 0;
    disk.get([...disk.keys()].find((name) => name.includes('/1/'))!)![5] = 99;
    expect(await cache.recheck(clip.need)).toBe(false);
    await time.pass(1000);
    expect(stretches(asked)).toEqual([[CHUNK_BYTES, 2 * CHUNK_BYTES - 1]]);
    expect(await cache.recheck(clip.need)).toBe(true);
    expect(state.damaged).toBe(1);
  });

  test('[C9] what lies there is read again, piece by piece, and what has changed is fetched anew', async () => {
    const clips = [file('a', large), file('b', small)];
    const { cache, time, disk, asked, state } = await world(clips);
    cache.want(clips.map(({ need }) => need));
    await time.pass(1000);
    asked.length = 0;
    for (const bytes of disk.values()) bytes[7] = 99;
    await time.pass(4 * SCRUB_EVERY_MS + 1000);
    expect(state.damaged).toBe(4);
    expect(cache.complete(clips.map(({ need }) => need))).toBe(true);
    expect(asked.reduce((sum, { from, to }) => sum + to - from + 1, 0)).toBe(large + small);
    await time.pass(4 * SCRUB_EVERY_MS);
    expect(state.damaged).toBe(4);
  });
});

describe('a full disk', () => {
  const MINUTE = 60_000;
  const DAY = 1440 * MINUTE;

  test('[C10] is told; what is there stays; and it is tried again without asking the line', async () => {
    const [old, clip] = [file('o', small), file('a', small)];
    const { cache, time, state, asked } = await world([old, clip]);
    cache.want([old.need]);
    await time.pass(1000);
    state.disk = small + 10;
    cache.want([old.need, clip.need]);
    await time.pass(2000);
    expect(cache.full()).toBe(true);
    expect(state.problem).toBe('the disk is full: 1 media files have no room');
    expect(cache.complete([old.need])).toBe(true);
    await time.pass(10 * MINUTE);
    expect(asked).toHaveLength(2);
    state.disk = Number.POSITIVE_INFINITY;
    await time.pass(MINUTE);
    expect(asked).toHaveLength(2);
    expect(cache.complete([old.need, clip.need])).toBe(true);
    expect(cache.full()).toBe(false);
    expect(state.problem).toBeNull();
  });

  test('[C10] has room again when what no manifest names is deleted', async () => {
    const [old, clip] = [file('o', small), file('a', small)];
    const { cache, time, state, asked } = await world([old, clip]);
    cache.want([old.need]);
    await time.pass(1000);
    state.disk = small + 10;
    cache.want([old.need, clip.need]);
    await time.pass(2000);
    cache.want([clip.need]);
    await cache.keepOnly(new Set([clip.need.sha256]));
    await time.pass(0);
    expect(cache.complete([clip.need])).toBe(true);
    expect(cache.complete([old.need])).toBe(false);
    expect(cache.usedBytes()).toBe(small);
    expect(cache.full()).toBe(false);
    expect(asked).toHaveLength(2);
  });

  test('[C6] [C7] what is needed latest makes room for what airs sooner, never the other way', async () => {
    const later = [file('l', small, 9 * DAY), file('k', small, 5 * DAY)];
    const soon = file('s', small, 2 * MINUTE);
    const { cache, time, state } = await world([...later, soon]);
    state.disk = 2 * small;
    cache.want(later.map(({ need }) => need));
    await time.pass(1000);
    cache.want([...later, soon].map(({ need }) => need));
    await time.pass(5 * MINUTE);
    expect(cache.complete([soon.need, later[1]!.need])).toBe(true);
    expect(cache.complete([later[0]!.need])).toBe(false);
    expect(cache.full()).toBe(true);
    await time.pass(DAY / 2);
    expect(cache.complete([soon.need, later[1]!.need])).toBe(true);
  });

  test('[C7] by the browser’s word alone: what does not fit is not asked for', async () => {
    const [clip, film] = [file('a', small), file('f', large, 3 * DAY)];
    const { cache, time, state, asked } = await world([clip, film]);
    state.free = 1_000_000;
    cache.want([clip.need, film.need]);
    await time.pass(1000);
    expect(asked.map(({ sha256 }) => sha256)).toEqual([clip.need.sha256]);
    expect(cache.full()).toBe(true);
    expect(cache.playable([clip.need, film.need])).toBe(true);
    state.free = Number.POSITIVE_INFINITY;
    await time.pass(11 * MINUTE);
    expect(cache.complete([film.need])).toBe(true);
    expect(cache.full()).toBe(false);
  });

  test('[C10] an estimate that shrinks is no reason to delete anything', async () => {
    const clips = [file('a', small), file('b', small, 3 * DAY)];
    const { cache, time, state } = await world(clips);
    cache.want(clips.map(({ need }) => need));
    await time.pass(1000);
    state.free = 0;
    await time.pass(60 * MINUTE);
    expect(cache.complete(clips.map(({ need }) => need))).toBe(true);
    expect(cache.full()).toBe(false);
  });
});

describe('the unit’s hours', () => {
  const HOUR = 3_600_000;
  // 1970-01-01 00:00 in UTC is when time begins here.
  const night: DownloadRules = { ...anyTime, windows: [{ start: '22:00', end: '05:00' }] };
  const noonTillSix: DownloadRules = { ...anyTime, windows: [{ start: '12:00', end: '18:00' }] };

  test('[C4] what airs tomorrow waits for them', async () => {
    const clip = file('a', small, 30 * HOUR);
    const { cache, time, asked } = await world([clip]);
    cache.follow(noonTillSix);
    cache.want([clip.need]);
    await time.pass(12 * HOUR - 1000);
    expect(asked).toEqual([]);
    expect(cache.playable([clip.need])).toBe(true);
    await time.pass(2000);
    expect(cache.complete([clip.need])).toBe(true);
  });

  test('[C5] what airs within the hour does not', async () => {
    const clips = [file('a', small, 0.9 * HOUR), file('b', small, 3 * HOUR)];
    const { cache, time, asked } = await world(clips);
    cache.follow({ ...noonTillSix, jitterMs: 4 * HOUR });
    const [now, later] = clips.map(({ need }) => need);
    cache.want([now!, later!]);
    expect(cache.playable([now!])).toBe(false);
    await time.pass(1000);
    expect(cache.complete([now!])).toBe(true);
    expect(cache.playable([now!, later!])).toBe(true);
    await time.pass(2 * HOUR - 2000);
    expect(asked).toHaveLength(1);
    await time.pass(2000);
    expect(cache.complete([later!])).toBe(true);
  });

  test('[C4] a window that closes lets the request under way come to its end, and no more', async () => {
    const clip = file('a', large, 30 * HOUR);
    const { cache, time, asked, state } = await world([clip]);
    let slow = 0;
    state.answer = (...request) => {
      // Half of it comes, then the window is over.
      if (++slow === 20) cache.follow(noonTillSix);
      return honest(...request);
    };
    cache.follow(night);
    cache.want([clip.need]);
    await time.pass(6 * HOUR);
    expect(asked.length).toBeLessThan(23);
    expect(cache.complete([clip.need])).toBe(false);
    await time.pass(7 * HOUR);
    expect(cache.complete([clip.need])).toBe(true);
    // Whole pieces are kept; of those under way what was in hand is lost at most.
    const sum = asked.reduce((all, { from, to }) => all + to - from + 1, 0);
    expect(sum).toBeLessThanOrEqual(large + 2 * CHUNK_BYTES);
  });

  test('[C4] a clock that is set meanwhile is no reason to ask with all the others', async () => {
    const clip = file('x', small, 365 * 24 * HOUR);
    const { cache, time, asked, state } = await world([clip]);
    cache.follow({ ...anyTime, screen: 'a', jitterMs: 4 * HOUR });
    cache.want([clip.need]);
    await time.pass(1000);
    state.clockOffset = 300 * 24 * HOUR;
    cache.want([clip.need]);
    await time.pass(1000);
    expect(asked).toEqual([]);
  });

  test('[C4] without hours, screens that heard of a file together ask one after the other', async () => {
    const starts: number[] = [];
    for (const screen of ['a', 'b', 'c', 'd', 'e', 'f']) {
      const clip = file('x', small, 30 * HOUR);
      const { cache, time, asked } = await world([clip]);
      cache.follow({ ...anyTime, screen, jitterMs: HOUR });
      cache.want([clip.need]);
      let start = 0;
      while (asked.length === 0) {
        await time.pass(60_000);
        start += 1;
      }
      starts.push(start);
    }
    expect(Math.max(...starts)).toBeLessThanOrEqual(61);
    expect(new Set(starts).size).toBeGreaterThan(3);
  });
});
