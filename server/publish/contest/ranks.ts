/**
 * Who comes before whom on a track, as one number: the lower has it. Hours in which something is off
 * come before everything; then class by class [P5], and within a class by right [P16].
 */
import { type Priority, priorities } from '#shared/domain/priorities.ts';

export const OFF = 0;

const rights = ['takeover', 'once', 'spot', 'loop'] as const;
export type ContestedRight = (typeof rights)[number];

export function rankOf(priority: Priority, right: ContestedRight): number {
  return 1 + priorities.indexOf(priority) * rights.length + rights.indexOf(right);
}

/** null: off */
export function rightOf(rank: number): ContestedRight | null {
  return rank === OFF ? null : rights[(rank - 1) % rights.length]!;
}

/** Ranks of which one only has the track at a time. */
export const alone: ReadonlySet<number> = new Set([
  OFF,
  ...priorities.flatMap((priority) => [rankOf(priority, 'takeover'), rankOf(priority, 'once')]),
]);
