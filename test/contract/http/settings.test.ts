/** Calendars, timetables and air policies of units: inherited, refined, versioned, refused at the field. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Calendar } from '#shared/domain/calendar.ts';
import { createWorld, type World } from '#test/support/app.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

const json = async (response: Response | Promise<Response>) => (await response).json();
const editorAt = (unitId: string) => world.person({ unitId, role: 'editor' });
const calendar = (change: Partial<Calendar> = {}): Calendar => ({
  ...{ weekdays: null, terms: null, yearly: [], decided: [] },
  ...change,
});
const policy = { airtime: null, sound: null, screens: null, speakers: null };
const tet = { name: 'Tết', from: '2027-02-04', until: '2027-02-10', kind: { is: 'off' as const } };

describe('a setting', () => {
  test('says what is its own, what it inherits from whom, and what holds', async () => {
    const { office, school, province } = world.units;
    const above = await editorAt(province.id);
    const own = await editorAt(school.id);
    await above.put(`/api/units/${province.id}/calendar`, {
      version: 0,
      value: calendar({ weekdays: [1, 2, 3, 4, 5], decided: [tet] }),
    });
    await above.put(`/api/units/${office.id}/calendar`, {
      version: 0,
      value: calendar({ weekdays: [1, 2, 3, 4, 5, 6] }),
    });
    const exam = {
      ...tet,
      name: 'Thi',
      from: '2027-05-10',
      until: '2027-05-11',
      kind: { is: 'exam' },
    };
    const put = await json(
      own.put(`/api/units/${school.id}/calendar`, {
        version: 0,
        value: { ...calendar(), decided: [exam] },
      }),
    );
    const got = await json(own.get(`/api/units/${school.id}/calendar`));
    expect(got).toEqual(put);
    expect(got).toMatchObject({
      unitId: school.id,
      version: 1,
      at: world.clock.now,
      by: own.id,
      value: { weekdays: null, decided: [exam] },
      holds: { weekdays: [1, 2, 3, 4, 5, 6], terms: [], decided: [tet, exam] },
      inherited: [
        { unitId: province.id, unitName: 'Tỉnh Bình Dương', value: { decided: [tet] } },
        { unitId: office.id, value: { weekdays: [1, 2, 3, 4, 5, 6] } },
      ],
    });
    const bare = await json(own.get(`/api/units/${world.units.hall.id}/calendar`));
    expect(bare).toMatchObject({ version: 0, value: null, at: null, by: null });
    expect(bare.holds).toEqual(got.holds);
    expect(bare.inherited).toHaveLength(3);
  });

  test('that nobody has made holds as the house rules say', async () => {
    const viewer = await world.person({ unitId: world.units.school.id, role: 'viewer' });
    const holds = async (kind: string) =>
      (await json(viewer.get(`/api/units/${world.units.school.id}/${kind}`))).holds;
    expect(await holds('policy')).toEqual({
      airtime: null,
      sound: { quiet: [{ period: 'lesson' }, { period: 'nap' }], volumes: [], volume: 100 },
      screens: [],
      speakers: [],
    });
    expect(await holds('timetable')).toEqual({ templates: [], exceptions: [] });
    expect(await holds('calendar')).toMatchObject({ weekdays: [1, 2, 3, 4, 5], terms: [] });
    expect(await holds('downloads')).toEqual({ windows: [], jitterMinutes: 0, atATime: 2 });
    expect(await holds('web')).toEqual({ origins: [] });
  });

  test('edited by two is kept as the first left it, and can be taken back', async () => {
    const { school } = world.units;
    const editor = await editorAt(world.units.office.id);
    const url = `/api/units/${school.id}/policy`;
    const airtime = { office: 60, school: 40 };
    const put = (version: number, value: object | null) => editor.put(url, { version, value });
    expect((await put(0, { ...policy, airtime })).status).toBe(200);
    const late = await put(0, policy);
    expect(late.status).toBe(409);
    expect(await json(late)).toMatchObject({ code: 'editedMeanwhile' });
    world.clock.now += 1000;
    expect(await json(put(1, null))).toMatchObject({ version: 2, value: null, inherited: [] });
    const { versions } = await json(editor.get(`${url}/history`));
    expect(versions).toEqual([
      { version: 2, value: null, at: world.clock.now, by: editor.id, byName: 'Người 1' },
      {
        ...{ version: 1, value: { ...policy, airtime }, at: world.clock.now - 1000 },
        ...{ by: editor.id, byName: 'Người 1' },
      },
    ]);
  });

  test('[P24] that shares screens between office and school is not for the school to make', async () => {
    const { office, school } = world.units;
    const own = await editorAt(school.id);
    const above = await editorAt(office.id);
    const url = `/api/units/${school.id}/policy`;
    const airtime = { office: 10, school: 90 };
    const refused = await own.put(url, { version: 0, value: { ...policy, airtime } });
    expect(await json(refused)).toMatchObject({
      code: 'invalid',
      fields: [{ path: 'value.airtime', code: 'sharesFromAbove' }],
    });
    await above.put(url, { version: 0, value: { ...policy, airtime: { office: 50, school: 50 } } });
    // the rest is, and what was given stays
    const kept = { ...policy, airtime: { office: 50, school: 50 }, screens: [] };
    expect((await own.put(url, { version: 1, value: kept })).status).toBe(200);
    expect((await own.put(url, { version: 2, value: null })).status).toBe(400);
  });

  test('is told to the screens below, and to the audit log by what changed', async () => {
    const { school } = world.units;
    const editor = await editorAt(school.id);
    world.told.length = 0;
    await editor.put(`/api/units/${school.id}/calendar`, {
      version: 0,
      value: calendar({ weekdays: [1, 2] }),
    });
    await new Promise(setImmediate);
    expect(world.told).toMatchObject([
      { kind: 'programme', affects: { units: [school.id] }, only: 'settings' },
    ]);
    const admin = await world.person({ unitId: school.id, role: 'admin' });
    const { entries } = await json(admin.get(`/api/audit?subject=${school.id}`));
    expect(entries[0]).toMatchObject({
      action: 'calendar.edit',
      by: editor.id,
      changes: { weekdays: [null, [1, 2]] },
    });
  });

  test('of a closed unit stays as it is', async () => {
    const { id } = await world.make.unit(world.units.school.id);
    const admin = await world.person({ unitId: world.units.office.id, role: 'admin' });
    expect((await admin.delete(`/api/units/${id}`)).status).toBe(204);
    const refused = await admin.put(`/api/units/${id}/policy`, { version: 0, value: null });
    expect(await json(refused)).toMatchObject({ code: 'unitClosed' });
  });
});

describe('a wrong setting is refused at the field', () => {
  const term = (name: string, from: string, until: string) => ({ name, from, until });
  const period = (period: string, start: string, end: string) => ({
    ...{ period, label: '', session: 'morning', start, end },
  });
  const day = { name: 'Thứ Hai', levels: [], days: [1] };
  const on = (hours: object) => [{ days: [1], hours: [hours] }];

  test.each([
    [
      'calendar',
      { terms: [term('HK1', '2026-09-05', '2026-01-10')] },
      'terms.0.until: datesReversed',
    ],
    [
      'calendar',
      {
        terms: [term('HK1', '2026-09-05', '2027-01-15'), term('HK2', '2027-01-15', '2027-05-31')],
      },
      'terms.1.from: termsOverlap',
    ],
    ['calendar', { weekdays: [] }, 'weekdays: tooFew'],
    ['calendar', { weekdays: [8] }, 'weekdays.0: tooLarge'],
    [
      'calendar',
      { yearly: [{ name: 'Rằm', on: { calendar: 'lunar', month: 7, day: 31 }, off: false }] },
      'yearly.0.on.day: tooLarge',
    ],
    [
      'calendar',
      { yearly: [{ name: 'Nhầm', on: { calendar: 'solar', month: 2, day: 30 }, off: true }] },
      'yearly.0.on.day: notDate',
    ],
    ['calendar', { decided: [tet, { ...tet, name: 'Bù' }] }, 'decided.1.from: decidedTwice'],
    ['calendar', { decided: [{ ...tet, until: '2027-02-30' }] }, 'decided.0.until: notDate'],
    [
      'timetable',
      { templates: [{ ...day, periods: [period('recess', '09:30', '09:00')] }], exceptions: [] },
      'templates.0.periods.0.end: periodReversed',
    ],
    [
      'timetable',
      {
        templates: [
          {
            ...day,
            periods: [period('lesson', '07:00', '08:00'), period('lesson', '07:35', '08:10')],
          },
        ],
        exceptions: [],
      },
      'templates.0.periods.1.start: periodTwice',
    ],
    [
      'timetable',
      {
        templates: [],
        exceptions: [
          { date: '2026-11-20', name: '', levels: [], periods: [] },
          { date: '2026-11-20', name: '', levels: ['primary'], periods: [] },
        ],
      },
      'exceptions.1.date: dateTwice',
    ],
    ['policy', { airtime: { office: 60, school: 50 } }, 'airtime.school: sharesOver'],
    ['policy', { airtime: { office: 60, school: 30 } }, 'airtime.school: sharesUnder'],
    ['policy', { screens: on({ start: '07:00', end: '07:00' }) }, 'screens.0.hours.0: hoursEmpty'],
    [
      'policy',
      { sound: { quiet: [{ period: 'Ra chơi' }], volumes: [], volume: 100 } },
      'sound.quiet.0.period: wrongFormat',
    ],
  ])('%s %#: %s', async (kind, change, told) => {
    const whole = { calendar: calendar(), timetable: {}, policy }[kind];
    const editor = await editorAt(world.units.school.id);
    const refused = await editor.put(`/api/units/${world.units.school.id}/${kind}`, {
      version: 0,
      value: { ...whole, ...change },
    });
    expect(refused.status).toBe(400);
    const { fields } = await json(refused);
    expect(
      fields.map(({ path, code }: { path: string; code: string }) => `${path}: ${code}`),
    ).toEqual([`value.${told}`]);
    expect(fields[0].message).not.toBe('');
  });
});

test('when media are fetched is inherited part by part', async () => {
  const { province, school } = world.units;
  const admin = await world.person({ unitId: province.id, role: 'admin' });
  const none = { windows: null, jitterMinutes: null, atATime: null };
  const night = [{ start: '22:00', end: '05:00' }];
  const put = (unitId: string, value: object) =>
    admin.put(`/api/units/${unitId}/downloads`, { version: 0, value: { ...none, ...value } });
  await put(province.id, { windows: night, jitterMinutes: 30 });
  const answer = await json(put(school.id, { jitterMinutes: 5, atATime: 1 }));
  expect(answer.holds).toEqual({ windows: night, jitterMinutes: 5, atATime: 1 });
  expect((await put(province.id, { atATime: 9 })).status).toBe(400);
});

describe('pages of other sites', () => {
  const site = 'https://thoitiet.example';

  test('are allowed at the top alone, for everybody below, and all programmes are looked at', async () => {
    const { province, school } = world.units;
    const admin = await world.person({ unitId: province.id, role: 'admin' });
    const set = (unitId: string, origins: string[]) =>
      admin.put(`/api/units/${unitId}/web`, { version: 0, value: { origins } });
    expect((await json(set(school.id, [site]))).fields).toMatchObject([
      { path: 'value.origins', code: 'originsFromAbove' },
    ]);
    const taken = await admin.put(`/api/units/${school.id}/web`, { version: 0, value: null });
    expect(taken.status).toBe(400);
    expect((await json(set(province.id, [site]))).holds).toEqual({ origins: [site] });
    expect(await json(admin.get(`/api/units/${school.id}/web`))).toMatchObject({
      ...{ value: null, holds: { origins: [site] } },
      inherited: [{ unitId: province.id }],
    });
  });

  test.each(['http://thoitiet.example', `${site}/`, `${site}/a`, 'thoitiet.example', ''])(
    '“%s” is no origin',
    async (origin) => {
      const { province } = world.units;
      const admin = await world.person({ unitId: province.id, role: 'admin' });
      const refused = await admin.put(`/api/units/${province.id}/web`, {
        ...{ version: 0, value: { origins: [origin] } },
      });
      expect((await json(refused)).fields).toMatchObject([{ path: 'value.origins.0' }]);
    },
  );
});
