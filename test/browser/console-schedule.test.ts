/** Writing a schedule by school time, and the settings that school time is made of. */
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { hashPassword } from '#server/access/passwords.ts';
import { everything } from '#server/access/scope.ts';
import type { SettingKind, SettingValue } from '#shared/api/resources.ts';
import { violations } from '#test/support/accessible.ts';
import { launchChromium } from '#test/support/chromium.ts';
import { desk, phone, type Visit, visit } from '#test/support/console-browser.ts';
import { type ConsoleWorld, consoleWorld, PASSWORD } from '#test/support/console-harness.ts';
import { period, weekdays } from '#test/support/school-day.ts';

/** Monday, 23 November 2026, 8:00 in Vietnam */
const now = Date.UTC(2026, 10, 23, 1);

let browser: Browser;
let world: ConsoleWorld;
let open: Visit;

beforeAll(async () => {
  [browser, world] = await Promise.all([launchChromium(), consoleWorld(() => now)]);
  await set('calendar', world.units.province, {
    weekdays: [1, 2, 3, 4, 5],
    terms: [{ name: 'Năm học', from: '2026-09-07', until: '2027-05-28' }],
    yearly: [
      { name: 'Giỗ Tổ Hùng Vương', on: { calendar: 'lunar', month: 3, day: 10 }, off: true },
    ],
    decided: [],
  });
  await set('timetable', world.units.province, {
    templates: [
      weekdays(
        'Tiểu học',
        ['primary'],
        [
          period('lesson', '07:15', '09:00'),
          period('recess', '09:00', '09:30'),
          period('dismissal', '11:00', '11:15'),
        ],
      ),
    ],
    exceptions: [],
  });
});
afterEach(() => open.leave());
afterAll(async () => {
  await browser.close();
  await world.close();
});

async function set<Kind extends SettingKind>(
  kind: Kind,
  unitId: string,
  value: SettingValue<Kind>,
): Promise<void> {
  const version = (await world.store.settings.get(everything, unitId, kind))?.version ?? 0;
  const setting = { unitId, kind, value, at: now, by: null };
  // the type of one kind can't be followed through a generic function
  await world.store.settings.put(everything, version, setting as never);
}

const kept = async <Kind extends SettingKind>(unit: keyof ConsoleWorld['units'], kind: Kind) =>
  (await world.store.settings.get(everything, world.units[unit], kind))?.value ?? null;

async function at(path: string, as: Parameters<typeof visit>[2] = { role: 'editor' }) {
  open = await visit(browser, world, as);
  await open.go(path);
  return open.page;
}

/** The office's bulletin in every recess of the primary schools, on air. */
async function publishInRecess(): Promise<void> {
  const [playlist] = await world.store.playlists.list(everything);
  const { request } = open.context;
  const made = await request.post('/api/schedules', {
    data: {
      unitId: world.units.office,
      playlistId: playlist!.id,
      audience: { units: [], levels: ['primary'], tags: [] },
      when: { periods: ['recess'], from: '2026-11-23', until: null },
    },
  });
  const { id } = (await made.json()) as { id: string };
  const published = await request.post(`/api/schedules/${id}/publish`);
  expect(published.status()).toBe(200);
}

const idIn = (page: Page) => new URL(page.url()).pathname.split('/').at(-1)!;
const summary = (page: Page) => page.getByRole('complementary', { name: 'Tóm lại' });
const save = (page: Page) => page.getByRole('button', { name: 'Lưu', exact: true }).click();

async function startOf(page: Page): Promise<void> {
  await page.getByLabel('Danh sách phát').selectOption({ label: 'Bản tin tuần 12' });
  await page.getByRole('checkbox', { name: 'Tiểu học' }).check();
}

