/** One schedule, or a new one: what it may play, whom it may reach, what is on air of it. */
import { templates } from '#playlists/templates/index.ts';
import { everything } from '#server/access/scope.ts';
import { allowedOrigins } from '#server/publish/web-origins.ts';
import { presentAsset } from '#server/routes/present/asset.ts';
import { presentOneSchedule } from '#server/routes/present/schedule.ts';
import type { Publication } from '#server/store/port.ts';
import type { Playlist, Reach, Schedule, Unit } from '#shared/api/resources.ts';
import type { Calendar } from '#shared/domain/calendar.ts';
import type { Timetable } from '#shared/domain/timetable.ts';
import { type Right, rightOf } from '../../data/rights.ts';
import { isoDate } from '../../locales/formats.ts';
import type { Loaded, PageContext } from '../../page.ts';
import { schoolTimes } from '../../school-times.ts';
import { openUnits, zoneOf } from '../../unit-facts.ts';
import { draftOf } from '../playlist/draft.ts';
import { programmeOf } from '../playlist/programme.ts';
import { standingNow } from '../schedules/load.ts';
import type { Standing } from '../schedules/standing.ts';
import { audienceOf, emptyForm, formOf, type ScheduleForm } from './form.ts';

/** What differs between a schedule and what of it is on air. */
export type Change = 'playlist' | 'content' | 'audience' | 'when' | 'priority' | 'manner';

export type ScheduleData = {
  /** null: not saved yet */
  readonly schedule: Schedule | null;
  readonly form: ScheduleForm;
  readonly copied: boolean;
  readonly standing: Standing | null;
  readonly changes: readonly Change[];
  /** who published it; null: nobody whom the viewer may know */
  readonly publisher: string | null;
  /** `length` in ms, of the main track */
  readonly playlists: readonly {
    readonly id: string;
    readonly name: string;
    readonly length: number;
  }[];
  /** what units in sight and those above them have set about their days, by unit */
  readonly calendars: Readonly<Record<string, Calendar>>;
  readonly timetables: Readonly<Record<string, Timetable>>;
  readonly units: readonly Unit[];
  readonly tags: readonly string[];
  /** null: not to be known before a unit is chosen */
  readonly reach: Reach | null;
  readonly mayEdit: Right;
  readonly mayPublish: Right;
  readonly zone: string;
  readonly today: string;
  readonly now: number;
};

export async function load(context: PageContext): Promise<Loaded<ScheduleData>> {
  const { deps, viewer, words, params, query, now } = context;
  const { store } = deps;
  const scope = viewer.scope('schedule.read');
  const reading = viewer.scope('playlist.read');
  const wanted = params.id ?? query.get('copy');
  const [record, playlists, allUnits, screens] = await Promise.all([
    wanted === null ? null : store.schedules.get(scope, wanted),
    store.playlists.list(reading),
    store.units.list(viewer.scope('unit.read')),
    store.screens.list(viewer.scope('screen.read')),
  ]);
  if (wanted !== null && record === null) return 'notFound';
  const units = openUnits(allUnits);
  const mine = units.filter(({ path }) => viewer.may('schedule.edit', path));
  if (record === null && mine.length === 0) return 'notFound';

  const copied = record !== null && params.id === undefined;
  const schedule =
    record === null || copied
      ? null
      : await presentOneSchedule(store, { scope, playlists: reading }, record);
  const playlist = playlists.find(({ id }) => id === query.get('playlist'));
  const owner =
    record?.unitId ?? mine.find(({ id }) => id === playlist?.unitId)?.id ?? mine[0]?.id ?? '';
  const zone = zoneOf(allUnits, owner);
  const timeAt = await schoolTimes(store, allUnits);
  const today = isoDate(zone, now);
  const form = record === null ? emptyForm(owner, playlist?.id ?? '', today) : formOf(record);
  const publication = schedule?.published
    ? await store.publications.get(scope, schedule.published.publicationId)
    : null;
  return {
    title:
      schedule === null
        ? words.schedules.newTitle
        : (playlists.find(({ id }) => id === schedule.playlistId)?.name ?? words.schedules.title),
    data: {
      schedule,
      form,
      copied,
      standing: schedule && standingNow(schedule, zone, now, timeAt(schedule.unitId)),
      changes:
        schedule && publication
          ? changesSince(
              publication,
              schedule,
              playlists.find(({ id }) => id === schedule.playlistId)?.version,
            )
          : [],
      publisher: await nameOf(publication?.by ?? null, context),
      playlists: await withLengths(playlists, context),
      ...(await schoolTime(units, context)),
      units,
      tags: [...new Set([...units, ...screens].flatMap((one) => one.tags))].toSorted((a, b) =>
        a.localeCompare(b, 'vi'),
      ),
      reach: owner === '' ? null : await deps.programmes.reach(scope, owner, audienceOf(form)),
      mayEdit: rightOf(viewer.scope('schedule.edit')),
      mayPublish: rightOf(viewer.scope('schedule.publish')),
      zone,
      today,
      now,
    },
  };
}

