/**
 * Every way of leaving the page that a key, a finger, a mouse or a script has, tried for real. Each is
 * also tried on a bare page, so that a way that leads nowhere here proves nothing.
 */
import { rm } from 'node:fs/promises';
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { launchChromium } from '#test/support/chromium.ts';
import { eventually } from '#test/support/eventually.ts';
import { slide } from '#test/support/manifests.ts';
import { buildPlayer } from '#test/support/player-build.ts';
import { onAir, pairedPage, programme } from '#test/support/player-page.ts';
import { type PlayerServer, startPlayerServer } from '#test/support/player-server.ts';

type Way = {
  readonly name: string;
  readonly go: (page: Page, cdp: CDPSession) => Promise<unknown>;
  /** whether it leads away from a bare page in this browser, where it can be tried at all */
  readonly works: boolean;
};

let dist: string;
let server: PlayerServer;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let cdp: CDPSession;

beforeAll(async () => {
  dist = await buildPlayer();
  server = await startPlayerServer(dist);
  server.assign(programme([], server.now(), [slide('stays', 3_600_000)]));
  browser = await launchChromium();
  context = await browser.newContext({ hasTouch: true });
  // As the kiosk opens it: nothing was in this window before, so there is no way back.
  const first = await context.newPage();
  await first.evaluate((url) => location.replace(url), `${server.url}/player`);
  await first.waitForURL('**/player');
  page = await pairedPage(context, server);
  await eventually(async () => (await onAir(page)) === 'stays', { what: 'the slide' });
  await plantLink(page);
  cdp = await context.newCDPSession(page);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await rm(dist, { recursive: true, force: true });
});

/** A link as a template might show one by mistake, over the middle of the page, and a mark. */
const plantLink = (where: Page) =>
  where.evaluate(() => {
    const link = document.createElement('a');
    link.href = '/elsewhere';
    link.id = 'way-out';
    link.textContent = 'x';
    link.style.cssText = 'position:fixed;inset:30%;z-index:9;font-size:99px';
    document.body.append(link);
    Object.assign(window, { mark: 'here' });
  });

const key = (name: string, works = false): Way => ({
  name: `key ${name}`,
  go: (where) => where.keyboard.press(name),
  works,
});
const script = (name: string, body: () => void, works = true): Way => ({
  name: `script: ${name}`,
  go: (where) => where.evaluate(body).catch(() => {}),
  works,
});
const middle = { x: 640, y: 360 };
const touch = (
  cdp: CDPSession,
  type: 'touchStart' | 'touchMove' | 'touchEnd',
  points: number[][],
) =>
  cdp.send('Input.dispatchTouchEvent', {
    type,
    touchPoints: points.map(([x, y]) => ({ x: x!, y: y! })),
  });

const ways: readonly Way[] = [
  ...['F5', 'Control+r', 'Control+Shift+r', 'Alt+ArrowLeft', 'Alt+ArrowRight', 'Alt+Home'].map(
    (n) => key(n),
  ),
  ...['Backspace', 'Control+l', 'Control+n', 'Control+t', 'Control+w'].map((n) => key(n)),
  ...['Control+o', 'Control+p', 'Control+f', 'Control+s', 'Control+u', 'Control+h'].map((n) =>
    key(n),
  ),
  ...['Control+Shift+i', 'F12', 'F1', 'F11', 'F6', 'F7', 'Tab', 'Enter', 'Escape'].map((n) =>
    key(n),
  ),
  ...['Control+=', 'Control+-', 'Control+0', 'Control+Shift+n', 'Alt+d', 'Alt+f'].map((n) =>
    key(n),
  ),
  { name: 'click on a link', go: (where) => where.mouse.click(middle.x, middle.y), works: true },
  {
    name: 'middle click on a link',
    go: (where) => where.mouse.click(middle.x, middle.y, { button: 'middle' }),
    works: true,
  },
  {
    name: 'Ctrl and click on a link',
    async go(where) {
      await where.keyboard.down('Control');
      await where.mouse.click(middle.x, middle.y);
      await where.keyboard.up('Control');
    },
    works: true,
  },
  {
    name: 'Enter on a link that has the focus',
    async go(where) {
      await where.evaluate(() => document.getElementById('way-out')?.focus());
      await where.keyboard.press('Enter');
    },
    works: true,
  },
  { name: 'tap on a link', go: (where) => where.touchscreen.tap(middle.x, middle.y), works: true },
  {
    name: 'pinch',
    async go(_, cdp) {
      await touch(cdp, 'touchStart', [
        [600, 360],
        [680, 360],
      ]);
      for (let step = 1; step <= 10; step++) {
        await touch(cdp, 'touchMove', [
          [600 - step * 20, 360],
          [680 + step * 20, 360],
        ]);
      }
      await touch(cdp, 'touchEnd', []);
    },
    works: true,
  },
  {
    name: 'swipe',
    async go(_, cdp) {
      await touch(cdp, 'touchStart', [[5, 360]]);
      for (let step = 1; step <= 10; step++) await touch(cdp, 'touchMove', [[5 + step * 100, 360]]);
      await touch(cdp, 'touchEnd', []);
    },
    works: false,
  },
  {
    name: 'file dropped on the page',
    async go(_, cdp) {
      const data = { items: [], files: ['/etc/hostname'], dragOperationsMask: 1 };
      for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
        await cdp.send('Input.dispatchDragEvent', { type, ...middle, data }).catch(() => {});
      }
    },
    works: false,
  },
  script('another address', () => location.assign('/elsewhere')),
  script('another site', () => location.replace('http://127.0.0.1:9/')),
  script('the address bar of this document', () => {
    location.hash = 'x';
  }),
  script('a new entry of history', () => history.pushState(null, '', '/player?x')),
  script('back', () => history.back(), false),
  script('a form', () => {
    const form = document.createElement('form');
    form.action = '/elsewhere';
    document.body.append(form);
    form.requestSubmit();
  }),
  script('a link that is clicked by a script', () => document.getElementById('way-out')?.click()),
];