describe('the schedule form', () => {
  test('in recess, on school days, in primary schools, twice a day until the end of May', async () => {
    const page = await at('/schedules/new');
    await startOf(page);
    await page.getByRole('button', { name: 'Mọi ngày' }).click();
    await page.getByRole('radio', { name: 'Ngày học', exact: true }).check();
    await page.getByRole('checkbox', { name: 'Chưa định ngày kết thúc' }).uncheck();
    await page.getByLabel('Đến hết ngày').fill('2027-05-31');
    await page.getByRole('checkbox', { name: 'ra chơi' }).check();
    // the hours that a new form begins with give way to the period
    await page.getByLabel('Khung giờ 1, từ').waitFor({ state: 'detached' });
    await page.getByText('9:00–9:30 ở 2 trường').waitFor();
    await page.getByRole('checkbox', { name: 'Cam kết số lần' }).check();
    await summary(page)
      .getByText(
        'Phát “Bản tin tuần 12” tại các trường tiểu học thuộc Phòng GD&ĐT huyện Phú Giáo, ' +
          'mọi ngày học, giờ ra chơi, ít nhất 2 lần mỗi ngày, từ 23/11/2026 đến 31/05/2027.',
      )
      .waitFor();
    await page.getByRole('button', { name: 'Lưu bản nháp' }).click();
    await page.getByText(/^Đã lưu\. Màn hình chưa đổi/).waitFor();
    expect(await world.store.schedules.get(everything, idIn(page))).toMatchObject({
      when: {
        days: [1, 2, 3, 4, 5, 6, 7],
        repeat: { kind: 'weekly' },
        among: 'school',
        hours: [],
        periods: ['recess'],
        from: '2026-11-23',
        until: '2027-05-31',
      },
      mode: 'loop',
      frequency: { atLeast: { times: 2, per: 'day' }, atMostPerHour: null, minutesApart: null },
    });

    await page.getByRole('button', { name: 'Cho lên sóng' }).click();
    const question = page.getByRole('dialog');
    await question.getByRole('button', { name: /lên sóng/ }).click();
    await page.getByText(/Đã lên sóng tới 3 màn hình/).waitFor();
    expect(open.complaints).toEqual([]);
  });

  test('days that come back by a rule show their next dates, a lunar day its solar ones', async () => {
    const page = await at('/schedules/new');
    const repeat = page.getByLabel('Lặp lại');
    const next = (dates: string) => page.getByText(dates).waitFor();
    await repeat.selectOption({ label: 'Hằng tháng, theo thứ (thứ Hai đầu tháng…)' });
    await next('T2 07/12/2026 · T2 04/01/2027 · T2 01/02/2027');
    await summary(page)
      .getByText(/thứ Hai đầu tiên mỗi tháng/)
      .waitFor();

    await repeat.selectOption({ label: 'Hằng năm, âm lịch' });
    await page.getByLabel('Ngày', { exact: true }).selectOption('10');
    await page.getByLabel('Tháng', { exact: true }).selectOption('3');
    await next('T6 16/04/2027');

    await repeat.selectOption({ label: 'Ngày học đầu tuần (chào cờ)' });
    await next('T2 23/11/2026 · T2 30/11/2026');
    await page.getByLabel('Trừ ngày', { exact: true }).fill('2026-11-30');
    await page.getByRole('button', { name: 'Thêm', exact: true }).last().click();
    await next('T2 23/11/2026 · T2 07/12/2026');
    await page.getByRole('button', { name: 'Bỏ ngày T2 30/11/2026' }).click();
    await next('T2 23/11/2026 · T2 30/11/2026');
  });

  test('days and hours are taken from a calendar file, and nothing is saved by that', async () => {
    const page = await at('/schedules/new');
    const file = [
      ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test//vi', 'BEGIN:VEVENT', 'UID:1@test'],
      ...['DTSTAMP:20261101T000000Z', 'SUMMARY:Họp phụ huynh', 'DTSTART:20261207T070000'],
      ...['DTEND:20261207T073000', 'RRULE:FREQ=MONTHLY;BYDAY=1MO', 'END:VEVENT', 'END:VCALENDAR'],
    ].join('\r\n');
    await page.getByLabel('Lấy từ tệp lịch (.ics)').setInputFiles({
      name: 'hop.ics',
      mimeType: 'text/calendar',
      buffer: Buffer.from(`${file}\r\n`),
    });
    const found = page.getByRole('dialog', { name: 'Lấy ngày giờ từ tệp lịch' });
    await found.getByText('Họp phụ huynh').waitFor();
    await found.getByText(/thứ Hai đầu tiên mỗi tháng, 7:00–7:30/).waitFor();
    expect(await violations(page)).toEqual([]);
    await found.getByRole('button', { name: 'Dùng ngày giờ này' }).click();
    await summary(page)
      .getByText(/thứ Hai đầu tiên mỗi tháng, 7:00–7:30/)
      .waitFor();
    expect(await page.getByLabel('Từ ngày').inputValue()).toBe('2026-12-07');
    expect(idIn(page)).toBe('new');
  });

  test('seconds of each hour are told as plays', async () => {
    const page = await at('/schedules/new');
    await startOf(page);
    await page.getByRole('radio', { name: /Theo thời lượng/ }).check();
    await page.getByLabel('Số giây trong mỗi giờ').fill('400');
    // four slides of ten seconds
    await page.getByText('= 10 lượt mỗi giờ (mỗi lượt 0:40), 11 % thời gian').waitFor();
    await summary(page)
      .getByText(/400 giây mỗi giờ/)
      .waitFor();
  });

  test('what is wrong is told at its field, in both languages', async () => {
    const said = {
      vi: {
        by: 'Lặp lại',
        own: 'Quy tắc RRULE tự viết',
        rule: 'Quy tắc (RFC 5545)',
        promise: 'Cam kết số lần',
        atLeast: 'Ít nhất',
        save: 'Lưu bản nháp',
        wrong: [
          'Hãy chọn danh sách phát.',
          'Hãy chọn ít nhất một điều cam kết.',
          'Hãy chọn ít nhất một khung giờ, của trường hoặc của đồng hồ.',
        ],
      },
      en: {
        by: 'Comes back',
        own: 'An RRULE of your own',
        rule: 'Rule (RFC 5545)',
        promise: 'Promise how often',
        atLeast: 'At least',
        save: 'Save draft',
        wrong: [
          'Choose a playlist.',
          'Promise at least one of these.',
          'Choose at least one time, of the school’s day or of the clock.',
        ],
      },
    };
    for (const locale of ['vi', 'en'] as const) {
      const { by, own, rule, promise, atLeast, save, wrong } = said[locale];
      const page = await at('/schedules/new', { role: 'editor', locale });
      await page.getByLabel(by).selectOption({ label: own });
      await page.getByLabel(rule).fill('FREQ=HOURLY');
      await page.getByRole('checkbox', { name: promise }).check();
      await page.getByLabel(atLeast, { exact: true }).fill('');
      await page.getByRole('checkbox', { name: locale === 'vi' ? 'ra chơi' : 'recess' }).check();
      await page.getByRole('checkbox', { name: locale === 'vi' ? 'ra chơi' : 'recess' }).uncheck();
      await page.getByRole('button', { name: save }).click();
      for (const sentence of wrong) await page.getByText(sentence).first().waitFor();
      expect(await page.getByLabel(rule).getAttribute('aria-invalid')).toBe('true');
      expect(await violations(page)).toEqual([]);
      expect(idIn(page)).toBe('new');
      if (locale === 'vi') await open.leave();
    }
  });

  test('what stands out is told while somebody writes: no school of the audience has that period', async () => {
    const page = await at('/schedules/new');
    await startOf(page);
    await page.getByRole('checkbox', { name: 'nghỉ trưa' }).check();
    await page.getByText('chưa trường nào có giờ này').waitFor();
    const warning = summary(page).getByText(
      /^Không trường nào trong nơi phát có giờ “nghỉ trưa” trong thời khóa biểu/,
    );
    await warning.waitFor();
    await page.getByRole('checkbox', { name: 'nghỉ trưa' }).uncheck();
    await page.getByRole('checkbox', { name: 'ra chơi' }).check();
    await page.getByText('9:00–9:30 ở 2 trường').waitFor();
    await warning.waitFor({ state: 'detached' });
  });
});

