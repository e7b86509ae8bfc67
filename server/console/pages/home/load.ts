/** The office's desk: which screens run, what they show, and what waits for somebody. */

import { presentAsset } from '#server/routes/present/asset.ts';
import { presentSchedules } from '#server/routes/present/schedule.ts';
import { presentScreen } from '#server/routes/present/screen.ts';
import type { Asset } from '#shared/api/resources.ts';
import type { Action } from '#shared/domain/roles.ts';
import type { Loaded, PageContext } from '../../page.ts';
import { type ScreenRow, screenRow } from '../../screen-rows.ts';
import { type UnitRow, unitRows, zoneOf } from '../../unit-facts.ts';
import { SHOWN } from './shown.ts';

export type Unpublished = {
  readonly id: string;
  readonly name: string;
  readonly state: 'draft' | 'outdated';
  readonly updatedAt: number;
};

export type HomeData = {
  readonly name: string;
  readonly now: number;
  readonly zone: string;
  readonly units: readonly UnitRow[];
  readonly screens: readonly ScreenRow[];
  readonly waiting: readonly Asset[];
  readonly waitingCount: number;
  readonly failed: readonly Asset[];
  readonly unpublished: readonly Unpublished[];
  readonly may: {
    readonly decide: boolean;
    readonly upload: boolean;
    readonly edit: boolean;
    readonly schedule: boolean;
    readonly pair: boolean;
  };
};

export async function load(context: PageContext): Promise<Loaded<HomeData>> {
  const { deps, viewer, locale, now } = context;
  const { store, hub } = deps;
  const scope = (action: Action) => viewer.scope(action);
  const [units, screens, waiting, failed, counts, unpublished] = await Promise.all([
    store.units.list(scope('unit.read')),
    store.screens.list(scope('screen.read')),
    store.assets.list(
      scope('asset.decide'),
      { decision: 'waiting', state: 'ready' },
      { limit: SHOWN },
    ),
    store.assets.list(scope('asset.edit'), { state: 'failed' }, { limit: SHOWN }),
    store.assets.counts(scope('asset.decide')),
    notOnAir(context),
  ]);
  return {
    title: context.words.common.place.home,
    data: {
      name: viewer.person.name,
      now,
      zone: zoneOf(units, viewer.person.roles[0]?.unitId ?? null),
      units: unitRows(units),
      screens: screens.map((screen) => screenRow(presentScreen(screen, hub, now))),
      waiting: waiting.map((asset) => presentAsset(asset, locale)),
      waitingCount: counts.waiting,
      failed: failed.map((asset) => presentAsset(asset, locale)),
      unpublished,
      may: {
        decide: viewer.mayAnywhere('asset.decide'),
        upload: viewer.mayAnywhere('asset.upload'),
        edit: viewer.mayAnywhere('playlist.edit'),
        schedule: viewer.mayAnywhere('schedule.edit'),
        pair: viewer.mayAnywhere('screen.manage'),
      },
    },
  };
}

/** Schedules that somebody began and did not put on air, or edited since: easily forgotten. */
async function notOnAir({ deps, viewer }: PageContext): Promise<Unpublished[]> {
  const { store } = deps;
  const scopes = { scope: viewer.scope('schedule.read'), playlists: viewer.scope('playlist.read') };
  const mine = await store.schedules.list(viewer.scope('schedule.edit'));
  const schedules = await presentSchedules(store, scopes, mine);
  const playlists = await store.playlists.list(scopes.playlists);
  const names = new Map(playlists.map(({ id, name }) => [id, name]));
  return schedules
    .filter(({ published }) => published === null || published.outdated)
    .sort((a, b) => b.updatedAt - a.updatedAt)
    .slice(0, SHOWN)
    .map(({ id, playlistId, published, updatedAt }) => ({
      id,
      name: names.get(playlistId) ?? '',
      state: published === null ? 'draft' : 'outdated',
      updatedAt,
    }));
}