type Place = { url: string; mark: unknown; scale: number; ratio: number; entries: number };
const placeOf = (where: Page): Promise<Place> =>
  where.evaluate(() => ({
    url: location.href,
    mark: (window as { mark?: unknown }).mark,
    scale: visualViewport!.scale,
    ratio: devicePixelRatio,
    entries: history.length,
  }));
/** What follows from an event has followed when the page has drawn twice since. */
const settled = (where: Page) =>
  where.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  );

describe('the page can’t be left', () => {
  test.each(ways.map((way) => [way.name, way] as const))('by %s', async (_, way) => {
    const before = await placeOf(page);
    await way.go(page, cdp);
    await settled(page);
    expect(await placeOf(page)).toEqual({ ...before, mark: 'here' });
    expect(context.pages()).toHaveLength(1);
    expect(await onAir(page)).toBe('stays');
  });
});

describe('a bare page is left, so that the tests above say something,', () => {
  let other: Browser;
  beforeAll(async () => {
    other = await launchChromium();
  });
  afterAll(() => other?.close());

  const working = ways.filter(({ works }) => works);
  test.each(working.map((way) => [way.name, way] as const))('by %s', async (_, way) => {
    const bare = await other.newContext({ hasTouch: true });
    await bare.route('**/*', (route) =>
      route.fulfill({
        contentType: 'text/html',
        body: '<!doctype html><meta name="viewport" content="width=device-width"><body>bare</body>',
      }),
    );
    const left = await bare.newPage();
    await left.goto('http://bare.test/');
    await plantLink(left);
    const start = JSON.stringify(await placeOf(left));
    // Some of them answer only when the page that they leave is gone.
    const going = way.go(left, await bare.newCDPSession(left)).catch(() => {});
    await eventually(
      async () =>
        bare.pages().length > 1 ||
        JSON.stringify(await placeOf(left).catch(() => null)) !== start ||
        null,
      { what: 'the bare page to be left' },
    );
    await going;
    await bare.close();
  });
});

test('no key does anything of the browser’s own', async () => {
  await page.evaluate(() => {
    Object.assign(window, { allowed: [] as string[] });
    addEventListener('keydown', (event) => {
      const { allowed } = window as unknown as { allowed: string[] };
      if (!event.defaultPrevented) allowed.push(event.key);
    });
  });
  for (const { name, go } of ways.filter(({ name }) => name.startsWith('key '))) {
    await go(page, cdp);
    expect(name).toContain('key');
  }
  expect(await page.evaluate(() => (window as never as { allowed: string[] }).allowed)).toEqual([]);
});

test('nothing of a pointer is to be seen, no menu opens and nothing can be marked', async () => {
  await page.mouse.click(100, 600, { button: 'right' });
  await page.mouse.move(100, 100);
  await page.mouse.down();
  await page.mouse.move(900, 600, { steps: 5 });
  await page.mouse.up();
  const seen = await page.evaluate(() => ({
    marked: String(getSelection()),
    cursor: getComputedStyle(document.querySelector('bt-player')!).cursor,
  }));
  expect(seen).toEqual({ marked: '', cursor: 'none' });
});

describe('the support card', () => {
  const words = () =>
    page.evaluate(() => document.querySelector('bt-support-card')?.shadowRoot?.textContent ?? null);
  beforeEach(async () => expect(await words()).toBeNull());

  test('is called up by Ctrl+Alt+B, tells how the screen stands, and goes', async () => {
    await page.keyboard.press('Control+Alt+b');
    const text = await eventually(words, { what: 'the card' });
    for (const word of ['Thông tin kỹ thuật', 'Technical details', 'Sảnh chính', 'screen-1']) {
      expect(text).toContain(word);
    }
    await page.keyboard.press('Control+Alt+b');
    await eventually(async () => (await words()) === null, { what: 'the card to go' });
  });

  test('comes to a finger that is held in the corner, and not to one that moves', async () => {
    await touch(cdp, 'touchStart', [[40, 40]]);
    await eventually(words, { what: 'the card' });
    await touch(cdp, 'touchEnd', []);
    await page.keyboard.press('Control+Alt+b');
    await eventually(async () => (await words()) === null, { what: 'the card to go' });
  });
});

test('a reload asks nobody anything', async () => {
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.type());
    void dialog.dismiss();
  });
  await page.reload();
  await eventually(async () => (await onAir(page)) === 'stays', { what: 'the slide' });
  expect(dialogs).toEqual([]);
  expect(await page.evaluate(() => history.length)).toBe(1);
});
