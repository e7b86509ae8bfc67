/** [C4] [C5] Whether the time has come to fetch a file: in the unit's hours, or because it airs soon. */
import type { Sha256 } from '#shared/frame/manifest.ts';
import { type DownloadHours, isOpen, lookAgainAt, newsLateBy, SOON_MS } from './download-hours.ts';
import type { Wanted } from './needs.ts';

export interface FetchTimes {
  follow(hours: DownloadHours): void;
  /** these are wanted, and no others */
  hear(files: readonly Wanted[]): void;
  isSoon(file: Wanted): boolean;
  isTime(file: Wanted): boolean;
  /** how long none of these, whose time has not come, may come to it, ms */
  calmFor(waiting: readonly Wanted[]): number;
}

export function createFetchTimes(now: () => number): FetchTimes {
  let hours: DownloadHours = { windows: [], jitterMs: 0, zone: 'UTC', screen: '' };
  /** when each file was first heard of */
  const heard = new Map<Sha256, number>();

  const spreadUntil = ({ sha256 }: Wanted, t: number) =>
    (heard.get(sha256) ?? t) + newsLateBy(hours);
  const isSoon = ({ due }: Wanted) => due - now() <= SOON_MS;

  return {
    follow(next) {
      hours = next;
    },
    hear(files) {
      const wanted = new Set(files.map(({ sha256 }) => sha256));
      for (const sha256 of heard.keys()) if (!wanted.has(sha256)) heard.delete(sha256);
      for (const sha256 of wanted) if (!heard.has(sha256)) heard.set(sha256, now());
    },
    isSoon,
    isTime(file) {
      const t = now();
      return isSoon(file) || (isOpen(hours, t) && t >= spreadUntil(file, t));
    },
    calmFor(waiting) {
      const t = now();
      const instants = waiting.flatMap((file) => [file.due - SOON_MS, spreadUntil(file, t)]);
      if (waiting.length > 0) instants.push(lookAgainAt(hours, t));
      const next = Math.min(...instants.filter((instant) => instant > t));
      return Math.ceil(next - t);
    },
  };
}
