/** A screen at any instant, why it shows what it shows, what was published, and calendar feeds. */
import { describe, expect, test } from 'vitest';
import { everything } from '#server/access/scope.ts';
import { violations } from '#test/support/accessible.ts';
import { desk, phone } from '#test/support/console-browser.ts';
import { eachInASchoolWeek, look, open, page, week } from './visits.ts';

const HOUR = 3_600_000;

eachInASchoolWeek();

/** The words of the slide that the frame draws. */
const drawn = (title: string) => page.locator('bt-frame').getByText(title, { exact: true });

async function showAt(date: string, time: string): Promise<void> {
  await page.getByLabel('Ngày', { exact: true }).fill(date);
  await page.getByLabel('Giờ', { exact: true }).fill(time);
  await page.getByLabel('Giờ', { exact: true }).press('Enter');
}

describe('an instant of a screen', () => {
  test('to come: the very frame, and the steps to the changes before and after', async () => {
    await look(`/screens/${week.screenId}`);
    await showAt('2026-11-24', '09:10:00');
    await drawn('Bản tin sáng').waitFor();
    await page.getByText(/Thứ Ba, 24 tháng 11, 2026\. Sắp tới/).waitFor();
    // at the very end of its window the bulletin of the whole day has its turn again
    await showAt('2026-11-24', '09:44:50');
    await page.getByRole('button', { name: 'Mục sau' }).click();
    await drawn('Bản tin sáng').waitFor({ state: 'detached' });
    expect(await page.getByLabel('Giờ', { exact: true }).inputValue()).toMatch(/^09:45(:00)?$/);
    await page.getByRole('button', { name: 'Mục trước' }).click();
    await drawn('Bản tin sáng').waitFor();
    await page.getByRole('button', { name: 'Về hiện tại' }).click();
    await page.getByText('Trực tiếp').waitFor();
    expect(open.complaints).toEqual([]);
  });

  test('past: as the screen had been told, though the schedule is another one by now', async () => {
    const { store, deps } = week.world;
    week.pass(2 * HOUR);
    const { id, version } = await week.stored('Bản tin sáng');
    const { when } = await week.stored('Bản tin sáng');
    await store.schedules.update(everything, id, version, {
      when: { ...when, hours: [{ start: '20:00', end: '21:00' }] },
      updatedAt: deps.now(),
    });
    await deps.publisher.publish(everything, id, null);
    await new Promise(setImmediate);
    // all are told something else, so that no screen has the programme of then any more
    const screens = (await store.screens.list(everything)).map(({ id }) => id);
    const programmes = await deps.programmes.forScreens(screens);
    await store.screens.note(
      [...programmes].map(([screen, { compiled, sequence }]) => ({
        ...{ id: screen, manifest: compiled.id, sequence, assignedAt: deps.now() },
      })),
    );
    await look(`/screens/${week.screenId}`);
    await showAt('2026-11-23', '09:10:00');
    await page.getByText(/Đã qua: theo chương trình mà màn hình đã nhận\./).waitFor();
    await drawn('Bản tin sáng').waitFor();
    await showAt('2026-11-24', '09:10:00');
    await drawn('Bản tin sáng').waitFor({ state: 'detached' });
    await showAt('2026-11-20', '09:10:00');
    await page.getByText('Không có chương trình nào cho thời điểm này.').waitFor();
    expect(open.complaints).toEqual([]);
  });

  test('of a screen that was told nothing yet, and of a week that nobody was told: as it will be', async () => {
    const { store, deps } = week.world;
    const beside = (await store.screens.get(everything, week.screenId))!;
    await store.screens.insert(everything, {
      ...{ id: 'new', unitId: beside.unitId, name: 'Sảnh mới', tags: [] },
      ...{ pairedAt: deps.now(), pairedBy: null, tokenHash: 'new' },
    });
    await look('/screens/new/week');
    await showAt('2026-11-24', '09:10:00');
    await drawn('Bản tin sáng').waitFor();
    await showAt('2027-03-02', '09:10:00');
    await drawn('Bản tin sáng').waitFor();
    expect(open.complaints).toEqual([]);
  });

  test('in the week of the screen: a press on an hour shows it', async () => {
    await look(`/screens/${week.screenId}/week`);
    const column = page.getByRole('region', { name: 'thứ Ba 24/11' }).locator('.column');
    const eleven = (await page.getByText('11:00', { exact: true }).first().boundingBox())!;
    const box = (await column.boundingBox())!;
    const line = eleven.y + eleven.height / 2 - box.y;
    await column.click({ position: { x: 4, y: line + 2 } });
    await expect.poll(() => page.getByLabel('Giờ', { exact: true }).inputValue()).toMatch(/^11:00/);
    expect(await page.getByLabel('Ngày', { exact: true }).inputValue()).toBe('2026-11-24');
  });
});

