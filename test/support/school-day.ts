/** A school's day for timetables, in few words. */
import type { DayTemplate, Period } from '#shared/domain/timetable.ts';
import type { Level } from '#shared/domain/units.ts';

/** of the morning, under the name that ships */
export function period(period: string, start: string, end: string): Period {
  return { period, label: '', session: 'morning', start, end };
}

/** The day of these levels from Monday to Friday. */
export function weekdays(name: string, levels: Level[], periods: Period[]): DayTemplate {
  return { name, levels, days: [1, 2, 3, 4, 5], periods };
}
