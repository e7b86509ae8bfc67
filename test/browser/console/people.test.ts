/** Accounts: made, handed over, narrowed, shut out; and what people change about themselves. */
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { violations } from '#test/support/accessibility.ts';
import { launchChromium } from '#test/support/chromium.ts';
import { alive, type Visit, visit } from '#test/support/console-browser.ts';
import { type ConsoleWorld, consoleWorld, PASSWORD } from '#test/support/console-harness.ts';

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

const signsIn = async (email: string, password: string): Promise<boolean> => {
  const stranger = await browser.newContext({ baseURL: world.url });
  const answer = await stranger.request.post('/api/session', { data: { email, password } });
  await stranger.close();
  return answer.ok();
};

test('a made account signs in with the password that was told once', async () => {
  open = await visit(browser, world);
  const { page } = open;
  await open.go('/people');
  await page.getByRole('button', { name: 'Thêm tài khoản' }).click();
  expect(await violations(page)).toEqual([]);
  await page.getByLabel('Họ và tên').fill('Bùi Thị Xuân');
  await page.getByLabel('E-mail', { exact: true }).fill('xuan@tanhiep.example');
  await page.getByRole('button', { name: /Tại đơn vị/ }).click();
  await page.getByRole('radio', { name: /Trường Tiểu học Tân Hiệp/ }).check();
  await page.getByRole('button', { name: 'Chọn', exact: true }).click();
  await page.getByRole('button', { name: 'Thêm', exact: true }).click();

  const told = page.getByRole('status', { name: 'Mật khẩu của Bùi Thị Xuân' });
  const password = (await told.textContent())!;
  expect(password).toMatch(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/);
  await page.getByRole('button', { name: 'Đã chép xong' }).click();
  await page.getByRole('cell', { name: 'Cộng tác viên, Trường Tiểu học Tân Hiệp' }).waitFor();
  expect(await signsIn('xuan@tanhiep.example', password)).toBe(true);
  expect(await page.getByText(password).count()).toBe(0);
});

test('an e-mail that is taken is told at its field, and nothing typed is lost', async () => {
  open = await visit(browser, world);
  const { page } = open;
  await open.go('/people');
  await page.getByRole('button', { name: 'Thêm tài khoản' }).click();
  await page.getByLabel('Họ và tên').fill('Người Khác');
  await page.getByLabel('E-mail', { exact: true }).fill(world.email('editor'));
  await page.getByRole('button', { name: /Tại đơn vị/ }).click();
  await page.getByRole('radio', { name: /Phòng GD&ĐT huyện Phú Giáo/ }).check();
  await page.getByRole('button', { name: 'Chọn', exact: true }).click();
  await page.getByRole('button', { name: 'Thêm', exact: true }).click();
  await page.getByText('Đã có tài khoản dùng e-mail này.').first().waitFor();
  expect(await page.getByLabel('Họ và tên').inputValue()).toBe('Người Khác');
});

test('an account is shut out after a question that says what happens, and let in again', async () => {
  open = await visit(browser, world, { locale: 'en' });
  const { page } = open;
  await open.go('/people');
  await page.getByRole('button', { name: 'Manage Đỗ Thị Hạnh' }).click();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Disable the account' }).click();
  const question = page.getByRole('dialog', { name: 'Disable the account of Đỗ Thị Hạnh?' });
  await question.getByText('signed out at once').waitFor();
  await question.getByRole('button', { name: 'Disable the account' }).click();
  await page.getByRole('button', { name: 'Enable the account' }).waitFor();
  expect(await signsIn(world.email('viewer'), PASSWORD)).toBe(false);
  await page.getByRole('button', { name: 'Enable the account' }).click();
  await page.getByRole('button', { name: 'Disable the account' }).waitFor();
  expect(await signsIn(world.email('viewer'), PASSWORD)).toBe(true);
});

test('the language is changed by oneself, and the whole console speaks it', async () => {
  open = await visit(browser, world, { role: 'editor' });
  const { page } = open;
  await open.go('/account');
  await page.getByRole('radio', { name: 'English' }).check();
  await page.getByRole('button', { name: 'Lưu', exact: true }).click();
  await page.getByRole('heading', { name: 'Your details' }).waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
});

test('a wrong current password is told at its field; the right one changes it', async () => {
  open = await visit(browser, world, { role: 'technician' });
  const { page } = open;
  await open.go('/account');
  await page.getByLabel('Mật khẩu hiện tại').fill('không phải vậy');
  await page.getByLabel('Mật khẩu mới').fill('một câu dễ nhớ');
  await page.getByRole('button', { name: 'Đổi mật khẩu' }).click();
  await page.getByText('Mật khẩu hiện tại không đúng.').waitFor();
  await page.getByLabel('Mật khẩu hiện tại').fill(PASSWORD);
  await page.getByRole('button', { name: 'Đổi mật khẩu' }).click();
  await page.getByText('Đã đổi mật khẩu.').waitFor();
  expect(await signsIn(world.email('technician'), 'một câu dễ nhớ')).toBe(true);
});

test('a token is told once, works, and works no more when it was taken back', async () => {
  open = await visit(browser, world, { role: 'moderator' });
  const { page } = open;
  await open.go('/account');
  await page.getByLabel('Dùng để làm gì').fill('Máy báo giờ');
  await page.getByRole('button', { name: 'Tạo mã' }).click();
  const token = (await page.getByRole('status', { name: 'Máy báo giờ' }).textContent())!;
  const headers = { Authorization: `Bearer ${token}` };
  const machine = await browser.newContext({ baseURL: world.url });
  expect((await machine.request.get('/api/units', { headers })).status()).toBe(200);
  await page.reload();
  await alive(page);
  expect(await page.getByText(token).count()).toBe(0);
  await page.getByRole('button', { name: 'Thu hồi mã “Máy báo giờ”' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Thu hồi' }).click();
  await page.getByText('Đã thu hồi mã “Máy báo giờ”').waitFor();
  expect((await machine.request.get('/api/units', { headers })).status()).toBe(401);
  await machine.close();
});

test('the history tells in words what was done', async () => {
  open = await visit(browser, world);
  await open.go(`/units/${world.units.hoaMai}`);
  const changed = await open.context.request.patch(`/api/units/${world.units.hoaMai}`, {
    data: { tags: ['bán trú'] },
  });
  expect(changed.ok()).toBe(true);
  await open.go('/history');
  const entry = open.page
    .getByRole('listitem')
    .filter({ hasText: 'Trường Mầm non Hoa Mai' })
    .first();
  expect((await entry.innerText()).replace(/\s+/g, ' ')).toMatch(
    /Nguyễn Thị Minh Hoà đã sửa đơn vị Trường Mầm non Hoa Mai nhãn: bán trú/,
  );
});
