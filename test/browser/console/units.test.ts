/** Reforms in small: a school moves to another office, with everything that hangs there. */
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { everything } from '#server/access/scope.ts';
import { launchChromium } from '#test/support/chromium.ts';
import { type Visit, visit } from '#test/support/console-browser.ts';
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

const parentOf = async (id: string) => (await world.store.units.get(everything, id))?.parentId;

test('moving says what goes along, does it, and can be taken back', async () => {
  open = await visit(browser, world, { locale: 'en' });
  const { page } = open;
  await open.go(`/units/${world.units.tanHiep}`);

  await page.getByRole('button', { name: 'Move', exact: true }).click();
  // a unit can't be moved below itself: its own subtree can't be chosen
  expect(await page.getByRole('radio', { name: /Sảnh chính/ }).isDisabled()).toBe(true);
  await page.getByRole('radio', { name: /Vĩnh Hoà/ }).check();
  await page.getByRole('button', { name: 'Choose', exact: true }).click();

  const question = page.getByRole('dialog', { name: /Move Trường Tiểu học Tân Hiệp below/ });
  await question.getByText('2 units below it and 2 screens move along').waitFor();
  expect(await parentOf(world.units.tanHiep)).toBe(world.units.office);
  await question.getByRole('button', { name: 'Move the unit' }).click();
  await page.getByText('Trường Tiểu học Tân Hiệp is now below Trường THCS Vĩnh Hoà').waitFor();
  expect(await parentOf(world.units.tanHiep)).toBe(world.units.vinhHoa);

  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('Undone').waitFor();
  expect(await parentOf(world.units.tanHiep)).toBe(world.units.office);
  expect(open.complaints).toEqual([]);
});

test('no is an answer: nothing moves', async () => {
  open = await visit(browser, world);
  const { page } = open;
  await open.go(`/units/${world.units.phuocVinh}`);
  await page.getByRole('button', { name: 'Chuyển', exact: true }).click();
  await page.getByRole('radio', { name: /Vĩnh Hoà/ }).check();
  await page.getByRole('button', { name: 'Chọn', exact: true }).click();
  await page.getByRole('dialog', { name: /Chuyển .* về/ }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await parentOf(world.units.phuocVinh)).toBe(world.units.office);
});

test('a unit is added below another, and what is wrong is told at its field', async () => {
  open = await visit(browser, world);
  const { page } = open;
  await open.go(`/units/${world.units.tanHiep}`);
  await page.getByRole('button', { name: 'Thêm đơn vị trực thuộc' }).click();
  await page.getByLabel('Tên đơn vị').fill('Thư viện');
  await page.getByLabel(/Múi giờ/).fill('Sao/Hoả');
  await page.getByRole('button', { name: 'Thêm', exact: true }).click();
  await page.getByText('Không có múi giờ này.').waitFor();
  await page.getByLabel(/Múi giờ/).fill('');
  await page.getByRole('button', { name: 'Thêm', exact: true }).click();
  await page.getByText('Đã thêm Thư viện').waitFor();
  const units = await world.store.units.list(everything);
  expect(units.find(({ name }) => name === 'Thư viện')?.parentId).toBe(world.units.tanHiep);
});

test('a unit with screens can’t be closed, and the reason is told', async () => {
  open = await visit(browser, world);
  const { page } = open;
  await open.go(`/units/${world.units.hoaMai}`);
  await page.getByRole('button', { name: 'Đóng đơn vị' }).click();
  await page
    .getByRole('dialog', { name: /Đóng Trường Mầm non Hoa Mai/ })
    .getByRole('button', { name: 'Đóng đơn vị' })
    .click();
  await page.getByText(/vẫn đang được dùng: Phòng đón trẻ/).waitFor();
});

test('who may only look is not offered what they may not do', async () => {
  open = await visit(browser, world, { role: 'viewer' });
  await open.go(`/units/${world.units.tanHiep}`);
  const names = await open.page.locator('bt-units-page').getByRole('button').allTextContents();
  expect(names).toEqual([]);
});
