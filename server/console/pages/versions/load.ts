/** The versions of a schedule: what was published when, by whom, and what differs. */
import { nameOf } from '#server/routes/present/person.ts';
import { presentVersion } from '#server/routes/present/version.ts';
import type { ScheduleVersion } from '#shared/api/planning.ts';
import type { Loaded, PageContext } from '../../page.ts';
import { zoneOf } from '../../unit-facts.ts';

export type VersionsData = {
  readonly id: string;
  /** its playlist's, as it is called now */
  readonly name: string;
  readonly zone: string;
  /** newest first */
  readonly versions: readonly ScheduleVersion[];
  readonly unitNames: Readonly<Record<string, string>>;
  readonly owner: string;
  readonly today: number;
  readonly mayRestore: boolean;
};

export async function load({
  deps,
  viewer,
  words,
  params,
  now,
}: PageContext): Promise<Loaded<VersionsData>> {
  const { store } = deps;
  const scope = viewer.scope('schedule.read');
  const schedule = await store.schedules.get(scope, params.id!);
  if (!schedule) return 'notFound';
  const [history, playlist, units] = await Promise.all([
    store.publications.history(scope, schedule.id),
    store.playlists.get(viewer.scope('playlist.read'), schedule.playlistId),
    store.units.list(viewer.scope('unit.read')),
  ]);
  const versions = await Promise.all(
    history.map(async (publication, n) =>
      presentVersion(publication, history[n - 1] ?? null, {
        onAir: publication.id === schedule.publicationId,
        byName: await nameOf(store, viewer, publication.by),
      }),
    ),
  );
  const name = playlist?.name ?? history.at(-1)?.playlist.name ?? words.schedules.title;
  const owner = units.find(({ id }) => id === schedule.unitId);
  return {
    title: words.versions.titleOf(name),
    data: {
      id: schedule.id,
      name,
      zone: zoneOf(units, schedule.unitId),
      versions: versions.toReversed(),
      unitNames: Object.fromEntries(units.map((unit) => [unit.id, unit.name])),
      owner: owner?.name ?? '',
      today: now,
      mayRestore: viewer.may('schedule.publish', owner?.path ?? []),
    },
  };
}
