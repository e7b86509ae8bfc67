/** Media of a screen in real Chromium: served in ranges, held as far as there is room, fetched in hours. */
import { readFile, rm } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Manifest } from '#shared/frame/manifest.ts';
import { launchChromium, type Machine, makeMachine } from '#test/support/chromium.ts';
import { eventually } from '#test/support/eventually.ts';
import { houseClip, padded, picture, soundClip } from '#test/support/house-clip.ts';
import { audio, image, slide } from '#test/support/manifests.ts';
import { buildPlayer } from '#test/support/player-build.ts';
import { clipItem, onAir, pairedPage, programme, snapshot } from '#test/support/player-page.ts';
import { type Media, type PlayerServer, startPlayerServer } from '#test/support/player-server.ts';

const HOUR = 3_600_000;
const MB = 1024 * 1024;

let dist: string;
let server: PlayerServer;
let machine: Machine | undefined;
let browser: Browser | undefined;

beforeAll(async () => {
  dist = await buildPlayer();
});
afterEach(async () => {
  await browser?.close();
  await machine?.dispose();
  [browser, machine] = [undefined, undefined];
  await server.stop();
});
afterAll(() => rm(dist, { recursive: true, force: true }));

const starts = ({ sha256 }: Media) => server.mediaStarts.get(sha256) ?? [];
const held = async (page: Page) => (await snapshot(page))!.cache.used;

test('a large file comes from the worker in ranges, and never as a whole into memory', async () => {
  const music = padded(soundClip(60), 120 * MB);
  const words = slide('words', HOUR);
  server = await startPlayerServer(dist);
  server.addMedia(music);
  server.assign(
    programme([music], server.now(), [words], { audio: [audio('music', 60_000, music.sha256)] }),
  );
  machine = await makeMachine();
  const context = await machine.boot();
  const page = await pairedPage(context, server);
  await eventually(async () => (await held(page)) === music.info.bytes, {
    within: 90_000,
    what: 'the file to be held',
  });
  const address = `/player/media/${music.sha256}`;
  await eventually(
    () => page.evaluate((url) => fetch(url, { method: 'HEAD' }).then(({ ok }) => ok), address),
    { within: 60_000, what: 'the worker to serve what is on air' },
  );

  const asked = (range: string) =>
    page.evaluate(
      async ({ address, range }) => {
        const response = await fetch(address, { headers: { range } });
        const { status, headers } = response;
        const bytes = [...new Uint8Array(await response.arrayBuffer())];
        return {
          status,
          of: headers.get('content-range'),
          type: headers.get('content-type'),
          bytes,
        };
      },
      { address, range },
    );
  // Across the border of two pieces, and the last bytes.
  const [from, to] = [4 * MB - 20, 4 * MB + 19];
  expect(await asked(`bytes=${from}-${to}`)).toEqual({
    status: 206,
    of: `bytes ${from}-${to}/${music.info.bytes}`,
    type: 'audio/mp4',
    bytes: [...music.bytes.subarray(from, to + 1)],
  });
  expect((await asked('bytes=-7')).bytes).toEqual([...music.bytes.subarray(-7)]);
  expect(await asked(`bytes=${music.info.bytes}-`)).toMatchObject({ status: 416, bytes: [] });

  // What decides where to read from is Chromium's own reader of media.
  const seeked = await page.evaluate(async (url) => {
    const sound = new Audio(url);
    sound.muted = true;
    await new Promise((resolve, reject) => {
      sound.oncanplay = resolve;
      sound.onerror = () => reject(new Error(sound.error?.message));
    });
    sound.currentTime = 55;
    await new Promise((resolve) => {
      sound.onseeked = resolve;
    });
    return { at: sound.currentTime, of: sound.duration };
  }, address);
  expect(seeked.at).toBeCloseTo(55, 1);
  expect(seeked.of).toBeCloseTo(60, 0);

  const cdp = await context.browser()!.newBrowserCDPSession();
  /** of pages and workers together, bytes */
  const memory = async () => {
    const { processInfo } = await cdp.send('SystemInfo.getProcessInfo');
    let sum = 0;
    for (const { id, type } of processInfo) {
      if (type !== 'renderer') continue;
      const pages = (await readFile(`/proc/${id}/statm`, 'utf8')).split(' ')[1];
      sum += Number(pages) * 4096;
    }
    return sum;
  };
  const before = await memory();
  // Somebody takes the beginning and is slow with the rest: the worker reads no further than that.
  await page.evaluate(async (url) => {
    const reader = (await fetch(url)).body!.getReader();
    await reader.read();
    Object.assign(window, { slowReader: reader });
  }, address);
  for (let i = 0; i < 20; i++) await asked(`bytes=${i * 5 * MB}-${i * 5 * MB + 100}`);
  expect((await memory()) - before).toBeLessThan(music.info.bytes / 3);
  const read = await page.evaluate(async (url) => {
    let bytes = 0;
    for await (const part of (await fetch(url)).body!) bytes += part.length;
    return bytes;
  }, address);
  expect(read).toBe(music.info.bytes);
  // None of it was asked of the server again.
  expect(new Set(starts(music)).size).toBe(starts(music).length);
}, 240_000);

