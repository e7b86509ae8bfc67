/**
 * The Vietnamese lunar calendar (new moons and solar terms at UTC+7), by `@dqcai/vn-lunar`.
 *
 * Held against an astronomical library for every month from 2000 to 2198. Beyond the month below, three
 * first days (10/2077, 9/2085, 1/2175) have their new moon within a minute of midnight, nearer than the
 * turning of the Earth is known ahead.
 *
 * The library answers days that do not exist (the 30th of a month of 29) with the first of the next
 * month: what it answers is converted back, and taken only if it comes out the same.
 */
import { getLunarDate, getSolarDate } from '@dqcai/vn-lunar';
import type { LunarDay } from '#shared/domain/calendar.ts';
import { DAY } from './days.ts';
import type { DayNumber } from './school-time.ts';

/** Julian day number of 1970-01-01 (at noon, as the library counts). */
const JULIAN_DAY_0 = 2_440_588;

/**
 * The one month that the library has wrong: the new moon of May 2054 falls 0.4 minutes past midnight at
 * UTC+7, so the fourth month begins on the 8th, not on the 7th, and the third has 30 days.
 */
const wrong = { year: 2054, third: Date.UTC(2054, 4, 7) / DAY, fourth: Date.UTC(2054, 4, 8) / DAY };

/**
 * The solar date of a day of a lunar year (which begins at Tết), never in a leap month. Null: there is
 * no such day in that year, or the year is beyond what the library knows.
 */
export function solarOfLunar(lunarYear: number, { month, day }: LunarDay): DayNumber | null {
  if (lunarYear < 1900 || lunarYear > 2199) return null;
  if (lunarYear === wrong.year && month === 3 && day === 30) return wrong.third;
  if (lunarYear === wrong.year && month === 4) return day < 30 ? wrong.fourth + day - 1 : null;
  const solar = getSolarDate(day, month, lunarYear, false);
  if (solar.year === 0) return null;
  const back = getLunarDate(solar.day, solar.month, solar.year);
  const same =
    back.day === day && back.month === month && back.year === lunarYear && back.leap === false;
  return same ? solar.jd - JULIAN_DAY_0 : null;
}
