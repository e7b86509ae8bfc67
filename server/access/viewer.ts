/**
 * Who is asking. Made once a request by the access middleware from the session cookie or bearer
 * token, and handed to routes and pages: nobody else looks at roles.
 */
import type { Person } from '#shared/api/resources.ts';
import type { Action } from '#shared/domain/roles.ts';
import type { Scope } from './scope.ts';

export interface Viewer {
  readonly person: Person;
  readonly locale: 'vi' | 'en';
  /** the units below which this person may do `action` */
  scope(action: Action): Scope;
  /** whether `action` is allowed on a unit with this path (root first, the unit itself last) */
  may(action: Action, unitPath: readonly string[]): boolean;
  /** whether there is any unit at which `action` is allowed; decides which menus are drawn */
  mayAnywhere(action: Action): boolean;
}
