/** Dry runs on three schools, with numbers that were worked out by hand. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { below, everything } from '#server/access/scope.ts';
import { Refusal } from '#shared/api/problems.ts';
import { Rehearsal } from '#shared/api/rehearsal.ts';
import { EVERYBODY, slideEntry } from '#test/support/broadcast.ts';
import {
  daily,
  HOUR,
  inPeriods,
  openPlannedDistrict,
  type PlannedDistrict,
  tuesday,
} from '#test/support/planned-district.ts';

/** From Tuesday 08:00 to the end of Sunday */
const REST_OF_WEEK = 136 * HOUR;

let district: PlannedDistrict;
let screens: string[];

beforeEach(async () => {
  district = await openPlannedDistrict(tuesday('08:00'));
  const third = (await district.unit(district.office, 'Mầm non', { levels: ['preschool'] })).id;
  screens = [];
  for (const unit of [district.primary, district.primary, district.secondary, third]) {
    screens.push(await district.screenIn(unit));
  }
  await district.publish('Bản tin', [slideEntry('tin', 10_000)], { themes: ['news'] });
});
afterEach(() => district.stop());

const primaryOnly = { ...EVERYBODY, levels: ['primary' as const] };

async function rehearse(scheduleId: string): Promise<Rehearsal> {
  return Rehearsal.parse(await district.planner.rehearse(everything, scheduleId));
}

