/** Each reason in a small district of its own, and what explanations say besides. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { below, everything } from '#server/access/scope.ts';
import type { Verdict } from '#shared/api/explanation.ts';
import { houseRules } from '#shared/domain/air-policy.ts';
import type { Track } from '#shared/frame/manifest.ts';
import { ALWAYS, EVERYBODY, slideEntry } from '#test/support/broadcast.ts';
import {
  DAY,
  daily,
  inPeriods,
  line,
  type More,
  openPlannedDistrict,
  type PlannedDistrict,
  tuesday,
} from '#test/support/planned-district.ts';

let district: PlannedDistrict;
let screenId: string;

beforeEach(async () => {
  district = await openPlannedDistrict(tuesday('08:00'));
  screenId = await district.screenIn(district.primary);
});
afterEach(() => district.stop());

const loop = () => district.publish('Bản tin', [slideEntry('tin', 20_000)]);
const lifeVest = (more?: More) => district.publish('Áo phao', [slideEntry('phao', 10_000)], more);

const promise = { atLeast: null, atMostPerHour: null, minutesApart: null };

async function twiceADay(): Promise<void> {
  await loop();
  const frequency = { ...promise, atLeast: { times: 2, per: 'day' as const } };
  await lifeVest({ frequency, when: daily('09:00', '17:00') });
}

type Case = {
  readonly verdict: Verdict;
  readonly rule: string;
  readonly world: () => Promise<unknown>;
  /** of which playlist */
  readonly of?: string;
  readonly at?: string;
  readonly track?: Track;
  readonly by?: string;
  /** when it comes on air next; null: it does not */
  readonly next?: number | null;
};

const cases: readonly Case[] = [
  {
    verdict: 'onAir',
    rule: 'P5',
    world: loop,
    of: 'Bản tin',
    next: null,
  },
  {
    verdict: 'spotLater',
    rule: 'P18',
    world: twiceADay,
    at: '10:00',
    // due at 13:00, when the loop has ten seconds of its item left [P19]
    next: tuesday('13:00:10'),
  },
  {
    verdict: 'shareUsedUp',
    rule: 'P18',
    world: twiceADay,
    at: '15:00',
    next: tuesday('09:00') + DAY,
  },
  {
    verdict: 'shareUsedUp',
    rule: 'P17',
    world: async () => {
      await loop();
      await lifeVest({ mode: 'once', when: daily('09:00', '10:00') });
    },
    next: tuesday('09:00') + DAY,
  },
  {
    verdict: 'cutIn',
    rule: 'P17',
    world: async () => {
      await district.publish('Áo phao', [slideEntry('phao', 20_000)]);
      const when = daily('09:30', '10:00');
      await district.publish('Thời sự', [slideEntry('news', 30_000)], { mode: 'once', when });
    },
    at: '09:30:10',
    by: 'Thời sự',
    next: tuesday('09:30:30'),
  },
  {
    verdict: 'takenOver',
    rule: 'P16',
    world: async () => {
      await district.publish('Áo phao', [line('Mặc áo phao')]);
      const when = daily('09:00', '10:00');
      await district.publish('Khai giảng', [slideEntry('lễ')], { mode: 'takeover', when });
    },
    track: 'ticker',
    by: 'Khai giảng',
    next: tuesday('10:00'),
  },
  {
    verdict: 'outranked',
    rule: 'P5',
    world: async () => {
      await lifeVest({ priority: 'filler' });
      await loop();
    },
    by: 'Bản tin',
    next: null,
  },
  {
    verdict: 'quietPeriod',
    rule: 'P26',
    world: async () => {
      const song = await district.asset('Bài hát', 'audio', 60_000);
      await district.publish('Áo phao', [song]);
    },
    at: '10:00',
    track: 'audio',
    next: tuesday('11:00'),
  },
  {
    verdict: 'switchedOff',
    rule: 'P20',
    world: async () => {
      await district.set(district.office, 'policy', {
        ...houseRules,
        sound: null,
        speakers: null,
        screens: [{ days: [1, 2, 3, 4, 5, 6, 7], hours: [{ start: '06:30', end: '17:30' }] }],
      });
      await lifeVest();
    },
    at: '20:00',
    next: tuesday('06:30') + DAY,
  },
  {
    verdict: 'outsideHours',
    rule: 'P2',
    world: () => lifeVest({ when: daily('07:00', '07:30') }),
    next: tuesday('07:00') + DAY,
  },
  {
    verdict: 'outsideHours',
    rule: 'P15',
    world: () => lifeVest({ when: inPeriods('nap', 'recess') }),
    at: '10:00',
    next: tuesday('09:20') + DAY,
  },
  {
    verdict: 'noSuchPeriod',
    rule: 'P15',
    world: () => lifeVest({ when: inPeriods('nap') }),
    by: 'nap',
    next: null,
  },
  {
    verdict: 'notThisDay',
    rule: 'P12',
    world: () => lifeVest({ when: { ...ALWAYS, days: [4] } }),
    next: tuesday('00:00') + 2 * DAY,
  },
  {
    verdict: 'notThisDay',
    rule: 'P12',
    world: () => lifeVest({ when: { ...ALWAYS, except: ['2026-11-24'] } }),
    next: tuesday('00:00') + DAY,
  },
  {
    verdict: 'notThisKindOfDay',
    rule: 'P14',
    world: () => lifeVest({ when: { ...ALWAYS, among: 'off' } }),
    next: tuesday('00:00') + 4 * DAY,
  },
  {
    verdict: 'notThisKindOfDay',
    rule: 'P15',
    world: async () => {
      await district.set(district.office, 'calendar', {
        ...{ weekdays: null, terms: null, yearly: [] },
        decided: [
          { name: 'Nghỉ bão', from: '2026-11-24', until: '2026-11-24', kind: { is: 'off' } },
        ],
      });
      await lifeVest({ when: inPeriods('recess') });
    },
    next: tuesday('09:20') + DAY,
  },
  {
    verdict: 'beforeItsDates',
    rule: 'P12',
    world: () => lifeVest({ when: { ...ALWAYS, from: '2026-12-01' } }),
    next: tuesday('00:00') + 7 * DAY,
  },
  {
    verdict: 'afterItsDates',
    rule: 'P12',
    world: () => lifeVest({ when: { ...ALWAYS, until: '2026-11-23' } }),
    next: null,
  },
  {
    verdict: 'awaitingApproval',
    rule: 'P8',
    world: async () => {
      const clip = await district.asset('clip', 'video', 12_000);
      await district.publish('Áo phao', [clip]);
      await district.recall('clip');
    },
    next: null,
  },
  {
    verdict: 'nothingForTrack',
    rule: 'P5',
    world: () => lifeVest(),
    track: 'ticker',
    next: null,
  },
  {
    verdict: 'notPublished',
    rule: 'P10',
    world: () => district.write('Áo phao', [slideEntry('phao')]),
    next: null,
  },
  {
    verdict: 'notForTag',
    rule: 'P4',
    world: () => lifeVest({ audience: { ...EVERYBODY, tags: ['sân'] } }),
    next: null,
  },
  {
    verdict: 'notForLevel',
    rule: 'P4',
    world: () => lifeVest({ audience: { ...EVERYBODY, levels: ['lowerSecondary'] } }),
    next: null,
  },
  {
    verdict: 'notForUnit',
    rule: 'P4',
    world: () => lifeVest({ audience: { ...EVERYBODY, units: [district.secondary] } }),
    next: null,
  },
  {
    verdict: 'unitClosed',
    rule: 'P4',
    world: async () => {
      await lifeVest();
      await district.close(district.primary);
    },
    next: null,
  },
];

