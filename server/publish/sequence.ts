/**
 * The sequence of an assignment: it only grows, so that an old programme can't be replayed, and it
 * never names two manifests. Pure.
 */

/** What a screen was last told, as far as is known; sequence 0: nothing yet. */
export type Told = { readonly manifest: string | null; readonly sequence: number };

/** [P9] The same programme keeps its sequence; another one takes a higher one, at least `revision`. */
export function sequenceFor(told: Told, manifest: string, revision: number): number {
  if (told.manifest === manifest && told.sequence > 0) return told.sequence;
  return Math.max(revision, told.sequence + 1);
}
