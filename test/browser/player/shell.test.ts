/** The page itself in real Chromium: kept for a start without a network, and brought up to date. */
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Builds } from '#player/shell/builds.ts';
import type { BuildList } from '#player/shell/list.ts';
import type { Manifest } from '#shared/frame/manifest.ts';
import { launchChromium, type Machine, makeMachine } from '#test/support/chromium.ts';
import { eventually } from '#test/support/eventually.ts';
import { slide } from '#test/support/manifests.ts';
import { type BuildOptions, buildPlayer } from '#test/support/player-build.ts';
import { onAir, pairedPage, programme } from '#test/support/player-page.ts';
import { type PlayerServer, startPlayerServer } from '#test/support/player-server.ts';

const dists: string[] = [];
let good: string;
let newer: string;
let server: PlayerServer;
let browser: Browser | null = null;
let machine: Machine | null = null;

const made = async (version: string, options: BuildOptions = {}): Promise<string> => {
  const dist = await buildPlayer(version, { trialMs: 8000, ...options });
  dists.push(dist);
  return dist;
};

beforeAll(async () => {
  good = await made('1.0.0');
  newer = await made('2.0.0');
});
afterEach(async () => {
  await browser?.close();
  await machine?.dispose();
  browser = null;
  machine = null;
  await server.stop();
});
afterAll(async () => {
  for (const dist of dists) await rm(dist, { recursive: true, force: true });
});

/** `1.0.0`, `2.0.0`, ... in the order in which they said hello. */
const hellos = () =>
  server.heard.flatMap((message) =>
    message.type === 'hello' ? [message.build.split('+')[0]!] : [],
  );
const lastHello = (version: string) => hellos().at(-1) === version || null;
const versionOf = async (dist: string): Promise<string> =>
  (JSON.parse(await readFile(path.join(dist, 'build.json'), 'utf8')) as BuildList).version;

/** The state of the builds as it stands on disk. */
const builds = (page: Page): Promise<Builds | null> =>
  page.evaluate(
    () =>
      new Promise<Builds | null>((resolve) => {
        const request = indexedDB.open('bangtin-builds');
        request.onerror = () => resolve(null);
        request.onsuccess = () => {
          const database = request.result;
          if (!database.objectStoreNames.contains('builds')) {
            database.close();
            return resolve(null);
          }
          const get = database.transaction('builds').objectStore('builds').get('now');
          get.onsuccess = () => {
            database.close();
            resolve(get.result ?? null);
          };
        };
      }),
  );
const isProven = (page: Page) =>
  eventually(async () => (await builds(page))?.serving?.proven, { what: 'the build to be proven' });
const slides = (...ids: string[]) =>
  programme(
    [],
    server.now(),
    ids.map((id) => slide(id, 3000)),
  );
const nothingOnAir = (): Manifest => ({
  ...programme([], server.now(), [slide('x', 1000)]),
  ...{ items: [], loops: [] },
  tracks: { main: [], ticker: [], audio: [], voice: [] },
});

async function screenOn(dist: string, manifest: () => Manifest = nothingOnAir): Promise<Page> {
  server = await startPlayerServer(dist);
  browser = await launchChromium();
  server.assign(manifest());
  const page = await pairedPage(await browser.newContext(), server);
  await isProven(page);
  return page;
}

/** The server was restarted for its new version: the screen looks for a build of its own. */
function release(dist: string): void {
  server.serveBuild(dist);
  server.closeSockets(4503);
}

const within = 90_000;

