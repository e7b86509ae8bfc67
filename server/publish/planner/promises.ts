/** Promises of frequency and share that a plan does not keep, over all screens that they concern. */
import type { BrokenPromise } from '#shared/api/rehearsal.ts';
import type { Shortfall } from '../laid.ts';
import { dateText } from '../school-time/days.ts';
import { wallAt } from './wall.ts';

/** Screens with one programme, and what it fell short of before and falls short of after a change. */
export type Promised = {
  /** how many */
  readonly screens: number;
  readonly before: readonly Shortfall[];
  readonly after: readonly Shortfall[];
};

/** [P28] One entry a schedule and kind of promise: the worst of it, over all screens. */
export function promisesOf(groups: readonly Promised[]): BrokenPromise[] {
  const broken = new Map<string, BrokenPromise>();
  for (const { screens, before, after } of groups) {
    const kept = new Set(before.map(keyOf));
    const counted = new Set<string>();
    for (const shortfall of after) {
      const key = keyOf(shortfall);
      const { publication, per, asked, planned, day } = shortfall;
      const known = broken.get(key);
      broken.set(key, {
        scheduleId: publication.scheduleId,
        name: publication.playlist.name,
        per,
        asked: Math.round(Math.max(asked, known?.asked ?? 0)),
        planned: Math.floor(Math.min(planned, known?.planned ?? planned)),
        screens: (known?.screens ?? 0) + (counted.has(key) ? 0 : screens),
        date: earliest(known?.date ?? null, day === null ? null : dateText(day)),
        newly: (known?.newly ?? false) || !kept.has(key),
      });
      counted.add(key);
    }
  }
  return [...broken.values()].sort(
    (a, b) => Number(b.newly) - Number(a.newly) || a.name.localeCompare(b.name, 'vi'),
  );
}

/** Days and weeks that are over can't be kept or broken any more. */
export function isAhead({ day, per }: Shortfall, now: number, zone: string): boolean {
  if (per === 'hour' || day === null) return true;
  const today = wallAt(now, zone).day;
  return per === 'day' ? day >= today : day + 7 > today;
}

function keyOf({ publication, per }: Shortfall): string {
  return `${publication.scheduleId} ${per}`;
}

function earliest(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}
