/**
 * `compile`: what applies to a place, in its school time, under its air policy, in a week -> the
 * manifest, and why it is as it is. A pure function of its input, so screens with the same input share
 * one manifest; `compiler.ts` remembers what was compiled.
 */
import { mediaOf } from '#shared/frame/items.ts';
import {
  type Item,
  MANIFEST_VERSION,
  type Manifest,
  type MediaInfo,
  type Track,
} from '#shared/frame/manifest.ts';
import type { Place } from './audience/place.ts';
import { type Openings, openingsOf, Patterns } from './contest/openings.ts';
import type { LaidTracks, Shortfall } from './laid.ts';
import { LoopBook } from './lay/book.ts';
import { type Candidate, contendersFor } from './lay/contenders.ts';
import { createMixer, type Mixer } from './lay/loop.ts';
import { OFF_ITEM } from './lay/off-item.ts';
import { offPatterns, type SoundRules, soundRules } from './lay/sound.ts';
import { layTrack } from './lay/track.ts';
import { lifeOf } from './life.ts';
import type { OnAir } from './on-air.ts';
import type { PlacePolicy } from './policy.ts';
import type { Recalled } from './recalls.ts';
import { dayNumber } from './school-time/days.ts';
import type { SchoolTime } from './school-time/school-time.ts';
import { monthStart, type TimeLine, timeLine } from './time-line/time-line.ts';
import { daysOf } from './windows/days.ts';
import { timesOn } from './windows/times.ts';
import { SPAN_DAYS, type Week } from './windows/wall-clock.ts';

export type CompilerInput = {
  /** those that apply to the place, in playing order */
  readonly onAir: readonly OnAir[];
  /** `path` and `school` tell the school's own publications from the office's */
  readonly place: Pick<Place, 'path' | 'school'>;
  readonly time: SchoolTime;
  readonly policy: PlacePolicy;
  readonly week: Week;
  readonly media: ReadonlyMap<string, MediaInfo>;
  readonly recalled: Recalled;
};

export type Composition = {
  readonly manifest: Manifest;
  readonly laid: LaidTracks;
  readonly shortfalls: readonly Shortfall[];
};

/** What many compilations have in common; a fresh one makes no difference but to the time it takes. */
export type Workshop = {
  readonly mixer: Mixer;
  /** the days of the weeks ahead of `week` and of the month of four weeks in which it lies */
  line(zone: string, week: Week): TimeLine;
  /** when a publication may be on air */
  openings(publication: OnAir, time: SchoolTime, line: TimeLine, patterns: Patterns): Openings;
  sound(policy: PlacePolicy, time: SchoolTime, line: TimeLine, patterns: Patterns): SoundRules;
  readonly patterns: Patterns;
};

export function createWorkshop(): Workshop {
  return {
    mixer: createMixer(),
    line: lineOf,
    openings: openingsAt,
    sound: soundRules,
    patterns: new Patterns(),
  };
}

/**
 * Days before the month of four weeks: what begins in them reaches into it, past midnight, and how it
 * is spread over its week depends on the whole week.
 */
const LEAD_IN = 7;

export function lineOf(zone: string, { monday }: Week): TimeLine {
  const first = dayNumber(monday);
  return timeLine(zone, monthStart(first) - LEAD_IN, first + SPAN_DAYS);
}

export function openingsAt(
  { when, audience, onAirSince, mode, frequency }: OnAir,
  time: SchoolTime,
  line: TimeLine,
  patterns: Patterns,
): Openings {
  const days = daysOf(when, time, line.first - 1, line.end - 1);
  const on = (day: number) => timesOn(when, time, day, audience.levels);
  const windowByWindow = mode === 'once' || frequency !== null;
  return openingsOf(days, on, onAirSince, windowByWindow, line, patterns);
}

export function compile(input: CompilerInput, workshop = createWorkshop()): Composition {
  const { onAir, place, time, policy, week, media, recalled } = input;
  const { mixer, patterns } = workshop;
  const line = workshop.line(time.zone, week);
  const sound = workshop.sound(policy, time, line, patterns);
  const screenOff =
    policy.screens.length === 0 ? null : offPatterns(policy.screens, line, patterns);
  const candidates = onAir.map((publication): Candidate => {
    const openings = workshop.openings(publication, time, line, patterns);
    const life = lifeOf(publication, time.zone, week.monday);
    return { publication, side: sideOf(publication, place), openings, life };
  });
  const book = new LoopBook();
  const lay = (track: Track) =>
    layTrack({
      contenders: contendersFor(track, candidates, shutOn(track, sound), line, patterns),
      off: track === 'audio' || track === 'voice' ? sound.off : screenOff,
      offItem: track === 'main' ? OFF_ITEM : null,
      sound: track === 'ticker' ? null : sound,
      shares: policy.airtime,
      ...{ line, span: week.span, book, mixer },
    });
  const main = lay('main');
  const ticker = lay('ticker');
  const audio = lay('audio');
  const voice = lay('voice');
  const tracks = {
    ...{ main: main.segments, ticker: ticker.segments },
    ...{ audio: audio.segments, voice: voice.segments },
  };
  return {
    manifest: {
      version: MANIFEST_VERSION,
      from: week.span.start,
      until: week.span.end,
      tracks,
      items: book.items,
      loops: book.loops,
      media: mediaTable(book.items, media),
      recalled: [...recalled.media],
    },
    laid: { main: main.laid, ticker: ticker.laid, audio: audio.laid, voice: voice.laid },
    shortfalls: [main, ticker, audio, voice].flatMap(({ shortfalls }) => shortfalls),
  };
}

/** [P24] The school's is what is owned by the screen's school or below it. */
export function sideOf(
  { unitId }: Pick<OnAir, 'unitId'>,
  { path, school }: Pick<Place, 'path' | 'school'>,
): Candidate['side'] {
  if (school === null) return 'office';
  return path.indexOf(unitId) >= path.indexOf(school) ? 'school' : 'office';
}

/** [P26] When the sound of a publication may not compete. */
function shutOn(track: Track, sound: SoundRules) {
  return (publication: OnAir) =>
    (track !== 'audio' && track !== 'voice') || publication.sound === 'always'
      ? null
      : sound.silent;
}

function mediaTable(items: readonly Item[], known: ReadonlyMap<string, MediaInfo>) {
  const hashes = new Set(items.flatMap(mediaOf));
  return Object.fromEntries([...hashes].map((sha256) => [sha256, known.get(sha256)!]));
}
