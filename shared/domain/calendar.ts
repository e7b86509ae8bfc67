/**
 * A unit's school calendar: terms, the weekdays on which school is held, holidays that recur (by the
 * solar or the Vietnamese lunar calendar) and days that somebody decided (decreed holidays, make-up
 * days, examinations). Kept by the province or the office, inherited, refined by a school:
 * the nearest `weekdays` and `terms` win; holidays and decided days add up from the root down, and
 * the day that the nearest unit decided wins its date.
 */
import { z } from 'zod';
import { DateText } from './when.ts';

const Name = z.string().trim().min(1).max(120);

export const Term = z
  .object({ name: Name, from: DateText, until: DateText })
  .refine(({ from, until }) => from <= until, { message: 'datesReversed', path: ['until'] });
export type Term = z.infer<typeof Term>;

/** A day and month of the Vietnamese lunar calendar (UTC+7); never a leap month. */
export const LunarDay = z.object({
  month: z.int().min(1).max(12),
  day: z.int().min(1).max(30),
});
export type LunarDay = z.infer<typeof LunarDay>;

/** A day that comes back each year. */
export const YearlyDay = z.object({
  name: Name,
  on: z.discriminatedUnion('calendar', [
    z.object({
      calendar: z.literal('solar'),
      month: z.int().min(1).max(12),
      day: z.int().min(1).max(31),
    }),
    z.object({ calendar: z.literal('lunar'), ...LunarDay.shape }),
  ]),
  /** school is out; false: a themed day, shown but held like any other */
  off: z.boolean(),
});
export type YearlyDay = z.infer<typeof YearlyDay>;

/** What somebody decided for dates of one year. */
export const DecidedDays = z
  .object({
    name: Name,
    from: DateText,
    until: DateText,
    kind: z.discriminatedUnion('is', [
      z.object({ is: z.literal('off') }),
      /** school is held, by the timetable of this ISO weekday; null: of the day's own weekday */
      z.object({ is: z.literal('school'), as: z.int().min(1).max(7).nullable() }),
      /** school is held, and it is a day of examinations */
      z.object({ is: z.literal('exam') }),
    ]),
  })
  .refine(({ from, until }) => from <= until, { message: 'datesReversed', path: ['until'] });
export type DecidedDays = z.infer<typeof DecidedDays>;

export const Calendar = z.object({
  /** ISO weekdays on which school is held; null: as above */
  weekdays: z.array(z.int().min(1).max(7)).min(1).max(7).nullable(),
  /** in order, apart; null: as above. Outside of every term school is out. None at all: always in. */
  terms: z.array(Term).max(20).nullable(),
  yearly: z.array(YearlyDay).max(200),
  decided: z.array(DecidedDays).max(400),
});
export type Calendar = z.infer<typeof Calendar>;

/** What a date is at a place. */
export type DayFacts = {
  /** school is held */
  readonly school: boolean;
  readonly exam: boolean;
  /** ISO weekday whose timetable is held: the day's own, but for a make-up day */
  readonly as: number;
  /** why school is out, or held out of turn */
  readonly why: 'term' | 'outsideTerms' | 'weekend' | 'holiday' | 'makeUp' | 'exam';
  /** names of holidays, decided and themed days that fall on it */
  readonly names: readonly string[];
};
