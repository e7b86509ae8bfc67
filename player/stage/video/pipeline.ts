/**
 * All video through one `<video>`, one MediaSource and one SourceBuffer: clips that follow one
 * another are appended on one time line, so that the decoder never stops between them. The pipeline
 * is torn down when something goes wrong in it and built again for the next clip.
 */
import type { MediaFile } from '#player/cache/media-file.ts';
import type { Mixer, Outlet } from '#player/sound/mixer.ts';
import type { Airing } from '#shared/frame/frame.ts';
import type { VideoItem } from '#shared/frame/manifest.ts';
import {
  begunAt,
  CUT_TOLERANCE_S,
  correctionOf,
  FRESH_MS,
  isStalled,
  learnedLag,
  lookedAgain,
  usualLag,
} from './hold.ts';
import type { FragmentIndex } from './mp4/fragments.ts';
import { expectedAt, hungry, joinsOn, layOut, nextFragment, type Run } from './runs.ts';
import { openSource, type Source } from './source.ts';

export type VideoPipelineOptions = {
  readonly now: () => number;
  /** ms that never jump, on the page's own time line: `performance.now` */
  readonly monotonic: () => number;
  readonly mixer: Mixer;
  /** the picture on air is about to go; and: it is there again */
  readonly onBreak: () => void;
  readonly onMended: () => void;
  /** calls back after `ms`; returns what cancels it */
  readonly after: (ms: number, callback: () => void) => () => void;
};

/** A turn that is ready. */
export interface VideoTurn {
  readonly element: HTMLVideoElement;
  /** false: the pipeline was built anew meanwhile, and the turn has to be prepared again */
  alive(): boolean;
  /** its instant has come */
  begin(onFailed: (reason: string) => void): void;
  /** position within the clip of what is to be seen, ms */
  position(): number;
  /** the same turn ends earlier or later than was planned */
  endsAt(airing: Airing<VideoItem>): void;
  /** it is off the air, or never came on */
  drop(): void;
}

/** The turn was innocent, but the pipeline broke around it. */
export class Overtaken extends Error {
  override readonly name = 'Overtaken';
}

type Feeding = Run & {
  readonly file: MediaFile;
  readonly onFailed: ((reason: string) => void) | null;
};

/** A clip whose bytes broke the pipeline is not let in again for so long: its neighbours suffer. */
const QUARANTINE_MS = 3_600_000;
/** Building the pipeline anew in the middle of a clip takes about this long. */
const REVIVE_MS = 400;
const READY_WITHIN_MS = 10_000;
const WATCH_EVERY_MS = 200;
const WATCH_FRESH_EVERY_MS = 60;
/**
 * A picture that lies outside of the append window by a rounding error is dropped, and if it is the
 * key frame, a whole second of pictures with it.
 */
const ROUNDING_S = 0.01;
const KEEP_BEHIND_S = 3;

export class VideoPipeline {
  readonly element: HTMLVideoElement;
  readonly #options: VideoPipelineOptions;
  readonly #sound: Outlet;
  #source: Source | null = null;
  #runs: Feeding[] = [];
  #onAir: Feeding | null = null;
  /** what the source is set up for */
  #setUp: { readonly key: symbol; readonly origin: number; readonly ends: number } | null = null;
  /** work on the source, one thing after the other */
  #turn: Promise<unknown> = Promise.resolve();
  #progress = begunAt(0);
  /** when the video last began to move, monotonic; clips that follow without a gap do not count */
  #startedAt = Number.NEGATIVE_INFINITY;
  #lag = usualLag;
  /** the run that was started shortly before its instant */
  #rolling: symbol | null = null;
  #cancelRoll = () => {};
  #cancelWatch = () => {};
  /** clips that broke the pipeline, and until when (monotonic) they are kept out */
  readonly #quarantine = new Map<string, number>();

