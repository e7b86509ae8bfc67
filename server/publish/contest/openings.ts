/**
 * When a publication may be on air, day by day. Most days of a place look like many others, so what
 * is open on a day is a pattern, kept once and known by a number: days with the same patterns are
 * decided once.
 */
import { type Interval, merged } from '../interval.ts';
import type { DayNumber } from '../school-time/school-time.ts';
import type { TimeLine } from '../time-line/time-line.ts';

/** What is open on a day, in ms from its beginning: sorted, apart. Equal patterns are one object. */
export type DayPattern = { readonly id: number; readonly open: readonly Interval[] };

/** A window as it was asked for, of the day on which it begins. */
export type DayWindows = { readonly day: DayNumber; readonly windows: readonly Interval[] };

export type Openings = {
  /** all instants, sorted, apart */
  readonly whole: readonly Interval[];
  /** the same, a pattern for each day of the time line */
  readonly byDay: readonly DayPattern[];
  /**
   * days that have windows; a window belongs to the day on which it begins [P2]. Only for those that
   * are placed window by window: empty for all others.
   */
  readonly days: readonly DayWindows[];
};

/** Wall-clock times of a day, ms since midnight; the end may lie beyond it. */
export type TimesOfDay = readonly { readonly start: number; readonly end: number }[];

/** Far more than a province has; beyond, old patterns are forgotten. Numbers are never given twice. */
const KEPT = 200_000;

export class Patterns {
  readonly #known = new Map<string, DayPattern>();
  #numbers = 0;
  readonly closed: DayPattern = this.of([]);

  of(open: readonly Interval[]): DayPattern {
    let key = '';
    for (const { start, end } of open) key += `${start}-${end} `;
    let pattern = this.#known.get(key);
    if (!pattern) {
      if (this.#known.size > KEPT) this.#known.clear();
      pattern = { id: this.#numbers++, open };
      this.#known.set(key, pattern);
    }
    return pattern;
  }

  /** Instants cut into days; `whole` sorted and apart. */
  byDay(whole: readonly Interval[], line: TimeLine): DayPattern[] {
    const patterns: DayPattern[] = [];
    let at = 0;
    for (let i = 0; i + 1 < line.starts.length; i++) {
      const start = line.starts[i]!;
      const end = line.starts[i + 1]!;
      while (at < whole.length && whole[at]!.end <= start) at += 1;
      const open: Interval[] = [];
      for (let j = at; j < whole.length && whole[j]!.start < end; j++) {
        const window = whole[j]!;
        open.push({
          start: Math.max(window.start, start) - start,
          end: Math.min(window.end, end) - start,
        });
      }
      patterns.push(open.length === 0 ? this.closed : this.of(open));
    }
    return patterns;
  }
}

/**
 * @param days on which it holds, ascending; the day before the time line's first may reach into it
 * @param since nothing before this instant counts
 * @param windowByWindow whether its days are asked for
 */
export function openingsOf(
  days: readonly DayNumber[],
  timesOn: (day: DayNumber) => TimesOfDay,
  since: number,
  windowByWindow: boolean,
  line: TimeLine,
  patterns: Patterns,
): Openings {
  const from = Math.max(since, line.starts[0]!);
  const held: DayWindows[] = [];
  const all: Interval[] = [];
  for (const day of days) {
    const windows = merged(
      timesOn(day).flatMap(({ start, end }) => line.instants(day, start, end)),
    );
    if (windows.length === 0) continue;
    if (windowByWindow) held.push({ day, windows });
    for (const window of windows) {
      if (window.end <= from) continue;
      all.push(window.start >= from ? window : { start: from, end: window.end });
    }
  }
  const whole = merged(all);
  return { whole, byDay: patterns.byDay(whole, line), days: held };
}

/** A part of the day that holds on every day: hours in which a screen is on, stretches that are quiet. */
export function dailyPatterns(
  timesOn: (day: DayNumber) => TimesOfDay,
  line: TimeLine,
  patterns: Patterns,
): DayPattern[] {
  const days = Array.from({ length: line.end - line.first + 1 }, (_, i) => line.first - 1 + i);
  return [...openingsOf(days, timesOn, Number.NEGATIVE_INFINITY, false, line, patterns).byDay];
}
