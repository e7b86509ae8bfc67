/** A technician on a ladder with a phone. */
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { everything } from '#server/access/scope.ts';
import { violations } from '#test/support/accessible.ts';
import { launchChromium } from '#test/support/chromium.ts';
import { phone, type Visit, visit } from '#test/support/console-browser.ts';
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

test('a scanned QR, a place found without diacritics, a name: the screen is claimed', async () => {
  const code = await world.waitingScreen();
  open = await visit(browser, world, { role: 'technician', viewport: phone });
  await open.go(`/pair?code=${code}`);
  const { page } = open;
  await page.getByText('Đã thấy màn hình đang chờ').waitFor();

  await page.getByRole('button', { name: /Màn hình đặt ở đâu/ }).click();
  await page.getByLabel('Tìm đơn vị').fill('san truong');
  await page.getByRole('radio', { name: /Sân trường/ }).check();
  await page.getByRole('button', { name: 'Chọn', exact: true }).click();
  await page.getByLabel('Đặt tên cho màn hình').fill('Cột cờ');
  await page.getByRole('button', { name: 'Ghép', exact: true }).click();
  await page.getByRole('heading', { name: 'Đã ghép xong' }).waitFor();

  const screens = await world.store.screens.list(everything);
  const claimed = screens.find(({ name }) => name === 'Cột cờ');
  expect(claimed).toMatchObject({ unitId: world.units.yard, kind: 'screen' });
  expect(open.complaints).toEqual([]);
});

test('a speaker is claimed as one', async () => {
  const code = await world.waitingScreen();
  open = await visit(browser, world, { role: 'technician', viewport: phone });
  await open.go(`/pair?code=${code}`);
  const { page } = open;
  await page.getByText('Đã thấy màn hình đang chờ').waitFor();
  const kinds = page.getByRole('radiogroup', { name: 'Loại máy' });
  expect(await kinds.getByRole('radio', { name: 'Màn hình' }).isChecked()).toBe(true);
  expect(await violations(page)).toEqual([]);
  await kinds.getByRole('radio', { name: 'Loa' }).check();

  await page.getByRole('button', { name: /Màn hình đặt ở đâu/ }).click();
  await page.getByRole('radio', { name: /Sân trường/ }).check();
  await page.getByRole('button', { name: 'Chọn', exact: true }).click();
  expect(await kinds.getByRole('radio', { name: 'Loa' }).isChecked()).toBe(true);
  await page.getByLabel('Đặt tên cho màn hình').fill('Loa sân trường');
  await page.getByRole('button', { name: 'Ghép', exact: true }).click();
  await page.getByRole('heading', { name: 'Đã ghép xong' }).waitFor();
  const screens = await world.store.screens.list(everything);
  expect(screens.find(({ name }) => name === 'Loa sân trường')?.kind).toBe('speaker');
});

test('a code typed by hand may be small letters without the dash', async () => {
  const code = await world.waitingScreen();
  open = await visit(browser, world, { role: 'technician', viewport: phone });
  await open.go('/pair');
  await open.page.getByLabel('Mã trên màn hình').fill(code.replace('-', '').toLowerCase());
  await open.page.getByRole('button', { name: 'Kiểm tra mã' }).click();
  await open.page.getByText(code).waitFor();
});

test('a code that no screen shows is told in words, and can be corrected', async () => {
  open = await visit(browser, world, { role: 'technician', viewport: phone });
  await open.go('/pair');
  await open.page.getByLabel('Mã trên màn hình').fill('BBBB-BBBB');
  await open.page.getByRole('button', { name: 'Kiểm tra mã' }).click();
  await open.page.getByRole('alert').getByText('Không có màn hình nào đang chờ').waitFor();
  expect(await open.page.getByLabel('Mã trên màn hình').inputValue()).toBe('BBBB-BBBB');
});
