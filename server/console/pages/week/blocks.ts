/**
 * The windows of a week as blocks in the columns of its days: a window that runs past midnight is
 * one block with a piece in each day. Pure.
 */
import type { PlannedWindow } from '#server/publish/port.ts';
import { MINUTES_A_DAY, minutesOf } from './clock-time.ts';
import type { WeekDay } from './load.ts';
import type { Grasped } from './move.ts';

export type Block = {
  /** names it while the week is looked at, and after it was moved: schedule, part of it, day */
  readonly key: string;
  readonly window: PlannedWindow;
  readonly date: string;
  /** minutes since the midnight of `date` */
  readonly start: number;
  readonly end: number;
  /** the window starts, and ends, within this piece */
  readonly begins: boolean;
  readonly finishes: boolean;
  /** the day and the clock at which the whole window starts */
  readonly grasped: Grasped;
};

/** @param clock the wall clock at an instant, `07:15` */
export function blocksOf(
  windows: readonly PlannedWindow[],
  days: readonly WeekDay[],
  clock: (at: number) => string,
  dateAt: (at: number) => string,
): Block[] {
  return windows.flatMap((window) => {
    const grasped = {
      source: window.source,
      date: dateAt(window.start),
      starts: clock(window.start),
    };
    const part =
      window.source.kind === 'hours' ? String(window.source.index) : window.source.period;
    return days
      .filter((day) => window.start < day.end && window.end > day.start)
      .map((day) => {
        const begins = window.start >= day.start;
        const finishes = window.end <= day.end;
        const start = begins ? minutesOf(clock(window.start)) : 0;
        const end = finishes && window.end < day.end ? minutesOf(clock(window.end)) : MINUTES_A_DAY;
        return {
          key: [window.scheduleId, window.state, part, grasped.date, day.date, start].join(' '),
          window,
          date: day.date,
          start,
          end,
          begins,
          finishes,
          grasped,
        };
      });
  });
}

/** The worst that happens to a block where it meets others. */
export function conflictOf({ meets }: PlannedWindow): PlannedWindow['meets'][number]['how'] | null {
  if (meets.some(({ how }) => how === 'yields')) return 'yields';
  if (meets.some(({ how }) => how === 'outranks')) return 'outranks';
  return meets.length > 0 ? 'shares' : null;
}