  constructor(element: HTMLVideoElement, options: VideoPipelineOptions) {
    this.element = element;
    this.#options = options;
    this.#sound = options.mixer.open('clip', element);
    element.playsInline = true;
    element.disablePictureInPicture = true;
    element.disableRemotePlayback = true;
    element.addEventListener('error', () => {
      const { error } = element;
      if (!error) return;
      const suspect = this.#onAir ?? this.#runAt(element.currentTime);
      // One that is only being made ready would break it again and again.
      if (suspect && suspect !== this.#onAir) this.#banish(suspect);
      this.#collapse(error.message || `media error ${error.code}`, suspect);
    });
  }

  /** a clip is on the screen */
  get onAir(): boolean {
    return this.#onAir !== null;
  }

  /** Whether the turn would follow what lies on the time line already without a gap. */
  joinsOn(airing: Airing<VideoItem>, index: FragmentIndex, from: number): boolean {
    const before = this.#runs.at(-1);
    return before !== undefined && joinsOn(before, airing, index, from);
  }

  /** Buffers the turn; resolves when it can be begun. `from`: the instant at which it will be. */
  async prepare(
    airing: Airing<VideoItem>,
    file: MediaFile,
    index: FragmentIndex,
    from: number,
  ): Promise<VideoTurn> {
    if ((this.#quarantine.get(airing.item.media) ?? 0) > this.#options.monotonic()) {
      throw new Error('the clip broke the player a short while ago');
    }
    const source = await this.#open(file.type);
    const before = this.#runs.at(-1) ?? null;
    const farthest = Math.max(source.appendedTo, ...this.#runs.map(({ ends }) => ends));
    const laid = layOut(airing, index, from, before, farthest);
    const { key, begins } = laid;
    this.#runs.push({ ...laid, file, onFailed: null });
    this.#feed();
    try {
      await this.#ready(airing, key);
    } catch (error) {
      this.#drop(this.#run(key));
      throw error;
    }
    if (this.#onAir === null) this.#rollAt(from, key, begins);
    return {
      element: this.element,
      alive: () => this.#run(key) !== null,
      begin: (onFailed) => {
        const run = this.#run(key);
        if (run) this.#begin(this.#replace(run, { onFailed }));
      },
      position: () => (this.element.currentTime - (this.#run(key)?.origin ?? laid.origin)) * 1000,
      endsAt: (next) => {
        const run = this.#run(key);
        if (run) this.#extend(run, next);
      },
      drop: () => this.#drop(this.#run(key)),
    };
  }

  #run(key: symbol): Feeding | null {
    return this.#runs.find((run) => run.key === key) ?? null;
  }

  /** Resolves when enough is buffered, and, if nothing else is on air, the first picture stands. */
  async #ready(airing: Airing<VideoItem>, key: symbol): Promise<void> {
    const idle = this.#onAir === null;
    let sought = false;
    await this.#until(() => {
      const run = this.#run(key);
      if (!run || !this.#source) throw this.#broken(airing) ?? new Overtaken();
      const { begins } = run;
      const enough = nextFragment(run) === null || this.#source.holds(begins + 0.5);
      if (!enough || !this.#source.holds(begins + 0.05)) return false;
      if (!idle) return true;
      // Not before: what lies beyond all that is appended can't be sought.
      if (!sought) this.element.currentTime = begins;
      sought = true;
      return !this.element.seeking && this.element.readyState >= 3;
    });
  }

  /** Starts a video that stands on its first picture so early that it moves from its instant on. */
  #rollAt(from: number, key: symbol, begins: number): void {
    const { now, monotonic, after } = this.#options;
    const wait = from - this.#lag.ms - now();
    if (wait <= 0) return;
    this.#cancelRoll();
    this.#cancelRoll = after(wait, () => {
      if (this.#onAir !== null || this.#run(key) === null) return;
      this.#rolling = key;
      this.#sound.volume(0);
      const startedAt = monotonic();
      // Whoever begins the turn hears why it can't be played.
      this.#sound.play().catch(() => {});
      const learn = (_: number, frame: VideoFrameCallbackMetadata) => {
        if (this.#rolling !== key) return;
        const moved = frame.mediaTime - begins;
        if (moved < 0.01) this.element.requestVideoFrameCallback(learn);
        else
          this.#lag = learnedLag(this.#lag, frame.expectedDisplayTime - startedAt - moved * 1000);
      };
      this.element.requestVideoFrameCallback(learn);
    });
  }

  #begin(run: Feeding): void {
    const { now, monotonic } = this.#options;
    const before = this.#onAir;
    this.#cancelRoll();
    this.#onAir = run;
    this.#sound.volume(run.airing.item.volume);
    this.element.style.objectFit = run.airing.item.fit;
    this.#progress = begunAt(monotonic());
    const runsOn = run.contiguous && before !== null && before.ends === run.begins;
    const moves = runsOn || this.#rolling === run.key;
    if (!runsOn) this.#startedAt = monotonic();
    const wanted = Math.max(run.begins, expectedAt(run, now()));
    this.#seek(wanted, moves ? CUT_TOLERANCE_S : 0.04);
    this.#sound.play().catch((error) => this.#fail(run, String(error)));
    this.#feed();
    this.#watch();
  }

  #extend(run: Feeding, airing: Airing<VideoItem>): void {
    const ends = run.origin + (airing.offset + airing.end - airing.start) / 1000;
    // What was cut off at the old end has to be appended again.
    const kept = run.index.fragments.findLastIndex(({ time }) => run.origin + time < run.ends);
    const next = ends > run.ends ? Math.min(run.next, Math.max(0, kept)) : run.next;
    this.#replace(run, { airing, ends, next });
    this.#feed();
  }

  #replace(run: Feeding, change: Partial<Feeding>): Feeding {
    const changed = { ...run, ...change };
    this.#runs = this.#runs.map((other) => (other === run ? changed : other));
    if (this.#onAir === run) this.#onAir = changed;
    return changed;
  }

  #drop(run: Feeding | null): void {
    if (!run) return;
    this.#runs = this.#runs.filter((other) => other !== run);
    run.file.release();
    if (this.#rolling === run.key) this.#rolling = null;
    if (this.#onAir === run) {
      this.#onAir = null;
      this.#cancelWatch();
    }
    if (this.#onAir === null) this.element.pause();
    // A turn that never came on would stand in the way of another one at the same place.
    this.#work(async (source) => {
      const from = Math.max(run.begins, this.element.currentTime + 0.5);
      if (this.#onAir !== run && run.ends > from && this.#onAir?.begins !== run.ends) {
        await source.remove(from, run.ends);
      }
    });
  }

