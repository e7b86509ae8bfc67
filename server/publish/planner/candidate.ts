/**
 * A schedule as somebody who asks about a programme sees it: as published, or as it is written. What
 * planner's parts reason about; made from a publication or a draft.
 */
import type { ScheduleRecord } from '#server/store/port.ts';
import { trackOf } from '#shared/frame/items.ts';
import type { Item, Track } from '#shared/frame/manifest.ts';
import { tracks } from '#shared/frame/manifest.ts';
import type { OnAir } from '../on-air.ts';

/** What a schedule and a publication of it have in common. */
export type Terms = Pick<
  ScheduleRecord,
  'unitId' | 'audience' | 'when' | 'mode' | 'priority' | 'secondsPerHour' | 'frequency' | 'sound'
>;

export type Candidate = Terms & {
  readonly scheduleId: string;
  /** what of it is on air; of an edited schedule too */
  readonly publicationId: string | null;
  /** its playlist's */
  readonly name: string;
  /** onAir: as published; draft: never published, or withdrawn; edited: as it would be if published */
  readonly state: 'onAir' | 'draft' | 'edited';
  /** ids of its items, by the track that they play on */
  readonly items: ItemIds;
  /** those of them that may be shown [P8] */
  readonly airable: ItemIds;
  /** when it came on air; Infinity: it has not */
  readonly since: number;
};

export type ItemIds = { readonly [T in Track]: ReadonlySet<string> };

export function itemIds(items: readonly Item[]): ItemIds {
  const of = (track: Track) =>
    new Set(items.filter((item) => trackOf(item) === track).map(({ id }) => id));
  return { main: of('main'), ticker: of('ticker'), audio: of('audio'), voice: of('voice') };
}

/** @param all its items before those were left out that may no longer be shown */
export function published(onAir: OnAir, all: readonly Item[] = onAir.items): Candidate {
  return {
    ...termsOf(onAir),
    scheduleId: onAir.scheduleId,
    publicationId: onAir.id,
    name: onAir.playlist.name,
    state: 'onAir',
    items: itemIds(all),
    airable: itemIds(onAir.items),
    since: onAir.onAirSince,
  };
}

/** A schedule as it is written. @param onAir what of it is on air */
export function written(
  schedule: ScheduleRecord,
  onAir: Pick<OnAir, 'id'> | undefined,
  name: string,
  items: readonly Item[],
): Candidate {
  const ids = itemIds(items);
  return {
    ...termsOf(schedule),
    scheduleId: schedule.id,
    publicationId: onAir?.id ?? null,
    name,
    state: onAir ? 'edited' : 'draft',
    items: ids,
    airable: ids,
    since: Number.POSITIVE_INFINITY,
  };
}

export function termsOf(from: Terms): Terms {
  const { unitId, audience, when, mode, priority, secondsPerHour, frequency, sound } = from;
  return { unitId, audience, when, mode, priority, secondsPerHour, frequency, sound };
}

/** The tracks on which it competes: a takeover for all of them. [P5] [P16] */
export function competesOn({ mode, airable }: Candidate): readonly Track[] {
  if (mode === 'takeover') return tracks.some((t) => airable[t].size > 0) ? tracks : [];
  return tracks.filter((track) => airable[track].size > 0);
}
