/**
 * `compile`: what applies to a place, in a zone, in a week -> the manifest. A pure function of its
 * input, so screens with the same input share one manifest, compiled once (`createCompiler`).
 */
import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { canonicalText, manifestId } from '#shared/frame/canonical.ts';
import { mediaOf, trackOf } from '#shared/frame/items.ts';
import {
  type Item,
  MANIFEST_VERSION,
  type Manifest,
  type MediaInfo,
  type Segment,
  type Track,
} from '#shared/frame/manifest.ts';
import type { Interval } from './interval.ts';
import type { OnAir } from './on-air.ts';
import type { Compiled } from './port.ts';
import { type Contender, LoopTable, layTrack } from './segments/lay.ts';
import { expand } from './windows/expand.ts';
import { type Week, weekOf } from './windows/wall-clock.ts';

const DAY = 86_400_000;

/** How far back the time on air of a loop is counted. */
const COUNTED = 400 * DAY;

export type CompilerInput = {
  /** those that apply to the place, in playing order */
  readonly onAir: readonly OnAir[];
  readonly zone: string;
  readonly week: Week;
  readonly media: ReadonlyMap<string, MediaInfo>;
};

/** When a publication's windows are open, from where its time on air is counted to the week's end. */
export type WindowsOf = (publication: OnAir, zone: string, week: Week) => readonly Interval[];

export const windowsOf: WindowsOf = ({ when, onAirSince }, zone, { span }) =>
  expand(when, zone, { start: countedFrom(onAirSince, span.start), end: span.end });

/**
 * [P7] A publication takes part from the instant it came on air. After 400 days counting starts
 * afresh, in whole steps, so that all manifests between two steps agree.
 */
export function countedFrom(onAirSince: number, now: number): number {
  return onAirSince + Math.max(0, Math.floor((now - onAirSince) / COUNTED)) * COUNTED;
}

export function compile(input: CompilerInput, windows: WindowsOf = windowsOf): Manifest {
  const { onAir, zone, week, media } = input;
  const table = new LoopTable();
  const lay = (track: Track): Segment[] => {
    const contenders: Contender[] = [];
    for (const publication of onAir) {
      // [P5] who has nothing for a track does not compete for it
      const items = publication.items.filter((item) => trackOf(item) === track);
      if (items.length === 0) continue;
      const open = windows(publication, zone, week);
      contenders.push({ priority: publication.priority, items, windows: open });
    }
    return layTrack(contenders, week.span, table);
  };
  const tracks = { main: lay('main'), ticker: lay('ticker'), audio: lay('audio') };
  return {
    version: MANIFEST_VERSION,
    from: week.span.start,
    until: week.span.end,
    tracks,
    items: table.items,
    loops: table.loops,
    media: mediaTable(table.items, media),
  };
}

function mediaTable(items: readonly Item[], known: ReadonlyMap<string, MediaInfo>) {
  const hashes = new Set(items.flatMap(mediaOf));
  return Object.fromEntries([...hashes].map((sha256) => [sha256, known.get(sha256)!]));
}

export type Compiler = {
  /** how many manifests it has made so far: what it remembered does not count */
  readonly made: number;
  /** the week in which `t` falls in `zone` */
  week(t: number, zone: string): Week;
  compile(input: CompilerInput): Compiled;
};

/** What a compiler remembers at most: some hundred megabytes with all that hangs on it. */
const KEPT_CHARACTERS = 64 * 1024 * 1024;
const KEPT_INTERVALS = 1_000_000;

/** Compiles each input once and remembers the last ones; the same for windows and weeks. */
export function createCompiler(): Compiler {
  const compiled = new LRUCache<string, Compiled>({
    maxSize: KEPT_CHARACTERS,
    sizeCalculation: ({ body }) => body.length,
  });
  const opened = new LRUCache<string, readonly Interval[]>({
    maxSize: KEPT_INTERVALS,
    sizeCalculation: ({ length }) => length + 1,
  });
  const weeks = new LRUCache<string, Week>({ max: 100 });

  const windows: WindowsOf = (publication, zone, week) =>
    memo(opened, `${publication.id} ${zone} ${week.monday}`, () =>
      windowsOf(publication, zone, week),
    );

  let made = 0;
  return {
    get made() {
      return made;
    },
    week(t, zone) {
      const known = weeks.get(zone);
      if (known && t >= known.span.start && t < known.span.start + SHORTEST_WEEK) return known;
      const week = weekOf(t, zone);
      weeks.set(zone, week);
      return week;
    },
    compile(input) {
      const keys = input.onAir.map(({ key }) => key);
      return memo(compiled, `${input.zone} ${input.week.monday} ${keys.join(' ')}`, () => {
        made += 1;
        const manifest = compile(input, windows);
        const body = canonicalText(manifest);
        return { id: manifestId(body, sha256Hex), manifest, body };
      });
    },
  };
}

/** A week in which clocks are put forward or a day is skipped is shorter than seven days. */
const SHORTEST_WEEK = 5 * DAY;

function memo<Value extends object>(
  cache: LRUCache<string, Value>,
  key: string,
  make: () => Value,
): Value {
  let value = cache.get(key);
  if (!value) {
    value = make();
    cache.set(key, value);
  }
  return value;
}

function sha256Hex(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
