/** Turns a person with all their roles into a Viewer: the one place where roles become rights. */
import { Person } from '#shared/api/resources.ts';
import { type Action, roleAllows } from '#shared/domain/roles.ts';
import { below } from './scope.ts';
import type { Viewer } from './viewer.ts';

export function viewerOf(person: Person): Viewer {
  const rootsOf = (action: Action) =>
    person.roles.filter(({ role }) => roleAllows(role, action)).map(({ unitId }) => unitId);
  return {
    // parsed, so that what a record holds beyond a Person (its password hash) goes no further
    person: Person.parse(person),
    locale: person.locale,
    scope: (action) => below(rootsOf(action)),
    may: (action, unitPath) => {
      const roots = new Set(rootsOf(action));
      return unitPath.some((unitId) => roots.has(unitId));
    },
    mayAnywhere: (action) => rootsOf(action).length > 0,
  };
}
