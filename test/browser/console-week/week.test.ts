/** The week of a unit: schedules are moved by hand, taken back, and published after a dry run. */
import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { everything } from '#server/access/scope.ts';
import { violations } from '#test/support/accessible.ts';
import { phone } from '#test/support/console-browser.ts';
import type { SchoolWeek } from './school-week.ts';
import { eachInASchoolWeek, look as lookAt, open, page, week } from './visits.ts';

eachInASchoolWeek();

const look = (as?: Parameters<typeof lookAt>[1]) =>
  lookAt(`/units/${week.world.units.tanHiep}/week`, as);

const day = (name: string) => page.getByRole('region', { name });
const block = (within: Locator, name: string, state: string) =>
  within.getByRole('button', { name: new RegExp(`^${name}.*${state}`, 's') });
const hours = async (name: Parameters<SchoolWeek['stored']>[0]) =>
  (await week.stored(name)).when.hours;

/** Pixels to one hour, as the axis draws them. */
async function anHour(): Promise<number> {
  const nine = (await page.getByText('9:00', { exact: true }).boundingBox())!;
  const ten = (await page.getByText('10:00', { exact: true }).boundingBox())!;
  return ten.y - nine.y;
}

async function drag(from: Locator, by: { x?: number; y?: number }, at = 0.5): Promise<void> {
  const box = (await from.boundingBox())!;
  const x = box.x + box.width / 2;
  const y = box.y + box.height * at;
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 3, y + 8, { steps: 3 });
  await page.mouse.move(x + (by.x ?? 0), y + (by.y ?? 0), { steps: 6 });
  await page.mouse.up();
}

test('a block that is dragged moves its schedule on all its days, unpublished, and back again', async () => {
  await look();
  const tuesday = day('thứ Ba 24/11');
  const published = (await week.stored('Bản tin sáng')).publicationId;
  await drag(block(tuesday, 'Bản tin sáng', 'Đã lên sóng'), { y: 2 * (await anHour()) });
  await page
    .getByText('“Bản tin sáng”: 11:00–11:45, cho mọi ngày của lịch (thứ Hai đến thứ Sáu)')
    .waitFor();
  expect(await hours('Bản tin sáng')).toEqual([{ start: '11:00', end: '11:45' }]);
  expect((await week.stored('Bản tin sáng')).publicationId).toBe(published);
  // what is on air is still there, besides what it was edited to
  await block(tuesday, 'Bản tin sáng', 'Đã sửa, chưa phát').waitFor();
  await block(day('thứ Sáu 27/11'), 'Bản tin sáng', 'Đã sửa, chưa phát').waitFor();
  await block(tuesday, 'Bản tin sáng', 'Đã lên sóng').waitFor();
  await page.getByText('1 lịch đã sửa, chưa phát').waitFor();
  expect(await violations(page)).toEqual([]);

  await drag(block(tuesday, 'Bản tin sáng', 'Đã sửa'), { y: await anHour() });
  await page.getByText('“Bản tin sáng”: 12:00–12:45').waitFor();
  await page.getByRole('button', { name: 'Hoàn tác (2)' }).click();
  await expect.poll(() => hours('Bản tin sáng')).toEqual([{ start: '11:00', end: '11:45' }]);
  await page.getByRole('button', { name: 'Hoàn tác', exact: true }).last().waitFor();
  await page.keyboard.press('Control+z');
  await expect.poll(() => hours('Bản tin sáng')).toEqual([{ start: '09:00', end: '09:45' }]);
  await page.getByText('1 lịch đã sửa, chưa phát').waitFor({ state: 'detached' });
  expect(open.complaints).toEqual([]);
});

test('to another day, and longer by its edge', async () => {
  await look();
  const tuesday = day('thứ Ba 24/11');
  const width = (await tuesday.boundingBox())!.width;
  await drag(block(tuesday, 'Sữa học đường', 'Đã lên sóng'), { x: 3 * width });
  await page.getByText('“Sữa học đường”: thứ Sáu, 13:00–14:00. Chưa phát.').waitFor();
  expect((await week.stored('Sữa học đường')).when.days).toEqual([5]);
  const friday = block(day('thứ Sáu 27/11'), 'Sữa học đường', 'Đã sửa');
  await drag(friday, { y: (await anHour()) / 2 }, 0.97);
  await page.getByText('“Sữa học đường”: thứ Sáu, 13:00–14:30. Chưa phát.').waitFor();
  expect(await hours('Sữa học đường')).toEqual([{ start: '13:00', end: '14:30' }]);
});

