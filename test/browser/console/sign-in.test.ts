/** Signing in and out, as somebody at the desk does it. */
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { launchChromium } from '#test/support/chromium.ts';
import { alive, type Visit, visit } from '#test/support/console-browser.ts';
import { type ConsoleWorld, consoleWorld, PASSWORD } from '#test/support/console-harness.ts';

let browser: Browser;
let world: ConsoleWorld;
let open: Visit | undefined;

beforeAll(async () => {
  [browser, world] = await Promise.all([launchChromium(), consoleWorld()]);
});
afterEach(() => open?.leave());
afterAll(async () => {
  await browser.close();
  await world.close();
});

async function stranger(path: string): Promise<Visit> {
  open = await visit(browser, world, { role: null });
  await open.go(path);
  return open;
}

test('who is not signed in is asked to, and then lands where they wanted to go', async () => {
  const { page, complaints } = await stranger('/screens?state=away');
  expect(new URL(page.url()).pathname).toBe('/login');
  await page.getByLabel('E-mail').fill(world.email('editor'));
  await page.getByLabel('Mật khẩu', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await page.waitForURL('/screens?state=away');
  await alive(page);
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Màn hình');
  expect(complaints).toEqual([]);
});

test('a wrong password is told in a sentence, and the e-mail stays typed', async () => {
  const { page } = await stranger('/login');
  await page.getByLabel('E-mail').fill(world.email('editor'));
  await page.getByLabel('Mật khẩu', { exact: true }).fill('sai-hoàn-toàn');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').getByText('E-mail hoặc mật khẩu không đúng').waitFor();
  expect(await page.getByLabel('E-mail').inputValue()).toBe(world.email('editor'));
});

test('the password can be looked at while typing', async () => {
  const { page } = await stranger('/login');
  const password = page.getByLabel('Mật khẩu', { exact: true });
  expect(await password.getAttribute('type')).toBe('password');
  await page.getByRole('button', { name: 'Hiện mật khẩu' }).click();
  expect(await password.getAttribute('type')).toBe('text');
});

test('the page can be had in English before signing in', async () => {
  const { page } = await stranger('/login?next=%2Funits');
  await page.getByRole('link', { name: 'English' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
  expect(new URL(page.url()).searchParams.get('next')).toBe('/units');
});

test('guessing is stopped with the time to wait in words', async () => {
  const { page } = await stranger('/login');
  await page.getByLabel('E-mail').fill(world.email('viewer'));
  const told = page.getByRole('alert').getByText(/Bạn đã thử quá nhiều lần. Hãy chờ \d+ giây/);
  for (let tries = 0; tries < 30 && !(await told.isVisible()); tries += 1) {
    await page.getByLabel('Mật khẩu', { exact: true }).fill(`sai-${tries}`);
    const answered = page.waitForResponse('**/api/session');
    await page.keyboard.press('Enter');
    await (await answered).finished();
  }
  await told.waitFor();
});

test('signing out ends it: the way back leads to the sign-in page', async () => {
  open = await visit(browser, world, { role: 'technician' });
  await open.go('/');
  const { page } = open;
  await page.getByRole('button', { name: 'Đăng xuất' }).first().click();
  await page.waitForURL('/login');
  await page.goto('/screens');
  expect(new URL(page.url()).pathname).toBe('/login');
});
