/** A track from its first day to its last, as stretches in which nothing about who has it changes. */
import type { DayContests, Winners } from '../contest/day-contests.ts';
import type { DayPattern } from '../contest/openings.ts';
import { monthStart, type TimeLine } from '../time-line/time-line.ts';
import type { Sound, SoundRules, SoundStretch } from './sound.ts';

export type TrackStretch = {
  readonly start: number;
  readonly end: number;
  /** null: nobody */
  readonly winners: Winners | null;
  readonly sound: Sound | null;
  /** the first of a month of four weeks, in which counting starts afresh [P7] */
  readonly afresh: boolean;
};

/**
 * Without gaps, in order.
 * @param patterns of each contender, a pattern a day
 * @param rules null: nothing on the track can be heard
 */
export function* stretches(
  contests: DayContests,
  patterns: readonly (readonly DayPattern[])[],
  rules: SoundRules | null,
  line: TimeLine,
): Generator<TrackStretch, void, undefined> {
  let held: { -readonly [K in keyof TrackStretch]: TrackStretch[K] } | null = null;
  const today: DayPattern[] = new Array(patterns.length);
  for (let day = 0; day + 1 < line.starts.length; day++) {
    const start = line.starts[day]!;
    const length = line.starts[day + 1]! - start;
    for (let i = 0; i < patterns.length; i++) today[i] = patterns[i]![day]!;
    const afresh = monthStart(line.first + day) === line.first + day;
    const parts = rules ? rules.of(day) : wholeDay(length);
    let part = 0;
    for (const { start: from, end: until, winners } of contests.of(today, length)) {
      for (let at = from; at < until; ) {
        while (parts[part]!.end <= at) part += 1;
        const end = Math.min(until, parts[part]!.end);
        const sound = rules ? parts[part]!.sound : null;
        const isFirst = afresh && at === 0;
        if (held && held.winners === winners && held.sound === sound && !isFirst) {
          held.end = start + end;
        } else {
          if (held) yield held;
          held = { start: start + at, end: start + end, winners, sound, afresh: isFirst };
        }
        at = end;
      }
    }
  }
  if (held) yield held;
}

const wholeDays = new Map<number, readonly SoundStretch[]>();
function wholeDay(length: number): readonly SoundStretch[] {
  let day = wholeDays.get(length);
  if (!day) {
    day = [{ start: 0, end: length, sound: { quiet: false, volume: 100 } }];
    wholeDays.set(length, day);
  }
  return day;
}
