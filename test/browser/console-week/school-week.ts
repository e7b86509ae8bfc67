/**
 * A school week for the tests of the console: Monday 23 November 2026, eight in the morning, with a
 * timetable, a day off and a make-up day, and schedules that meet one another.
 */
import { everything } from '#server/access/scope.ts';
import type { ScheduleRecord } from '#server/store/port.ts';
import type { PlaylistEntry } from '#shared/api/resources.ts';
import { plainWhen, type WhenInput } from '#shared/domain/when.ts';
import { type ConsoleWorld, consoleWorld } from '#test/support/console-harness.ts';
import { period, weekdays } from '#test/support/school-day.ts';

export const monday = Date.parse('2026-11-23T01:00:00Z');

export type SchoolWeek = {
  readonly world: ConsoleWorld;
  /** ids of schedules by the name of their playlist */
  readonly schedules: Readonly<Record<Name, string>>;
  /** the screen in the hall of the primary school, connected */
  readonly screenId: string;
  /** puts the clock forward by ms */
  pass(ms: number): void;
  stored(name: Name): Promise<ScheduleRecord>;
};

const names = ['Bản tin sáng', 'Sữa học đường', 'Giờ ra chơi an toàn', 'Chào cờ', 'Nháp'] as const;
type Name = (typeof names)[number];

/** Schedules hold from the first of September on. */
const plans: Readonly<
  Record<Name, { when: Partial<WhenInput>; more?: Partial<ScheduleRecord>; draft?: true }>
> = {
  'Bản tin sáng': {
    when: { days: [1, 2, 3, 4, 5], hours: [{ start: '09:00', end: '09:45' }] },
    more: { priority: 'priority' },
  },
  'Sữa học đường': { when: { days: [2], hours: [{ start: '13:00', end: '14:00' }] } },
  'Giờ ra chơi an toàn': { when: { periods: ['recess'], among: 'school' } },
  'Chào cờ': {
    when: { repeat: { kind: 'firstSchoolDay' }, hours: [{ start: '07:15', end: '07:40' }] },
    more: { mode: 'takeover', priority: 'priority' },
  },
  Nháp: { when: { days: [6], hours: [{ start: '15:00', end: '16:00' }] }, draft: true },
};

export async function schoolWeek(): Promise<SchoolWeek> {
  let ahead = 0;
  const began = Date.now();
  const now = () => monday + Date.now() - began + ahead;
  const world = await consoleWorld(now);
  const { store, deps, units } = world;
  await setTime(world);

  const schedules = {} as Record<Name, string>;
  for (const name of names) schedules[name] = await schedule(world, name);
  await new Promise(setImmediate);
  const screens = await store.screens.list(everything);
  for (const { id } of screens) {
    const programme = await deps.programmes.forScreen(id);
    if (!programme) continue;
    const { compiled, sequence } = programme;
    await store.screens.note([{ id, manifest: compiled.id, sequence, assignedAt: now() }]);
  }
  const screenId = screens.find(({ unitId }) => unitId === units.hall)!.id;
  world.connect(screenId);
  return {
    world,
    schedules,
    screenId,
    pass(ms) {
      ahead += ms;
    },
    stored: async (name) => (await store.schedules.get(everything, schedules[name]))!,
  };
}

async function setTime({ store, deps, units }: ConsoleWorld): Promise<void> {
  const at = deps.now();
  await store.settings.put(everything, 0, {
    ...{ unitId: units.province, kind: 'calendar', at, by: null },
    value: {
      weekdays: [1, 2, 3, 4, 5],
      terms: [{ name: 'Học kỳ I', from: '2026-09-07', until: '2027-01-10' }],
      yearly: [],
      decided: [
        {
          ...{ name: 'Nghỉ bão', from: '2026-11-26', until: '2026-11-26' },
          kind: { is: 'off' },
        },
        {
          ...{ name: 'Bù ngày bão', from: '2026-11-28', until: '2026-11-28' },
          kind: { is: 'school', as: 4 },
        },
      ],
    },
  });
  await store.settings.put(everything, 0, {
    ...{ unitId: units.tanHiep, kind: 'timetable', at, by: null },
    value: {
      templates: [
        weekdays(
          'Ngày thường',
          [],
          [
            period('lesson', '07:15', '08:30'),
            period('recess', '10:00', '10:30'),
            period('lesson', '10:30', '11:30'),
          ],
        ),
      ],
      exceptions: [],
    },
  });
  const revision = await store.revision.next();
  deps.bus.publish({ kind: 'programme', revision, affects: { units: [units.province] } });
  await new Promise(setImmediate);
}

async function schedule({ store, deps, units }: ConsoleWorld, name: Name): Promise<string> {
  const { newId, now, publisher } = deps;
  const item: PlaylistEntry = {
    ...{ id: newId(), ms: 15_000 },
    slide: { template: 'announcement', data: { title: name, body: `Nội dung của ${name}.` } },
  };
  const playlist = {
    ...{ id: newId(), unitId: units.office, name, themes: [], items: [item] },
    ...{ version: 1, updatedAt: now(), updatedBy: null },
  };
  await store.playlists.insert(everything, playlist);
  const { when, more, draft } = plans[name];
  const record: ScheduleRecord = {
    ...{ id: newId(), unitId: units.office, playlistId: playlist.id, publicationId: null },
    ...{ audience: { units: [], levels: [], tags: [] }, mode: 'loop', priority: 'ordinary' },
    ...{ secondsPerHour: null, frequency: null, sound: 'quiet' },
    ...{ version: 1, updatedAt: now() },
    when: { ...plainWhen, from: '2026-09-01', until: null, ...when } as ScheduleRecord['when'],
    ...more,
  };
  await store.schedules.insert(everything, record);
  if (!draft) await publisher.publish(everything, record.id, null);
  return record.id;
}
