/**
 * Time as a school knows it: what each date is (school day, holiday, examinations) and which periods
 * are held when. Worked out for a place from what the units above it have set; the same object for
 * all places with the same settings, so that what follows from it is worked out once.
 */
import type { DayFacts } from '#shared/domain/calendar.ts';
import type { PeriodId, Session } from '#shared/domain/periods.ts';
import type { Level } from '#shared/domain/units.ts';

/** Days since 1970-01-01, on the wall calendar. */
export type DayNumber = number;

/** Wall-clock ms since midnight, `start < end <= 24 h`. */
export type HeldPeriod = {
  readonly period: PeriodId;
  readonly label: string;
  readonly session: Session;
  readonly start: number;
  readonly end: number;
};

export type SchoolTime = {
  /** equal for equal settings */
  readonly key: string;
  readonly zone: string;
  facts(day: DayNumber): DayFacts;
  /**
   * The periods held on that day, by start. `levels`: only those of templates for these levels; empty:
   * of all. None on days on which school is out.
   */
  periods(day: DayNumber, levels: readonly Level[]): readonly HeldPeriod[];
};
