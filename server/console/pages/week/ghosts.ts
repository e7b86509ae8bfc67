/**
 * Where a lifted block would land: on its own day and on the others that move along, or the reason
 * why it can't. Pure.
 */
import type { Hours } from '#shared/domain/when.ts';
import type { Block } from './blocks.ts';
import { addDays, MINUTES_A_DAY, minutesOf } from './clock-time.ts';
import { drawnEnd, type Stretch } from './layout.ts';
import type { Delta, Moved, Obstacle } from './move.ts';

/** A block and how far it was moved. */
export type Drop = { readonly block: Block; readonly delta: Delta };

export type Ghost =
  | { readonly kind: 'lands'; readonly own: boolean; readonly at: Stretch; readonly hours: Hours }
  | { readonly kind: 'refused'; readonly at: Stretch; readonly why: Obstacle };

/** What is drawn on `date`; null: nothing of it. */
export function ghostOn(
  date: string,
  { block, delta }: Drop,
  moved: Moved,
  blocks: readonly Block[],
): Ghost | null {
  const home = block.grasped.date;
  const target = delta.edge === 'whole' ? addDays(home, delta.days) : home;
  if (!moved.ok) {
    if (date !== target || moved.why === 'nothing') return null;
    return { kind: 'refused', at: { start: block.start, end: drawnEnd(block) }, why: moved.why };
  }
  const own = date === target;
  if (!own && (moved.changed === 'day' || date === home || !hasTwin(date, block, blocks)))
    return null;
  const start = minutesOf(moved.hours.start);
  const ends = minutesOf(moved.hours.end);
  // what runs past midnight is drawn to the end of its day
  const end = ends > start ? ends : MINUTES_A_DAY;
  return { kind: 'lands', own, at: { start, end: drawnEnd({ start, end }) }, hours: moved.hours };
}

/** The same hours of the same schedule on another day: they move along. */
function hasTwin(date: string, block: Block, blocks: readonly Block[]): boolean {
  return blocks.some(
    (one) =>
      one.date === date &&
      one.begins &&
      one.window.scheduleId === block.window.scheduleId &&
      one.window.state === block.window.state &&
      one.grasped.starts === block.grasped.starts,
  );
}
