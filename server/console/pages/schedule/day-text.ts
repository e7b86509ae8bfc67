/** A calendar date in words, with its weekday: `T2 23/11/2026`. Pure; no zone has a say in it. */
import { dayNumber, weekday } from '#server/publish/school-time/days.ts';
import type { Words } from '../../locales/words.ts';

export function dayText(words: Words, date: string): string {
  const [year, month, day] = date.split('-');
  return `${words.schedules.dayShort(weekday(dayNumber(date)))} ${day}/${month}/${year}`;
}
