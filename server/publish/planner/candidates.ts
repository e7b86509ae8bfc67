/**
 * The schedules that a question is about, as far as the asker sees: what is on air at the place is
 * everybody's to know who sees the place; drafts are only for those who see their unit.
 */
import canonicalize from 'canonicalize';
import type { Scope } from '#server/access/scope.ts';
import type { ScheduleRecord } from '#server/store/port.ts';
import type { Playlist, Unit } from '#shared/api/resources.ts';
import type { Item } from '#shared/frame/manifest.ts';
import { library } from '../edition.ts';
import type { OnAir } from '../on-air.ts';
import { type Library, resolveEntries } from '../resolve.ts';
import type { PlannerDeps } from './asking.ts';
import { type Candidate, type Terms, termsOf, written } from './candidate.ts';

export function within(scope: Scope, unit: Pick<Unit, 'path'> | undefined): boolean {
  if (scope.kind === 'everything') return true;
  return unit !== undefined && scope.roots.some((root) => unit.path.includes(root));
}

/** A schedule, its playlist, and what of it is on air. */
type Draft = {
  readonly schedule: ScheduleRecord;
  readonly playlist: Playlist;
  readonly onAir: OnAir | undefined;
};

/**
 * Among the schedules that the asker sees and `concerns` picks, those that are written but not on air
 * as they are written: drafts, and what was edited since it was published.
 * @param onAir by schedule
 */
export async function drafts(
  { store, templates }: Pick<PlannerDeps, 'store' | 'templates'>,
  scope: Scope,
  onAir: ReadonlyMap<string, OnAir>,
  concerns: (draft: Draft) => boolean,
): Promise<Candidate[]> {
  const [schedules, playlists] = await Promise.all([
    store.schedules.list(scope),
    store.playlists.list(scope),
  ]);
  const byId = new Map(playlists.map((playlist) => [playlist.id, playlist]));
  const found = schedules.flatMap((schedule): Draft[] => {
    const playlist = byId.get(schedule.playlistId);
    if (!playlist) return [];
    const draft = { schedule, playlist, onAir: onAir.get(schedule.id) };
    return concerns(draft) ? [draft] : [];
  });
  if (found.length === 0) return [];
  const items = found.flatMap(({ playlist }) => playlist.items);
  const known = await library(store, scope, { items }, templates);
  return found.map(({ schedule, playlist, onAir }) =>
    written(schedule, onAir, playlist.name, readyItems(playlist, known)),
  );
}

/** Whether publishing again could change anything on a screen. */
export function isEdited({ schedule, playlist, onAir }: Draft): boolean {
  if (!onAir) return true;
  const { id, version } = onAir.playlist;
  return id !== playlist.id || version !== playlist.version || !sameTerms(schedule, onAir);
}

/** By what they say, not by version: an edit that was taken back is none. */
export function sameTerms(a: Terms, b: Terms): boolean {
  return canonicalize(termsOf(a)) === canonicalize(termsOf(b));
}

/** What of a playlist could air today; what can't be resolved is left out. */
export function readyItems(playlist: Pick<Playlist, 'id' | 'items'>, known: Library): Item[] {
  return playlist.items.flatMap((entry) => {
    const resolution = resolveEntries({ id: playlist.id, items: [entry] }, known);
    return resolution.kind === 'items' ? resolution.items : [];
  });
}
