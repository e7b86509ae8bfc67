/** The schedules in reach, each with where it stands now: on air, coming, a draft, or over. */

import { plainSchoolTime, type SchoolTime } from '#server/publish/school-time/school-time.ts';
import { expand } from '#server/publish/windows/expand.ts';
import { presentSchedules } from '#server/routes/present/schedule.ts';
import type { Schedule } from '#shared/api/resources.ts';
import { startOf } from '../../day.ts';
import { isoDate } from '../../locales/formats.ts';
import type { Loaded, PageContext } from '../../page.ts';
import { schoolTimes } from '../../school-times.ts';
import { zoneOf } from '../../unit-facts.ts';
import { addDays, mondayOf } from '../week/clock-time.ts';
import { type Standing, standingOf } from './standing.ts';
import { summaryOf } from './summary.ts';
import { MINUTES_A_DAY, type Block as WeekBlock } from './week.ts';

const DAY_MS = 86_400_000;
/** A week and a day hold the next window of anything that recurs weekly. */
const LOOKED_AHEAD_MS = 8 * DAY_MS;

export type ScheduleRow = {
  readonly schedule: Schedule;
  /** null: gone, or out of sight */
  readonly playlistName: string | null;
  readonly standing: Standing;
  /** the whole schedule in one sentence */
  readonly summary: string;
  readonly zone: string;
  /** what this week has of it; null: hours on weekdays, which tell themselves */
  readonly week: readonly WeekBlock[] | null;
};

export type SchedulesData = {
  readonly rows: readonly ScheduleRow[];
  readonly mayEdit: boolean;
  readonly havePlaylists: boolean;
  readonly now: number;
};

export async function load({
  deps,
  viewer,
  words,
  now,
}: PageContext): Promise<Loaded<SchedulesData>> {
  const { store } = deps;
  const scope = viewer.scope('schedule.read');
  const reading = viewer.scope('playlist.read');
  const [records, playlists, units] = await Promise.all([
    store.schedules.list(scope),
    store.playlists.list(reading),
    store.units.list(viewer.scope('unit.read')),
  ]);
  const timeAt = await schoolTimes(store, units);
  const schedules = await presentSchedules(store, { scope, playlists: reading }, records);
  const names = new Map(playlists.map(({ id, name }) => [id, name]));
  const unitNames = new Map(units.map(({ id, name }) => [id, name]));
  return {
    title: words.schedules.title,
    data: {
      rows: schedules.map((schedule) => {
        const zone = zoneOf(units, schedule.unitId);
        const playlistName = names.get(schedule.playlistId) ?? null;
        return {
          schedule,
          playlistName,
          zone,
          standing: standingNow(schedule, zone, now, timeAt(schedule.unitId)),
          week: plainlyWeekly(schedule.when)
            ? null
            : weekOf(schedule, timeAt(schedule.unitId), now),
          summary: summaryOf(
            words,
            {
              playlist: playlistName ?? '',
              owner: unitNames.get(schedule.unitId) ?? '',
              unitNames: schedule.audience.units.flatMap((id) => unitNames.get(id) ?? []),
              audience: schedule.audience,
              when: schedule.when,
              manner: schedule,
            },
            isoDate(zone, now),
          ),
        };
      }),
      mayEdit: viewer.mayAnywhere('schedule.edit'),
      havePlaylists: playlists.length > 0,
      now,
    },
  };
}

type Timed = Pick<Schedule, 'when' | 'published' | 'audience'>;

/** Looks from yesterday, whose windows may still run, to the next one, however far its first day is. */
export function standingNow(
  { when, published, audience }: Timed,
  zone: string,
  now: number,
  time: SchoolTime = plainSchoolTime(zone),
): Standing {
  const start = Math.max(now, Date.parse(`${when.from}T00:00:00Z`)) - DAY_MS;
  const end = start + DAY_MS + LOOKED_AHEAD_MS;
  const windows = expand(when, time, audience.levels, { start, end });
  // periods that only the schools below hold are known by their days
  const known =
    windows.length > 0 || when.periods.length === 0
      ? windows
      : expand({ ...when, hours: [allDay] }, time, audience.levels, { start, end });
  return standingOf(published !== null, known, now, end);
}

function plainlyWeekly({ repeat, periods, among }: Schedule['when']): boolean {
  return repeat.kind === 'weekly' && periods.length === 0 && among === 'any';
}

const allDay = { start: '00:00', end: '24:00' };

/** This week's windows, in minutes of their days. */
function weekOf({ when, audience }: Timed, time: SchoolTime, now: number): WeekBlock[] {
  const monday = mondayOf(isoDate(time.zone, now));
  const starts = Array.from({ length: 8 }, (_, n) => startOf(time.zone, addDays(monday, n)));
  const week = { start: starts[0]!, end: starts[7]! };
  const windows = expand(when, time, audience.levels, week);
  return windows.flatMap((window) =>
    starts.slice(0, 7).flatMap((start, n) => {
      const end = starts[n + 1]!;
      if (window.start >= end || window.end <= start) return [];
      const minutes = (at: number) => Math.round(((at - start) / (end - start)) * MINUTES_A_DAY);
      return [
        {
          day: n + 1,
          start: minutes(Math.max(window.start, start)),
          end: minutes(Math.min(window.end, end)),
        },
      ];
    }),
  );
}
