/** What an author is told about a schedule before it airs. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { below, everything } from '#server/access/scope.ts';
import { ScheduleInput } from '#shared/api/resources.ts';
import { warningTexts, warningWording } from '#shared/api/warnings.ts';
import { EVERYBODY, slideEntry } from '#test/support/broadcast.ts';
import {
  daily,
  inPeriods,
  openPlannedDistrict,
  type PlannedDistrict,
  tuesday,
} from '#test/support/planned-district.ts';
import { spotsIn } from './warnings.ts';

let district: PlannedDistrict;
let playlistId: string;

beforeEach(async () => {
  district = await openPlannedDistrict(tuesday('08:00'));
  await district.screenIn(district.primary);
  ({ playlistId } = await district.write('Áo phao', [slideEntry('phao', 60_000)]));
});
afterEach(() => district.stop());

const THIS_MONTH = { from: '2026-11-01', until: '2026-12-31' };

async function warned(more: object, scope = everything) {
  const schedule = ScheduleInput.parse({
    ...{ unitId: district.office, playlistId, audience: EVERYBODY },
    when: { ...daily('08:00', '17:00'), ...THIS_MONTH },
    ...more,
  });
  const warnings = await district.planner.warnings(scope, schedule);
  return warnings.map(({ path, code, params }) => [path, code, params]);
}

describe('warnings', () => {
  test('there are none about a schedule that airs as it says', async () => {
    expect(await warned({})).toEqual([]);
  });

  test('an audience without a screen', async () => {
    const audience = { ...EVERYBODY, levels: ['lowerSecondary'] };
    expect(await warned({ audience })).toEqual([['audience', 'audienceEmpty', {}]]);
  });

  test('[P28] periods that no school has, or that some do not have', async () => {
    const when = (...periods: string[]) => ({ when: { ...inPeriods(...periods), ...THIS_MONTH } });
    expect(await warned(when('nap'))).toEqual([
      ['when.periods', 'periodNowhere', { period: 'nap' }],
    ]);
    expect(await warned(when('recess'))).toEqual([
      ['when.periods', 'periodMissing', { period: 'recess', without: 1, schools: 2 }],
    ]);
    const primary = { audience: { ...EVERYBODY, levels: ['primary'] } };
    expect(await warned({ ...when('recess'), ...primary })).toEqual([]);
  });

  test('a schedule, or a rule, that never ends', async () => {
    const endless = { ...daily('08:00', '17:00'), from: '2026-11-01', until: null };
    const rule = (rrule: string) => ({ ...endless, repeat: { kind: 'rule', rrule } });
    const ends = [['when.until', 'untilFurtherNotice', {}]];
    expect(await warned({ when: endless })).toEqual(ends);
    expect(await warned({ when: rule('FREQ=DAILY') })).toEqual(ends);
    expect(await warned({ when: rule('FREQ=DAILY;COUNT=60') })).toEqual([]);
  });

  test('dates that are all past', async () => {
    const when = { ...daily('08:00', '17:00'), from: '2026-09-01', until: '2026-11-23' };
    expect(await warned({ when })).toEqual([['when.until', 'allPast', { until: '2026-11-23' }]]);
  });

  test('days of which there are none', async () => {
    const when = { ...daily('08:00', '17:00'), ...THIS_MONTH, among: 'exam' };
    expect(await warned({ when })).toEqual([['when.among', 'noDays', {}]]);
  });

  test('days without a time: recess on days off', async () => {
    const when = { ...inPeriods('recess'), ...THIS_MONTH, among: 'off' };
    const audience = { ...EVERYBODY, levels: ['primary'] };
    expect(await warned({ when, audience })).toEqual([['when', 'noTimes', {}]]);
  });

  test('[P23] more of the hour than the others leave', async () => {
    const share = (secondsPerHour: number) => ({ mode: 'weighted' as const, secondsPerHour });
    const morning = { when: { ...daily('08:00', '10:00'), ...THIS_MONTH } };
    await district.publish('Một', [slideEntry('một')], { ...share(2000), ...morning });
    await district.publish('Hai', [slideEntry('hai')], { ...share(1000), priority: 'filler' });
    expect(await warned(share(1600))).toEqual([]);
    expect(await warned(share(1601))).toEqual([
      ['secondsPerHour', 'shareOver', { asked: 1601, free: 1600 }],
    ]);
    const later = { when: { ...daily('10:00', '12:00'), ...THIS_MONTH } };
    expect(await warned({ ...share(3600), ...later })).toEqual([]);
  });

  test('[P24] more of the hour than its side has', async () => {
    await district.set(district.office, 'policy', {
      ...{ sound: null, screens: null, speakers: null },
      airtime: { office: 60, school: 40 },
    });
    const share = { mode: 'weighted', secondsPerHour: 2161 };
    expect(await warned(share)).toEqual([]);
    await district.publish('Của trường', [slideEntry('t')], { owner: district.primary });
    expect(await warned(share)).toEqual([
      ['secondsPerHour', 'shareOver', { asked: 2161, free: 2160 }],
    ]);
  });

  test('a share that airs already is not held against itself', async () => {
    const made = await district.publish('Một', [slideEntry('một')], {
      ...{ mode: 'weighted', secondsPerHour: 2000 },
    });
    const share = { mode: 'weighted', secondsPerHour: 3000 };
    expect(await warned({ ...share, playlistId: made.playlistId })).toEqual([]);
  });

  test('[P18] a promise for which there is no room', async () => {
    const when = { ...daily('09:00', '09:30'), ...THIS_MONTH };
    const often = (times: number, per: 'day' | 'week', minutesApart: number | null = null) => ({
      ...{ when, frequency: { atLeast: { times, per }, atMostPerHour: null, minutesApart } },
    });
    expect(await warned(often(30, 'day'))).toEqual([]);
    const date = '2026-11-24';
    expect(await warned(often(31, 'day'))).toEqual([
      ['frequency.atLeast', 'frequencyUnmetDay', { asked: 31, planned: 30, date }],
    ]);
    // 60 seconds at 9:00, 9:11 and 9:22, on seven days
    expect(await warned(often(21, 'week', 10))).toEqual([]);
    expect(await warned(often(22, 'week', 10))).toEqual([
      ['frequency.atLeast', 'frequencyUnmetWeek', { asked: 22, planned: 21, date: '2026-11-30' }],
    ]);
  });

  test('are for those who see the unit', async () => {
    const audience = { ...EVERYBODY, levels: ['lowerSecondary'] };
    expect(await warned({ audience }, below([district.primary]))).toEqual([]);
  });
});

describe('room for spots', () => {
  const MINUTE = 60_000;
  const limits = { minutesApart: null, atMostPerHour: null };
  const open = [{ start: 0, end: 90 * MINUTE }];

  test('is what fits end to end, or within the limits', () => {
    expect(spotsIn(open, 10 * MINUTE, limits)).toBe(9);
    expect(spotsIn(open, 100 * MINUTE, limits)).toBe(0);
    expect(spotsIn(open, 10 * MINUTE, { ...limits, minutesApart: 20 })).toBe(3);
    expect(spotsIn(open, 10 * MINUTE, { ...limits, atMostPerHour: 2 })).toBe(4);
  });

  test('limits go on from one window to the next', () => {
    const two = [
      { start: 0, end: 10 * MINUTE },
      { start: 15 * MINUTE, end: 25 * MINUTE },
    ];
    expect(spotsIn(two, 10 * MINUTE, { ...limits, minutesApart: 10 })).toBe(1);
    expect(spotsIn(two, 10 * MINUTE, { ...limits, atMostPerHour: 1 })).toBe(1);
  });
});

describe('their wording', () => {
  test('fills in numbers, names of periods and dates, in both languages', () => {
    const params = { period: 'recess', without: 3, schools: 12 };
    expect(warningWording('periodMissing', 'vi', params)).toBe(
      '3 trong 12 trường không có giờ “ra chơi” trong thời khóa biểu.',
    );
    expect(warningWording('allPast', 'vi', { until: '2026-11-03' })).toContain('3/11/2026');
    expect(warningWording('allPast', 'en', { until: '2026-11-03' })).toContain('3 Nov 2026');
    expect(warningWording('periodNowhere', 'en', { period: 'doc-sach' })).toContain('“doc-sach”');
  });

  test('names in Vietnamese what it names in English', () => {
    const named = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
    for (const { vi, en } of Object.values(warningTexts)) expect(named(vi)).toEqual(named(en));
  });
});
