/** Moving a block by the keys: each press adds a step to what is not dropped yet. Pure. */
import { type Delta, STEP } from './move.ts';

export type Press = { readonly key: string; readonly shiftKey: boolean };

/** What is held after one more press; null: no key that moves. */
export function nudged(held: Delta | null, press: Press): Delta | null {
  const step = stepOf(press);
  if (step === null) return null;
  const before = held?.edge === step.edge ? held : { minutes: 0, days: 0 };
  return {
    edge: step.edge,
    minutes: before.minutes + step.minutes,
    days: before.days + step.days,
  };
}

/** Arrows move; with Shift, up and down shift the end, left and right the start. */
function stepOf({ key, shiftKey }: Press): Delta | null {
  switch (key) {
    case 'ArrowUp':
      return { edge: shiftKey ? 'end' : 'whole', minutes: -STEP, days: 0 };
    case 'ArrowDown':
      return { edge: shiftKey ? 'end' : 'whole', minutes: STEP, days: 0 };
    case 'ArrowLeft':
      return shiftKey
        ? { edge: 'start', minutes: -STEP, days: 0 }
        : { edge: 'whole', minutes: 0, days: -1 };
    case 'ArrowRight':
      return shiftKey
        ? { edge: 'start', minutes: STEP, days: 0 }
        : { edge: 'whole', minutes: 0, days: 1 };
    default:
      return null;
  }
}
