/**
 * When a schedule airs, in the wall time of the unit whose screen shows it: on which days (weekdays,
 * a recurrence rule, lunar dates, school days), at which times of the day (hours, or periods of each
 * school's own timetable), within a range of dates. `server/publish/windows` is the only code that
 * works it out.
 */
import { z } from 'zod';
import { PeriodId } from './periods.ts';

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

/** No schedule looks further ahead: a mistyped year 9999 is told from a real one. */
export const LAST_YEAR = 2199;

const BoundedDate = DateText.refine((d) => d >= '2000-01-01' && d <= `${LAST_YEAR}-12-31`, {
  message: 'yearBeyond',
});

/** How days come back. Weekdays (`days`) hold besides, but for `rule` and `lunar`. */
export const Repeat = z.discriminatedUnion('kind', [
  /** each week on `days` */
  z.object({ kind: z.literal('weekly') }),
  /**
   * an RFC 5545 recurrence rule, counted from `from`: `FREQ=MONTHLY;BYDAY=1MO`. Days only: whole
   * days or coarser, no BYHOUR and finer, no DTSTART.
   */
  z.object({ kind: z.literal('rule'), rrule: z.string().trim().min(1).max(300) }),
  /** once a year by the Vietnamese lunar calendar */
  z.object({
    kind: z.literal('lunar'),
    month: z.int().min(1).max(12),
    day: z.int().min(1).max(30),
  }),
  /** every n-th school day, the first on or after `from` being one of them */
  z.object({ kind: z.literal('schoolDays'), every: z.int().min(1).max(200) }),
  /** the first school day of each week (chào cờ) */
  z.object({ kind: z.literal('firstSchoolDay') }),
]);
export type Repeat = z.infer<typeof Repeat>;

/** Which of those days count, by the school calendar; a make-up day counts as the weekday it stands for. */
export const dayKinds = ['any', 'school', 'teaching', 'exam', 'off'] as const;
/** any: all; school: school is held; teaching: school without examinations; exam; off: school is out */
export const DayKind = z.enum(dayKinds);
export type DayKind = z.infer<typeof DayKind>;

export const When = z
  .object({
    /** ISO weekdays, Monday 1 to Sunday 7 */
    days: z.array(z.int().min(1).max(7)).min(1).max(7).default([1, 2, 3, 4, 5, 6, 7]),
    repeat: Repeat.default({ kind: 'weekly' }),
    among: DayKind.default('any'),
    /** dates on which it airs besides (RDATE) */
    also: z.array(BoundedDate).max(400).default([]),
    /** dates on which it does not (EXDATE) */
    except: z.array(BoundedDate).max(400).default([]),
    hours: z.array(Hours).max(24).default([]),
    /** periods of the school's own day; hours and periods add up */
    periods: z.array(PeriodId).max(20).default([]),
    /** first date on which it airs */
    from: BoundedDate,
    /** last date on which it airs; null: until further notice */
    until: BoundedDate.nullable(),
  })
  .refine((w) => w.hours.length + w.periods.length > 0, { message: 'noTimes', path: ['hours'] })
  .refine((w) => w.until === null || w.from <= w.until, {
    message: 'datesReversed',
    path: ['until'],
  });
export type When = z.infer<typeof When>;
/** As it is written: what is left out has its default. */
export type WhenInput = z.input<typeof When>;

/** A `When` without its times and dates: each week, on every kind of day. */
export const plainWhen = {
  days: [1, 2, 3, 4, 5, 6, 7],
  repeat: { kind: 'weekly' },
  among: 'any',
  also: [],
  except: [],
  hours: [],
  periods: [],
} satisfies Omit<When, 'from' | 'until'>;