describe('the reason', () => {
  test.each(cases)('[$rule] $verdict', async ({ world, verdict, of, at, track, by, next }) => {
    await world();
    const t = tuesday(at ?? '09:30');
    const reason = await district.reason(screenId, of ?? 'Áo phao', t, track);
    expect(reason).toMatchObject({ verdict, by: by ?? null });
    if (next !== undefined) expect(reason.nextAt).toBe(next);
  });

  test('[P6] of a loop one is on air, the other comes in turn at the very second that is told', async () => {
    await loop();
    await district.publish('Áo phao', [slideEntry('phao', 10_000)]);
    const said = await district.verdicts(screenId);
    expect(Object.values(said).sort()).toEqual(['inTurn', 'onAir']);
    const waiting = Object.keys(said).find((name) => said[name] === 'inTurn')!;
    const { nextAt } = await district.reason(screenId, waiting);
    expect(await district.reason(screenId, waiting, nextAt!)).toMatchObject({ verdict: 'onAir' });
    expect(await district.reason(screenId, waiting, nextAt! - 1)).toMatchObject({
      verdict: 'inTurn',
    });
  });

  test('[P24] a side without a share, while the other has something, has used it up', async () => {
    await district.set(district.office, 'policy', {
      ...{ sound: null, screens: null, speakers: null },
      airtime: { office: 100, school: 0 },
    });
    await loop();
    await district.publish('Của trường', [slideEntry('trường')], { owner: district.primary });
    expect(await district.verdicts(screenId)).toEqual({
      'Bản tin': 'onAir',
      'Của trường': 'shareUsedUp',
    });
  });

  test('[P4] other parts of the school have theirs for themselves', async () => {
    const [hall, yard] = [
      (await district.unit(district.primary, 'Sảnh', { kind: 'zone' })).id,
      (await district.unit(district.primary, 'Sân', { kind: 'zone' })).id,
    ];
    const there = await district.screenIn(hall);
    await district.publish('Ở sảnh', [slideEntry('s')], { owner: hall });
    await district.publish('Ở sân', [slideEntry('s')], { owner: yard });
    expect(await district.verdicts(there)).toEqual({ 'Ở sảnh': 'onAir', 'Ở sân': 'notForUnit' });
  });

  test('the best reasons come first', async () => {
    await district.write('Nháp', [slideEntry('nháp')]);
    await district.publish('Chiều', [slideEntry('chiều')], { when: daily('14:00', '15:00') });
    await loop();
    const { tracks } = await district.explain(screenId);
    expect(tracks.main.schedules.map(({ name }) => name)).toEqual(['Bản tin', 'Chiều', 'Nháp']);
  });

  test('an edit that is not published is a reason of its own beside what airs', async () => {
    const { scheduleId } = await loop();
    const change = { when: daily('14:00', '15:00'), updatedAt: district.clock.now };
    await district.store.schedules.update(everything, scheduleId, 1, change);
    const { tracks } = await district.explain(screenId);
    expect(tracks.main.schedules).toMatchObject([
      { scheduleId, verdict: 'onAir' },
      { scheduleId, verdict: 'notPublished' },
    ]);
  });
});

