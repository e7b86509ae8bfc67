/**
 * What `GET /api/events` tells a console that is open: server-sent events named `update`, each one of
 * these. Updates are gathered, so several changes of one thing arrive as its newest state. An event
 * may be missed while the connection is down: the first `update` after (re)connecting says so by
 * `fresh`, and the console then loads anew what it shows.
 */
import { z } from 'zod';
import { Instant } from '../frame/manifest.ts';
import { AssetKind, AssetState, Id, Screen } from './resources.ts';

export const ConsoleUpdate = z.object({
  /** the server's time when it was sent */
  at: Instant,
  fresh: z.boolean(),
  /** screens that came, went, or said something new */
  screens: z.array(Screen),
  removedScreens: z.array(Id),
  /** files being processed */
  assets: z.array(
    z.object({
      id: Id,
      unitId: Id,
      state: AssetState,
      progress: z.number().min(0).max(1),
      kind: AssetKind.nullable(),
    }),
  ),
  /** what waits, when it may have changed; null: the viewer may not see the library */
  counts: z
    .object({
      waiting: z.int().nonnegative(),
      processing: z.int().nonnegative(),
      ready: z.int().nonnegative(),
      failed: z.int().nonnegative(),
    })
    .nullable(),
  /** something about the programmes changed: schedules, units, decisions */
  programme: z.boolean(),
});
export type ConsoleUpdate = z.infer<typeof ConsoleUpdate>;
