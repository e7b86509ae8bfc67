/** What of a schedule goes together and can only be judged on the whole, in the words of its fields. */
import type { WrongField } from './field-problems.ts';
import type { Manner } from './resources.ts';

/** Modes that air in turn with others, so that spots can be spread among them. */
const inTurn: readonly Manner['mode'][] = ['loop', 'ordered', 'shuffled'];

export function mannerProblems({ mode, secondsPerHour, frequency }: Manner): WrongField[] {
  const wrong: WrongField[] = [];
  const add = (path: string, code: string) => wrong.push({ path, code, params: {} });
  if (mode === 'weighted' && secondsPerHour === null) add('secondsPerHour', 'secondsNeeded');
  if (mode !== 'weighted' && secondsPerHour !== null) add('secondsPerHour', 'secondsNotHere');
  if (frequency !== null && !inTurn.includes(mode)) add('frequency', 'frequencyNotHere');
  return wrong;
}
