/** The periods of a school's day as bands behind the blocks of a week. */
import type { WeekDay } from './load.ts';

type Period = WeekDay['periods'][number];

export type Band = Period & {
  /** its name is written on it: where the days of two levels overlap, only the first one's is */
  readonly named: boolean;
};

/** Lessons are many, and everybody knows what lies between the breaks. */
const UNNAMED = 'lesson';

export function bandsOf(periods: readonly Period[]): Band[] {
  const named: Period[] = [];
  const seen = new Set<string>();
  return periods.flatMap((period): Band[] => {
    const { start, end } = period;
    // the same at two levels is drawn once, or it would be twice as dark
    const key = `${period.period} ${start} ${end}`;
    if (seen.has(key)) return [];
    seen.add(key);
    const free = named.every((other) => other.end <= start || end <= other.start);
    const isNamed = period.period !== UNNAMED && free;
    if (isNamed) named.push(period);
    return [{ ...period, named: isNamed }];
  });
}
