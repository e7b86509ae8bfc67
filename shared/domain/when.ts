/**
 * When a schedule airs, in the wall time of the unit whose screen shows it: days of the week, hours
 * of the day, and a range of dates. Periods of the school day, recurrence rules and lunar dates will
 * be further members of this schema; `server/publish/windows` is the only code that reads it.
 */
import { z } from 'zod';

/** a calendar date, `2026-11-20`; must exist */
export const DateText = z.iso.date();

/** a wall-clock time `07:15`, or `24:00` for the end of the day */
export const TimeText = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/);

export const Hours = z
  .object({
    start: TimeText.refine((t) => t !== '24:00', { message: 'hoursStart' }),
    end: TimeText,
  })
  .refine((h) => h.start !== h.end, { message: 'hoursEmpty' });
/** end before start runs past midnight and belongs to the day on which it starts */
export type Hours = z.infer<typeof Hours>;

export const When = z
  .object({
    /** ISO weekdays, Monday 1 to Sunday 7 */
    days: z.array(z.int().min(1).max(7)).min(1).max(7),
    hours: z.array(Hours).min(1).max(24),
    /** first date on which it airs */
    from: DateText,
    /** last date on which it airs; null: until further notice */
    until: DateText.nullable(),
  })
  .refine((w) => w.until === null || w.from <= w.until, {
    message: 'datesReversed',
    path: ['until'],
  });
export type When = z.infer<typeof When>;
