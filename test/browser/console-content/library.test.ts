/** A file's road as its sender sees it: chosen, named, sent, converted, decided on; nothing is faked. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { everything } from '#server/access/scope.ts';
import { violations } from '#test/support/accessible.ts';
import { launchChromium } from '#test/support/chromium.ts';
import { programs } from '#test/support/clips.ts';
import { alive, phone, type Visit, visit } from '#test/support/console-browser.ts';
import type { ConsoleWorld } from '#test/support/console-harness.ts';
import { consoleWorldWithMedia } from '#test/support/media-road.ts';

let browser: Browser;
let world: ConsoleWorld;
let dir: string;
let clip: string;
let large: string;
let letter: string;
let open: Visit;

beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'bang-tin-to-send-'));
  clip = path.join(dir, 'Lễ_khai_giảng.mp4');
  large = path.join(dir, 'Hội diễn.avi');
  letter = path.join(dir, 'thư mời.mp4');
  const ffmpeg = promisify(execFile);
  const source = ['-v', 'error', '-f', 'lavfi', '-i', 'testsrc2=s=640x360:r=25:d=3'];
  [browser, world] = await Promise.all([launchChromium(), consoleWorldWithMedia()]);
  await ffmpeg(programs.ffmpeg, [...source, '-pix_fmt', 'yuv420p', clip]);
  // no coding to speak of: small in seconds, large in bytes, so that sending it takes several pieces
  await ffmpeg(programs.ffmpeg, [...source, '-c:v', 'rawvideo', large]);
  await writeFile(letter, 'Kính mời quý phụ huynh tới dự lễ khai giảng năm học mới.');
});
afterEach(() => open.leave());
afterAll(async () => {
  await browser.close();
  await world.close();
  await rm(dir, { recursive: true, force: true });
});

const found = (words: string) => world.store.assets.list(everything, { words }, { limit: 10 });

describe('sending files', () => {
  test('several go at once, each with its own progress and its own verdict', async () => {
    open = await visit(browser, world, { role: 'editor' });
    const { page } = open;
    await open.go('/library');
    await page.locator('#files').setInputFiles([clip, letter]);

    const sheet = page.getByRole('dialog', { name: 'Gửi 2 tệp' });
    const name = sheet.getByLabel('Tên của Lễ_khai_giảng.mp4');
    expect(await name.inputValue()).toBe('Lễ khai giảng');
    await name.fill('Lễ khai giảng 2026');
    expect(await violations(page)).toEqual([]);
    await sheet.getByRole('button', { name: 'Gửi 2 tệp' }).click();

    const queue = page.getByRole('region', { name: 'Tệp đang gửi' });
    const sent = queue.getByRole('listitem').filter({ hasText: 'Lễ khai giảng 2026' });
    await sent.getByText('Xong, dùng được ngay').waitFor({ timeout: 60_000 });
    const refused = queue.getByRole('listitem').filter({ hasText: 'thư mời' });
    await refused.getByText('Tệp này không phải video, âm thanh hay hình ảnh đọc được.').waitFor();
    expect(await violations(page)).toEqual([]);

    // the library shows what came, without a reload
    const card = page
      .getByRole('listitem')
      .filter({ has: page.getByRole('heading', { name: 'Lễ khai giảng 2026' }) });
    await card.getByText('0:03').waitFor();
    const poster = card.locator('img');
    await expect
      .poll(() => poster.evaluate((img: HTMLImageElement) => img.naturalWidth), { timeout: 15_000 })
      .toBeGreaterThan(0);
    const [asset] = await found('le khai giang 2026');
    expect(asset).toMatchObject({
      state: 'ready',
      decision: 'approved',
      unitId: world.units.office,
    });
  });

  test('a contributor’s file waits for a decision, and says so', async () => {
    open = await visit(browser, world, { role: 'contributor', viewport: phone });
    const { page } = open;
    await open.go('/library');
    await page.locator('#files').setInputFiles(clip);
    await page.getByRole('button', { name: 'Gửi tệp', exact: true }).click();
    await page.getByText('Xong, đang chờ duyệt').waitFor({ timeout: 60_000 });
  });

  test('a file dropped on the page is taken, a drop of text is not', async () => {
    open = await visit(browser, world, { role: 'editor' });
    const { page } = open;
    await open.go('/library');
    const drop = (kind: 'file' | 'text') =>
      page.evaluate((what) => {
        const data = new DataTransfer();
        if (what === 'file') data.items.add(new File(['x'], 'Ảnh lớp.jpg', { type: 'image/jpeg' }));
        else data.setData('text/plain', 'chữ');
        for (const type of ['dragenter', 'dragover', 'drop'])
          window.dispatchEvent(
            new DragEvent(type, { dataTransfer: data, cancelable: true, bubbles: true }),
          );
      }, kind);
    await drop('text');
    expect(await page.getByRole('dialog').count()).toBe(0);
    await drop('file');
    const name = page.getByRole('dialog', { name: 'Gửi 1 tệp' }).getByLabel('Tên của Ảnh lớp.jpg');
    expect(await name.inputValue()).toBe('Ảnh lớp');
  });

  test('an upload that a reload cut off goes on where it stopped', async () => {
    open = await visit(browser, world, { role: 'editor' });
    const { page, context } = open;
    await open.go('/library');
    // the line goes down after the first piece
    let pieces = 0;
    await context.route('**/api/uploads/**', async (route) => {
      if (route.request().method() === 'PATCH') pieces += 1;
      await (pieces > 1 ? route.abort('internetdisconnected') : route.continue());
    });
    await page.locator('#files').setInputFiles(large);
    await page.getByRole('button', { name: 'Gửi tệp', exact: true }).click();
    await page.getByText('Mất kết nối. Sẽ tự gửi tiếp khi có mạng.').waitFor();
    await context.unroute('**/api/uploads/**');

    page.once('dialog', (dialog) => void dialog.accept());
    await page.reload();
    await alive(page);
    const row = page.getByRole('listitem').filter({ hasText: 'Hội diễn' });
    await row.getByText('Gửi dở từ lần trước').waitFor();

    const offsets: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'PATCH') offsets.push(request.headers()['upload-offset'] ?? '');
    });
    const wrong = page.waitForEvent('filechooser');
    await row.getByRole('button', { name: 'Chọn lại tệp' }).click();
    await (await wrong).setFiles(clip);
    await page.getByText('Đây không phải tệp đã gửi dở. Hãy chọn lại Hội diễn.avi.').waitFor();
    const right = page.waitForEvent('filechooser');
    await row.getByRole('button', { name: 'Chọn lại tệp' }).click();
    await (await right).setFiles(large);
    await row.getByText('Xong, dùng được ngay').waitFor({ timeout: 60_000 });
    expect(Number(offsets[0])).toBeGreaterThan(0);
    expect(await found('hoi dien')).toHaveLength(1);
  });

  test('an upload can be paused, resumed and cancelled', async () => {
    open = await visit(browser, world, { role: 'editor' });
    const { page, context } = open;
    await open.go('/library');
    // pieces crawl, so that there is time to press
    await context.route('**/api/uploads/**', async (route) => {
      if (route.request().method() !== 'PATCH') await route.continue();
    });
    await page.locator('#files').setInputFiles(large);
    await page.getByRole('dialog').getByLabel('Tên của Hội diễn.avi').fill('Bản thử');
    await page.getByRole('button', { name: 'Gửi tệp', exact: true }).click();
    const row = page.getByRole('listitem').filter({ hasText: 'Bản thử' });
    await row.getByRole('button', { name: 'Tạm dừng' }).click();
    await row.getByText('Đã tạm dừng').waitFor();
    // a line that comes back wakes what was cut off, not what somebody paused
    await context.setOffline(true);
    await context.setOffline(false);
    await row.getByText('Đã tạm dừng').waitFor();
    await row.getByRole('button', { name: 'Gửi tiếp' }).click();
    await row.getByRole('button', { name: 'Huỷ gửi' }).click();
    await page.getByText('Đã huỷ gửi Hội diễn.avi').waitFor();
    await row.waitFor({ state: 'detached' });
    expect(await found('ban thu')).toHaveLength(0);
  });
});

describe('a file’s own page', () => {
  const page = async (role: 'moderator' | 'viewer' = 'moderator') => {
    const [asset] = await found('chao co');
    open = await visit(browser, world, { role });
    await open.go(`/library/${asset!.id}`);
    return { page: open.page, id: asset!.id };
  };

  test('refusing asks for a reason, keeps it, and can be taken back', async () => {
    const { page: at } = await page();
    await at.getByRole('button', { name: 'Không duyệt', exact: true }).click();
    const dialog = at.getByRole('dialog', { name: /Không duyệt “Lễ chào cờ đầu tuần”/ });
    await dialog.getByRole('button', { name: 'Không duyệt' }).click();
    await dialog.getByText('Hãy ghi lý do để người gửi biết cần sửa gì.').waitFor();
    expect(await violations(at)).toEqual([]);
    await dialog.getByLabel('Lý do').fill('Tiếng nhỏ quá, thu lại giúp nhé.');
    await dialog.getByRole('button', { name: 'Không duyệt' }).click();
    await at.getByText('Lý do: Tiếng nhỏ quá, thu lại giúp nhé.').waitFor();
    expect((await found('chao co'))[0]).toMatchObject({
      decision: 'refused',
      reason: 'Tiếng nhỏ quá, thu lại giúp nhé.',
    });
    await at.getByRole('button', { name: 'Hoàn tác' }).click();
    await at.getByText('Đã hoàn tác').waitFor();
    expect((await found('chao co'))[0]?.decision).toBe('waiting');
  });

  test('its name and themes are changed in place', async () => {
    const { page: at } = await page();
    await at.getByLabel('Tên', { exact: true }).fill('Lễ chào cờ đầu tuần 12');
    await at.getByRole('button', { name: 'Lưu', exact: true }).click();
    await at.getByRole('heading', { level: 1, name: 'Lễ chào cờ đầu tuần 12' }).waitFor();
    expect((await found('chao co'))[0]?.title).toBe('Lễ chào cờ đầu tuần 12');
  });

  test('what a playlist uses is not deleted, and where it is used is said', async () => {
    const { page: at, id } = await page();
    await world.store.playlists.insert(everything, {
      id: 'uses-it',
      unitId: world.units.office,
      name: 'Chào tuần mới',
      themes: [],
      items: [{ id: 'one', assetId: id, fit: 'contain', volume: 100 }],
      version: 1,
      updatedAt: 0,
      updatedBy: null,
    });
    await at.getByRole('button', { name: 'Xoá tệp này' }).click();
    await at.getByRole('dialog').getByRole('button', { name: 'Xoá tệp này' }).click();
    await at.getByText(/Chưa xoá được vì vẫn đang được dùng: .*Chào tuần mới/).waitFor();
    expect(await found('chao co')).toHaveLength(1);
  });
});
