/** The starter's playlists and schedules, made where an interrupted start has not made them yet. */
import { isDeepStrictEqual } from 'node:util';
import type { Starter } from '#playlists/starter/load.ts';
import { everything } from '#server/access/scope.ts';
import type { Now } from '#server/deps.ts';
import type { Store } from '#server/store/port.ts';
import {
  type PlaylistEntry,
  plainManner,
  type ScheduleInput,
  type Unit,
} from '#shared/api/resources.ts';
import { created } from './created.ts';

type Deps = { readonly store: Store; readonly now: Now; readonly newId: () => string };

/** Answers the schedules that are still to be published. */
export async function makeProgramme(
  { store, now, newId }: Deps,
  starter: Starter,
  units: ReadonlyMap<string, Unit>,
  clips: ReadonlyMap<string, string>,
): Promise<string[]> {
  return store.transaction(async (tx) => {
    const playlists = new Map<string, string>();
    const there = await tx.playlists.list(everything);
    for (const { slug, unit, name, themes, items } of starter.playlists) {
      const unitId = units.get(unit)!.id;
      const found = there.find((playlist) => playlist.unitId === unitId && playlist.name === name);
      const id = found?.id ?? newId();
      playlists.set(slug, id);
      if (found) continue;
      const entries = items.flatMap((item) => entryOf(item, newId(), clips));
      const wanted = { unitId, name, themes, items: entries };
      await tx.playlists.insert(everything, {
        ...wanted,
        id,
        version: 1,
        updatedAt: now(),
        updatedBy: null,
      });
      await tx.audit.add(created('playlist', { id, name }, unitId, wanted, { now, newId }));
    }

    const airing = await tx.schedules.list(everything);
    const unpublished: string[] = [];
    for (const planned of starter.schedules) {
      const { playlist, unit, audience, when, priority, frequency, publish } = planned;
      const unitId = units.get(unit)!.id;
      const playlistId = playlists.get(playlist)!;
      const wanted = {
        unitId,
        playlistId,
        audience: { ...audience, units: audience.units.map((slug) => units.get(slug)!.id) },
        when,
        ...plainManner,
        priority,
        frequency,
      };
      const found = airing.find((one) => sameSchedule(one, wanted));
      const id = found?.id ?? newId();
      if (!found) {
        const schedule = { ...wanted, id, version: 1, updatedAt: now(), publicationId: null };
        await tx.schedules.insert(everything, schedule);
        const { name } = starter.playlists.find(({ slug }) => slug === playlist)!;
        await tx.audit.add(created('schedule', { id, name }, unitId, wanted, { now, newId }));
      }
      if (publish && !found?.publicationId) unpublished.push(id);
    }
    return unpublished;
  });
}

/**
 * Whether a schedule is one that an interrupted start has made. That may have been on another day, so
 * the dates, which count from the first start, don't tell them apart.
 */
function sameSchedule(one: Planned, other: Planned): boolean {
  const key = ({ unitId, playlistId, audience, when, priority, frequency }: Planned) => {
    const { from: _, until: __, ...recurring } = when;
    return { unitId, playlistId, audience, priority, frequency, recurring };
  };
  return isDeepStrictEqual(key(one), key(other));
}

type Planned = Pick<
  ScheduleInput,
  'unitId' | 'playlistId' | 'audience' | 'when' | 'priority' | 'frequency'
>;

function entryOf(
  item: Starter['playlists'][number]['items'][number],
  id: string,
  clips: ReadonlyMap<string, string>,
): PlaylistEntry[] {
  const shared = item.seconds === undefined ? { id } : { id, ms: Math.round(item.seconds * 1000) };
  if ('clip' in item) {
    const assetId = clips.get(item.clip);
    return assetId ? [{ ...shared, assetId, fit: 'contain', volume: 100 }] : [];
  }
  if ('slide' in item) return [{ ...shared, slide: { template: item.slide, data: item.data } }];
  return [{ ...shared, ticker: { text: item.ticker } }];
}
