/** From a playlist to the screens: what, where, when, and onto the air. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { everything } from '#server/access/scope.ts';
import { violations } from '#test/support/accessible.ts';
import { launchChromium } from '#test/support/chromium.ts';
import { type Visit, visit } from '#test/support/console-browser.ts';
import { type ConsoleWorld, consoleWorld } from '#test/support/console-harness.ts';

let browser: Browser;
let world: ConsoleWorld;
let open: Visit;

beforeAll(async () => {
  [browser, world] = await Promise.all([launchChromium(), consoleWorld()]);
  const [screen] = await world.store.screens.list(everything);
  world.connect(screen!.id);
});
afterEach(() => open.leave());
afterAll(async () => {
  await browser.close();
  await world.close();
});

const idIn = (page: Page) => new URL(page.url()).pathname.split('/').at(-1)!;
const stored = (page: Page) => world.store.schedules.get(everything, idIn(page));
const aside = (page: Page) => page.getByRole('complementary', { name: 'Tóm lại' });

async function draft(): Promise<Page> {
  open = await visit(browser, world, { role: 'editor' });
  const { page } = open;
  await open.go('/schedules/new');
  await page.getByLabel('Danh sách phát').selectOption({ label: 'Bản tin tuần 12' });
  await page.getByRole('checkbox', { name: 'Tiểu học' }).check();
  return page;
}

test('an editor schedules a bulletin for the primary schools and publishes it', async () => {
  const page = await draft();
  await page.getByRole('checkbox', { name: 'thứ Bảy' }).check();
  await page.getByLabel('Khung giờ 1, từ').fill('09:00');
  await page.getByLabel('Khung giờ 1, đến').fill('09:20');
  await page.getByLabel('Từ ngày').fill('2090-11-20');
  await page.getByRole('checkbox', { name: 'Chưa định ngày kết thúc' }).uncheck();
  await page.getByLabel('Đến hết ngày').fill('2090-12-31');

  const summary = aside(page);
  await summary
    .getByText(
      'Phát “Bản tin tuần 12” tại các trường tiểu học thuộc Phòng GD&ĐT huyện Phú Giáo, ' +
        'thứ Hai đến thứ Bảy, 9:00–9:20, từ 20/11/2090 đến 31/12/2090.',
    )
    .waitFor();
  await summary.getByLabel('2 trường · 3 màn hình · 1 đang trực tuyến').waitFor();

  await page.getByRole('button', { name: 'Cho lên sóng' }).click();
  const question = page.getByRole('dialog', { name: /Bản tin tuần 12/ });
  await question.getByRole('button', { name: 'Cho lên sóng' }).waitFor();
  expect(await violations(page)).toEqual([]);
  // saved by now, and not on air: the answer is still due
  expect(await stored(page)).toMatchObject({ publicationId: null });
  await question.getByRole('button', { name: 'Cho lên sóng' }).click();
  await page.getByText('Đã lên sóng tới 3 màn hình').waitFor();

  const schedule = await stored(page);
  const publication = await world.store.publications.get(everything, schedule!.publicationId!);
  expect(publication).toMatchObject({
    audience: { units: [], levels: ['primary'], tags: [] },
    when: {
      days: [1, 2, 3, 4, 5, 6],
      hours: [{ start: '09:00', end: '09:20' }],
      from: '2090-11-20',
      until: '2090-12-31',
    },
  });
  expect(open.complaints).toEqual([]);
});

test('what was edited since says so, is published again, and is taken off the air', async () => {
  const page = await draft();
  await page.getByRole('button', { name: 'Cho lên sóng' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cho lên sóng' }).click();
  await page.getByText(/Đã lên sóng tới/).waitFor();

  await page.getByRole('checkbox', { name: 'thứ Sáu' }).uncheck();
  await page.getByRole('button', { name: 'Lưu thay đổi' }).click();
  await page.getByText('Đã lưu. Màn hình chưa đổi cho tới khi bạn cho lên sóng.').waitFor();
  await open.go(`/schedules/${idIn(page)}`);
  await aside(page)
    .getByText(/Đã đổi từ lần phát trước: ngày giờ\./)
    .waitFor();
  await page.getByRole('button', { name: 'Phát bản mới' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cho lên sóng' }).click();
  await page.getByRole('button', { name: 'Phát bản mới' }).waitFor({ state: 'detached' });

  await page.getByRole('button', { name: 'Ngừng phát' }).click();
  const question = page.getByRole('dialog', { name: 'Ngừng phát “Bản tin tuần 12”?' });
  await question.getByText('3 màn hình sẽ bỏ nội dung này ngay.').waitFor();
  await question.getByRole('button', { name: 'Ngừng phát' }).click();
  await page.getByText('Đã ngừng phát trên 3 màn hình').waitFor();
  expect(await stored(page)).toMatchObject({ publicationId: null });
});

test('what is wrong is told at its field before anything is sent', async () => {
  open = await visit(browser, world, { role: 'editor' });
  const { page } = open;
  await open.go('/schedules/new');
  for (const day of ['Hai', 'Ba', 'Tư', 'Năm', 'Sáu'])
    await page.getByRole('checkbox', { name: `thứ ${day}` }).uncheck();
  await page.getByLabel('Khung giờ 1, đến').fill('07:00');
  await page.getByRole('radio', { name: 'Chọn từng đơn vị' }).check();
  await page.getByRole('checkbox', { name: 'Chưa định ngày kết thúc' }).uncheck();
  await page.getByLabel('Từ ngày').fill('2090-02-02');
  await page.getByLabel('Đến hết ngày').fill('2090-02-01');
  await page.getByRole('button', { name: 'Lưu bản nháp' }).click();
  for (const sentence of [
    'Hãy chọn danh sách phát.',
    'Hãy chọn ít nhất một đơn vị, hoặc chọn phát ở mọi nơi.',
    'Hãy chọn ít nhất một ngày.',
    'Giờ kết thúc phải khác giờ bắt đầu.',
    'Ngày kết thúc đang trước ngày bắt đầu.',
  ])
    await page.getByText(sentence).waitFor();
  expect(await violations(page)).toEqual([]);
  expect(idIn(page)).toBe('new');
});

test('an audience without a screen is warned of, a single school is picked from the tree', async () => {
  const page = await draft();
  await page.getByRole('checkbox', { name: 'Tiểu học' }).uncheck();
  await page.getByRole('checkbox', { name: 'GDTX' }).check();
  await aside(page)
    .getByText(/Chưa màn hình nào khớp/)
    .waitFor();
  await page.getByRole('checkbox', { name: 'GDTX' }).uncheck();
  await page.getByRole('radio', { name: 'Chọn từng đơn vị' }).check();
  await page.getByRole('button', { name: /^Chọn từng đơn vị/ }).click();
  await page.getByRole('searchbox', { name: 'Tìm đơn vị' }).fill('vinh hoa');
  await page.getByRole('checkbox', { name: /Vĩnh Hoà/ }).check();
  await page.getByRole('button', { name: 'Chọn', exact: true }).click();
  await aside(page)
    .getByText(/tại Trường THCS Vĩnh Hoà, thứ Hai đến thứ Sáu/)
    .waitFor();
  await aside(page)
    .getByLabel(/^1 trường · 1 màn hình/)
    .waitFor();
});

test('somebody else’s edit in between is shown, and what was entered is kept', async () => {
  const page = await draft();
  await page.getByRole('button', { name: 'Lưu bản nháp' }).click();
  await page.getByText(/^Đã lưu\. Màn hình chưa đổi/).waitFor();
  const schedule = (await stored(page))!;
  await world.store.schedules.update(everything, schedule.id, schedule.version, {
    priority: 'filler',
    updatedAt: 1,
  });
  await page.getByRole('radio', { name: /Ưu tiên/ }).check();
  await page.getByRole('button', { name: 'Lưu thay đổi' }).click();
  await page.getByText('Người khác vừa sửa lịch này. Những gì bạn nhập vẫn còn ở đây.').waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Lưu bản của tôi đè lên' }).click();
  await expect
    .poll(async () => (await stored(page))?.priority, { timeout: 10_000 })
    .toBe('priority');
});

test('a schedule is copied, and deleted off the air', async () => {
  const page = await draft();
  await page.getByRole('button', { name: 'Cho lên sóng' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cho lên sóng' }).click();
  await page.getByText(/Đã lên sóng tới/).waitFor();
  const id = idIn(page);
  await page.getByRole('link', { name: 'Tạo bản sao' }).click();
  await page.getByText('Bản sao của một lịch có sẵn. Chưa lưu.').waitFor();
  expect(await page.getByRole('checkbox', { name: 'Tiểu học' }).isChecked()).toBe(true);
  await open.go(`/schedules/${id}`);
  await page.getByRole('button', { name: 'Xoá lịch này' }).click();
  await page
    .getByRole('dialog')
    .getByText(/Lịch đang lên sóng: xoá là màn hình bỏ nội dung này ngay\./)
    .waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Xoá lịch này' }).click();
  await page.getByRole('heading', { level: 1, name: 'Lịch phát' }).waitFor();
  expect(await world.store.schedules.get(everything, id)).toBeNull();
});
