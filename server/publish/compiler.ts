/** The compiler with a memory: each input is compiled once, and what inputs have in common is shared. */
import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import {
  type CompilerInput,
  compile,
  createWorkshop,
  lineOf,
  openingsAt,
  sideOf,
  type Workshop,
} from './compile.ts';
import type { Openings } from './contest/openings.ts';
import { Patterns } from './contest/openings.ts';
import { type SoundRules, soundRules } from './lay/sound.ts';
import type { Compiled } from './port.ts';
import type { TimeLine } from './time-line/time-line.ts';
import { type Week, weekOf } from './windows/wall-clock.ts';
import { manifestText } from './write.ts';

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

const DAY = 86_400_000;

export function createCompiler(): Compiler {
  const compiled = new LRUCache<string, Compiled>({
    maxSize: KEPT_CHARACTERS,
    sizeCalculation: ({ body }) => body.length,
  });
  const weeks = new LRUCache<string, Week>({ max: 100 });
  const workshop = rememberingWorkshop();
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
      return memo(compiled, keyOf(input), () => {
        made += 1;
        const { manifest } = compile(input, workshop);
        const body = manifestText(manifest);
        return { id: hash('sha256', body), manifest, body };
      });
    },
  };
}

/** A week in which clocks are put forward or a day is skipped is shorter than seven days. */
const SHORTEST_WEEK = 5 * DAY;

/** Equal for inputs that compile to the same manifest. */
export function keyOf({ onAir, place, time, policy, week, recalled }: CompilerInput): string {
  let key = `${week.monday} ${time.zone} ${time.key} ${policy.key} ${recalled.key}`;
  for (const publication of onAir) {
    const school = sideOf(publication, place) === 'school';
    key += school ? ` ${publication.key}*` : ` ${publication.key}`;
  }
  return key;
}

/** Equal days, windows and sounds are worked out once for all places that have them in common. */
export function rememberingWorkshop(): Workshop {
  const lines = new LRUCache<string, TimeLine>({ max: 100 });
  const opened = new LRUCache<string, Openings>({
    maxSize: KEPT_INTERVALS,
    sizeCalculation: ({ whole, byDay, days }) => whole.length + byDay.length + 3 * days.length + 1,
  });
  const sounds = new LRUCache<string, SoundRules>({ max: 5000 });
  const base = createWorkshop();
  return {
    ...base,
    patterns: new Patterns(),
    line: (zone, week) => memo(lines, `${zone} ${week.monday}`, () => lineOf(zone, week)),
    openings(publication, time, line, patterns) {
      const key = `${publication.id} ${time.key} ${time.zone} ${line.first} ${line.end}`;
      return memo(opened, key, () => openingsAt(publication, time, line, patterns));
    },
    sound(policy, time, line, patterns) {
      const key = `${policy.key}/${time.key} ${time.zone} ${line.first} ${line.end}`;
      return memo(sounds, key, () => soundRules(policy, time, line, patterns));
    },
  };
}

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
