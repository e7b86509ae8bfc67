/**
 * A district for what looks at programmes: an office, a primary school with a timetable of its own, a
 * secondary school without one, a screen in each. Time stands still until the test moves it.
 */
import { everything, type Scope } from '#server/access/scope.ts';
import type { AssetRecord, ScheduleRecord } from '#server/store/port.ts';
import { type ExplainedSchedule, Explanation, type Verdict } from '#shared/api/explanation.ts';
import type { PlaylistEntry, SettingKind, SettingValue } from '#shared/api/resources.ts';
import type { Track } from '#shared/frame/manifest.ts';
import { ALWAYS, openBroadcast } from './broadcast.ts';
import { hash, mediaInfo } from './manifests.ts';
import { period, weekdays } from './school-day.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Tuesday, 24 November 2026, at this time in Việt Nam */
export function tuesday(time: string): number {
  return Date.parse(`2026-11-24T${time.length === 5 ? `${time}:00` : time}+07:00`);
}

/** each day between these times */
export function daily(start: string, end: string) {
  return { ...ALWAYS, hours: [{ start, end }] };
}

/** at these periods of each school's own day */
export function inPeriods(...periods: string[]) {
  return { ...ALWAYS, hours: [], periods };
}

export function line(text: string): PlaylistEntry {
  return { id: text, ticker: { text } };
}

export type More = Partial<
  Omit<ScheduleRecord, 'id' | 'unitId' | 'playlistId' | 'publicationId'>
> & {
  /** the unit that has it; the office unless said */
  readonly owner?: string;
  readonly themes?: string[];
};

export type PlannedDistrict = Awaited<ReturnType<typeof openPlannedDistrict>>;

export async function openPlannedDistrict(start: number) {
  const clock = { now: start };
  const now = () => clock.now;
  const broadcast = await openBroadcast({ now });
  const { store, bus, planner, publisher } = broadcast;
  const office = (await broadcast.unit(null, 'Phòng GD&ĐT', { kind: 'office' })).id;
  const school = async (name: string, levels: ('primary' | 'lowerSecondary')[]) =>
    (await broadcast.unit(office, name, { levels })).id;
  const primary = await school('Tiểu học', ['primary']);
  const secondary = await school('THCS', ['lowerSecondary']);

  /** the bus tells later, in the order of what was said */
  const heard = () => new Promise<void>((resolve) => setImmediate(resolve));

  const district = {
    ...broadcast,
    clock,
    office,
    primary,
    secondary,
    heard,

    async set<Kind extends SettingKind>(unitId: string, kind: Kind, value: SettingValue<Kind>) {
      const version = (await store.settings.get(everything, unitId, kind))?.version ?? 0;
      await store.settings.put(everything, version, {
        ...{ unitId, kind, value, at: now(), by: null },
      } as Parameters<typeof store.settings.put<Kind>>[2]);
      const revision = await store.revision.next();
      bus.publish({ kind: 'programme', revision, affects: { units: [unitId] } });
      await heard();
    },

    /** a screen in the unit, known to everybody */
    async screenIn(unitId: string, tags: string[] = []): Promise<string> {
      const { screenId } = await broadcast.pair(unitId, tags);
      await heard();
      return screenId;
    },

    /** a playlist of this name and its schedule, not published */
    async write(name: string, items: PlaylistEntry[], { owner, themes, ...more }: More = {}) {
      const made = await broadcast.draft(owner ?? office, items, more);
      const change = { name, themes: themes ?? [], updatedAt: now(), updatedBy: null };
      await store.playlists.update(everything, made.playlistId, 1, change);
      return made;
    },

    async publish(name: string, items: PlaylistEntry[], more: More = {}) {
      const made = await district.write(name, items, more);
      await publisher.publish(everything, made.scheduleId, null);
      await heard();
      return made;
    },

    async close(unitId: string) {
      await store.units.close(everything, unitId, now());
      const revision = await store.revision.next();
      bus.publish({ kind: 'programme', revision, affects: { units: [unitId] } });
      await heard();
    },

    /** an approved clip or sound of the office, with its medium */
    async asset(id: string, kind: 'video' | 'audio', ms: number, bytes = 1000) {
      const rendition = { kind, sha256: hash(id), bytes, type: 'video/mp4', ms } as const;
      const asset: AssetRecord = {
        ...{ id, unitId: office, title: id, filename: id, themes: [], kind, state: 'ready' },
        ...{ progress: 1, error: null, sha256: hash(id), bytes },
        renditions: [{ ...rendition, width: null, height: null }],
        ...{ decision: 'approved', decidedBy: null, decidedAt: null, reason: null },
        ...{ uploadedBy: null, createdAt: now() },
      };
      await store.assets.insert(everything, asset);
      await store.media.put(hash(id), mediaInfo(bytes, ms), now());
      return { id, assetId: id, fit: 'contain', volume: 100 } as PlaylistEntry;
    },

    /** it may not be shown any more */
    async recall(assetId: string) {
      await store.assets.update(everything, assetId, { decision: 'refused' });
      const revision = await store.revision.next();
      bus.publish({ kind: 'programme', revision, affects: { units: [office] } });
      await heard();
    },

    async explain(screenId: string, t = now(), scope: Scope = everything): Promise<Explanation> {
      return Explanation.parse(await planner.explain(scope, screenId, t));
    },

    /** what is said of one schedule, by the name of its playlist */
    async reason(screenId: string, name: string, t = now(), track: Track = 'main') {
      const { tracks } = await district.explain(screenId, t);
      return tracks[track].schedules.find((each) => each.name === name) as ExplainedSchedule;
    },

    async verdicts(
      screenId: string,
      { t = now(), track = 'main', scope = everything }: Asked = {},
    ): Promise<Record<string, Verdict>> {
      const { tracks } = await district.explain(screenId, t, scope);
      return Object.fromEntries(tracks[track].schedules.map((each) => [each.name, each.verdict]));
    },
  };

  await district.set(primary, 'timetable', {
    templates: [
      weekdays(
        'Ngày học',
        [],
        [
          period('lesson', '07:30', '09:20'),
          period('recess', '09:20', '09:45'),
          period('lesson', '09:45', '11:00'),
        ],
      ),
    ],
    exceptions: [],
  });
  return { ...district, stop: broadcast.close };
}

type Asked = { readonly t?: number; readonly track?: Track; readonly scope?: Scope };
