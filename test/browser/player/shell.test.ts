/** The page itself in real Chromium: kept for a start without a network, and brought up to date. */
import { rm } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { launchChromium } from '#test/support/chromium.ts';
import { eventually } from '#test/support/eventually.ts';
import { slide } from '#test/support/manifests.ts';
import { buildPlayer } from '#test/support/player-build.ts';
import { onAir, pairedPage, programme } from '#test/support/player-page.ts';
import { type PlayerServer, startPlayerServer } from '#test/support/player-server.ts';

let dist: string;
let nextDist: string;
let server: PlayerServer;
let browser: Browser;

beforeAll(async () => {
  dist = await buildPlayer();
  nextDist = await buildPlayer('9.9.9');
});
afterEach(async () => {
  await browser.close();
  await server.stop();
});
afterAll(async () => {
  await rm(dist, { recursive: true, force: true });
  await rm(nextDist, { recursive: true, force: true });
});

const builds = () =>
  server.heard.flatMap((message) =>
    message.type === 'hello' ? [message.build.split('+')[0]] : [],
  );
const kept = (page: Page) =>
  page.evaluate(async () => {
    const names = await caches.keys();
    return names.some((name) => name.startsWith('shell-'));
  });

test('a screen that starts for the first time asks for one code only', async () => {
  server = await startPlayerServer(dist);
  browser = await launchChromium();
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${server.url}/player`);
  await eventually(() => kept(page), { what: 'the page to be kept' });
  await eventually(() => page.evaluate(() => navigator.serviceWorker.controller !== null || null), {
    what: 'the worker to be in charge',
  });
  expect(server.codesAsked).toBe(1);
});

test('a new build takes over when nothing is on the screen', async () => {
  server = await startPlayerServer(dist);
  browser = await launchChromium();
  server.assign({
    ...programme([], server.now(), [slide('x', 1000)]),
    items: [],
    loops: [],
    tracks: { main: [], ticker: [], audio: [], voice: [] },
  });
  const page = await pairedPage(await browser.newContext(), server);
  await eventually(() => kept(page), { what: 'the page to be kept' });
  const first = builds()[0];
  server.serveBuild(nextDist);
  // The server was restarted for its new version: the screen looks for a build of its own.
  server.closeSockets(4503);
  await eventually(() => builds().includes('9.9.9'), {
    within: 100_000,
    what: 'the new build to say hello',
  });
  expect(first).not.toBe('9.9.9');
}, 150_000);

test('while something plays, the old build goes on; after a reload the new one is there, offline too', async () => {
  server = await startPlayerServer(dist);
  browser = await launchChromium();
  server.assign(programme([], server.now(), [slide('x', 3_600_000)]));
  const page = await pairedPage(await browser.newContext(), server);
  await eventually(async () => (await onAir(page)) === 'x' && (await kept(page)), {
    what: 'the slide',
  });
  server.serveBuild(nextDist);
  server.closeSockets(4503);
  const waits = () =>
    page.evaluate(async () => (await navigator.serviceWorker.getRegistration('/player'))?.waiting);
  await eventually(async () => (await waits()) !== null || null, { what: 'the new build to wait' });
  expect(builds()).not.toContain('9.9.9');
  const script = () => page.evaluate(() => document.scripts[0]?.src);
  const old = await script();
  await server.stop();
  await page.reload();
  await eventually(async () => (await script()) !== old, { what: 'the new build, offline' });
  await eventually(async () => (await onAir(page)) === 'x', { what: 'the slide, offline' });
  await server.start();
  await eventually(() => builds().includes('9.9.9'), { what: 'the new build to say hello' });
});

test('says what to do when the page was opened by an address that the browser does not trust', async () => {
  server = await startPlayerServer(dist);
  browser = await launchChromium(['--host-resolver-rules=MAP school.test 127.0.0.1']);
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${server.url.replace('localhost', 'school.test')}/player`);
  const words = await eventually(
    () =>
      page.evaluate(
        () =>
          document.querySelector('bt-player')!.shadowRoot?.querySelector('bt-notice-card')
            ?.shadowRoot?.textContent,
      ),
    { what: 'the notice' },
  );
  expect(words).toContain('https');
  expect(words).toContain('http://school.test');
  expect(words).toContain('Cần kết nối an toàn');
});
