/** What was approved once and may be shown no more, as manifests of a week list it. [P30] */
import { hash } from 'node:crypto';
import type { Sha256 } from '#shared/frame/manifest.ts';
import type { Interval } from './interval.ts';

export type Recall = { readonly sha256: Sha256; readonly at: number };

export type Recalled = {
  /** equal for equal lists */
  readonly key: string;
  /** sorted */
  readonly media: readonly Sha256[];
};

export const nothingRecalled: Recalled = { key: '', media: [] };

/** By then every screen has heard of it, or is none any more; and manifests do not grow for good. */
export const RECALLED_FOR = 60 * 86_400_000;

/** No list of a week that is still to be made reaches back further: its week began at most seven days
 * ago, and an hour more where clocks are changed; a day is given on top. */
export const FORGOTTEN_AFTER: number = RECALLED_FOR + 8 * 86_400_000;

/** Those of a week, counted from its beginning: the days of a week have one list. */
export function recalledIn({ start }: Interval, recalls: readonly Recall[]): Recalled {
  const media = recalls.flatMap(({ sha256, at }) => (at >= start - RECALLED_FOR ? [sha256] : []));
  if (media.length === 0) return nothingRecalled;
  media.sort();
  return { key: hash('sha256', media.join(), 'base64url'), media };
}