/** @param version of the playlist as it is now; undefined: out of sight */
function changesSince(
  publication: Publication,
  schedule: Schedule,
  version: number | undefined,
): Change[] {
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
  const changes: Change[] = [];
  if (publication.playlist.id !== schedule.playlistId) changes.push('playlist');
  else if (version !== undefined && publication.playlist.version !== version)
    changes.push('content');
  if (!same(publication.audience, schedule.audience)) changes.push('audience');
  if (!same(publication.when, schedule.when)) changes.push('when');
  if (publication.priority !== schedule.priority) changes.push('priority');
  const manner = ({ mode, secondsPerHour, frequency, sound }: Schedule | Publication) => [
    mode,
    secondsPerHour,
    frequency,
    sound,
  ];
  if (!same(manner(publication), manner(schedule))) changes.push('manner');
  return changes;
}

async function nameOf(id: string | null, { deps, viewer }: PageContext): Promise<string | null> {
  if (id === null) return null;
  if (id === viewer.person.id) return viewer.person.name;
  return (await deps.store.people.get(viewer.scope('person.read'), id))?.name ?? null;
}

async function withLengths(
  playlists: readonly Playlist[],
  { deps, viewer, locale, now }: PageContext,
): Promise<ScheduleData['playlists']> {
  const used = playlists.flatMap(({ items }) =>
    items.flatMap((entry) => ('assetId' in entry ? [entry.assetId] : [])),
  );
  const found = await deps.store.assets.getMany(viewer.scope('asset.read'), [...new Set(used)]);
  const origins = await allowedOrigins(deps.store);
  const assets = new Map(found.map((asset) => [asset.id, presentAsset(asset, locale)]));
  return playlists.map((playlist) => {
    const draft = draftOf(playlist, () => '');
    const { length } = programmeOf(draft, { assets, templates, origins }, now);
    return { id: playlist.id, name: playlist.name, length };
  });
}

/**
 * What was set at units in sight, and above them, where the viewer may see nothing else: it decides
 * what happens here.
 */
async function schoolTime(
  units: readonly Unit[],
  { deps }: PageContext,
): Promise<Pick<ScheduleData, 'calendars' | 'timetables'>> {
  const ways = new Set(units.flatMap(({ path }) => path));
  const calendars: Record<string, Calendar> = {};
  const timetables: Record<string, Timetable> = {};
  for (const setting of await deps.store.settings.all(everything)) {
    if (!ways.has(setting.unitId) || setting.value === null) continue;
    if (setting.kind === 'calendar') calendars[setting.unitId] = setting.value;
    if (setting.kind === 'timetable') timetables[setting.unitId] = setting.value;
  }
  return { calendars, timetables };
}
