/** Schedules as they travel: what is on air of each, and whether it was edited since. */
import type { Scope } from '#server/access/scope.ts';
import type { Publication, ScheduleRecord, Store } from '#server/store/port.ts';
import type { Schedule } from '#shared/api/resources.ts';

/** `scope`: how far the viewer may do `schedule.read`; `playlists`: the same of `playlist.read` */
export async function presentSchedules(
  store: Store,
  { scope, playlists }: { readonly scope: Scope; readonly playlists: Scope },
  records: readonly ScheduleRecord[],
): Promise<Schedule[]> {
  if (records.every(({ publicationId }) => publicationId === null)) {
    return records.map((record) => presentSchedule(record, null, undefined));
  }
  const current = await store.publications.current(scope);
  const publications = new Map(current.map((publication) => [publication.id, publication]));
  const versions = new Map((await store.playlists.list(playlists)).map((p) => [p.id, p.version]));
  return records.map((record) => {
    const publication = publications.get(record.publicationId ?? '') ?? null;
    return presentSchedule(record, publication, versions.get(record.playlistId));
  });
}

export async function presentOneSchedule(
  store: Store,
  { scope, playlists }: { readonly scope: Scope; readonly playlists: Scope },
  record: ScheduleRecord,
): Promise<Schedule> {
  if (record.publicationId === null) return presentSchedule(record, null, undefined);
  const publication = await store.publications.get(scope, record.publicationId);
  const playlist = await store.playlists.get(playlists, record.playlistId);
  return presentSchedule(record, publication, playlist?.version);
}

/** `playlistVersion` undefined: the playlist is out of sight, so nothing is said about its edits */
function presentSchedule(
  { publicationId: _, ...schedule }: ScheduleRecord,
  publication: Publication | null,
  playlistVersion: number | undefined,
): Schedule {
  if (publication === null) return { ...schedule, published: null };
  const outdated =
    publication.scheduleVersion !== schedule.version ||
    (playlistVersion !== undefined && publication.playlist.version !== playlistVersion);
  return {
    ...schedule,
    published: { publicationId: publication.id, at: publication.at, by: publication.by, outdated },
  };
}
