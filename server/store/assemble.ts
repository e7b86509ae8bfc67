/** A Store over one database handle: the repositories, transactions, and errors in the port's words. */
import { assets } from './assets.ts';
import { audit } from './audit.ts';
import { atomically, type Database } from './database.ts';
import { inOurWords } from './errors.ts';
import { feeds } from './feeds.ts';
import { jobs } from './jobs.ts';
import { manifests } from './manifests.ts';
import { media } from './media.ts';
import { pairings } from './pairings.ts';
import { people } from './people.ts';
import { playlists } from './playlists.ts';
import { plays } from './plays.ts';
import type { Store } from './port.ts';
import { publications } from './publications.ts';
import { recalls } from './recalls.ts';
import { revision } from './revision.ts';
import { schedules } from './schedules.ts';
import { screens } from './screens.ts';
import { sessions } from './sessions.ts';
import { settings } from './settings.ts';
import { themes } from './themes.ts';
import { tokens } from './tokens.ts';
import { units } from './units.ts';

export function assembleStore(db: Database): Store {
  const { transaction, ready, close } = answering({
    transaction: <T>(work: (store: Store) => Promise<T>) =>
      atomically(db, (tx) => work(assembleStore(tx))),
    ready: async () => {
      await revision(db).current();
    },
    close: () => db.query.destroy(),
  });
  return {
    units: answering(units(db)),
    people: answering(people(db)),
    sessions: answering(sessions(db)),
    tokens: answering(tokens(db)),
    themes: answering(themes(db)),
    assets: answering(assets(db)),
    media: answering(media(db)),
    recalls: answering(recalls(db)),
    jobs: answering(jobs(db)),
    playlists: answering(playlists(db)),
    schedules: answering(schedules(db)),
    publications: answering(publications(db)),
    settings: answering(settings(db)),
    feeds: answering(feeds(db)),
    manifests: answering(manifests(db)),
    revision: answering(revision(db)),
    screens: answering(screens(db)),
    pairings: answering(pairings(db)),
    plays: answering(plays(db)),
    audit: answering(audit(db)),
    transaction,
    ready,
    close,
  };
}

/** The same methods, whose errors are the port's instead of the driver's. */
function answering<T extends object>(methods: T): T {
  return Object.fromEntries(
    Object.entries(methods).map(([name, method]) => [
      name,
      async (...given: unknown[]) => {
        try {
          return await method(...given);
        } catch (error) {
          throw inOurWords(error);
        }
      },
    ]),
  ) as T;
}
