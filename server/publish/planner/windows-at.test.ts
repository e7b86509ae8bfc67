/** The windows of a place: whose they are, where they meet. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { below, everything } from '#server/access/scope.ts';
import type { Where } from '#server/publish/port.ts';
import { ALWAYS, EVERYBODY, slideEntry } from '#test/support/broadcast.ts';
import {
  DAY,
  daily,
  inPeriods,
  line,
  openPlannedDistrict,
  type PlannedDistrict,
  tuesday,
} from '#test/support/planned-district.ts';

let district: PlannedDistrict;
const today = { from: tuesday('00:00'), to: tuesday('00:00') + DAY };

beforeEach(async () => {
  district = await openPlannedDistrict(tuesday('08:00'));
});
afterEach(() => district.stop());

async function windows(where: Where, scope = everything, span = today) {
  return (await district.planner.windows(scope, where, span))!;
}
const inSchool = () => windows({ unitId: district.primary });

describe('windows', () => {
  test('[P2] [P15] are those of hours and of the school’s own periods, with where they come from', async () => {
    const { scheduleId } = await district.publish('Áo phao', [slideEntry('phao')], {
      when: { ...inPeriods('recess'), hours: [{ start: '22:00', end: '01:00' }] },
    });
    const shared = { scheduleId, name: 'Áo phao', unitId: district.office, state: 'onAir' };
    expect(await inSchool()).toMatchObject([
      {
        ...{ ...shared, start: tuesday('22:00') - DAY, end: tuesday('01:00') },
        source: { kind: 'hours', index: 0 },
      },
      {
        ...{ ...shared, start: tuesday('09:20'), end: tuesday('09:45') },
        source: { kind: 'period', period: 'recess' },
      },
      {
        ...{ ...shared, start: tuesday('22:00'), end: tuesday('01:00') + DAY },
        source: { kind: 'hours', index: 0 },
      },
    ]);
  });

  test('of drafts are there, and those of edits as they would be beside what airs', async () => {
    await district.write('Nháp', [slideEntry('nháp')], { when: daily('07:00', '08:00') });
    const { scheduleId } = await district.publish('Áo phao', [slideEntry('phao')], {
      when: daily('09:00', '10:00'),
    });
    const change = { when: daily('10:00', '11:00'), updatedAt: district.clock.now };
    await district.store.schedules.update(everything, scheduleId, 1, change);
    expect((await inSchool()).map(({ name, state, meets }) => [name, state, meets])).toEqual([
      ['Nháp', 'draft', []],
      ['Áo phao', 'onAir', []],
      ['Áo phao', 'edited', []],
    ]);
  });

  test('of an edited playlist are those that air already', async () => {
    const { playlistId } = await district.publish('Áo phao', [slideEntry('phao')]);
    const change = { items: [slideEntry('khác')], updatedAt: district.clock.now, updatedBy: null };
    await district.store.playlists.update(everything, playlistId, 2, change);
    expect(await inSchool()).toMatchObject([{ state: 'onAir' }]);
  });

  test('of an office are all that it and those above have for anybody below', async () => {
    const audience = { ...EVERYBODY, units: [district.secondary], levels: ['preschool' as const] };
    await district.publish('Gửi THCS', [slideEntry('thcs')], { audience });
    await district.publish('Của trường', [slideEntry('t')], { owner: district.primary });
    const names = async (where: Where) => (await windows(where)).map(({ name }) => name);
    expect(await names({ unitId: district.office })).toEqual(['Gửi THCS']);
    expect(await names({ unitId: district.primary })).toEqual(['Của trường']);
  });

  test('of a school hold what is for one of its screens by its tags, those of a screen only its own', async () => {
    const [yard, hall] = [
      await district.screenIn(district.primary, ['sân']),
      await district.screenIn(district.primary),
    ];
    const audience = { ...EVERYBODY, tags: ['sân'] };
    await district.publish('Thể dục', [slideEntry('td')], { audience });
    expect(await inSchool()).toHaveLength(1);
    expect(await windows({ screenId: yard })).toHaveLength(1);
    expect(await windows({ screenId: hall })).toHaveLength(0);
    expect(await windows({ unitId: district.secondary })).toHaveLength(0);
  });

  test('are told to those who see the place, drafts to those who see their unit', async () => {
    await district.write('Nháp của phòng', [slideEntry('nháp')]);
    await district.write('Nháp của trường', [slideEntry('nháp')], { owner: district.primary });
    await district.publish('Bản tin', [slideEntry('tin')]);
    const school = below([district.primary]);
    const told = await windows({ unitId: district.primary }, school);
    expect(told.map(({ name }) => name).sort()).toEqual(['Bản tin', 'Nháp của trường']);
    const { planner } = district;
    expect(await planner.windows(school, { unitId: district.secondary }, today)).toBeNull();
    expect(await planner.windows(school, { unitId: district.office }, today)).toBeNull();
    expect(await planner.windows(school, { screenId: 'nobody' }, today)).toBeNull();
  });
});

describe('where windows meet', () => {
  const meets = async (name: string) =>
    (await inSchool())
      .find((each) => each.name === name)!
      .meets.map(({ name: other, how }) => `${how} ${other}`)
      .sort();

  test('[P5] the higher class has the track', async () => {
    const when = daily('09:00', '10:00');
    await district.publish('Ưu tiên', [slideEntry('a')], { when, priority: 'priority' });
    await district.publish('Thường', [slideEntry('b')], { when: daily('09:30', '11:00') });
    await district.publish('Lấp', [slideEntry('c')], { when, priority: 'filler' });
    await district.publish('Chiều', [slideEntry('d')], { when: daily('11:00', '12:00') });
    expect(await meets('Ưu tiên')).toEqual(['outranks Lấp', 'outranks Thường']);
    expect(await meets('Thường')).toEqual(['outranks Lấp', 'yields Ưu tiên']);
    expect(await meets('Lấp')).toEqual(['yields Thường', 'yields Ưu tiên']);
    expect(await meets('Chiều')).toEqual([]);
  });

  test('[P6] those of a class share, those on different tracks do not meet', async () => {
    await district.publish('Hình', [slideEntry('a')]);
    await district.publish('Hình khác', [slideEntry('b')]);
    await district.publish('Chữ', [line('Chữ chạy')]);
    expect(await meets('Hình')).toEqual(['shares Hình khác']);
    expect(await meets('Chữ')).toEqual([]);
  });

  test('[P16] a takeover has every track, the one longest on air comes first', async () => {
    await district.publish('Chữ', [line('Chữ chạy')], { when: ALWAYS });
    await district.publish('Lễ', [slideEntry('lễ')], { mode: 'takeover' });
    district.clock.now += 1000;
    await district.publish('Lễ sau', [slideEntry('lễ')], { mode: 'takeover' });
    await district.write('Lễ nháp', [slideEntry('lễ')], { mode: 'takeover' });
    expect(await meets('Lễ')).toEqual(['outranks Chữ', 'outranks Lễ nháp', 'outranks Lễ sau']);
    expect(await meets('Lễ sau')).toEqual(['outranks Chữ', 'outranks Lễ nháp', 'yields Lễ']);
    expect(await meets('Chữ')).toEqual(['yields Lễ', 'yields Lễ nháp', 'yields Lễ sau']);
  });

  test('[P17] [P18] what airs once or in spots leaves the rest of its window to others', async () => {
    const frequency = {
      ...{ atMostPerHour: null, minutesApart: null },
      atLeast: { times: 2, per: 'day' as const },
    };
    await district.publish('Vòng', [slideEntry('a')]);
    await district.publish('Điểm', [slideEntry('b')], { priority: 'priority', frequency });
    await district.publish('Lấp', [slideEntry('c')], { priority: 'filler', mode: 'once' });
    expect(await meets('Điểm')).toEqual(['shares Lấp', 'shares Vòng']);
    expect(await meets('Vòng')).toEqual(['outranks Lấp', 'shares Điểm']);
  });
});
