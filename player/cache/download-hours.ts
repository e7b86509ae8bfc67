/**
 * When media are fetched: in the hours that the unit sets, by the wall clock of the building, and
 * spread over the screens so that a school's line is not asked by all of them in one moment. Pure.
 */
import type { Hours } from '#shared/domain/when.ts';

export type DownloadHours = {
  /** empty: at any time */
  readonly windows: readonly Hours[];
  /** each screen begins up to so much later than the window, or than it heard of a file */
  readonly jitterMs: number;
  readonly zone: string;
  /** the screen's id, from which its share of the jitter follows */
  readonly screen: string;
};

/** [C5] What airs within this time is fetched whatever the hour. */
export const SOON_MS = 60 * 60_000;

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** A changed clock is noticed at least so often. */
const LOOK_AGAIN_MS = 15 * MINUTE;

/** [C4] Whether the hour is one in which this screen fetches. */
export function isOpen(hours: DownloadHours, t: number): boolean {
  if (hours.windows.length === 0) return true;
  const now = wallClock(hours.zone, t);
  return hours.windows.some((window) => {
    const since = modulo(now - minutesOf(window.start) * MINUTE);
    return since >= lateBy(hours, window) && since < lengthOf(window);
  });
}

/** When `isOpen` may answer differently; never far off, since wall clocks are put forward and back. */
export function lookAgainAt(hours: DownloadHours, t: number): number {
  const now = wallClock(hours.zone, t);
  const edges = hours.windows.flatMap((window) => {
    const start = minutesOf(window.start) * MINUTE;
    return [start + lateBy(hours, window), start + lengthOf(window)];
  });
  return t + Math.min(LOOK_AGAIN_MS, ...edges.map((edge) => modulo(edge - now) || DAY));
}

/** [C4] By how much this screen is behind the news of a file that was heard at `t`. */
export function newsLateBy({ jitterMs, screen }: DownloadHours): number {
  return Math.floor(jitterMs * shareOf(`${screen} news`));
}

/** At most half of the window: the rest is for fetching. */
function lateBy({ jitterMs, screen }: DownloadHours, window: Hours): number {
  return Math.floor(
    Math.min(jitterMs, lengthOf(window) / 2) * shareOf(`${screen} ${window.start}`),
  );
}

/** ms that the wall clock shows since midnight */
function wallClock(zone: string, t: number): number {
  let format = formats.get(zone);
  if (!format) {
    const parts = { hour: 'numeric', minute: 'numeric', second: 'numeric' } as const;
    format = new Intl.DateTimeFormat('en', { ...parts, timeZone: zone, hourCycle: 'h23' });
    formats.set(zone, format);
  }
  const of: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(t)) of[type] = Number(value);
  return ((of.hour! * 60 + of.minute!) * 60 + of.second!) * 1000 + (t % 1000);
}
const formats = new Map<string, Intl.DateTimeFormat>();

function lengthOf({ start, end }: Hours): number {
  return modulo((minutesOf(end) - minutesOf(start)) * MINUTE) || DAY;
}

function minutesOf(time: string): number {
  const [hours, minutes] = time.split(':').map(Number);
  return hours! * 60 + minutes!;
}

function modulo(ms: number): number {
  return ((ms % DAY) + DAY) % DAY;
}

/** A number in [0, 1) that is always the same for a text and spread evenly over texts (FNV-1a, mixed). */
function shareOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
