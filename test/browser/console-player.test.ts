/** What the office says about players: where screens hang, when they fetch, whose pages they show, captions. */
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { everything } from '#server/access/scope.ts';
import { violations } from '#test/support/accessible.ts';
import { launchChromium } from '#test/support/chromium.ts';
import { desk, phone, type Visit, visit } from '#test/support/console-browser.ts';
import { type ConsoleWorld, consoleWorld } from '#test/support/console-harness.ts';
import { hash } from '#test/support/manifests.ts';

let browser: Browser;
let world: ConsoleWorld;
let open: Visit;
let screenId: string;
let playlistId: string;

beforeAll(async () => {
  [browser, world] = await Promise.all([launchChromium(), consoleWorld()]);
  [screenId, playlistId] = [
    (await world.store.screens.list(everything))[0]!.id,
    (await world.store.playlists.list(everything))[0]!.id,
  ];
  const admin = await world.store.people.findByEmail(world.email('admin'));
  const { province: unitId, office } = world.units;
  await world.store.people.grant(everything, admin!.id, { unitId, role: 'admin' }, 0);
  await world.store.assets.insert(everything, {
    id: 'clip',
    unitId: office,
    title: 'Phòng chống đuối nước',
    filename: 'duoi-nuoc.mp4',
    themes: [],
    kind: 'video',
    state: 'ready',
    progress: 1,
    error: null,
    sha256: hash('clip'),
    bytes: 1000,
    renditions: [
      {
        ...{ kind: 'video', sha256: hash('clip'), bytes: 1000, type: 'video/mp4' },
        ...{ width: 1920, height: 1080, ms: 12_000 },
      },
    ],
    decision: 'approved',
    decidedBy: null,
    decidedAt: null,
    reason: null,
    uploadedBy: null,
    createdAt: 0,
  });
});
afterEach(() => open.leave());
afterAll(async () => {
  await browser.close();
  await world.close();
});

test('when a unit’s screens fetch is written as people say it', async () => {
  open = await visit(browser, world);
  const { page } = open;
  const unitId = world.units.tanHiep;
  await open.go(`/units/${unitId}/downloads`);
  const windows = page.getByRole('region', { name: 'Giờ tải về' });
  await windows.getByText('Tải về bất cứ lúc nào').waitFor();
  await windows.getByRole('button', { name: 'Sửa cho đơn vị này' }).click();
  await windows.getByRole('button', { name: 'Thêm giờ tải về' }).click();
  await windows.getByText('Tải về trong khung 22:00–5:00').waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Lưu', exact: true }).click();
  await page.getByText('Đã lưu.').first().waitFor();
  expect((await world.store.settings.get(everything, unitId, 'downloads'))?.value).toEqual({
    ...{ windows: [{ start: '22:00', end: '05:00' }], jitterMinutes: null, atATime: null },
  });
  expect(open.complaints).toEqual([]);
});

test('a site is allowed at the top, and its pages can then be put into a playlist', async () => {
  open = await visit(browser, world);
  const { page } = open;
  await open.go(`/playlists/${playlistId}`);
  await page.getByRole('tab', { name: 'Web' }).click();
  await page.getByText('Tỉnh Bình Dương cho phép được').waitFor();

  await open.go(`/units/${world.units.tanHiep}/web`);
  await page.getByText('Chỉ Tỉnh Bình Dương được sửa danh sách này.').waitFor();
  await open.go(`/units/${world.units.province}/web`);
  await page.getByRole('button', { name: 'Thêm trang' }).click();
  await page.getByLabel('Trang 1', { exact: true }).fill('https://thoitiet.example/hom-nay');
  await page.getByLabel('Trang 1', { exact: true }).press('Tab');
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Lưu', exact: true }).click();
  await page.getByText('Đã lưu.').first().waitFor();

  await open.go(`/playlists/${playlistId}`);
  await page.getByRole('tab', { name: 'Web' }).click();
  const address = page.getByLabel('Địa chỉ trang').first();
  const add = page.getByRole('button', { name: 'Thêm trang web' });
  await address.fill('https://khac.example/');
  await add.click();
  await page.getByText('Trang này chưa được phép').waitFor();
  await address.fill('https://thoitiet.example/hom-nay');
  await add.click();
  await page.getByRole('heading', { name: 'thoitiet.example' }).waitFor();
  await page.getByRole('radio', { name: 'Cắt ngay' }).check();
  expect(await violations(page)).toEqual([]);
  await page.getByText('Đã lưu', { exact: true }).waitFor();
  const kept = await world.store.playlists.get(everything, playlistId);
  expect(kept?.items).toContainEqual(
    expect.objectContaining({
      ...{ ms: 30_000, enter: 'cut', web: { url: 'https://thoitiet.example/hom-nay' } },
    }),
  );
  expect(open.complaints).toEqual([]);
});

