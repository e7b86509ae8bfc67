/** How loud it may be, through the day: quiet stretches, volume rules, hours of the speakers. [P26] */
import type { SoundRight } from '#shared/domain/airing-mode.ts';
import type { Item } from '#shared/frame/manifest.ts';
import { type DayPattern, dailyPatterns, type Patterns } from '../contest/openings.ts';
import { merged } from '../interval.ts';
import type { PlacePolicy } from '../policy.ts';
import { weekday } from '../school-time/days.ts';
import type { SchoolTime } from '../school-time/school-time.ts';
import type { TimeLine } from '../time-line/time-line.ts';
import { onHours, stretchesOn } from '../windows/times.ts';

/** What the rules say for an instant; equal rules are one object. */
export type Sound = {
  readonly quiet: boolean;
  /** percent of the mastered loudness, quiet or not; 0 while the speakers are off */
  readonly volume: number;
};

/** A stretch of a day, ms from its beginning. */
export type SoundStretch = { readonly start: number; readonly end: number; readonly sound: Sound };

export type SoundRules = {
  /** when the school is quiet or the speakers are off, a pattern a day */
  readonly silent: readonly DayPattern[];
  /** when the speakers are off, a pattern a day */
  readonly off: readonly DayPattern[];
  /** the stretches of the i-th day, without gaps */
  of(day: number): readonly SoundStretch[];
};

export function soundRules(
  policy: PlacePolicy,
  time: SchoolTime,
  line: TimeLine,
  patterns: Patterns,
): SoundRules {
  const { quiet, volumes, volume } = policy.sound;
  const held = (at: (typeof quiet)[number][]) =>
    at.length === 0 ? null : dailyPatterns((day) => stretchesOn(at, time, day), line, patterns);
  const quietDays = held([...quiet]);
  const loud = volumes.map((rule) => ({ volume: rule.volume, days: held([rule.at])! }));
  const off = offPatterns(policy.speakers, line, patterns);
  const sounds = new Map<string, Sound>();
  const known = new Map<string, readonly SoundStretch[]>();

  const soundAt = (day: number, at: number): Sound => {
    const quietNow = quietDays !== null && holds(quietDays[day]!, at);
    const speakersOff = holds(off[day]!, at);
    const rule = loud.find(({ days }) => holds(days[day]!, at));
    const its = speakersOff ? 0 : (rule?.volume ?? volume);
    const key = `${quietNow} ${its}`;
    let sound = sounds.get(key);
    if (!sound) {
      sound = { quiet: quietNow, volume: its };
      sounds.set(key, sound);
    }
    return sound;
  };
  const layers = [...(quietDays ? [quietDays] : []), ...loud.map(({ days }) => days), off];
  return {
    silent: off.map((pattern, day) =>
      patterns.of(merged([...pattern.open, ...(quietDays?.[day]?.open ?? [])])),
    ),
    off,
    of(day) {
      const length = line.starts[day + 1]! - line.starts[day]!;
      const key = `${length} ${layers.map((days) => days[day]!.id).join(' ')}`;
      let stretches = known.get(key);
      if (!stretches) {
        const cuts = new Set([0, length]);
        for (const days of layers) {
          for (const { start, end } of days[day]!.open) cuts.add(start).add(end);
        }
        const sorted = [...cuts].sort((a, b) => a - b);
        stretches = sorted.slice(0, -1).flatMap((start, i): SoundStretch[] => {
          const end = sorted[i + 1]!;
          return [{ start, end, sound: soundAt(day, start) }];
        });
        known.set(key, stretches);
      }
      return stretches;
    },
  };
}

/** When something is switched off, a pattern a day; an empty list of hours: never. */
export function offPatterns(
  hours: PlacePolicy['screens'],
  line: TimeLine,
  patterns: Patterns,
): readonly DayPattern[] {
  const days = line.starts.length - 1;
  if (hours.length === 0) return Array.from({ length: days }, () => patterns.closed);
  const on = dailyPatterns((day) => onHours(hours, weekday(day)), line, patterns);
  return on.map((pattern, day) => {
    const length = line.starts[day + 1]! - line.starts[day]!;
    return patterns.of(complement(pattern.open, length));
  });
}

function holds({ open }: DayPattern, at: number): boolean {
  return open.some(({ start, end }) => start <= at && at < end);
}

type Stretches = DayPattern['open'];

function complement(open: Stretches, length: number): Stretches {
  const gaps: { start: number; end: number }[] = [];
  let at = 0;
  for (const { start, end } of open) {
    if (start > at) gaps.push({ start: at, end: start });
    at = Math.max(at, end);
  }
  if (at < length) gaps.push({ start: at, end: length });
  return gaps;
}

/** [P26] Percent of its own loudness at which something with this right sounds. */
export function loudness(right: SoundRight, { quiet, volume }: Sound): number {
  switch (right) {
    case 'never':
      return 0;
    case 'always':
      return volume;
    case 'quiet':
      return quiet ? 0 : volume;
  }
}

/** The item at a percentage of its own loudness. */
export function scaled(item: Item, percent: number): Item {
  if (percent === 100 || (item.kind !== 'video' && item.kind !== 'audio')) return item;
  return { ...item, volume: Math.round((item.volume * percent) / 100) };
}
