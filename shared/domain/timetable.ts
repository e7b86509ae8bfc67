/**
 * A unit's school day: templates of named periods by level and weekday, and exceptions for single
 * dates. Kept by the province or the office, inherited, refined by a school: the nearest unit at or
 * above a screen that has templates decides them all; exceptions add up, the nearest one wins a date.
 */
import { z } from 'zod';
import { PeriodId, Session } from './periods.ts';
import { Level } from './units.ts';
import { DateText, TimeText } from './when.ts';

const Minute = TimeText;

export const Period = z
  .object({
    period: PeriodId,
    /** what people call it, where the name is not one that ships; empty: the shipped wording */
    label: z.string().trim().max(40).default(''),
    session: Session,
    start: Minute.refine((t) => t !== '24:00', { message: 'hoursStart' }),
    end: Minute,
  })
  .refine(({ start, end }) => start < end, { message: 'periodReversed', path: ['end'] });
export type Period = z.infer<typeof Period>;

const Periods = z.array(Period).max(60);

export const DayTemplate = z.object({
  name: z.string().trim().min(1).max(80),
  /** the school's levels that keep this day; empty: all */
  levels: z.array(Level).max(5),
  /** ISO weekdays; a make-up day takes the weekday that it stands for */
  days: z.array(z.int().min(1).max(7)).min(1).max(7),
  periods: Periods,
});
export type DayTemplate = z.infer<typeof DayTemplate>;

export const DayException = z.object({
  date: DateText,
  name: z.string().trim().max(80),
  levels: z.array(Level).max(5),
  /** the periods of that date, in place of the template's; none: no period is held */
  periods: Periods,
});
export type DayException = z.infer<typeof DayException>;

export const Timetable = z.object({
  templates: z.array(DayTemplate).max(30),
  exceptions: z.array(DayException).max(200),
});
export type Timetable = z.infer<typeof Timetable>;
