/**
 * What the tests of a week share: a browser for the file, a school's week of its own for each test, and
 * the page that the test looks at. The values are those of the test that runs.
 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { launchChromium } from '#test/support/chromium.ts';
import { type Visit, visit } from '#test/support/console-browser.ts';
import { type SchoolWeek, schoolWeek } from './school-week.ts';

let browser: Browser;
export let week: SchoolWeek;
export let open: Visit;
export let page: Page;

export function eachInASchoolWeek(): void {
  beforeAll(async () => {
    browser = await launchChromium();
  });
  beforeEach(async () => {
    week = await schoolWeek();
  });
  afterEach(async () => {
    await open.leave();
    await week.world.close();
  });
  afterAll(() => browser.close());
}

export async function look(
  path: string,
  as: Parameters<typeof visit>[2] = { role: 'editor' },
): Promise<void> {
  open = await visit(browser, week.world, as);
  ({ page } = open);
  await open.go(path);
}
