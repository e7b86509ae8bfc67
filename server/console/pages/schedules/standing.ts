/** Where a schedule stands at one instant: what the list is ordered by and what its pill says. */

/** What `standingOf` needs to know of the coming week; made by `server/publish/windows`. */
export type Window = { readonly start: number; readonly end: number };

export type Standing =
  /** `until` null: for longer than anybody looked ahead */
  | { readonly kind: 'onAir'; readonly until: number | null }
  | { readonly kind: 'coming'; readonly at: number }
  /** published, but its last hour has passed */
  | { readonly kind: 'ended' }
  | { readonly kind: 'draft' };

export const standings = [
  'onAir',
  'coming',
  'draft',
  'ended',
] as const satisfies readonly Standing['kind'][];

/**
 * @param windows sorted by start, from before `now` at least until the next window begins
 * @param horizon how far they were looked for: a window that reaches it may well go on
 */
export function standingOf(
  published: boolean,
  windows: readonly Window[],
  now: number,
  horizon: number,
): Standing {
  if (!published) return { kind: 'draft' };
  const next = windows.find((window) => window.end > now);
  if (next === undefined) return { kind: 'ended' };
  if (next.start > now) return { kind: 'coming', at: next.start };
  return { kind: 'onAir', until: next.end < horizon ? next.end : null };
}