test('a screen that starts for the first time asks for one code only', async () => {
  server = await startPlayerServer(good);
  browser = await launchChromium();
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${server.url}/player`);
  await eventually(() => page.evaluate(() => navigator.serviceWorker.controller !== null || null), {
    what: 'the worker to be in charge',
  });
  await isProven(page);
  expect(server.codesAsked).toBe(1);
});

test('a new build is fetched, verified, started, proven, and the old one is kept', async () => {
  const page = await screenOn(good);
  release(newer);
  await eventually(() => lastHello('2.0.0'), { within, what: 'the new build to say hello' });
  await isProven(page);
  expect(await builds(page)).toMatchObject({
    serving: { version: await versionOf(newer), starts: 0 },
    lastGood: await versionOf(good),
    refused: null,
  });
}, 150_000);

test('while something plays, the new build comes between two items and cuts none short', async () => {
  const page = await screenOn(good, () => slides('a', 'b'));
  await eventually(() => onAir(page), { what: 'a slide' });
  release(newer);
  await eventually(() => lastHello('2.0.0'), { within, what: 'the new build to say hello' });
  const before = server.plays.size;
  await eventually(() => server.plays.size > before + 1 || null, { what: 'plays after it' });
  for (const { ending } of server.plays.values()) expect(ending).toBe('completed');
}, 150_000);

test('a screen starts without a network, with the build that it holds', async () => {
  machine = await makeMachine();
  server = await startPlayerServer(good);
  server.assign(slides('a'));
  const first = await pairedPage(await machine.boot(), server);
  await eventually(async () => (await onAir(first)) === 'a', { what: 'the slide' });
  await isProven(first);
  await server.stop();
  await machine.cutPower();
  const context = await machine.boot();
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(`${server.url}/player`);
  await eventually(async () => (await onAir(page)) === 'a', { what: 'the slide, offline' });
  await server.start();
});

test('a build with one wrong byte is not started, and the office hears of it', async () => {
  const dist = await made('2.0.1');
  const { files } = JSON.parse(await readFile(path.join(dist, 'build.json'), 'utf8')) as BuildList;
  const script = files.find(({ path: file }) => /player-.*\.js$/.test(file))!;
  const file = path.join(dist, script.path);
  await writeFile(file, `${(await readFile(file, 'utf8')).slice(0, -1)} `);
  const page = await screenOn(good);
  release(dist);
  await eventually(() => server.status?.problem?.includes('other bytes'), {
    within,
    what: 'the problem to be reported',
  });
  expect(await builds(page)).toMatchObject({
    serving: { version: await versionOf(good) },
    candidate: null,
  });
  // A later one is tried all the same.
  release(newer);
  await eventually(() => lastHello('2.0.0'), { within, what: 'the next build' });
}, 150_000);

const broken: readonly [how: string, options: BuildOptions, reason: string][] = [
  ['throws at its start', { before: 'throw new Error("hỏng")' }, 'hỏng'],
  ['waits for ever', { before: 'await new Promise(() => {})' }, 'nothing on the screen'],
  [
    'can’t reach the hub',
    { before: 'globalThis.WebSocket = class { close() {} send() {} }' },
    'does not reach the server',
  ],
];
test.each(broken)(
  'a build that %s is left, reported and not tried again',
  async (_, options, reason) => {
    const dist = await made('3.0.0', options);
    await screenOn(good, () => slides('a', 'b'));
    release(dist);
    const before = server.heard.length;
    await eventually(
      () => {
        const problem = server.status?.problem;
        return problem?.includes('was refused') && problem.includes(reason);
      },
      { within, what: `the refusal; ${JSON.stringify(server.status?.problem)}` },
    );
    expect(hellos().at(-1)).toBe('1.0.0');
    expect(hellos()).not.toContain('3.0.0');
    expect(server.heard.length).toBeGreaterThan(before);
    // Said again, it is still refused; a newer one is not.
    server.closeSockets(4503);
    release(newer);
    await eventually(() => lastHello('2.0.0'), { within, what: 'the newer build' });
    expect(hellos()).not.toContain('3.0.0');
  },
  200_000,
);

test('a build that blocks its page is left on disk, for when the browser is started again', async () => {
  const dist = await made('3.0.0', { before: 'for (;;);' });
  machine = await makeMachine();
  server = await startPlayerServer(good);
  server.assign(slides('a', 'b'));
  const context = await machine.boot();
  const page = await pairedPage(context, server);
  await isProven(page);
  const worker = await eventually(() => context.serviceWorkers()[0], { what: 'the worker' });
  release(dist);
  // The page answers nobody; its worker does.
  await eventually(
    () =>
      worker.evaluate(
        () =>
          new Promise<boolean>((resolve) => {
            const request = indexedDB.open('bangtin-builds');
            request.onsuccess = () => {
              const get = request.result.transaction('builds').objectStore('builds').get('now');
              get.onsuccess = () => {
                request.result.close();
                resolve(get.result.refused !== null);
              };
            };
          }),
      ),
    { within, what: 'the refusal on disk' },
  );
  const said = hellos().length;
  await machine.cutPower();
  const again = await machine.boot();
  const next = again.pages()[0] ?? (await again.newPage());
  await next.goto(`${server.url}/player`);
  await eventually(() => server.status?.problem?.includes('nothing on the screen'), {
    within,
    what: 'the refusal to be reported',
  });
  expect(hellos().length).toBeGreaterThan(said);
  expect(hellos().at(-1)).toBe('1.0.0');
}, 200_000);

test('the power goes while a build is fetched, or changed over to: each start gets a whole one', async () => {
  machine = await makeMachine();
  server = await startPlayerServer(good);
  server.assign(nothingOnAir());
  await isProven(await pairedPage(await machine.boot(), server));
  const start = async () => {
    const context = await machine!.boot();
    const page = context.pages()[0] ?? (await context.newPage());
    await page.goto(`${server.url}/player`);
    return page;
  };
  const known = new Set(['1.0.0']);
  // Each round ends somewhere in fetching the other build, in changing over, or in coming up.
  for (let round = 0; round < 8; round++) {
    server.serveBuild(round % 2 === 0 ? newer : good);
    known.add('2.0.0');
    const said = hellos().length;
    await machine.cutPower();
    const page = await start();
    await eventually(() => hellos().length > said || null, { within, what: 'a build to start' });
    expect(known).toContain(hellos().at(-1));
    // Round by round a little later, in the browser's own measure of how far it has got.
    for (let steps = 0; steps < round * 3; steps++) await page.evaluate(() => 0).catch(() => {});
  }
  await machine.cutPower();
  server.serveBuild(newer);
  const page = await start();
  await eventually(() => lastHello('2.0.0'), { within, what: 'the newest build in the end' });
  await isProven(page);
}, 240_000);

test('says what to do when the page was opened by an address that the browser does not trust', async () => {
  server = await startPlayerServer(good);
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
