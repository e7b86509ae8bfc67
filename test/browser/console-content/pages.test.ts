/** The pages about content, in both languages, at desk and phone, light and dark. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { everything } from '#server/access/scope.ts';
import { violations } from '#test/support/accessible.ts';
import { launchChromium } from '#test/support/chromium.ts';
import { desk, phone, visit } from '#test/support/console-browser.ts';
import { type ConsoleWorld, consoleWorld } from '#test/support/console-harness.ts';

let browser: Browser;
let world: ConsoleWorld;
let paths: readonly string[];

beforeAll(async () => {
  [browser, world] = await Promise.all([launchChromium(), consoleWorld()]);
  const { store } = world;
  const [asset] = await store.assets.list(everything, {}, { limit: 1 });
  const [playlist] = await store.playlists.list(everything);
  const [schedule] = await store.schedules.list(everything);
  paths = [
    '/library',
    '/library?q=khong-co-gi',
    `/library/${asset!.id}`,
    '/playlists',
    `/playlists/${playlist!.id}`,
    '/schedules',
    '/schedules/new',
    `/schedules/${schedule!.id}`,
  ];
});
afterAll(async () => {
  await browser.close();
  await world.close();
});

const settings = [
  { locale: 'vi', viewport: desk, colorScheme: 'light' },
  { locale: 'en', viewport: phone, colorScheme: 'light' },
  { locale: 'vi', viewport: phone, colorScheme: 'dark' },
  { locale: 'en', viewport: desk, colorScheme: 'dark' },
] as const;

/** The world's clips have no bytes behind them; that their pictures are missing is no fault of a page. */
const missingMedia = (text: string) => text.includes('404 (Not Found)');

describe.each(settings)('in $locale, $viewport.width wide, $colorScheme', (setting) => {
  test('each page comes to life without complaint and breaks no rule of accessibility', async () => {
    const open = await visit(browser, world, setting);
    const wrong: Record<string, readonly string[]> = {};
    for (const path of paths) {
      await open.go(path);
      const found = await violations(open.page);
      if (found.length > 0) wrong[path] = found;
      const wide = await open.page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      if (wide > 0) wrong[`${path}, width`] = [`${wide} px wider than the window`];
    }
    expect(wrong).toEqual({});
    expect(open.complaints.filter((text) => !missingMedia(text))).toEqual([]);
    await open.leave();
  });
});

test('somebody who may only look finds no button that would be refused', async () => {
  const open = await visit(browser, world, { role: 'viewer' });
  for (const path of paths.filter((one) => one !== '/schedules/new')) {
    await open.go(path);
    expect(await violations(open.page)).toEqual([]);
    const verbs =
      /^(Gửi tệp lên|Xoá (tệp|lịch|danh sách)|Duyệt|Không duyệt|Cho lên sóng|Ngừng phát|Lưu|Danh sách mới)/;
    expect(await open.page.getByRole('button', { name: verbs }).count(), path).toBe(0);
  }
  await open.leave();
});

test('the lists can be read without a script', async () => {
  const context = await browser.newContext({ baseURL: world.url, javaScriptEnabled: false });
  await context.request.post('/api/session', {
    data: { email: world.email('editor'), password: 'mat-khau-thu-nghiem' },
  });
  const page = await context.newPage();
  await page.goto('/library?q=chao+co');
  await page.getByRole('link', { name: 'Lễ chào cờ đầu tuần' }).waitFor();
  expect(await page.getByRole('link', { name: 'Hội thi kể chuyện' }).count()).toBe(0);
  await page.goto('/schedules');
  await page.getByRole('heading', { name: /Đang phát/ }).waitFor();
  await page
    .getByText(/tại các trường tiểu học thuộc Phòng GD&ĐT huyện Phú Giáo, mọi ngày/)
    .first()
    .waitFor();
  await context.close();
});
