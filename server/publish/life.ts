/**
 * How long an item lives: the hull of the time in which its publication may be on air. A screen that
 * does not know the time well goes by that alone. It follows from the schedule and the zone, not from
 * calendars and timetables, so that schools with different ones share their items. [P29]
 */
import { Temporal } from 'temporal-polyfill';
import type { When } from '#shared/domain/when.ts';
import type { Item, Life } from '#shared/frame/manifest.ts';
import type { OnAir } from './on-air.ts';
import { DAY } from './school-time/days.ts';
import { wallTime } from './windows/times.ts';

export const ageless: Life = { from: 0, until: null };

/**
 * @param monday of the manifest's week: what may have been on air before it is under no embargo any
 * more, because whoever holds the manifest got it later than that
 */
export function lifeOf(
  { when, mode }: Pick<OnAir, 'when' | 'mode'>,
  zone: string,
  monday: string,
): Life {
  const { start, end } = hullOfDay(when);
  const from = when.from < monday ? 0 : instant(when.from, start, zone, 'earlier');
  if (when.until === null) return from === 0 ? ageless : { from, until: null };
  // [P17] what airs once is played to its end, and may have to wait for others of its kind
  const after = mode === 'once' ? DAY : 0;
  return { from, until: instant(when.until, end + after, zone, 'later') };
}

/** From the first of a day's times to the end of the last; a period may be at any time of the day. */
function hullOfDay({ hours, periods }: When) {
  const times = hours.map(wallTime);
  if (periods.length > 0) times.push({ start: 0, end: DAY });
  return {
    start: Math.min(...times.map(({ start }) => start)),
    end: Math.max(...times.map(({ end }) => end)),
  };
}

/** @param clocks which of two instants, where clocks are put back or forward */
function instant(date: string, ms: number, zone: string, clocks: 'earlier' | 'later'): number {
  return Temporal.PlainDate.from(date)
    .toPlainDateTime()
    .add({ milliseconds: ms })
    .toZonedDateTime(zone, { disambiguation: clocks }).epochMilliseconds;
}

const aged = new WeakMap<readonly Item[], Map<string, readonly Item[]>>();

/** The items with this life; the same list for the same items and life. */
export function living(items: readonly Item[], life: Life): readonly Item[] {
  const key = lifeKey(life);
  let byLife = aged.get(items);
  if (!byLife) {
    byLife = new Map();
    aged.set(items, byLife);
  }
  let its = byLife.get(key);
  if (!its) {
    const already = items.every((item) => lifeKey(item.life) === key);
    its = already ? items : items.map((item) => ({ ...item, life }));
    byLife.set(key, its);
  }
  return its;
}

export function lifeKey({ from, until }: Life): string {
  return `${from}-${until ?? ''}`;
}
