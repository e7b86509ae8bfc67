/**
 * From who has a track when to what plays on it when: one walk through the stretches, from the
 * beginning of the month of four weeks, because a loop's phase is the time that it has been on air
 * since then. That is how a 40-minute loop shown in 15-minute recesses gets to its end, and why the
 * week in which a manifest is compiled makes no difference. [P7]
 */
import type { AirtimeShares } from '#shared/domain/air-policy.ts';
import type { Item, Segment } from '#shared/frame/manifest.ts';
import { DayContests, type Winners } from '../contest/day-contests.ts';
import type { DayPattern } from '../contest/openings.ts';
import { alone, OFF, rightOf } from '../contest/ranks.ts';
import type { Interval } from '../interval.ts';
import type { Laid, Right, Shortfall } from '../laid.ts';
import type { OnAir } from '../on-air.ts';
import type { TimeLine } from '../time-line/time-line.ts';
import type { LoopBook } from './book.ts';
import type { Contender } from './contenders.ts';
import { type MixedLoop, type Mixer, remaining } from './loop.ts';
import { SegmentList } from './segment-list.ts';
import { loudness, type Sound, type SoundRules } from './sound.ts';
import { SpotQueue } from './spot-queue.ts';
import { stretches, type TrackStretch } from './stretches.ts';

export type TrackInput = {
  /** in playing order */
  readonly contenders: readonly Contender[];
  /** when the track is switched off, a pattern a day; null: never */
  readonly off: readonly DayPattern[] | null;
  /** what is shown while it is off; null: nothing */
  readonly offItem: Item | null;
  /** null: nothing on the track can be heard */
  readonly sound: SoundRules | null;
  readonly shares: AirtimeShares | null;
  readonly line: TimeLine;
  /** what the manifest covers */
  readonly span: Interval;
  readonly book: LoopBook;
  readonly mixer: Mixer;
};

export type LaidTrack = {
  readonly segments: Segment[];
  readonly laid: Laid[];
  readonly shortfalls: Shortfall[];
};

export function layTrack(input: TrackInput): LaidTrack {
  const walk = new Walk(input);
  const base = input.contenders.filter(({ right }) => right !== 'spot');
  const off = input.off === null ? [] : [input.off];
  const contests = new DayContests([...base.map(({ rank }) => rank), ...off.map(() => OFF)], alone);
  const patterns = [...base.map(({ byDay }) => byDay), ...off];
  for (const stretch of stretches(contests, patterns, input.sound, input.line)) {
    walk.lay(stretch, base);
  }
  return walk.done();
}

/** What those who have the track play, as far as the walk knows it. */
type Playing = {
  readonly right: Right;
  readonly by: readonly OnAir[];
  readonly contenders: readonly Contender[];
  /** null: a takeover that leaves the track silent, or one that is off */
  readonly loop: MixedLoop | null;
};

/** How long a loop has been on air, ms, and since when that is counted. */
type Count = { onAir: number; since: number };

class Walk {
  readonly #input: TrackInput;
  readonly #spots: SpotQueue;
  readonly #list: SegmentList;
  readonly #laid: Laid[] = [];
  readonly #playing = new Map<Winners, Playing>();
  readonly #spotLoops = new Map<Contender, MixedLoop>();
  /** where each loop stands in the book, by the sound that it is written down for */
  readonly #indexes = new Map<MixedLoop, Map<Sound | null, number>>();
  readonly #counts = new Map<string, Count>();
  readonly #short = new Map<OnAir, Shortfall>();

  constructor(input: TrackInput) {
    this.#input = input;
    this.#spots = new SpotQueue(input.contenders);
    this.#list = new SegmentList(input.span);
  }

  /** @param base those who compete for stretches, as the winners number them */
  lay({ start, end, winners, sound, afresh }: TrackStretch, base: readonly Contender[]): void {
    if (afresh) {
      this.#counts.clear();
      this.#spots.startAfresh(start);
    }
    const playing = winners && this.#playingOf(winners, base);
    const count = playing?.loop && playing.right !== 'once' ? this.#count(playing, start) : null;
    let t = start;
    if (!this.#spots.isEmpty && winners?.rank !== OFF) {
      const rank = winners?.rank ?? Number.POSITIVE_INFINITY;
      const waits = (at: number) =>
        count === null ? 0 : remaining(playing!.loop!, count.onAir + at - t);
      for (;;) {
        const next = this.#spots.next(t, { start, end, waits }, rank);
        if (next === null) break;
        if (playing) this.#play(playing, count, sound, t, next.start);
        t = next.start + next.contender.length;
        this.#playSpot(next.contender, next.nth, sound, next.start, t);
      }
    }
    if (playing) this.#play(playing, count, sound, t, end);
  }