test('a screen is told where it hangs', async () => {
  open = await visit(browser, world, { role: 'technician' });
  const { page } = open;
  await open.go(`/screens/${screenId}`);
  const form = page.getByRole('region', { name: 'Lắp đặt' });
  await form.getByLabel('Người xa nhất đứng cách (mét)').fill('12');
  await form.getByLabel('Chiều cao phần sáng của màn hình (mét)').fill('0.9');
  await form.getByText('Đọc từ 12 m, hình cao 0,9 m').waitFor();
  await form.getByRole('radio', { name: 'Luôn hiện' }).check();
  await form.getByLabel('Giảm âm lượng riêng của máy').fill('6');
  expect(await violations(page)).toEqual([]);
  await form.getByRole('button', { name: 'Lưu', exact: true }).click();
  await page.getByText('Đã lưu. Máy nhận ngay').waitFor();
  expect(await world.store.screens.get(everything, screenId)).toMatchObject({
    ...{ kind: 'screen', viewing: { distanceM: 12, heightM: 0.9 } },
    ...{ captions: 'always', trimDb: -6 },
  });
  expect(open.complaints).toEqual([]);
});

test('captions are brought to a clip and taken off; what is none is refused in words', async () => {
  open = await visit(browser, world, { role: 'editor' });
  const { page } = open;
  await open.go('/library/clip');
  const part = page.getByRole('region', { name: 'Phụ đề' });
  const bring = (name: string, text: string) =>
    part
      .locator('input[type=file]')
      .setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
  await bring('thư.srt', 'Kính mời quý phụ huynh');
  await part.getByText('Không đọc được phụ đề này').waitFor();
  await bring('duoi-nuoc.srt', '1\n00:00:01,000 --> 00:00:02,000\nKhông tắm sông một mình\n');
  await part.getByText('Đã có phụ đề.').waitFor();
  expect(await violations(page)).toEqual([]);
  await part.getByRole('button', { name: 'Bỏ phụ đề' }).click();
  await part.getByText('Đoạn phim này chưa có phụ đề.').waitFor();
});

test('who is in need is told so: no room, no time', async () => {
  const status = { storage: { used: 9, quota: 10, full: true }, skipped: 3 };
  const clock = { offset: 0, uncertainty: null, trust: 'unsure' as const };
  world.connect(screenId, { ...status, clock });
  await world.store.screens.update(everything, screenId, { kind: 'speaker' });
  for (const as of [
    { locale: 'vi', viewport: desk, told: 'Hết chỗ chứa nội dung', kind: 'Loa' },
    { locale: 'en', viewport: phone, told: 'No room for content', kind: 'Speaker' },
  ] as const) {
    open = await visit(browser, world, as);
    const { page } = open;
    await open.go('/screens');
    const row = page.getByRole('row').filter({ hasText: as.told });
    await row.getByText(as.kind, { exact: true }).waitFor();
    expect(await violations(page)).toEqual([]);
    await open.go(`/screens/${screenId}`);
    await page.getByText(as.told).first().waitFor();
    for (const path of ['downloads', 'web']) {
      await open.go(`/units/${world.units.tanHiep}/${path}`);
      expect(await violations(page), path).toEqual([]);
    }
    const wide = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(wide).toBeLessThanOrEqual(0);
    if (as.locale === 'vi') await open.leave();
  }
  world.disconnect(screenId);
});