describe('an explanation', () => {
  test('[P13] [P15] says what day it is, which period holds, how loud it may be', async () => {
    expect(await district.explain(screenId, tuesday('09:30'))).toMatchObject({
      zone: 'Asia/Ho_Chi_Minh',
      day: {
        ...{ date: '2026-11-24', school: true, exam: false, why: 'term' },
        periods: [{ period: 'recess', label: '' }],
      },
      ...{ volume: 100, screenOn: true, speakersOn: true },
    });
    expect(await district.explain(screenId, tuesday('10:00'))).toMatchObject({ volume: 0 });
    expect(await district.explain(screenId, tuesday('12:00'))).toMatchObject({
      day: { periods: [] },
      volume: 100,
    });
  });

  test('of the past is by what the screen was told then, and what was on air then', async () => {
    const { scheduleId } = await loop();
    const before = await district.programmes.forScreen(screenId);
    const told = { id: screenId, manifest: before!.compiled.id, sequence: before!.sequence };
    await district.store.screens.note([{ ...told, assignedAt: district.clock.now }]);
    district.clock.now = tuesday('10:00');
    await district.publisher.withdraw(everything, scheduleId, null);
    await district.heard();
    district.clock.now = tuesday('11:00');

    const then = await district.explain(screenId, tuesday('09:30'));
    expect(then.manifest).toBe(before!.compiled.id);
    expect(then.tracks.main).toMatchObject({
      airing: { item: { kind: 'slide' } },
      schedules: [{ name: 'Bản tin', verdict: 'onAir' }],
    });
    // It went on with what it had, but by then nothing was meant to be on air.
    expect(
      (await district.explain(screenId, tuesday('10:30'))).tracks.main.schedules,
    ).toMatchObject([{ name: 'Bản tin', verdict: 'notPublished' }]);
    const early = await district.explain(screenId, tuesday('07:00'));
    expect(early.manifest).toBeNull();
    expect(early.tracks.main.airing).toBeNull();
  });

  test('of the past is by the rules that held then', async () => {
    const off = (start: string) => ({
      ...{ airtime: null, sound: null, speakers: null },
      screens: [{ days: [1, 2, 3, 4, 5, 6, 7], hours: [{ start, end: '17:30' }] }],
    });
    await district.set(district.office, 'policy', off('06:30'));
    district.clock.now = tuesday('10:00');
    await district.set(district.office, 'policy', off('13:00'));
    expect(await district.explain(screenId, tuesday('09:00'))).toMatchObject({ screenOn: true });
    expect(await district.explain(screenId, tuesday('10:30'))).toMatchObject({ screenOn: false });
  });

  test('reaches beyond the weeks of the programme', async () => {
    await district.publish('Tết', [slideEntry('tết')], {
      when: { ...ALWAYS, from: '2027-02-06', until: '2027-02-06' },
    });
    const tet = Date.parse('2027-02-06T08:00:00+07:00');
    expect(await district.verdicts(screenId, { t: tet })).toEqual({ Tết: 'onAir' });
    const programme = await district.planner.manifestAt(everything, screenId, tet);
    expect(programme!.manifest.until).toBeGreaterThan(tet);
    expect(await district.planner.manifestAt(everything, screenId, 8e15)).toBeNull();
  });
});

describe('who asks', () => {
  test('of a school learns nothing of what others have written, nor of what is for others only', async () => {
    await loop();
    await district.write('Nháp của phòng', [slideEntry('nháp')]);
    await district.write('Nháp của trường', [slideEntry('trường')], { owner: district.primary });
    await district.write('Nháp của THCS', [slideEntry('thcs')], { owner: district.secondary });
    await district.publish('Của THCS', [slideEntry('thcs')], { owner: district.secondary });
    const audience = { ...EVERYBODY, units: [district.secondary] };
    await district.publish('Gửi THCS', [slideEntry('thcs')], { audience });

    const school = below([district.primary]);
    expect(await district.verdicts(screenId, { scope: school })).toEqual({
      'Bản tin': 'onAir',
      'Nháp của trường': 'notPublished',
    });
    expect(await district.verdicts(screenId, { scope: below([district.office]) })).toEqual({
      'Bản tin': 'onAir',
      'Nháp của phòng': 'notPublished',
      'Nháp của trường': 'notPublished',
      'Gửi THCS': 'notForUnit',
    });
    expect(await district.planner.explain(below([district.secondary]), screenId, 0)).toBeNull();
    expect(await district.planner.manifestAt(below([district.secondary]), screenId, 0)).toBeNull();
  });
});
