/**
 * A publication as the compiler takes it: without the items that may no longer be shown, and with a
 * key that says which those were. Publications never change; what they show may be recalled.
 */
import type { Publication } from '#server/store/port.ts';
import { isAllowed } from '#shared/domain/web.ts';
import { mediaOf } from '#shared/frame/items.ts';
import type { Item, MediaInfo } from '#shared/frame/manifest.ts';

export type OnAir = Pick<
  Publication,
  | 'id'
  | 'scheduleId'
  | 'unitId'
  | 'audience'
  | 'when'
  | 'mode'
  | 'priority'
  | 'secondsPerHour'
  | 'frequency'
  | 'sound'
  | 'playlist'
  | 'onAirSince'
> & {
  /** equal for equal input to the compiler */
  readonly key: string;
  readonly items: readonly Item[];
};

/** What is known about the things that publications show. */
export type Shown = {
  /** ids of the assets that are there and approved */
  readonly approved: { has(id: string): boolean };
  readonly media: ReadonlyMap<string, MediaInfo>;
  /** whose pages may be shown */
  readonly origins: ReadonlySet<string>;
};

/**
 * [P8] An item airs while each asset that it shows is approved, each medium is there, and the site of a
 * page is allowed.
 */
export function onAir(publication: Publication, { approved, media, origins }: Shown): OnAir {
  const out: number[] = [];
  const items = publication.items.filter((item, i) => {
    const shown = publication.assets[i] ?? [];
    const airs =
      shown.every((id) => approved.has(id)) &&
      mediaOf(item).every((h) => media.has(h)) &&
      (item.kind !== 'web' || isAllowed(origins, item.url));
    if (!airs) out.push(i);
    return airs;
  });
  const { id, scheduleId, unitId, audience, when, mode, priority } = publication;
  const { secondsPerHour, frequency, sound, playlist, onAirSince } = publication;
  const key = out.length === 0 ? id : `${id}-${out.join('-')}`;
  return {
    ...{ id, scheduleId, unitId, audience, when, mode, priority },
    ...{ secondsPerHour, frequency, sound, playlist, onAirSince, key, items },
  };
}

/** The order in which publications follow one another in a shared loop: the first on air first. */
export function playingOrder(a: OnAir, b: OnAir): number {
  return a.onAirSince - b.onAirSince || (a.id < b.id ? -1 : 1);
}
