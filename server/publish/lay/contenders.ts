/** Who competes for a track, in which right, and when. */
import { priorities } from '#shared/domain/priorities.ts';
import { trackOf } from '#shared/frame/items.ts';
import type { Item, Life, Track } from '#shared/frame/manifest.ts';
import { airingsOf, type Cue } from '../contest/once.ts';
import type { DayPattern, DayWindows, Openings, Patterns } from '../contest/openings.ts';
import { type ContestedRight, rankOf } from '../contest/ranks.ts';
import { type Interval, merged } from '../interval.ts';
import { lifeKey, living } from '../life.ts';
import type { OnAir } from '../on-air.ts';
import type { TimeLine } from '../time-line/time-line.ts';
import type { LoopPart } from './loop.ts';

export type Contender = {
  readonly publication: OnAir;
  readonly right: ContestedRight;
  readonly rank: number;
  /** null: a takeover that has nothing for this track and leaves it silent */
  readonly part: LoopPart | null;
  /** ms of all items */
  readonly length: number;
  readonly byDay: readonly DayPattern[];
  /** sorted; what airs once: each airing, from its first moment on; otherwise what is open, apart */
  readonly whole: readonly Interval[];
  readonly days: readonly DayWindows[];
};

export type Candidate = {
  readonly publication: OnAir;
  readonly side: LoopPart['side'];
  readonly openings: Openings;
  readonly life: Life;
};

/**
 * In playing order. `shut`: instants at which this publication may not be on this track (its sound
 * while the school is quiet), as patterns a day; null: never shut.
 */
export function contendersFor(
  track: Track,
  candidates: readonly Candidate[],
  shut: (publication: OnAir) => readonly DayPattern[] | null,
  line: TimeLine,
  patterns: Patterns,
): Contender[] {
  const found = candidates.flatMap(({ publication, side, openings, life }): Contender[] => {
    const items = itemsFor(publication, track);
    const right = rightOn(publication);
    if (items.length === 0 && right !== 'takeover') return [];
    return [
      {
        publication,
        right,
        rank: rankOf(publication.priority, right),
        part: items.length === 0 ? null : partOf(publication, items, side, track, life),
        length: items.reduce((sum, { ms }) => sum + ms, 0),
        byDay: openings.byDay,
        whole: openings.whole,
        days: openings.days,
      },
    ];
  });
  const timed = onceTimed(found, line, patterns);
  return timed.map((contender) => {
    const closed = shut(contender.publication);
    return closed === null ? contender : without(contender, closed, line, patterns);
  });
}

const itemsOn = new WeakMap<readonly Item[], ReadonlyMap<Track, readonly Item[]>>();

/** The publication's items that play on the track: the same list each time. */
export function itemsFor({ items }: OnAir, track: Track): readonly Item[] {
  let byTrack = itemsOn.get(items);
  if (!byTrack) {
    byTrack = Map.groupBy(items, trackOf);
    itemsOn.set(items, byTrack);
  }
  return byTrack.get(track) ?? nothing;
}
const nothing: readonly Item[] = [];

export function rightOn({ mode, frequency }: OnAir): ContestedRight {
  if (mode === 'takeover' || mode === 'once') return mode;
  return frequency === null ? 'loop' : 'spot';
}

function partOf(
  { key, scheduleId, mode, secondsPerHour }: OnAir,
  items: readonly Item[],
  side: LoopPart['side'],
  track: Track,
  life: Life,
): LoopPart {
  const kind = mode === 'takeover' || mode === 'once' ? 'loop' : mode;
  const listed = living(items, life);
  const name = `${key}/${track}/${lifeKey(life)}/`;
  return { key: name, seed: scheduleId, items, listed, mode: kind, secondsPerHour, side };
}

/** [P17] What airs once is open from its start for as long as it takes, not while its window is. */
function onceTimed(
  contenders: readonly Contender[],
  line: TimeLine,
  patterns: Patterns,
): Contender[] {
  const airings = new Map<number, Interval[]>();
  for (const priority of priorities) {
    const rank = rankOf(priority, 'once');
    const cues = contenders.flatMap((contender, order): Cue[] =>
      contender.rank === rank ? cuesOf(contender, order) : [],
    );
    for (const [order, its] of airingsOf(cues)) airings.set(order, its);
  }
  return contenders.map((contender, order) => {
    if (contender.right !== 'once') return contender;
    const whole = airings.get(order) ?? [];
    return { ...contender, whole, byDay: patterns.byDay(merged(whole), line) };
  });
}

function cuesOf({ days, length, publication }: Contender, order: number): Cue[] {
  return days.flatMap(({ windows }) =>
    windows
      .filter(({ start }) => start >= publication.onAirSince)
      .map(({ start }): Cue => ({ order, at: start, length })),
  );
}

function without(
  contender: Contender,
  closed: readonly DayPattern[],
  line: TimeLine,
  patterns: Patterns,
): Contender {
  const gone = closed.flatMap(({ open }, day) =>
    open.map(({ start, end }) => ({
      start: line.starts[day]! + start,
      end: line.starts[day]! + end,
    })),
  );
  const left = minus(merged(contender.whole), merged(gone));
  const days = contender.days.map(({ day, windows }) => ({
    day,
    windows: minus(windows, merged(gone)),
  }));
  return {
    ...contender,
    byDay: patterns.byDay(left, line),
    // what airs once keeps its beginnings: its time goes on while it is hidden
    whole: contender.right === 'once' ? contender.whole : left,
    days: days.filter(({ windows }) => windows.length > 0),
  };
}

/** Both sorted and apart. */
function minus(intervals: readonly Interval[], gone: readonly Interval[]): Interval[] {
  const left: Interval[] = [];
  let from = 0;
  for (const { start, end } of intervals) {
    let at = start;
    while (from < gone.length && gone[from]!.end <= start) from += 1;
    for (let i = from; i < gone.length && gone[i]!.start < end; i++) {
      if (gone[i]!.start > at) left.push({ start: at, end: gone[i]!.start });
      at = Math.max(at, gone[i]!.end);
    }
    if (at < end) left.push({ start: at, end });
  }
  return left;
}