describe('the settings of a unit', () => {
  test('a school moves its recess: the page says what moves and who moves along', async () => {
    open = await visit(browser, world, { role: 'editor' });
    const { page } = open;
    await publishInRecess();
    await open.go(`/units/${world.units.tanHiep}/timetable`);
    await page.getByText('theo Tỉnh Bình Dương').waitFor();
    await page.getByRole('button', { name: 'Sửa cho đơn vị này' }).click();
    await page.getByLabel('Giờ 2, từ').fill('09:15');
    await page.getByLabel('Giờ 2, đến').fill('09:45');
    const moved = page.getByRole('group', { name: 'Có thay đổi chưa lưu' });
    await moved.getByText('ra chơi: 9:00–9:30 → 9:15–9:45').waitFor();
    await moved.getByText(/lịch đang phát đổi giờ theo: Bản tin tuần 12/).waitFor();
    expect(await violations(page)).toEqual([]);
    await save(page);
    await page.getByText('Đã lưu. Chương trình của các màn hình đổi theo ngay.').waitFor();
    const own = await kept('tanHiep', 'timetable');
    expect(own?.templates[0]?.periods[1]).toMatchObject({ start: '09:15', end: '09:45' });

    // the office now sees both
    await open.go('/schedules/new');
    await startOf(page);
    await page.getByRole('checkbox', { name: 'ra chơi' }).check();
    await page.getByText('9:15–9:45 ở 1 trường').waitFor();

    // and back, by the version before
    await open.go(`/units/${world.units.tanHiep}/timetable`);
    await page.getByRole('button', { name: 'Như Tỉnh Bình Dương' }).click();
    await save(page);
    await page.getByRole('button', { name: 'Hoàn tác' }).click();
    await page.getByText('Đã hoàn tác').waitFor();
    expect(await kept('tanHiep', 'timetable')).toEqual(own);
  });

  test('an office adds a make-up Saturday: it is a school day at once, and can be taken back', async () => {
    const page = await at(`/units/${world.units.office}/calendar`);
    const saturday = page.getByTitle(/^Học bù/).getByText('28', { exact: true });
    await page.getByRole('button', { name: 'Thêm ngày học bù' }).click();
    await page.getByLabel('Từ ngày').fill('2026-11-28');
    await page.getByLabel('Theo thời khoá biểu').selectOption({ label: 'thứ Sáu' });
    await saturday.waitFor();
    await save(page);
    await page.getByText('Đã lưu. Chương trình của các màn hình đổi theo ngay.').waitFor();
    expect(await kept('office', 'calendar')).toMatchObject({
      weekdays: null,
      terms: null,
      decided: [{ from: '2026-11-28', until: '2026-11-28', kind: { is: 'school', as: 5 } }],
    });
    await open.go(`/units/${world.units.tanHiep}/calendar`);
    await saturday.waitFor();
    await page.getByText(/28\/11\/2026 · Học bù \(học bù\)/).waitFor();

    await open.go(`/units/${world.units.office}/calendar`);
    await page.getByRole('button', { name: 'Xoá Học bù' }).click();
    await save(page);
    await expect.poll(() => kept('office', 'calendar'), { timeout: 10_000 }).toBeNull();
  });

  test('terms that overlap and days without a date are refused at their rows', async () => {
    const page = await at(`/units/${world.units.office}/calendar`);
    await page.getByRole('button', { name: 'Sửa cho đơn vị này' }).last().click();
    await page.getByRole('button', { name: 'Thêm học kỳ' }).click();
    await page.getByLabel('Từ ngày').last().fill('2027-05-01');
    await page.getByLabel('Đến hết ngày').last().fill('2027-06-01');
    await page.getByRole('button', { name: 'Thêm ngày nghỉ' }).click();
    await save(page);
    await page.getByText('Cần điền mục này.').first().waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByLabel('Từ ngày').last().fill('2026-12-01');
    await page.getByText('Cần điền mục này.').waitFor({ state: 'detached' });
    await page.getByText(/Học kỳ này chưa tách khỏi “Năm học”/).waitFor();
    await save(page);
    expect(await kept('office', 'calendar')).toBeNull();
    await page.getByRole('button', { name: 'Bỏ thay đổi' }).click();
  });

  test('somebody else’s edit in between is shown, and what was entered is kept', async () => {
    const page = await at(`/units/${world.units.office}/policy`);
    await page.getByRole('button', { name: 'Sửa cho đơn vị này' }).first().click();
    await page.getByRole('slider', { name: 'Cơ quan' }).fill('75');
    await page
      .getByText('Cơ quan: khoảng 45 phút mỗi giờ · Trường: khoảng 15 phút mỗi giờ')
      .waitFor();
    await set('policy', world.units.office, {
      airtime: { office: 50, school: 50 },
      sound: null,
      screens: null,
      speakers: null,
    });
    await save(page);
    await page.getByText(/Người khác vừa sửa mục này/).waitFor();
    await page.getByRole('button', { name: 'Lưu bản của tôi đè lên' }).click();
    await expect
      .poll(async () => (await kept('office', 'policy'))?.airtime, { timeout: 10_000 })
      .toEqual({ office: 75, school: 25 });

    await open.go(`/units/${world.units.office}/policy`);
    await page.getByText('Các lần sửa (2)').click();
    await page.getByRole('button', { name: 'Lấy lại bản này' }).click();
    await save(page);
    await expect
      .poll(async () => (await kept('office', 'policy'))?.airtime, { timeout: 10_000 })
      .toEqual({ office: 50, school: 50 });
  });

  test('a school’s own editor goes by what the province has set, which is out of sight', async () => {
    const { store, deps, units } = world;
    const email = 'truong@tanhiep.example';
    const id = deps.newId();
    const passwordHash = await hashPassword(PASSWORD, deps.randomBytes);
    await store.people.insert({ id, email, name: 'Cô Lan', locale: 'vi', passwordHash, at: now });
    await store.people.grant(everything, id, { unitId: units.vinhHoa, role: 'editor' }, now);
    open = await visit(browser, world, { role: null });
    const { page, context } = open;
    await context.request.post('/api/session', { data: { email, password: PASSWORD } });
    await open.go(`/units/${units.vinhHoa}/calendar`);
    await page.getByText(/Năm học: 07\/09\/2026–28\/05\/2027/).waitFor();
    await page.getByText('theo Tỉnh Bình Dương').first().waitFor();
    expect(await page.getByRole('link', { name: 'Tỉnh Bình Dương' }).count()).toBe(0);
    const above = await context.request.get(`/units/${units.office}/calendar`);
    expect(above.status()).toBe(404);

    await page.getByRole('button', { name: 'Thêm ngày thi' }).click();
    await page.getByLabel('Từ ngày').fill('2026-12-21');
    await page.getByLabel('Đến hết ngày').fill('2026-12-25');
    await save(page);
    await expect
      .poll(async () => (await kept('vinhHoa', 'calendar'))?.decided, { timeout: 10_000 })
      .toMatchObject([{ from: '2026-12-21', until: '2026-12-25', kind: { is: 'exam' } }]);
    await page.getByTitle(/^Thi/).first().waitFor();
  });

  test('who may only look sees all of it and changes nothing', async () => {
    const page = await at(`/units/${world.units.tanHiep}/calendar`, { role: 'viewer' });
    await page.getByText('Bạn xem được nhưng không sửa được mục này.').waitFor();
    const buttons: Locator = page.getByRole('button', { name: /Thêm|Sửa cho/ });
    expect(await buttons.count()).toBe(0);
  });
});