  /** Goes on appending until every run has enough ready. */
  #feed(): void {
    this.#work(async (source) => {
      for (;;) {
        if (this.#source !== source) return;
        await this.#letGo(source);
        const run = hungry(this.#runs, this.#onAir, this.element.currentTime);
        if (!run) break;
        try {
          await this.#append(source, run);
        } catch (error) {
          if (this.#source !== source) return;
          // Given up meanwhile, and its file with it.
          if (!this.#run(run.key)) continue;
          this.#banish(run);
          this.#collapse(textOf(error), run);
        }
      }
      // The decoder keeps the last pictures to itself until it hears that no more will come.
      const all = this.#runs.every((run) => nextFragment(run) === null);
      if (all && this.#runs.length > 0) source.end();
    });
  }

  async #append(source: Source, run: Feeding): Promise<void> {
    const { key, index, origin, file, ends } = run;
    const setUp = this.#setUp;
    if (setUp?.key !== key || setUp.origin !== origin || setUp.ends !== ends) {
      const from = run.contiguous ? run.begins - ROUNDING_S : 0;
      source.setUp(file.type, origin - index.firstPicture, from, ends + ROUNDING_S);
      await source.append(await file.slice(0, index.initEnd));
      this.#setUp = { key, origin, ends };
    }
    const fragment = index.fragments[run.next]!;
    await source.append(await file.slice(fragment.start, fragment.end));
    source.appendedTo = Math.max(source.appendedTo, ends);
    const current = this.#run(key);
    if (current) this.#replace(current, { next: run.next + 1 });
  }

  async #letGo(source: Source): Promise<void> {
    const waiting = this.#onAir ? [] : this.#runs.map(({ begins }) => begins - 1);
    await source.letGo(Math.min(this.element.currentTime - KEEP_BEHIND_S, ...waiting));
  }

