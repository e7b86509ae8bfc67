/** Puts the parts of publishing together: what `main.ts` and the benchmarks start. */
import type { Logger } from 'pino';
import { templates } from '#playlists/templates/index.ts';
import type { Bus } from '#server/bus/port.ts';
import type { Now } from '#server/deps.ts';
import type { Store } from '#server/store/port.ts';
import { keepPictures } from './picture.ts';
import { createPlanner } from './planner/planner.ts';
import type { Planner, Programmes, Publisher } from './port.ts';
import { createProfiles, type Profiles } from './profile.ts';
import { createProgrammes } from './programmes.ts';
import { createPublisher } from './publisher.ts';
import { startWeekRoll } from './week-roll.ts';

export type PublishingDeps = {
  readonly store: Store;
  readonly bus: Bus;
  readonly now: Now;
  readonly newId: () => string;
  /** 0 to 1; spreads the week's turn */
  readonly random: () => number;
  /** whether a screen is connected; the hub is made later, so this is asked when it matters */
  readonly online: (screenId: string) => boolean;
  readonly log: Logger;
};

export type Publishing = {
  readonly programmes: Programmes;
  readonly publisher: Publisher;
  readonly planner: Planner;
  readonly profiles: Profiles;
  stop(): void;
};

export async function startPublishing(deps: PublishingDeps): Promise<Publishing> {
  const { store, bus } = deps;
  // [P9] What was handed out just before a crash may not have been noted: start above it.
  await store.revision.next();
  const pictures = keepPictures(store, bus);
  const week = startWeekRoll({ ...deps, pictures });
  return {
    programmes: createProgrammes({ ...deps, pictures }),
    publisher: createPublisher({ ...deps, pictures, templates }),
    planner: createPlanner({ ...deps, pictures, templates }),
    profiles: createProfiles(pictures),
    stop: () => {
      week.stop();
      pictures.stop();
    },
  };
}