test('the keys move, resize, give up, save and open', async () => {
  await look();
  const milk = block(day('thứ Ba 24/11'), 'Sữa học đường', 'Đã lên sóng');
  await milk.focus();
  await page.keyboard.press('ArrowDown');
  await page.getByRole('status').getByText('thứ Ba, 13:05–14:05').waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
  const sheet = page.getByRole('dialog', { name: 'Sữa học đường' });
  await sheet.getByText('thứ Ba 24/11, 13:00–14:00').waitFor();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'hidden' });
  await milk.click();
  await sheet.getByText('thứ Ba 24/11, 13:00–14:00').waitFor();
  await page.keyboard.press('Escape');
  expect(await hours('Sữa học đường')).toEqual([{ start: '13:00', end: '14:00' }]);

  await milk.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await page.getByText('“Sữa học đường”: thứ Tư, 12:55–13:55. Chưa phát.').waitFor();
  // the focus went along
  await block(day('thứ Tư 25/11'), 'Sữa học đường', 'Đã sửa').and(page.locator(':focus')).waitFor();
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByText('“Sữa học đường”: thứ Tư, 12:55–14:00. Chưa phát.').waitFor();
  expect(await week.stored('Sữa học đường')).toMatchObject({
    when: { days: [3], hours: [{ start: '12:55', end: '14:00' }] },
  });
});

test('what follows the school’s periods stays where it is and says so', async () => {
  await look();
  const recess = block(day('thứ Tư 25/11'), 'Giờ ra chơi an toàn', 'Đã lên sóng');
  await recess.getByText('10:00–10:30').waitFor();
  await drag(recess, { y: await anHour() });
  await page
    .getByText(/Khối này theo giờ ra chơi, tiết học… của trường nên không kéo được/)
    .waitFor();
  // the day off has no recess; the make-up day has that of the weekday that it stands for
  expect(await block(day('thứ Năm 26/11'), 'Giờ ra chơi an toàn', '').count()).toBe(0);
  await day('thứ Năm 26/11').getByText('Ngày nghỉ lễ: Nghỉ bão').waitFor();
  await day('thứ Bảy 28/11').getByText('Ngày học bù: Bù ngày bão').waitFor();
  await block(day('thứ Bảy 28/11'), 'Giờ ra chơi an toàn', 'Đã lên sóng').waitFor();
});

test('somebody else’s edit in between is not written over', async () => {
  await look();
  const { id, version } = await week.stored('Sữa học đường');
  await week.world.store.schedules.update(everything, id, version, {
    priority: 'filler',
    updatedAt: 1,
  });
  const milk = block(day('thứ Ba 24/11'), 'Sữa học đường', 'Đã lên sóng');
  await drag(milk, { y: await anHour() });
  await page.getByText('Người khác vừa sửa lịch này. Đã lấy bản mới nhất; hãy thử lại.').waitFor();
  expect(await week.stored('Sữa học đường')).toMatchObject({
    priority: 'filler',
    when: { hours: [{ start: '13:00', end: '14:00' }] },
  });
  await drag(block(day('thứ Ba 24/11'), 'Sữa học đường', 'Đã sửa'), { y: await anHour() });
  await page.getByText('“Sữa học đường”: thứ Ba, 14:00–15:00. Chưa phát.').waitFor();
});