  /** While a clip is on the air: feeds it, holds it to the clock, and sees whether it moves. */
  #watch(): void {
    this.#cancelWatch();
    const wait = this.#isFresh() ? WATCH_FRESH_EVERY_MS : WATCH_EVERY_MS;
    this.#cancelWatch = this.#options.after(wait, () => {
      const run = this.#onAir;
      if (!run) return;
      this.#feed();
      this.#hold(run);
      if (this.#onAir?.key === run.key) this.#watch();
    });
  }

  #hold(run: Feeding): void {
    const { element } = this;
    const expected = expectedAt(run, this.#options.now());
    const time = element.currentTime;
    if (expected > run.ends - 0.3 || this.#isPlayedOut(run, time)) {
      this.#progress = begunAt(this.#options.monotonic());
      return;
    }
    this.#progress = lookedAgain(this.#progress, this.#options.monotonic(), time);
    if (isStalled(this.#progress)) this.#fail(run, 'the picture stands still');
    else this.#keepUp(run, time - expected, run.ends - expected);
  }

  #isFresh(): boolean {
    return this.#options.monotonic() - this.#startedAt < FRESH_MS;
  }

  /** @param error how far the picture is ahead, and `rest` how long it has to go, seconds */
  #keepUp(run: Feeding, error: number, rest: number): void {
    const { element } = this;
    if (element.seeking || element.readyState < 3) return;
    if (element.paused) this.#sound.play().catch((error) => this.#fail(run, String(error)));
    const correction = correctionOf(error, rest, {
      correcting: element.playbackRate !== 1,
      fresh: this.#isFresh(),
    });
    if (correction.kind === 'seek') this.#seek(element.currentTime - error, 0);
    else if (correction.kind === 'rate' && element.playbackRate !== correction.rate) {
      element.playbackRate = correction.rate;
    }
  }

  /** The clip is shorter than its turn: its last picture stands until the turn is over. */
  #isPlayedOut(run: Run, time: number): boolean {
    const last = run.index.fragments.at(-1);
    const more = nextFragment(run) !== null || (last && time < run.origin + last.time);
    if (more) return false;
    const end = this.#source?.heldUntil(time) ?? null;
    return end !== null && time > end - 0.15;
  }

  /** Goes to a place on the time line unless it is there already, give or take `near` seconds. */
  #seek(time: number, near: number): void {
    if (Math.abs(this.element.currentTime - time) <= near) return;
    if (!this.#source?.holds(time)) return;
    this.element.currentTime = time;
    this.element.playbackRate = 1;
  }

  #fail(run: Feeding, reason: string): void {
    if (this.#run(run.key)) this.#collapse(reason, run);
  }

  /**
   * Something in here is broken: everything goes. The culprit's turn has failed; what is on air
   * without guilt goes on in a new pipeline, and what was ready is prepared again by its owner.
   */
  #collapse(reason: string, culprit: Feeding | null): void {
    const onAir = this.#onAir;
    if (onAir) this.#options.onBreak();
    for (const run of this.#runs) if (run.key !== onAir?.key) run.file.release();
    this.#runs = [];
    this.#onAir = null;
    this.#rolling = null;
    this.#source = null;
    this.#setUp = null;
    this.#cancelWatch();
    this.#cancelRoll();
    this.element.removeAttribute('src');
    this.element.load();
    if (onAir && onAir.key !== culprit?.key) {
      this.#revive(onAir).catch((error) => onAir.onFailed?.(textOf(error)));
    } else {
      onAir?.file.release();
      onAir?.onFailed?.(reason);
    }
  }

  #banish({ airing }: Run): void {
    const { monotonic } = this.#options;
    for (const [media, until] of this.#quarantine) {
      if (until <= monotonic()) this.#quarantine.delete(media);
    }
    this.#quarantine.set(airing.item.media, monotonic() + QUARANTINE_MS);
  }

  #runAt(time: number): Feeding | null {
    return this.#runs.find(({ begins, ends }) => begins - 0.1 <= time && time < ends) ?? null;
  }

  async #revive(run: Feeding): Promise<void> {
    const source = await this.#open(run.file.type);
    const from = this.#options.now() + REVIVE_MS;
    if (from >= run.airing.end) return;
    const laid = layOut(run.airing, run.index, from, null, source.appendedTo);
    const revived: Feeding = { ...run, ...laid, key: run.key };
    this.#runs.push(revived);
    this.#onAir = revived;
    this.#feed();
    await this.#until(() => this.#source?.holds(revived.begins + 0.05) ?? false);
    const current = this.#run(run.key);
    if (!current) return;
    this.element.addEventListener('seeked', () => this.#options.onMended(), { once: true });
    this.#begin(current);
  }

  #broken(airing: Airing<VideoItem>): Error | null {
    return this.#quarantine.has(airing.item.media) ? new Error('the clip can’t be decoded') : null;
  }

  async #open(type: string): Promise<Source> {
    await this.#inTurn(async () => {
      this.#source ??= await openSource(this.element, type);
    });
    if (!this.#source) throw new Overtaken();
    return this.#source;
  }

  #work(task: (source: Source) => Promise<void>): void {
    const source = this.#source;
    if (!source) return;
    this.#inTurn(async () => {
      if (this.#source === source) await task(source);
    }).catch((error) => {
      if (this.#source === source) this.#collapse(textOf(error), this.#onAir);
    });
  }

  #inTurn(task: () => Promise<void>): Promise<void> {
    const done = this.#turn.then(task);
    this.#turn = done.catch(() => {});
    return done;
  }

  /** Looks again whenever the element or the buffer moved on; what `look` throws ends it. */
  #until(look: () => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const stop = new AbortController();
      const { signal } = stop;
      const cancel = this.#options.after(READY_WITHIN_MS, () =>
        settle(new Error('not ready in time')),
      );
      const settle = (error?: unknown) => {
        stop.abort();
        cancel();
        if (error) reject(error);
        else resolve();
      };
      const check = () => {
        try {
          if (look()) settle();
        } catch (error) {
          settle(error);
        }
      };
      for (const event of ['seeked', 'canplay', 'loadeddata', 'progress', 'error', 'emptied']) {
        this.element.addEventListener(event, check, { signal });
      }
      this.#source?.onChange(check, signal);
      check();
    });
  }
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
