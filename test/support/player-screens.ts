/** For tests of what one paired screen shows or sounds: a build, a browser, a server for each test. */
import { rm } from 'node:fs/promises';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import type { Manifest } from '#shared/frame/manifest.ts';
import { launchChromium } from './chromium.ts';
import { buildPlayer } from './player-build.ts';
import { pairedPage } from './player-page.ts';
import { type Media, type PlayerServer, startPlayerServer } from './player-server.ts';

export type ScreenWish = {
  readonly context?: BrowserContextOptions;
  /** what is to be done in the page before the player runs */
  readonly before?: (page: Page) => Promise<unknown>;
};

export type PlayerScreens = {
  readonly browser: Browser;
  readonly dist: string;
  /** of the test that runs */
  readonly server: PlayerServer;
  /** A paired screen; `make` says what it plays, given the server's time. */
  screen(
    media: readonly Media[],
    make: (now: number) => Manifest,
    wish?: ScreenWish,
  ): Promise<Page>;
  /** starts a server without a screen */
  serve(): Promise<PlayerServer>;
  /** a context that is closed after the test */
  context(options?: BrowserContextOptions): Promise<BrowserContext>;
};

/** To be called where a test file's hooks are. */
export function playerScreens(): PlayerScreens {
  let dist = '';
  let browser: Browser | null = null;
  let server: PlayerServer | null = null;
  const contexts: BrowserContext[] = [];

  beforeAll(async () => {
    dist = await buildPlayer();
    browser = await launchChromium();
  });
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close();
    await server?.stop();
    server = null;
  });
  afterAll(async () => {
    await browser?.close();
    await rm(dist, { recursive: true, force: true });
  });

  const context = async (options: BrowserContextOptions = {}) => {
    const made = await browser!.newContext({ viewport: { width: 640, height: 360 }, ...options });
    contexts.push(made);
    return made;
  };
  const serve = async () => {
    server = await startPlayerServer(dist);
    return server;
  };
  return {
    get browser() {
      return browser!;
    },
    get dist() {
      return dist;
    },
    get server() {
      return server!;
    },
    serve,
    context,
    async screen(media, make, wish = {}) {
      const served = await serve();
      for (const file of media) served.addMedia(file);
      served.assign(make(served.now()));
      const opened = await context(wish.context);
      const page = await opened.newPage();
      await wish.before?.(page);
      return pairedPage(opened, served);
    },
  };
}
