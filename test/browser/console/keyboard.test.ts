/** Without a mouse. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { launchChromium } from '#test/support/chromium.ts';
import { alive, type Visit, visit } from '#test/support/console-browser.ts';
import { type ConsoleWorld, consoleWorld } from '#test/support/console-harness.ts';

let browser: Browser;
let world: ConsoleWorld;
let open: Visit;

beforeAll(async () => {
  [browser, world] = await Promise.all([launchChromium(), consoleWorld()]);
});
afterEach(() => open.leave());
afterAll(async () => {
  await browser.close();
  await world.close();
});

/** The element that has the focus, through all shadow roots, by its id or its text. */
const focused = (page: Page) =>
  page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element?.id || element?.textContent?.trim() || '';
  });

test('the first stop leads past the navigation, into the page', async () => {
  open = await visit(browser, world);
  await open.go('/screens');
  const { page } = open;
  await page.keyboard.press('Tab');
  expect(await focused(page)).toBe('Đến nội dung chính');
  await page.keyboard.press('Enter');
  expect(await focused(page)).toBe('content');
  await page.keyboard.press('Tab');
  expect(await focused(page)).toBe('Ghép màn hình');
});

test('Ctrl+K, a few letters without diacritics, Enter: there', async () => {
  open = await visit(browser, world);
  await open.go('/');
  const { page } = open;
  await page.keyboard.press('Control+k');
  await page.keyboard.type('thcs vinh');
  await page
    .getByRole('option', { name: /Trường THCS Vĩnh Hoà/ })
    .first()
    .waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL(`/units/${world.units.vinhHoa}`);
  await alive(page);
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Trường THCS Vĩnh Hoà');
});

test('the arrows choose among what was found, and Escape leaves everything as it was', async () => {
  open = await visit(browser, world);
  await open.go('/');
  const { page } = open;
  await page.keyboard.press('Control+k');
  const chosen = page.locator('[role=option][aria-selected=true]');
  const first = await chosen.textContent();
  await page.keyboard.press('ArrowDown');
  expect(await chosen.textContent()).not.toBe(first);
  await page.keyboard.press('ArrowUp');
  expect(await chosen.textContent()).toBe(first);
  await page.keyboard.press('Escape');
  await page.getByRole('listbox').waitFor({ state: 'hidden' });
  expect(new URL(page.url()).pathname).toBe('/');
});

test('a day is scrubbed with the arrows, and the moment is told', async () => {
  open = await visit(browser, world);
  const [screen] = await open.context.request
    .get('/api/screens')
    .then(async (answer) => ((await answer.json()) as { screens: { id: string }[] }).screens);
  await open.go(`/screens/${screen!.id}`);
  const { page } = open;
  const handle = page.getByRole('slider', { name: 'Chọn thời điểm để xem' });
  await handle.focus();
  await page.keyboard.press('Home');
  expect(await handle.getAttribute('aria-valuetext')).toBe('00:00:00');
  await page.keyboard.press('ArrowRight');
  expect(await handle.getAttribute('aria-valuetext')).toBe('00:00:01');
  await page.getByRole('button', { name: 'Về hiện tại' }).click();
  await page.getByText('Trực tiếp').waitFor();
});