  done(): LaidTrack {
    const { span, line } = this.#input;
    const shortfalls = [...this.#spots.shortfalls(span, line), ...this.#short.values()];
    return { segments: this.#list.segments, laid: this.#laid, shortfalls };
  }

  #play(playing: Playing, count: Count | null, sound: Sound | null, t: number, end: number): void {
    if (end <= t) return;
    const { loop, right, by, contenders } = playing;
    this.#note(t, end, right, by, sound);
    if (loop === null) return;
    const position = count === null ? sinceStart(contenders[0]!, t) : count.onAir;
    this.#list.add(t, end, loop, position, () => this.#indexOf(loop, by, sound));
    if (count !== null) count.onAir += end - t;
  }

  #playSpot(
    contender: Contender,
    nth: number,
    sound: Sound | null,
    start: number,
    end: number,
  ): void {
    let loop = this.#spotLoops.get(contender);
    if (!loop) {
      loop = this.#input.mixer([contender.part!], null);
      this.#spotLoops.set(contender, loop);
    }
    const by = [contender.publication];
    this.#note(start, end, 'spot', by, sound);
    // a shuffled one has a new order each time [P18]
    const position = (nth * contender.length) % loop.length;
    this.#list.add(start, end, loop, position, () => this.#indexOf(loop, by, sound));
  }

  #indexOf(loop: MixedLoop, by: readonly OnAir[], sound: Sound | null): number {
    let bySound = this.#indexes.get(loop);
    if (!bySound) {
      bySound = new Map();
      this.#indexes.set(loop, bySound);
    }
    let index = bySound.get(sound);
    if (index === undefined) {
      index = this.#input.book.indexOf(loop, loudnesses(by, sound));
      bySound.set(sound, index);
    }
    return index;
  }

  #note(start: number, end: number, right: Right, by: readonly OnAir[], sound: Sound | null): void {
    const { span } = this.#input;
    if (end <= span.start || start >= span.end) return;
    const volume = sound === null || sound.quiet ? 0 : sound.volume;
    this.#laid.push({ start, end, right, by, volume });
  }

  #playingOf(winners: Winners, base: readonly Contender[]): Playing {
    let playing = this.#playing.get(winners);
    if (!playing) {
      playing = winners.rank === OFF ? this.#off() : this.#mix(winners, base);
      this.#playing.set(winners, playing);
    }
    return playing;
  }

  #off(): Playing {
    const { offItem, mixer } = this.#input;
    const part = { seed: '', mode: 'loop', secondsPerHour: null, side: 'office' } as const;
    const loop =
      offItem &&
      mixer([{ ...part, key: `off/${offItem.id}`, items: [offItem], listed: [offItem] }], null);
    return { right: 'off', by: [], contenders: [], loop };
  }

  #mix(winners: Winners, base: readonly Contender[]): Playing {
    const contenders = winners.members.map((member) => base[member]!);
    const by = contenders.map(({ publication }) => publication);
    const right = rightOf(winners.rank)!;
    const parts = contenders.flatMap(({ part }) => part ?? []);
    const loop = parts.length === 0 ? null : this.#input.mixer(parts, this.#input.shares);
    for (const [i, given] of (loop?.short ?? []).entries()) {
      const publication = by[i]!;
      const asked = publication.secondsPerHour;
      if (given === null || asked === null) continue;
      const before = this.#short.get(publication)?.planned ?? asked;
      const planned = Math.min(before, Math.floor(given));
      this.#short.set(publication, { publication, per: 'hour', asked, planned, day: null });
    }
    return { right, by, contenders, loop };
  }

  /** [P7] [P21] How long the loop has been on air when it comes on air at `start`. */
  #count({ loop, contenders }: Playing, start: number): Count {
    const key = loop!.key;
    let count = this.#counts.get(key);
    if (!count) {
      count = { onAir: 0, since: Number.NEGATIVE_INFINITY };
      this.#counts.set(key, count);
    }
    for (const { publication, whole } of contenders) {
      if (publication.mode !== 'ordered') continue;
      const opened = lastStart(whole, start);
      if (opened !== null && opened > count.since) {
        count.onAir = 0;
        count.since = opened;
      }
    }
    return count;
  }
}

/** Screens that play the same in spite of different rights to sound share a loop. */
function loudnesses(by: readonly OnAir[], sound: Sound | null): number[] {
  return by.map((publication) => (sound === null ? 100 : loudness(publication.sound, sound)));
}

/** [P17] How far what airs once has come at `t`, whether it could be seen so far or not. */
function sinceStart({ whole }: Contender, t: number): number {
  return t - (lastStart(whole, t) ?? t);
}

/** The start of the last interval that begins at or before `t`. */
function lastStart(sorted: readonly Interval[], t: number): number | null {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]!.start <= t) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? null : sorted[low - 1]!.start;
}
