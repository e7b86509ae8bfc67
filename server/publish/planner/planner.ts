/** The planner: looks at programmes, ahead, back and into the reasons, and changes none. */
import { library } from '../edition.ts';
import type { Planner } from '../port.ts';
import { type Asking, type PlannerDeps, pictureWith } from './asking.ts';
import { readyItems, within } from './candidates.ts';
import { createCompositions } from './compositions.ts';
import { explainScreen } from './explaining.ts';
import { programmeAt, screenAt } from './programme-at.ts';
import { rehearsed } from './rehearse.ts';
import { unmetBy } from './unmet.ts';
import { warnedOf } from './warned.ts';
import { windowsAt } from './windows-at.ts';

export type { PlannerDeps };

/** 2200-01-01: no schedule looks further ahead */
const END_OF_PLANS = Date.UTC(2200, 0, 1);
const inReach = (t: number) => t >= 0 && t < END_OF_PLANS;

export function createPlanner(deps: PlannerDeps): Planner {
  const asking: Asking = { ...deps, compositions: createCompositions() };
  const { store, pictures, templates, now } = asking;
  /** One look has one now: a clock that is read again half-way makes the present past. */
  const looking = (t: number | null) => {
    const instant = now();
    return { t: t ?? instant, asking: { ...asking, now: () => instant } };
  };
  return {
    async explain(scope, screenId, when) {
      const { t, asking } = looking(when);
      return inReach(t) ? explainScreen(asking, scope, screenId, t) : null;
    },

    rehearse: (scope, scheduleId) => rehearsed(looking(null).asking, scope, scheduleId),

    unmet: (scheduleId) => unmetBy(looking(null).asking, scheduleId),

    async warnings(scope, schedule) {
      const { unitId, playlistId } = schedule;
      const picture = await pictureWith(pictures, ({ units }) => units.has(unitId));
      if (!within(scope, picture.units.get(unitId))) return [];
      const playlist = await store.playlists.get(scope, playlistId);
      const items = playlist
        ? readyItems(playlist, await library(store, scope, playlist, templates))
        : [];
      // Which schedule it is, if any, isn't said: what airs the same playlist for the unit is it.
      const isSelf = (each: { unitId: string; playlist: { id: string } }) =>
        each.unitId === unitId && each.playlist.id === playlistId;
      return warnedOf(picture, schedule, { items, isSelf }, now());
    },

    windows: (scope, where, { from, to }) =>
      windowsAt(asking, scope, where, { start: from, end: to }),

    async manifestAt(scope, screenId, when) {
      const { t, asking } = looking(when);
      const at = inReach(t) ? await screenAt(asking, scope, screenId) : null;
      return at && programmeAt(asking, scope, at, t);
    },
  };
}
