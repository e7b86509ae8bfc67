/** A person at a browser, signed in to the console; whatever the page complains of fails the test. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Role } from '#shared/domain/roles.ts';
import { type ConsoleWorld, PASSWORD } from './console-harness.ts';

export const desk = { width: 1440, height: 900 };
export const phone = { width: 390, height: 844 };

export type Visit = {
  readonly page: Page;
  readonly context: BrowserContext;
  /** what the browser reported as an error since the visit began */
  readonly complaints: readonly string[];
  /** opens a page and waits until it is alive */
  go(path: string): Promise<void>;
  leave(): Promise<void>;
};

export async function visit(
  browser: Browser,
  world: ConsoleWorld,
  as: {
    role?: Role | null;
    locale?: 'vi' | 'en';
    viewport?: typeof desk;
    colorScheme?: 'light' | 'dark';
    /** false: a browser that runs no script */
    script?: boolean;
  } = {},
): Promise<Visit> {
  const {
    role = 'admin',
    locale = 'vi',
    viewport = desk,
    colorScheme = 'light',
    script = true,
  } = as;
  const context = await browser.newContext({
    baseURL: world.url,
    viewport,
    colorScheme,
    javaScriptEnabled: script,
    locale: 'vi-VN',
    reducedMotion: 'reduce',
    hasTouch: viewport === phone,
  });
  if (role !== null) await signIn(context, world, role, locale);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  return {
    page,
    context,
    complaints,
    async go(path) {
      await page.goto(path);
      await alive(page);
    },
    leave: () => context.close(),
  };
}

/** Hydrated: the buttons do something. */
export async function alive(page: Page): Promise<void> {
  await page.locator('html[data-ready]').waitFor({ state: 'attached' });
}

async function signIn(
  context: BrowserContext,
  world: ConsoleWorld,
  role: Role,
  locale: 'vi' | 'en',
): Promise<void> {
  const data = { email: world.email(role), password: PASSWORD };
  const session = await context.request.post('/api/session', { data });
  if (!session.ok()) throw new Error(`signing in as ${role}: ${await session.text()}`);
  const changed = await context.request.patch('/api/session', { data: { locale } });
  if (!changed.ok()) throw new Error(`choosing ${locale}: ${await changed.text()}`);
}
