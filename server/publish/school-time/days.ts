/** Days as numbers, and how they are written. The wall calendar knows no zones. */
import type { DayNumber } from './school-time.ts';

export const DAY = 86_400_000;

/** `2026-11-20` as a number. */
export function dayNumber(date: string): DayNumber {
  return Date.parse(`${date}T00:00:00Z`) / DAY;
}

export function dateText(day: DayNumber): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/** ISO weekday, Monday 1 to Sunday 7; day 0, the first of January 1970, was a Thursday. */
export function weekday(day: DayNumber): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

export function yearOf(day: DayNumber): number {
  return new Date(day * DAY).getUTCFullYear();
}

/** `2026, 1` is the first of January; null for a date that the month does not have. */
export function solarDay(year: number, month: number, day: number): DayNumber | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 ? date.getTime() / DAY : null;
}

/** `07:15` in ms since midnight; `24:00` is the end of the day. */
export function sinceMidnight(time: string): number {
  const [hours, minutes] = time.split(':').map(Number);
  return (hours! * 60 + minutes!) * 60_000;
}
