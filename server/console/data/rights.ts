/**
 * Where the viewer may do something, as it travels to the browser. It decides which buttons are
 * drawn and nothing else: the server asks again at every request.
 */
import type { Scope } from '#server/access/scope.ts';

/** 'everywhere', or the units at whose subtrees it is allowed */
export type Right = 'everywhere' | readonly string[];

export function rightOf(scope: Scope): Right {
  return scope.kind === 'everything' ? 'everywhere' : scope.roots;
}

/** @param unitPath ids from the root down to the unit itself */
export function allows(right: Right, unitPath: readonly string[]): boolean {
  return right === 'everywhere' || right.some((root) => unitPath.includes(root));
}