describe('a dry run', () => {
  test('counts the screens that change, minutes by theme and bytes to fetch', async () => {
    const clip = await district.asset('clip', 'video', 30_000, 5_000_000);
    const { scheduleId } = await district.write('Áo phao', [clip], {
      audience: primaryOnly,
      themes: ['drowning', 'safety'],
    });
    const said = await rehearse(scheduleId);
    expect(said.screens).toMatchObject({ reached: 2, changed: 2, schools: 1 });
    expect(said.screens.some.map(({ id }) => id).sort()).toEqual(screens.slice(0, 2).sort());
    // 10 seconds of news and 30 of the clip, in turn, on two screens
    expect(said.themes.map(({ theme, now, then }) => [theme, now, then]).sort()).toEqual([
      ['drowning', 0, 2 * 0.75 * REST_OF_WEEK],
      ['news', 2 * REST_OF_WEEK, 2 * 0.25 * REST_OF_WEEK],
      ['safety', 0, 2 * 0.75 * REST_OF_WEEK],
    ]);
    expect(said.bytes).toEqual({ total: 10_000_000, most: 5_000_000, files: 1 });
    expect(said.promises).toEqual([]);
  });

  test('foresees exactly what publishing then does, and leaves no trace', async () => {
    const { scheduleId } = await district.write('Áo phao', [slideEntry('phao')]);
    const revision = await district.store.revision.current();
    expect((await rehearse(scheduleId)).screens).toMatchObject({ reached: 4, changed: 4 });
    expect(await district.store.revision.current()).toBe(revision);
    expect(await district.store.publications.history(everything, scheduleId)).toEqual([]);
    await district.publisher.publish(everything, scheduleId, null);
    await district.heard();
    expect(await rehearse(scheduleId)).toMatchObject({
      screens: { reached: 4, changed: 0, schools: 0, some: [] },
      themes: [],
      bytes: { total: 0, most: 0, files: 0 },
    });
  });

  test('names the very screens whose programme is another one afterwards', async () => {
    const programmes = async () => {
      const ids = screens.map(async (id) => (await district.programmes.forScreen(id))!.compiled.id);
      return Promise.all(ids);
    };
    const drafts = [
      { audience: primaryOnly },
      { when: inPeriods('recess') },
      { priority: 'filler' as const },
      { mode: 'takeover' as const, when: daily('07:00', '07:10'), audience: primaryOnly },
    ];
    for (const more of drafts) {
      const { scheduleId } = await district.write('Áo phao', [slideEntry('phao')], more);
      const before = await programmes();
      const foreseen = await rehearse(scheduleId);
      await district.publisher.publish(everything, scheduleId, null);
      await district.heard();
      const after = await programmes();
      const changed = screens.filter((_, i) => before[i] !== after[i]);
      expect(foreseen.screens.some.map(({ id }) => id).sort()).toEqual(changed.sort());
    }
  });

  test('an audience that shrinks changes the screens that leave it', async () => {
    const { scheduleId } = await district.publish('Áo phao', [slideEntry('phao')]);
    const change = { audience: primaryOnly, updatedAt: district.clock.now };
    await district.store.schedules.update(everything, scheduleId, 1, change);
    expect((await rehearse(scheduleId)).screens).toMatchObject({
      ...{ reached: 2, changed: 2, schools: 2 },
    });
  });

  test('a file that other screens have is fetched, but is no new file', async () => {
    const clip = await district.asset('clip', 'video', 30_000, 5_000_000);
    await district.publish('THCS', [clip], {
      audience: { ...EVERYBODY, levels: ['lowerSecondary'] },
    });
    const { scheduleId } = await district.write('Áo phao', [clip, slideEntry('phao')]);
    expect((await rehearse(scheduleId)).bytes).toEqual({
      ...{ total: 15_000_000, most: 5_000_000, files: 0 },
    });
  });

  test('[P28] tells which promises it breaks, with the numbers', async () => {
    const atLeast = { times: 3, per: 'day' as const };
    const frequency = { atLeast, atMostPerHour: null, minutesApart: null };
    const recess = { when: inPeriods('recess'), audience: primaryOnly };
    const { scheduleId: promised } = await district.publish(
      'Đuối nước',
      [slideEntry('đuối nước', 60_000)],
      { ...recess, frequency },
    );
    // It leaves the last minute of each recess: room for one spot of 60 seconds.
    const { scheduleId } = await district.write('Lễ', [slideEntry('lễ')], {
      ...{ mode: 'takeover', audience: primaryOnly },
      when: daily('09:20', '09:44'),
    });
    expect((await rehearse(scheduleId)).promises).toEqual([
      {
        ...{ scheduleId: promised, name: 'Đuối nước', per: 'day', asked: 3, planned: 1 },
        ...{ screens: 2, date: '2026-11-25', newly: true },
      },
    ]);
    await district.publisher.publish(everything, scheduleId, null);
    await district.heard();
    expect((await rehearse(scheduleId)).promises).toMatchObject([{ newly: false }]);
  });

  test('[P28] what is on air tells which promises can’t be kept, its own and those beside it', async () => {
    const share = { mode: 'weighted' as const, secondsPerHour: 2400 };
    const { scheduleId: one } = await district.publish('Một', [slideEntry('một')], share);
    await district.heard();
    expect(await district.planner.unmet(one)).toEqual([]);
    const { scheduleId: two } = await district.publish('Hai', [slideEntry('hai')], {
      ...share,
      audience: primaryOnly,
    });
    await district.heard();
    const short = { per: 'hour', asked: 2400, planned: 1800, screens: 2, date: null };
    const both = [
      { ...short, scheduleId: two, name: 'Hai' },
      { ...short, scheduleId: one, name: 'Một' },
    ];
    expect(await district.planner.unmet(two)).toEqual(both);
    expect(await district.planner.unmet(one)).toEqual(both);
    await district.publisher.withdraw(everything, two, null);
    await district.heard();
    expect(await district.planner.unmet(two)).toEqual([]);
    expect(await district.planner.unmet(one)).toEqual([]);
  });

  test('[P23] tells when more of the hour is asked for than there is', async () => {
    const share = { mode: 'weighted' as const, secondsPerHour: 2400 };
    await district.publish('Một', [slideEntry('một')], share);
    const { scheduleId } = await district.write('Hai', [slideEntry('hai')], share);
    const said = await rehearse(scheduleId);
    expect(said.promises).toMatchObject([
      { name: 'Hai', per: 'hour', asked: 2400, planned: 1800, screens: 4, date: null },
      { name: 'Một', per: 'hour', asked: 2400, planned: 1800, screens: 4, date: null },
    ]);
    expect(said.warnings).toContainEqual(
      expect.objectContaining({
        ...{ path: 'secondsPerHour', code: 'shareOver' },
        params: { asked: 2400, free: 1200 },
      }),
    );
  });

  test('[P10] refuses what publishing refuses, and what the asker does not see', async () => {
    const { scheduleId } = await district.write('Trống', []);
    await expect(rehearse(scheduleId)).rejects.toThrow(Refusal);
    expect(await district.planner.rehearse(everything, 'nobody')).toBeNull();
    expect(await district.planner.rehearse(below([district.primary]), scheduleId)).toBeNull();
  });
});
