/** Making a bulletin: by mouse, by keys, by two people at once. */
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { everything } from '#server/access/scope.ts';
import type { Playlist } from '#shared/api/resources.ts';
import { violations } from '#test/support/accessible.ts';
import { launchChromium } from '#test/support/chromium.ts';
import { alive, phone, type Visit, visit } from '#test/support/console-browser.ts';
import { type ConsoleWorld, consoleWorld } from '#test/support/console-harness.ts';

let browser: Browser;
let world: ConsoleWorld;
let open: Visit;
let playlist: Playlist;

beforeAll(async () => {
  [browser, world] = await Promise.all([launchChromium(), consoleWorld()]);
});
beforeEach(async () => {
  const bulletin = (await world.store.playlists.list(everything)).find(
    ({ name }) => name === 'Bản tin tuần 12',
  );
  playlist = { ...bulletin!, id: world.deps.newId(), name: 'Bản nháp tuần 13', version: 1 };
  await world.store.playlists.insert(everything, playlist);
});
afterEach(() => open.leave());
afterAll(async () => {
  await browser.close();
  await world.close();
});

const kept = async () => (await world.store.playlists.get(everything, playlist.id))!;
const order = async () => (await kept()).items.map(({ id }) => id);
const edit = async (as: Parameters<typeof visit>[2] = { role: 'editor' }) => {
  open = await visit(browser, world, as);
  await open.go(`/playlists/${playlist.id}`);
  return open.page;
};
const rows = (page: Page) => page.getByRole('list', { name: 'Thứ tự phát' }).getByRole('listitem');
const saved = (page: Page) =>
  page.getByRole('status').getByText('Đã lưu', { exact: true }).waitFor();

/** As a hand does it: press, move in small steps, let go. */
async function drag(page: Page, from: Locator, to: Locator): Promise<void> {
  const middle = async (locator: Locator) => {
    const box = (await locator.boundingBox())!;
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  };
  const [start, end] = [await middle(from), await middle(to)];
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move(end.x, end.y, { steps: 20 });
  await page.mouse.move(end.x, end.y + 2, { steps: 2 });
  await page.mouse.up();
}

describe('the running order', () => {
  test('an entry is dragged to another place and stays there', async () => {
    const page = await edit();
    const before = await order();
    await drag(
      page,
      rows(page)
        .nth(0)
        .getByRole('button', { name: /^Kéo để đổi chỗ/ }),
      rows(page).nth(2),
    );
    await expect
      .poll(order, { timeout: 10_000 })
      .toEqual([before[1], before[2], before[0], ...before.slice(3)]);
    await saved(page);
    await page.reload();
    await alive(page);
    await rows(page)
      .nth(2)
      .getByRole('button', { name: /^Tân Hiệp khánh thành thư viện/ })
      .waitFor();
  });

  test('the same by keys: moved, announced, and the focus goes along', async () => {
    const page = await edit();
    const before = await order();
    await rows(page)
      .nth(1)
      .getByRole('button', { name: /Mẹo an toàn/ })
      .focus();
    await page.keyboard.press('Alt+ArrowDown');
    await page.keyboard.press('Alt+ArrowDown');
    await page.getByText(/: vị trí 4 trên 5$/).waitFor({ state: 'attached' });
    await expect
      .poll(order, { timeout: 10_000 })
      .toEqual([before[0], before[2], before[3], before[1], before[4]]);
    await page.keyboard.press('Delete');
    await expect
      .poll(order, { timeout: 10_000 })
      .toEqual([before[0], before[2], before[3], before[4]]);
    await page.getByRole('button', { name: 'Hoàn tác', exact: true }).last().click();
    await expect.poll(order, { timeout: 10_000 }).toHaveLength(5);
  });

  test('and by single presses, for who can neither drag nor type', async () => {
    const page = await edit();
    const before = await order();
    await page.getByRole('button', { name: 'Xuống dưới' }).click();
    await page.getByRole('button', { name: 'Nhân đôi' }).click();
    await expect.poll(order, { timeout: 10_000 }).toHaveLength(6);
    const [first, second, third] = await order();
    expect([first, second]).toEqual([before[1], before[0]]);
    expect(before).not.toContain(third);
    expect((await kept()).items[2]).toEqual({ ...(await kept()).items[1], id: third });
  });

  test('a template is dragged in where it is dropped', async () => {
    const page = await edit();
    await page.getByRole('tab', { name: 'Trang chữ' }).click();
    const tile = page.getByRole('tabpanel').getByRole('listitem').nth(1);
    await drag(page, tile, rows(page).nth(1));
    await rows(page).nth(1).getByText('Chưa điền đủ').waitFor();
    expect(await rows(page).count()).toBe(6);
    expect(await page.getByRole('tabpanel').getByRole('listitem').count()).toBe(9);
    expect(open.complaints).toEqual([]);
  });
});