test('a disk that is full though the browser says it is not: told, played on, and made good when there is room', async () => {
  const red = houseClip({ seconds: 3, picture: 'color=c=red' });
  const film = padded(red, 24 * MB);
  server = await startPlayerServer(dist);
  for (const media of [red, film]) server.addMedia(media);
  server.assign(programme([red], server.now(), [clipItem('red', red)]));
  machine = await makeMachine();
  const context = await machine.boot();
  // The browser's estimate is a lie.
  await context.addInitScript(() => {
    navigator.storage.estimate = async () => ({ quota: 1e12, usage: 0 });
  });
  const page = await pairedPage(context, server);
  await eventually(async () => (await onAir(page)) === 'red', { what: 'the clip' });
  const cdp = await context.newCDPSession(page);
  const limit = async (quotaSize?: number) =>
    cdp.send('Storage.overrideQuotaForOrigin', {
      origin: server.url,
      ...(quotaSize !== undefined && { quotaSize }),
    });
  const { usage } = await cdp.send('Storage.getUsageAndQuota', { origin: server.url });
  await limit(usage + 10 * MB);
  const next = server.assign(programme([film], server.now(), [clipItem('film', film)]));
  await eventually(() => server.status?.storage.full || null, {
    within: 60_000,
    what: 'the full disk to be told',
  });
  expect(server.status!.problem).toContain('the disk is full');
  expect(server.status!.fetching.manifest).toBe(next);
  expect(await onAir(page)).toBe('red');
  const turn = (await snapshot(page))!.frame!.main!.start;
  await eventually(async () => (await snapshot(page))!.frame!.main!.start > turn || null, {
    what: 'the next turn of what was on air',
  });
  expect((await snapshot(page))!.manifestId).not.toBe(next);

  await limit();
  await eventually(async () => (await onAir(page)) === 'film', {
    within: 120_000,
    what: 'the new programme when there is room',
  });
  await eventually(() => server.status?.storage.full === false || null, {
    what: 'the end of it to be told',
  });
  // The pieces that found no room were kept in hand: nothing came twice.
  expect(new Set(starts(film)).size).toBe(starts(film).length);
}, 300_000);

test('outside of the unit’s hours only what airs soon is fetched; in them the rest', async () => {
  const [now, tonight] = [picture('64x36', 'red'), picture('64x36', 'blue')];
  server = await startPlayerServer(dist);
  for (const media of [now, tonight]) server.addMedia(media);
  const wall = (ms: number) => new Date(server.now() + ms).toISOString().slice(11, 16);
  const windows = [{ start: wall(6 * HOUR), end: wall(7 * HOUR) }];
  const downloads = { windows, jitterMs: 0, atATime: 2 };
  server.profile = { ...server.profile, zone: 'UTC', downloads };
  server.assign(inTwoStretches(now, tonight, 5 * HOUR));
  browser = await launchChromium();
  const page = await pairedPage(await browser.newContext(), server);
  await eventually(async () => (await onAir(page)) === 'now', { what: 'what is on air now' });
  await eventually(() => server.status?.fetching.of || null, { what: 'a report' });
  expect(starts(now)).toEqual([0]);
  expect(starts(tonight)).toEqual([]);

  // Hours that are open, but it heard of the file only now: it waits for its share of four hours.
  const hellos = () => server.heard.filter(({ type }) => type === 'hello').length;
  const before = hellos();
  const open = { windows: [], jitterMs: 4 * HOUR, atATime: 2 };
  server.profile = { ...server.profile, downloads: open };
  server.closeSockets(4503);
  await eventually(() => hellos() > before || null, { what: 'the screen to call again' });
  expect(starts(tonight)).toEqual([]);
  server.profile = { ...server.profile, downloads: { ...open, jitterMs: 0 } };
  server.send({ type: 'profile', profile: server.profile });
  await eventually(() => starts(tonight).length === 1 || null, { what: 'the rest' });
  await eventually(async () => (await held(page)) === now.info.bytes + tonight.info.bytes, {
    what: 'all to be held',
  });
});

test('a piece that the card has changed is found when it does not play, and fetched anew', async () => {
  const red = houseClip({ seconds: 2, picture: 'color=c=red' });
  const blue = picture('64x36', 'blue');
  server = await startPlayerServer(dist);
  for (const media of [red, blue]) server.addMedia(media);
  const items = [clipItem('red', red), image('blue', 2000, blue.sha256)];
  server.assign(programme([red, blue], server.now(), items));
  browser = await launchChromium();
  const page = await pairedPage(await browser.newContext(), server);
  await eventually(async () => (await onAir(page)) === 'red', { what: 'the programme' });
  expect(starts(blue)).toEqual([0]);
  await page.evaluate(async (sha256) => {
    const cache = await caches.open('media');
    for (const request of await cache.keys()) {
      if (!request.url.includes(`/held/${sha256}/`)) continue;
      const length = (await (await cache.match(request))!.arrayBuffer()).byteLength;
      await cache.put(request, new Response(new Uint8Array(length).fill(1)));
    }
  }, blue.sha256);
  await page.reload();
  await eventually(() => starts(blue).length === 2 || null, {
    what: 'the file to be fetched anew',
  });
  await eventually(() => server.status?.problem?.includes('changed on the disk') || null, {
    what: 'the office to be told',
  });
});

/** One picture now, another one from `later` on. */
function inTwoStretches(now: Media, then: Media, later: number): Manifest {
  const start = server.now();
  const made = programme([now, then], start, [image('now', 60_000, now.sha256)]);
  const [first] = made.tracks.main;
  return {
    ...made,
    items: [...made.items, image('then', 60_000, then.sha256)],
    loops: [...made.loops, { turns: [1] }],
    tracks: {
      ...made.tracks,
      main: [
        { ...first!, end: start + later },
        { ...first!, start: start + later, loop: 1 },
      ],
    },
  };
}
