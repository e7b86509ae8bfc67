/** What a period of the school day is called: by its own label, else the shipped name, else its slug. */
import { type KnownPeriod, knownPeriods } from '#shared/domain/periods.ts';
import type { Words } from './locales/words.ts';

export function periodName(words: Words, period: string, label = ''): string {
  if (label !== '') return label;
  return isKnownPeriod(period) ? words.schoolTime.period[period] : period;
}

/** One of those that ship with their wording. */
export function isKnownPeriod(period: string): period is KnownPeriod {
  return (knownPeriods as readonly string[]).includes(period);
}