describe('a slide', () => {
  test('is drawn as it is typed by the very element that the screens use, and is saved', async () => {
    const page = await edit();
    await rows(page)
      .nth(0)
      .getByRole('button', { name: /Bản tin/ })
      .click();
    await page.getByLabel('Tiêu đề').fill('Khai mạc Hội khoẻ Phù Đổng');
    const slide = page.locator('bt-preview bt-slide');
    await slide.getByText('Khai mạc Hội khoẻ Phù Đổng').waitFor();
    await saved(page);
    await expect
      .poll(async () => JSON.stringify((await kept()).items[0]), { timeout: 10_000 })
      .toContain('Khai mạc Hội khoẻ Phù Đổng');
  });

  test('that can’t be read from afar says so while it is written, and no longer when it can', async () => {
    const page = await edit();
    await rows(page)
      .nth(2)
      .getByRole('button', { name: /^Trần Minh Khang/ })
      .click();
    const told = page.getByRole('list', { name: 'Đọc từ xa' });
    await told.getByText(/^Để đọc được từ 8 m, nội dung được chia thành \d trang/).waitFor();
    const deed = page.locator('bt-entry-form').getByLabel('Việc tốt');
    await deed.fill('Trả ví cho người mất.');
    await told.waitFor({ state: 'detached' });
    await deed.pressSequentially(' Em đi bộ về nhà ở xa.'.repeat(4));
    await told.getByText(/người đi ngang chỉ kịp đọc khoảng 25 từ/).waitFor();
    expect(await violations(page)).toEqual([]);
    expect(open.complaints).toEqual([]);
  });

  test('is told of in English, on a phone too', async () => {
    const page = await edit({ role: 'editor', locale: 'en', viewport: phone });
    await page
      .locator('bt-entry-list')
      .getByRole('button', { name: /^Trần Minh Khang/ })
      .click();
    const told = page.getByRole('list', { name: 'Read from afar' });
    await told.getByText(/it is shown as \d+ pages, one after another/).waitFor();
  });

  test('of several pages is previewed page by page', async () => {
    const page = await edit();
    await rows(page)
      .nth(2)
      .getByRole('button', { name: /^Trần Minh Khang/ })
      .click();
    /** opacity of each page */
    const shown = () =>
      page
        .locator('bt-preview bt-slide')
        .evaluate((slide) =>
          [...slide.shadowRoot!.querySelectorAll('.page.turns')].map((leaf) =>
            Number(getComputedStyle(leaf).opacity),
          ),
        );
    await expect.poll(async () => (await shown())[0]).toBe(1);
    const count = (await shown()).length;
    expect(count).toBeGreaterThan(1);
    const only = (page: number) => Array.from({ length: count }, (_, n) => (n === page ? 1 : 0));
    expect(await shown()).toEqual(only(0));
    // the third of entries of ten seconds each
    await page.getByLabel('Vị trí đang xem').fill('29500');
    await expect.poll(shown).toEqual(only(count - 1));
    await page.getByLabel('Vị trí đang xem').fill('20500');
    await expect.poll(shown).toEqual(only(0));
  });

  test('that lacks something says what, is not sent, and takes nothing else down with it', async () => {
    const page = await edit();
    await page.getByRole('tab', { name: 'Trang chữ' }).click();
    await page.getByRole('button', { name: 'Thêm Thông báo' }).click();
    const first = page.locator('bt-entry-form').getByRole('textbox').first();
    await first.focus();
    await page.keyboard.press('Tab');
    await page.getByText('Cần điền mục này.').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByLabel('Tên danh sách phát').fill('Bản tin tuần 13');
    await page.getByText('Đã lưu, trừ 1 trang chưa điền đủ').waitFor();
    expect(await kept()).toMatchObject({ name: 'Bản tin tuần 13' });
    expect(await order()).toHaveLength(5);
  });

  test('is undone and redone by keys, one run of typing at a time', async () => {
    const page = await edit();
    await rows(page)
      .nth(0)
      .getByRole('button', { name: /Bản tin/ })
      .click();
    const headline = page.getByLabel('Tiêu đề');
    const before = await headline.inputValue();
    await headline.fill('');
    await headline.pressSequentially('Nghỉ lễ');
    await page.keyboard.press('Control+z');
    await expect.poll(() => headline.inputValue()).toBe(before);
    await page.keyboard.press('Control+Shift+z');
    await expect.poll(() => headline.inputValue()).toBe('Nghỉ lễ');
  });
});

