/** What is wrong with a `When` beyond its shape. Recurrence rules are judged by whoever reads them. */
import type { When } from '../domain/when.ts';
import type { WrongField } from './field-problems.ts';

export type JudgeRule = (rrule: string, from: string) => string | null;

/** `judge`: the code of what is wrong with a recurrence rule; null: nothing */
export function whenProblems(when: When, judge: JudgeRule): WrongField[] {
  const wrong: WrongField[] = [];
  const add = (path: string, code: string) => wrong.push({ path, code, params: {} });
  if (when.repeat.kind === 'rule') {
    const problem = judge(when.repeat.rrule, when.from);
    if (problem !== null) add('repeat.rrule', problem);
  }
  for (const field of ['also', 'except'] as const) {
    for (const n of repeated(when[field])) add(`${field}.${n}`, 'dateTwice');
  }
  for (const [n, date] of when.also.entries()) {
    if (date < when.from || (when.until !== null && date > when.until)) {
      add(`also.${n}`, 'dateOutside');
    }
  }
  return wrong;
}

/** The places of values that were there before. */
function repeated(values: readonly string[]): number[] {
  return [...values.keys()].filter((n) => values.indexOf(values[n]!) < n);
}
