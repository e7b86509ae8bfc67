/** How people say an instant next to another one: by the clock on the same day, else with its day. */
import type { Locale } from '#shared/api/problems.ts';
import { isoDate, time, timeWithSeconds } from '../../locales/formats.ts';
import type { Words } from '../../locales/words.ts';
import { dayAndMonth, spoken, weekdayOf } from '../week/clock-time.ts';

/** @returns `lúc 9:20`, `lúc 9:20:15` within the hour, `thứ Ba 24/11 lúc 9:20` on another day */
export function near(
  words: Words,
  locale: Locale,
  zone: string,
  to: number,
): (at: number) => string {
  const today = isoDate(zone, to);
  return (at) => {
    const date = isoDate(zone, at);
    if (date !== today) {
      const day = words.week.dayHead(words.schedules.day(weekdayOf(date)), dayAndMonth(date));
      return words.why.dayAt(day, spoken(time(locale, zone, at)));
    }
    const soon = Math.abs(at - to) < 3_600_000 && at % 60_000 !== 0;
    const clock = soon ? timeWithSeconds(locale, zone, at) : time(locale, zone, at);
    return words.why.todayAt(spoken(clock));
  };
}