test('the changes are published after a dry run that says what they do', async () => {
  await look();
  await drag(block(day('thứ Ba 24/11'), 'Bản tin sáng', 'Đã lên sóng'), { y: await anHour() });
  await page.getByRole('button', { name: 'Phát hành thay đổi' }).click();
  const rehearsal = page.getByRole('dialog', { name: 'Thử trước khi phát “Bản tin sáng”' });
  await rehearsal.getByText('5 màn hình ở 4 trường sẽ đổi chương trình.').waitFor();
  expect(await violations(page)).toEqual([]);
  await rehearsal.getByRole('button', { name: 'Để sau' }).click();
  await page.getByText('1 lịch đã sửa, chưa phát').waitFor();

  await page.getByRole('button', { name: 'Phát hành thay đổi' }).click();
  await rehearsal.getByRole('button', { name: 'Cho lên sóng' }).click();
  await page.getByText('Đã lên sóng tới 5 màn hình').waitFor();
  const { publicationId } = await week.stored('Bản tin sáng');
  expect(await week.world.store.publications.get(everything, publicationId!)).toMatchObject({
    when: { hours: [{ start: '10:00', end: '10:45' }] },
  });
  expect(open.complaints).toEqual([]);
});

test('whoever may only look can open a block and move none', async () => {
  await look({ role: 'viewer' });
  await drag(block(day('thứ Ba 24/11'), 'Sữa học đường', 'Đã lên sóng'), { y: 90 });
  await page.getByText('Bạn không có quyền sửa lịch này.').waitFor();
  expect(await hours('Sữa học đường')).toEqual([{ start: '13:00', end: '14:00' }]);
});

describe('on a phone', () => {
  test('one day is shown, the others are a touch away, and hours are set by fields', async () => {
    await look({ role: 'editor', viewport: phone });
    expect(await page.getByRole('region', { name: /^(thứ|Chủ nhật)/ }).count()).toBe(1);
    await page.getByRole('button', { name: 'thứ Ba 24/11' }).tap();
    expect(new URL(page.url()).search).toBe('?date=2026-11-24');
    await block(day('thứ Ba 24/11'), 'Sữa học đường', 'Đã lên sóng').tap();
    const sheet = page.getByRole('dialog', { name: 'Sữa học đường' });
    await sheet.getByLabel('Từ').fill('13:20');
    await sheet.getByLabel('đến').fill('14:20');
    await sheet.getByRole('button', { name: 'Đổi giờ' }).tap();
    await page.getByText('“Sữa học đường”: thứ Ba, 13:20–14:20. Chưa phát.').waitFor();
    expect(await hours('Sữa học đường')).toEqual([{ start: '13:20', end: '14:20' }]);
    expect(open.complaints).toEqual([]);
  });

  test('a finger that rests on a block moves it, one that swipes turns to the next day', async () => {
    await look({ role: 'editor', viewport: phone });
    await page.getByRole('button', { name: 'thứ Ba 24/11' }).tap();
    const milk = block(day('thứ Ba 24/11'), 'Sữa học đường', 'Đã lên sóng');
    // clear of the bar at the thumb
    await milk.evaluate((element) => element.scrollIntoView({ block: 'center' }));
    const hour = await anHour();
    const finger = await fingerOf(page);
    const box = (await milk.boundingBox())!;
    const [x, y] = [box.x + 40, box.y + box.height / 2];
    await finger.down(x, y);
    await day('thứ Ba 24/11').locator('.lifted').waitFor();
    await finger.slide([x, y], [x, y - hour]);
    await finger.up();
    await page.getByText('“Sữa học đường”: thứ Ba, 12:00–13:00. Chưa phát.').waitFor();

    const column = (await day('thứ Ba 24/11').locator('.column').boundingBox())!;
    const from = [column.x + column.width - 20, 300] as const;
    await finger.down(...from);
    await finger.slide(from, [column.x + 20, 305]);
    await finger.up();
    await day('thứ Tư 25/11').waitFor();
    expect(await page.getByRole('region', { name: /^(thứ|Chủ nhật)/ }).count()).toBe(1);
  });
});

type Point = readonly [x: number, y: number];

/** A finger on the glass, by the browser's own events. */
async function fingerOf(on: Page) {
  const session = await on.context().newCDPSession(on);
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...points: Point[]) =>
    session.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: points.map(([x, y]) => ({ x, y })),
    });
  return {
    down: (x: number, y: number) => send('touchStart', [x, y]),
    async slide([x, y]: Point, [toX, toY]: Point) {
      for (let n = 1; n <= 8; n++)
        await send('touchMove', [x + ((toX - x) * n) / 8, y + ((toY - y) * n) / 8]);
    },
    up: () => send('touchEnd'),
  };
}