describe('two people at one playlist', () => {
  const overtake = async (page: Page) => {
    await world.store.playlists.update(everything, playlist.id, 1, {
      name: 'Tên của người khác',
      updatedAt: 1,
      updatedBy: null,
    });
    await page.getByLabel('Tên danh sách phát').fill('Tên của tôi');
    await page.getByRole('heading', { name: 'Người khác vừa sửa danh sách này' }).waitFor();
    expect(await page.getByLabel('Tên danh sách phát').inputValue()).toBe('Tên của tôi');
    expect((await kept()).name).toBe('Tên của người khác');
  };

  test('mine is kept on top of theirs when I say so', async () => {
    const page = await edit();
    await overtake(page);
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Giữ bản của tôi' }).click();
    await expect.poll(async () => (await kept()).name, { timeout: 10_000 }).toBe('Tên của tôi');
    await saved(page);
  });

  test('theirs is taken, and undo still has mine', async () => {
    const page = await edit();
    await overtake(page);
    await page.getByRole('button', { name: 'Lấy bản của họ' }).click();
    const name = page.getByLabel('Tên danh sách phát');
    await expect.poll(() => name.inputValue()).toBe('Tên của người khác');
    await page.keyboard.press('Control+z');
    await expect.poll(() => name.inputValue()).toBe('Tên của tôi');
  });

  test('or both are kept', async () => {
    const page = await edit();
    await overtake(page);
    await page.getByRole('button', { name: 'Lưu của tôi thành bản sao' }).click();
    await page.getByRole('textbox', { name: 'Tên danh sách phát' }).waitFor();
    await page.waitForURL((url) => !url.pathname.endsWith(playlist.id));
    const names = (await world.store.playlists.list(everything)).map(({ name }) => name);
    expect(names).toContain('Tên của người khác');
    expect(names).toContain('Tên của tôi (bản sao)');
  });
});

test('what was typed while the server was away is saved when it is back', async () => {
  const page = await edit();
  await open.context.setOffline(true);
  await page.getByLabel('Tên danh sách phát').fill('Soạn lúc mất mạng');
  await page.getByText('Chưa lưu: mất kết nối, sẽ tự lưu lại').waitFor();
  await open.context.setOffline(false);
  await saved(page);
  expect((await kept()).name).toBe('Soạn lúc mất mạng');
});

test('the preview plays the list through, in either shape', async () => {
  const page = await edit();
  const at = page.getByRole('slider', { name: 'Vị trí đang xem' });
  await page.getByRole('button', { name: 'Mục sau' }).click();
  await expect.poll(() => at.inputValue()).toBe('10000');
  await page.getByRole('button', { name: 'Phát thử' }).click();
  await expect
    .poll(async () => Number(await at.inputValue()), { timeout: 10_000 })
    .toBeGreaterThan(10_000);
  await page.getByRole('button', { name: 'Dừng' }).click();
  await page.getByRole('button', { name: 'Màn dọc' }).click();
  const box = await page.locator('bt-preview bt-frame').boundingBox();
  expect(box!.height).toBeGreaterThan(box!.width);
});

test('on a phone the three zones are steps, and a slide is made in them', async () => {
  const page = await edit({ role: 'editor', viewport: phone });
  const steps = page.getByRole('navigation', { name: 'Các bước soạn' });
  await steps.getByRole('button', { name: 'Thêm' }).click();
  await page.getByRole('tab', { name: 'Chữ chạy' }).click();
  await page.getByLabel('Nội dung chữ chạy').fill('Mai các em mang áo mưa');
  await page.getByRole('button', { name: 'Thêm dòng chữ' }).click();
  expect(await violations(page)).toEqual([]);
  await steps.getByRole('button', { name: 'Danh sách' }).click();
  await rows(page).getByText('Mai các em mang áo mưa').waitFor();
  await expect.poll(order, { timeout: 10_000 }).toHaveLength(6);
  // from far down the list: the picture comes to stand below the steps, not behind them
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await rows(page)
    .getByRole('button', { name: /^Họp phụ huynh/ })
    .click();
  const edge = async (of: Locator, side: 'top' | 'bottom') =>
    of.evaluate((box, side) => box.getBoundingClientRect()[side], side);
  await expect
    .poll(
      async () => (await edge(page.locator('bt-preview'), 'top')) - (await edge(steps, 'bottom')),
    )
    .toBeGreaterThanOrEqual(0);
});

test('a playlist is made, copied, deleted, and brought back', async () => {
  open = await visit(browser, world, { role: 'editor' });
  const { page } = open;
  await open.go('/playlists');
  await page.getByRole('button', { name: 'Danh sách mới' }).click();
  expect(await violations(page)).toEqual([]);
  await page.getByLabel('Tên', { exact: true }).fill('Tuần lễ đọc sách');
  await page.getByRole('button', { name: 'Tạo và soạn' }).click();
  await page.getByRole('textbox', { name: 'Tên danh sách phát' }).waitFor();
  await open.go('/playlists');
  await page.getByRole('button', { name: 'Xoá danh sách: Tuần lễ đọc sách' }).click();
  await page.getByText('Đã xoá “Tuần lễ đọc sách”').waitFor();
  const names = async () => (await world.store.playlists.list(everything)).map(({ name }) => name);
  expect(await names()).not.toContain('Tuần lễ đọc sách');
  await page.getByRole('button', { name: 'Hoàn tác' }).click();
  await page.getByText('Đã lấy lại “Tuần lễ đọc sách”').waitFor();
  expect(await names()).toContain('Tuần lễ đọc sách');
  // one that a schedule plays is not deleted
  await page.getByRole('button', { name: 'Xoá danh sách: Bản tin tuần 12' }).click();
  await page.getByText(/Chưa xoá được vì vẫn đang được dùng/).waitFor();
});
