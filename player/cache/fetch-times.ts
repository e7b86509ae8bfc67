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

/** `now`: server time; `monotonic`: ms that do not jump when that becomes known. */
export function createFetchTimes(now: () => number, monotonic: () => number): FetchTimes {
  let hours: DownloadHours = { windows: [], jitterMs: 0, zone: 'UTC', screen: '' };
  /** when each file was first heard of, monotonic */
  const heard = new Map<Sha256, number>();

  /** ms of its share of the jitter that are left */
  const waitOf = ({ sha256 }: Wanted) => {
    const at = monotonic();
    return (heard.get(sha256) ?? at) + newsLateBy(hours) - at;
  };
  const isSoon = ({ due }: Wanted) => due - now() <= SOON_MS;

  return {
    follow(next) {
      hours = next;
    },
    hear(files) {
      const wanted = new Set(files.map(({ sha256 }) => sha256));
      for (const sha256 of heard.keys()) if (!wanted.has(sha256)) heard.delete(sha256);
      for (const sha256 of wanted) if (!heard.has(sha256)) heard.set(sha256, monotonic());
    },
    isSoon,
    isTime(file) {
      return isSoon(file) || (isOpen(hours, now()) && waitOf(file) <= 0);
    },
    calmFor(waiting) {
      const t = now();
      const instants = waiting.flatMap((file) => [file.due - SOON_MS, t + waitOf(file)]);
      if (waiting.length > 0) instants.push(lookAgainAt(hours, t));
      const next = Math.min(...instants.filter((instant) => instant > t));
      return Math.ceil(next - t);
    },
  };
}