describe('why', () => {
  test('is answered from the list of screens with a sentence for each schedule', async () => {
    await look('/screens');
    await page.getByRole('button', { name: 'Vì sao Sảnh tầng trệt đang phát như vậy?' }).click();
    const why = page.getByRole('dialog', { name: 'Vì sao “Sảnh tầng trệt” phát như vậy?' });
    await why.getByText(/Ngày học · tiết học/).waitFor();
    await why
      .getByText('Đang phát vì đang trong giờ của lịch này và không có gì được ưu tiên hơn.')
      .first()
      .waitFor();
    await why.getByText('Không phát lúc này').first().click();
    await why.getByText('Ngoài giờ phát; lần tới lúc 9:00.').first().waitFor();
    await why.getByText('Đã lưu nhưng chưa cho lên sóng.').first().waitFor();
    expect(await violations(page)).toEqual([]);
  });

  test('of another instant: who has the screen, and who yields to it', async () => {
    await look(`/screens/${week.screenId}`);
    await showAt('2026-11-24', '09:10:00');
    await page.getByRole('button', { name: 'Vì sao?' }).click();
    const why = page.getByRole('dialog');
    await why.getByText('Đang phát vì là nội dung ưu tiên, đang trong giờ của mình.').waitFor();
    await why.getByText('Nhường cho “Bản tin sáng”, có mức ưu tiên cao hơn.').waitFor();
    await why.getByLabel('Ngày').fill('2026-11-30');
    await why.getByLabel('Giờ').fill('07:20:00');
    await why.getByRole('button', { name: 'Vì sao?' }).click();
    await why.getByText('Đang phát vì được chiếm trọn màn hình trong giờ này.').waitFor();
    await why.getByText('“Chào cờ” đang chiếm trọn màn hình.').first().waitFor();
    expect(open.complaints).toEqual([]);
  });
});

test('an earlier version is brought back as it was, and that is taken back', async () => {
  const { store, deps } = week.world;
  const { id, version, when } = await week.stored('Sữa học đường');
  week.pass(HOUR);
  await store.schedules.update(everything, id, version, {
    when: { ...when, hours: [{ start: '16:00', end: '16:30' }] },
    updatedAt: deps.now(),
  });
  await deps.publisher.publish(everything, id, null);
  const onAir = async () => {
    const { publicationId } = await week.stored('Sữa học đường');
    return (await store.publications.get(everything, publicationId!))!.when.hours;
  };
  await look(`/schedules/${id}/versions`);
  await page.getByText('Khác bản trước: ngày giờ').waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Khôi phục bản 1' }).click();
  const question = page.getByRole('dialog', { name: 'Cho bản 1 lên sóng lại?' });
  await question.getByRole('button', { name: 'Khôi phục bản 1' }).click();
  await page.getByText('Đã khôi phục bản 1 trên 5 màn hình').waitFor();
  await page.getByRole('heading', { name: /Bản 3.*Đang lên sóng.*khôi phục bản 1/ }).waitFor();
  expect(await onAir()).toEqual([{ start: '13:00', end: '14:00' }]);
  expect(await page.getByText('có cam kết không giữ được').count()).toBe(0);
  await page.getByRole('button', { name: 'Hoàn tác' }).click();
  await page.getByText('Đã hoàn tác').waitFor();
  expect(await onAir()).toEqual([{ start: '16:00', end: '16:30' }]);
  expect(open.complaints).toEqual([]);
});

