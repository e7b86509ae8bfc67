/** The schedules in reach, each with where it stands now: on air, coming, a draft, or over. */

import { expand } from '#server/publish/windows/expand.ts';
import { presentSchedules } from '#server/routes/present/schedule.ts';
import type { Schedule } from '#shared/api/resources.ts';
import { isoDate } from '../../locales/formats.ts';
import type { Loaded, PageContext } from '../../page.ts';
import { zoneOf } from '../../unit-facts.ts';
import { type Standing, standingOf } from './standing.ts';
import { summaryOf } from './summary.ts';

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
          standing: standingNow(schedule, zone, now),
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

/** Looks from yesterday, whose windows may still run, to the next one, however far its first day is. */
export function standingNow(
  { when, published }: Pick<Schedule, 'when' | 'published'>,
  zone: string,
  now: number,
): Standing {
  const start = Math.max(now, Date.parse(`${when.from}T00:00:00Z`)) - DAY_MS;
  const end = start + DAY_MS + LOOKED_AHEAD_MS;
  return standingOf(published !== null, expand(when, zone, { start, end }), now, end);
}