test('the row of settings brings the current one into sight on a phone', async () => {
  const { tanHiep } = world.units;
  open = await visit(browser, world, { role: 'editor', viewport: phone });
  for (const kind of ['calendar', 'timetable', 'policy', 'web', 'downloads']) {
    await open.go(`/units/${tanHiep}/${kind}`);
    const current = open.page.locator('nav.tabs a[aria-current]');
    const inSight = () =>
      current.evaluate((tab) => {
        const [one, row] = [
          tab.getBoundingClientRect(),
          tab.parentElement!.getBoundingClientRect(),
        ];
        return one.left >= row.left - 1 && one.right <= row.right + 1;
      });
    await expect.poll(inSight, { message: kind }).toBe(true);
    expect(await open.page.evaluate(() => scrollY)).toBe(0);
  }
});

test.each([
  ['vi', 'desk', 'light'],
  ['vi', 'phone', 'dark'],
  ['en', 'desk', 'dark'],
  ['en', 'phone', 'light'],
] as const)('accessible in %s, %s, %s', async (locale, size, colorScheme) => {
  const viewport = size === 'desk' ? desk : phone;
  open = await visit(browser, world, { role: 'editor', locale, viewport, colorScheme });
  const { units } = world;
  for (const path of [
    '/schedules/new',
    `/units/${units.tanHiep}/calendar`,
    `/units/${units.tanHiep}/timetable`,
    `/units/${units.tanHiep}/policy`,
  ]) {
    await open.go(path);
    expect(await violations(open.page), path).toEqual([]);
  }
  expect(open.complaints).toEqual([]);
});
