/** A school year as twelve small months, and what each of its days is. Pure, by the compiler's rules. */
import { dateText, solarDay, weekday, yearOf } from '#server/publish/school-time/days.ts';
import { solarOfLunar } from '#server/publish/school-time/lunar.ts';
import type { DayFacts, YearlyDay } from '#shared/domain/calendar.ts';

export const dayLooks = ['school', 'makeUp', 'exam', 'holiday', 'weekend', 'outsideTerms'] as const;
export type DayLook = (typeof dayLooks)[number];

export type YearDay = {
  readonly date: string;
  readonly day: number;
  readonly look: DayLook;
  readonly names: readonly string[];
};
export type Month = {
  readonly month: number;
  readonly year: number;
  /** empty places before the first, weeks beginning on Monday */
  readonly before: number;
  readonly days: readonly YearDay[];
};

/** Vietnamese school years begin on 5 September; their calendars are decided in August. */
const FIRST_MONTH = 8;

/** The school year that `today` lies in, by the year in which it begins. */
export function schoolYearOf(today: string): number {
  const [year = 0, month = 1] = today.split('-').map(Number);
  return month >= FIRST_MONTH ? year : year - 1;
}

export function monthsOf(first: number, facts: (day: number) => DayFacts): Month[] {
  return Array.from({ length: 12 }, (_, at) => {
    const month = ((FIRST_MONTH - 1 + at) % 12) + 1;
    const year = month >= FIRST_MONTH ? first : first + 1;
    const start = solarDay(year, month, 1)!;
    const days: YearDay[] = [];
    for (let day = 1; solarDay(year, month, day) !== null; day++) {
      const about = facts(start + day - 1);
      days.push({ date: dateText(start + day - 1), day, look: lookOf(about), names: about.names });
    }
    return { month, year, before: weekday(start) - 1, days };
  });
}

export function lookOf({ why }: Pick<DayFacts, 'why'>): DayLook {
  return why === 'term' ? 'school' : why;
}

export function countOf(months: readonly Month[], ...looks: readonly DayLook[]): number {
  return months.reduce(
    (sum, { days }) => sum + days.filter(({ look }) => looks.includes(look)).length,
    0,
  );
}

/** On which dates of a solar year it falls: a lunar day may do so twice, or not at all. */
export function datesIn(year: number, { on }: Pick<YearlyDay, 'on'>): string[] {
  const days =
    on.calendar === 'solar'
      ? [solarDay(year, on.month, on.day)]
      : [solarOfLunar(year - 1, on), solarOfLunar(year, on)];
  return days.flatMap((day) => (day !== null && yearOf(day) === year ? [dateText(day)] : []));
}
