/**
 * How far somebody sees. A scope is a set of subtrees of the unit tree; the store takes one as the
 * first argument of every read and every change of what belongs to a unit, and answers as if nothing
 * outside existed. Only this folder and the entry file make scopes, so that no handler can widen one.
 */

declare const made: unique symbol;

export type Scope =
  | { readonly kind: 'everything'; readonly [made]: true }
  | { readonly kind: 'below'; readonly roots: readonly string[]; readonly [made]: true };

/** The whole province: for the system's own work (compiling, jobs), never for a person's request. */
export const everything = { kind: 'everything' } as Scope;

/** The subtrees of `roots` (unit ids), roots included. No roots: nothing at all. */
export function below(roots: readonly string[]): Scope {
  return { kind: 'below', roots: [...new Set(roots)].sort() } as unknown as Scope;
}