test('who brings back what can’t be kept is told so, with the numbers', async () => {
  const { store, deps } = week.world;
  const { id, version, when } = await week.stored('Sữa học đường');
  const promise = { atLeast: { times: 200, per: 'day' as const }, atMostPerHour: 1 };
  await store.schedules.update(everything, id, version, {
    when: { ...when, hours: [{ start: '13:00', end: '15:00' }] },
    frequency: { ...promise, minutesApart: null },
    updatedAt: deps.now(),
  });
  await deps.publisher.publish(everything, id, null);
  week.pass(HOUR);
  await store.schedules.update(everything, id, version + 1, {
    frequency: null,
    updatedAt: deps.now(),
  });
  await deps.publisher.publish(everything, id, null);
  await look(`/schedules/${id}/versions`);
  await page.getByRole('button', { name: 'Khôi phục bản 2' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Khôi phục bản 2' }).click();
  const told = page.getByRole('alert').filter({ hasText: 'có cam kết không giữ được' });
  const said = /Sữa học đường: cam kết 200 lần mỗi ngày, chỉ xếp được 2\s+trên 5 màn hình/;
  await told.locator('li').filter({ hasText: said }).waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Hoàn tác' }).click();
  await told.waitFor({ state: 'detached' });
  expect(open.complaints).toEqual([]);
});

test('a calendar address is told once, can be read without an account, and is removed', async () => {
  await look(`/units/${week.world.units.tanHiep}/week`);
  await page.getByRole('button', { name: 'Đăng ký lịch (iCalendar)' }).click();
  const feeds = page.getByRole('dialog', { name: 'Đăng ký lịch (iCalendar)' });
  await feeds.getByText('Chưa có địa chỉ nào.').waitFor();
  await feeds.getByRole('button', { name: 'Tạo địa chỉ mới' }).click();
  const address = (await feeds.getByLabel('Địa chỉ lịch').textContent())!.trim();
  expect(await violations(page)).toEqual([]);
  const calendar = await fetch(address);
  expect(calendar.status).toBe(200);
  expect(await calendar.text()).toContain('Bản tin sáng');
  await feeds.getByRole('button', { name: 'Gỡ' }).click();
  await page
    .getByRole('dialog', { name: 'Gỡ địa chỉ lịch này?' })
    .getByRole('button', { name: 'Gỡ' })
    .click();
  await feeds.getByText('Chưa có địa chỉ nào.').waitFor();
  expect((await fetch(address)).status).toBe(404);
  expect(open.complaints).toEqual([]);
});

test.each([
  { locale: 'vi', viewport: phone, colorScheme: 'dark' },
  { locale: 'en', viewport: desk, colorScheme: 'light' },
] as const)(
  'the pages break no rule of accessibility: $locale, $viewport.width wide, $colorScheme',
  async (setting) => {
    await look('/week', { role: 'editor', ...setting });
    const wrong: Record<string, readonly string[]> = {};
    for (const path of [
      '/week',
      `/units/${week.world.units.tanHiep}/week?date=2026-11-26`,
      `/screens/${week.screenId}/week`,
      `/screens/${week.screenId}`,
      `/schedules/${week.schedules.Nháp}/versions`,
    ]) {
      await open.go(path);
      const found = await violations(page);
      if (found.length > 0) wrong[path] = found;
      const wide = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      if (wide > 0) wrong[`${path}, width`] = [`${wide} px wider than the window`];
    }
    expect(wrong).toEqual({});
    expect(open.complaints).toEqual([]);
  },
);
