/** Every page, in both languages, at desk and phone, light and dark: alive, without complaint, and accessible. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { everything } from '#server/access/scope.ts';
import { violations } from '#test/support/accessibility.ts';
import { launchChromium } from '#test/support/chromium.ts';
import { desk, phone, visit } from '#test/support/console-browser.ts';
import { type ConsoleWorld, consoleWorld } from '#test/support/console-harness.ts';

let browser: Browser;
let world: ConsoleWorld;
let screenId: string;

beforeAll(async () => {
  [browser, world] = await Promise.all([launchChromium(), consoleWorld()]);
  const [first, second] = await world.store.screens.list(everything);
  screenId = first!.id;
  world.connect(screenId);
  world.connect(second!.id, { problem: 'decoder failed' });
});
afterAll(async () => {
  await browser.close();
  await world.close();
});

const paths = (): readonly string[] => [
  '/',
  '/screens',
  `/screens/${screenId}`,
  '/pair',
  '/units',
  `/units/${world.units.tanHiep}`,
  '/people',
  '/account',
  '/history',
  '/units/no-such-unit',
  '/an/address/that/never/was',
];

const settings = [
  { locale: 'vi', viewport: desk, colorScheme: 'light' },
  { locale: 'en', viewport: phone, colorScheme: 'light' },
  { locale: 'vi', viewport: phone, colorScheme: 'dark' },
  { locale: 'en', viewport: desk, colorScheme: 'dark' },
] as const;

describe.each(settings)('in $locale, $viewport.width wide, $colorScheme', (setting) => {
  test('each page comes to life without complaint and breaks no rule of accessibility', async () => {
    const open = await visit(browser, world, setting);
    const wrong: Record<string, readonly string[]> = {};
    for (const path of paths()) {
      await open.go(path);
      const found = await violations(open.page);
      if (found.length > 0) wrong[path] = found;
      const wide = await open.page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      if (wide > 0) wrong[`${path}, width`] = [`${wide} px wider than the window`];
    }
    expect(wrong).toEqual({});
    const unexpected = open.complaints.filter((text) => !text.includes('404 (Not Found)'));
    expect(unexpected).toEqual([]);
    await open.leave();
  });

  test('the sign-in page, too', async () => {
    const open = await visit(browser, world, { ...setting, role: null });
    await open.go(`/login?lang=${setting.locale}`);
    expect(await violations(open.page)).toEqual([]);
    expect(open.complaints).toEqual([]);
    await open.leave();
  });
});

test('an unknown address is a page for people and a problem for programs', async () => {
  const open = await visit(browser, world);
  await open.go('/no/such/page');
  await open.page.getByRole('heading', { name: 'Không tìm thấy trang', level: 1 }).waitFor();
  const asked = await open.context.request.get('/api/no-such-thing');
  expect(asked.status()).toBe(404);
  expect(((await asked.json()) as { code: string }).code).toBe('notFound');
  await open.leave();
});

test('pages can be read without a script', async () => {
  const open = await visit(browser, world, { script: false });
  const { page } = open;
  await page.goto('/screens');
  await page.getByRole('cell', { name: 'Trường Tiểu học Tân Hiệp › Sảnh chính' }).waitFor();
  await page.getByRole('link', { name: 'Đơn vị' }).click();
  await page.getByRole('link', { name: /Trường Mầm non Hoa Mai/ }).waitFor();
  await open.leave();
});

test('the desk follows the screens as they come and go', async () => {
  const open = await visit(browser, world);
  await open.go('/');
  const headline = open.page.getByRole('heading', { level: 1 });
  await headline.getByText('2 trên 5 màn hình đang kết nối').waitFor();
  world.disconnect(screenId);
  await headline.getByText('1 trên 5 màn hình đang kết nối').waitFor();
  world.connect(screenId);
  await headline.getByText('2 trên 5 màn hình đang kết nối').waitFor();
  await open.leave();
});

test('what waits is approved in place, bound to its bytes, and the decision can be taken back', async () => {
  const open = await visit(browser, world, { role: 'moderator' });
  await open.go('/');
  const { page } = open;
  const row = page.getByRole('listitem').filter({ hasText: 'Lễ chào cờ đầu tuần' });
  await row.getByRole('button', { name: 'Duyệt' }).click();
  await page.getByText('Đã duyệt “Lễ chào cờ đầu tuần”').waitFor();
  const decisions = async () =>
    (await world.store.assets.list(everything, { words: 'chao co' }, { limit: 1 }))[0]?.decision;
  expect(await decisions()).toBe('approved');
  await row.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Hoàn tác' }).click();
  await row.waitFor();
  expect(await decisions()).toBe('waiting');
  await open.leave();
});
