/** The hours of a schedule laid out over one week: what the small picture beside the form draws. */
import type { Hours, When } from '#shared/domain/when.ts';

export const MINUTES_A_DAY = 1440;

/** A stretch within one day, in minutes since its midnight; `day` is 1 (Monday) to 7. */
export type Block = { readonly day: number; readonly start: number; readonly end: number };

/** `07:15` as minutes since midnight; `24:00` is the end of the day. */
export function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

/** One block a day and range; a range that runs past midnight shows its rest on the day after. */
export function blocksOf({ days, hours }: Pick<When, 'days' | 'hours'>): Block[] {
  return days.flatMap((day) => hours.flatMap((range) => blocksOfRange(day, range)));
}

function blocksOfRange(day: number, range: Hours): Block[] {
  const start = minutesOf(range.start);
  const end = minutesOf(range.end);
  if (start < end) return [{ day, start, end }];
  const evening = { day, start, end: MINUTES_A_DAY };
  return end === 0 ? [evening] : [evening, { day: (day % 7) + 1, start: 0, end }];
}

/** Minutes on air in one week, overlapping ranges counted once. */
export function minutesAWeek(when: Pick<When, 'days' | 'hours'>): number {
  let total = 0;
  const blocks = blocksOf(when).toSorted((a, b) => a.day - b.day || a.start - b.start);
  let reached = { day: 0, end: 0 };
  for (const { day, start, end } of blocks) {
    const from = day === reached.day ? Math.max(start, reached.end) : start;
    total += Math.max(0, end - from);
    reached = { day, end: day === reached.day ? Math.max(end, reached.end) : end };
  }
  return total;
}

/** The part of the day worth drawing: a school's hours, wider when a block lies outside of them. */
export function dayShown(blocks: readonly Block[]): {
  readonly start: number;
  readonly end: number;
} {
  const whole = (minutes: number) => Math.floor(minutes / 60) * 60;
  const start = Math.min(6 * 60, ...blocks.map((block) => whole(block.start)));
  const end = Math.max(18 * 60, ...blocks.map((block) => whole(block.end + 59)));
  return { start, end };
}
