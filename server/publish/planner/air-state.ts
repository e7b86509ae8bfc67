/** What the rules of a place allow at an instant: how loud, and what is switched on. Pure. [P20] [P26] */

import type { PlacePolicy } from '../policy.ts';
import { DAY, weekday } from '../school-time/days.ts';
import type { DayNumber, SchoolTime } from '../school-time/school-time.ts';
import { onHours, stretchesOn, type WallTime } from '../windows/times.ts';
import type { Wall } from './wall.ts';

export type AirState = {
  /** percent of the mastered loudness; 0: quiet */
  readonly volume: number;
  readonly quiet: boolean;
  readonly screenOn: boolean;
  readonly speakersOn: boolean;
};

export function airStateAt(
  { sound, screens, speakers }: Omit<PlacePolicy, 'key'>,
  time: SchoolTime,
  wall: Wall,
): AirState {
  const { quiet: quietAt, volumes } = sound;
  const quiet = holding(wall, (day) => stretchesOn(quietAt, time, day)).length > 0;
  const loud = volumes.map(({ at }) => at);
  // The first rule of the list that holds decides, whatever the order of their times.
  const rule = Math.min(
    ...holding(wall, (day) => stretchesOn(loud, time, day)).map(({ index }) => index),
  );
  return {
    volume: quiet ? 0 : (volumes[rule]?.volume ?? sound.volume),
    quiet,
    screenOn: holding(wall, (day) => onHours(screens, weekday(day))).length > 0,
    speakersOn: holding(wall, (day) => onHours(speakers, weekday(day))).length > 0,
  };
}

/** The times that hold, those of the day before that run past midnight too. */
function holding<Time extends WallTime>(
  { day, ms }: Wall,
  timesOn: (day: DayNumber) => readonly Time[],
): Time[] {
  const at = (on: DayNumber, t: number) =>
    timesOn(on).filter(({ start, end }) => start <= t && t < end);
  return [...at(day, ms), ...at(day - 1, ms + DAY)];
}
