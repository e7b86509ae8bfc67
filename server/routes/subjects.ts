/** What a path's `{id}` can name: how it is found within a scope, and what it takes to see it. */
import type { Scope } from '#server/access/scope.ts';
import type { Store } from '#server/store/port.ts';
import type { Action } from '#shared/domain/roles.ts';

type Finder<T> = {
  /** who may do this sees the subject: to others it does not exist */
  readonly read: Action;
  find(store: Store, scope: Scope, id: string): Promise<T | null>;
};

const finder = <T>(read: Action, find: Finder<T>['find']): Finder<T> => ({ read, find });

export const subjects = {
  unit: finder('unit.read', (store, scope, id) => store.units.get(scope, id)),
  person: finder('person.read', (store, scope, id) => store.people.get(scope, id)),
  asset: finder('asset.read', (store, scope, id) => store.assets.get(scope, id)),
  playlist: finder('playlist.read', (store, scope, id) => store.playlists.get(scope, id)),
  schedule: finder('schedule.read', (store, scope, id) => store.schedules.get(scope, id)),
  feed: finder('schedule.read', (store, scope, id) => store.feeds.get(scope, id)),
  screen: finder('screen.read', (store, scope, id) => store.screens.get(scope, id)),
} as const;

export type SubjectKind = keyof typeof subjects;
export type SubjectOf<K extends SubjectKind> =
  (typeof subjects)[K] extends Finder<infer T> ? T : never;
