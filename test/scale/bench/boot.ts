/**
 * A screen is switched on in the morning, and the server is away: from the navigation to the first
 * moving frame of a video, in a browser that was just started, with the processor slowed four times
 * in the page (Chromium slows no worker). The baselines are the same starts with nothing slowed, and a
 * bare page on the same slow processor that plays the same clip from a file of its own, as quickly as
 * a browser can.
 */
import { rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BrowserContext, Page } from 'playwright-core';
import { type Machine, makeMachine } from '#test/support/chromium.ts';
import { eventually } from '#test/support/eventually.ts';
import { houseClip } from '#test/support/house-clip.ts';
import { buildPlayer } from '#test/support/player-build.ts';
import { clipItem, pairedPage, programme, snapshot } from '#test/support/player-page.ts';
import { type Media, type PlayerServer, startPlayerServer } from '#test/support/player-server.ts';
import { quantile, type Report, rounded } from './report.ts';

const STARTS = 20;
const BASELINE_STARTS = 10;
const SLOWED = 4;
const SIZE = { width: 1920, height: 1080 };

export async function run(report: Report): Promise<void> {
  const dist = await buildPlayer();
  const server = await startPlayerServer(dist);
  const machine = await makeMachine();
  try {
    const clip = houseClip({ seconds: 10, size: '1280x720' });
    await teach(machine, server, clip);
    await server.stop();
    const slowed = await starts(machine, `${server.url}/player`, STARTS, SLOWED);
    const free = await starts(machine, `${server.url}/player`, BASELINE_STARTS, 1);
    const bare = await startsOfBarePage(machine, clip);
    const value = quantile(slowed, 0.95);
    for (const [metric, baseline] of [
      ['first_frame_p95_ms', quantile(free, 0.95)],
      ['first_frame_against_bare_page_p95_ms', quantile(bare, 0.95)],
    ] as const) {
      report({
        bench: 'boot',
        metric,
        value: rounded(value, 0),
        unit: 'ms',
        baseline: rounded(baseline, 0),
        ratio: rounded(value / baseline),
        n: STARTS,
      });
    }
  } finally {
    await machine.dispose();
    await rm(dist, { recursive: true, force: true });
  }
}

/** The screen was online before: it holds its build, its programme and the clip. */
async function teach(machine: Machine, server: PlayerServer, clip: Media): Promise<void> {
  server.addMedia(clip);
  const id = server.assign(programme([clip], server.now(), [clipItem('clip', clip)]));
  const page = await pairedPage(await machine.boot(SIZE), server);
  await eventually(
    async () => (await snapshot(page))?.manifestId === id && page.evaluate(isMoving),
    { within: 60_000, what: 'the clip to play' },
  );
  // Found again after the power went: the build proved itself, and the worker is in charge.
  await eventually(() => page.evaluate(isSettled), {
    within: 60_000,
    what: 'the build to be kept',
  });
  await machine.cutPower();
}

/** ms from navigation to the first moving frame, each in a browser started anew. */
async function starts(machine: Machine, url: string, n: number, slowed: number): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < n; i++) {
    const context = await machine.boot(SIZE);
    const page = context.pages()[0] ?? (await context.newPage());
    await slowDown(context, page, slowed);
    await page.addInitScript(watchForMotion);
    await page.goto(url, { waitUntil: 'commit' });
    times.push(
      await eventually(() => page.evaluate(() => (window as { moving?: number }).moving), {
        within: 120_000,
        what: 'a moving frame',
      }),
    );
    await machine.cutPower();
  }
  return times;
}

async function startsOfBarePage(machine: Machine, clip: Media): Promise<number[]> {
  const http = createServer(({ url }, answer) => {
    if (url === '/clip') answer.setHeader('content-type', 'video/mp4').end(clip.bytes);
    else
      answer
        .setHeader('content-type', 'text/html')
        .end('<!doctype html><video src="/clip" autoplay muted></video>');
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;
  try {
    return await starts(machine, `http://localhost:${port}/`, BASELINE_STARTS, SLOWED);
  } finally {
    http.closeAllConnections();
    http.close();
  }
}

/** Chromium slows the thread of a page, not those of its workers. */
async function slowDown(context: BrowserContext, page: Page, rate: number): Promise<void> {
  if (rate === 1) return;
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate });
}

/** In the page, before its own scripts: notes when a second frame of a video that is seen comes. */
function watchForMotion(): void {
  const watched = new WeakSet<HTMLVideoElement>();
  const isSeen = (video: HTMLVideoElement) => Number(getComputedStyle(video).opacity) > 0.9;
  const watch = (video: HTMLVideoElement) => {
    if (watched.has(video)) return;
    watched.add(video);
    let first: number | null = null;
    const note: VideoFrameRequestCallback = (now, { mediaTime }) => {
      if (first === null && isSeen(video)) first = mediaTime;
      if (first !== null && mediaTime > first) {
        (window as { moving?: number }).moving ??= now;
      } else video.requestVideoFrameCallback(note);
    };
    video.requestVideoFrameCallback(note);
  };
  const look = () => {
    const layers = document.querySelector<HTMLElement & { layers?: Element }>('bt-player')?.layers;
    for (const video of (layers ?? document).querySelectorAll('video')) watch(video);
    if ((window as { moving?: number }).moving === undefined) requestAnimationFrame(look);
  };
  look();
}

function isMoving(): boolean {
  const video = document.querySelector('bt-player')?.layers.querySelector('video');
  return video !== null && video !== undefined && !video.paused && video.currentTime > 0.5;
}

function isSettled(): Promise<true | null> {
  return new Promise((resolve) => {
    const request = indexedDB.open('bangtin-builds');
    request.onerror = () => resolve(null);
    request.onsuccess = () => {
      const get = request.result.transaction('builds').objectStore('builds').get('now');
      get.onsuccess = () => {
        request.result.close();
        resolve(get.result?.serving?.proven && navigator.serviceWorker.controller ? true : null);
      };
    };
  });
}
