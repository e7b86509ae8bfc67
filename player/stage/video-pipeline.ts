/**
 * All video through one `<video>`, one MediaSource and one SourceBuffer: clips that follow one
 * another are appended on one time line, so that the decoder never stops between them. The pipeline
 * is torn down when something goes wrong in it and built again for the next clip.
 */
import type { MediaFile } from '#player/cache/media-file.ts';
import type { Mixer, Outlet } from '#player/sound/mixer.ts';
import type { Airing } from '#shared/frame/frame.ts';
import type { VideoItem } from '#shared/frame/manifest.ts';
import { readFragments } from './mp4/fragments.ts';

import { expectedAt, hungry, layOut, nextFragment, type Run, rateFor } from './video-runs.ts';

export type VideoPipelineOptions = {
  readonly now: () => number;
  readonly mixer: Mixer;
  /** calls back after `ms`; returns what cancels it */
  readonly after: (ms: number, callback: () => void) => () => void;
};

/** A turn that is ready. */
export interface VideoTurn {
  /** false: the pipeline was built anew meanwhile, and the turn has to be prepared again */
  alive(): boolean;
  /** its instant has come */
  begin(onFailed: (reason: string) => void): void;
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

/** A MediaSource that is attached and open. */
type Open = { readonly source: MediaSource; readonly buffer: SourceBuffer; type: string };

/** The house profile; used when a manifest does not name the codecs. */
const HOUSE_TYPE = 'video/mp4; codecs="avc1.640028, mp4a.40.2"';
/** A clip whose bytes broke the pipeline is not let in again for so long: its neighbours suffer. */
const QUARANTINE_MS = 3_600_000;
/** Building the pipeline anew in the middle of a clip takes about this long. */
const REVIVE_MS = 400;
const READY_WITHIN_MS = 10_000;
const WATCH_EVERY_MS = 200;
/** A picture that stands still for this long while its clip should run has failed. */
const STALLED_MS = 4000;
/**
 * A picture that lies outside of the append window by a rounding error is dropped, and if it is the
 * key frame, a whole second of pictures with it.
 */
const ROUNDING_S = 0.01;
/** Played pictures are let go in steps of this many seconds. */
const KEEP_BEHIND_S = 3;
const LET_GO_S = 10;

export class VideoPipeline {
  readonly element: HTMLVideoElement;
  readonly #options: VideoPipelineOptions;
  readonly #sound: Outlet;
  #open: Open | null = null;
  #runs: Feeding[] = [];
  #onAir: Feeding | null = null;
  /** the run that the SourceBuffer is set up for */
  #setUpFor: Run['index'] | null = null;
  #setUpOrigin = Number.NaN;
  #setUpEnd = Number.NaN;
  /** work on the SourceBuffer, one thing after the other */
  #turn: Promise<unknown> = Promise.resolve();
  #appendedTo = 0;
  #progress = { at: 0, time: 0 };
  /** clips that broke the pipeline, and until when they are kept out */
  readonly #quarantine = new Map<string, number>();
  #cancelWatch = () => {};

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

  /** Buffers the turn; resolves when it can be begun. `from`: the instant at which it will be. */
  async prepare(airing: Airing<VideoItem>, file: MediaFile, from: number): Promise<VideoTurn> {
    if ((this.#quarantine.get(airing.item.media) ?? 0) > this.#options.now()) {
      throw new Error('the clip broke the player a short while ago');
    }
    const index = await readFragments((start, end) => file.slice(start, end), file.bytes);
    await this.#build(typeOf(file));
    const before = this.#runs.at(-1) ?? null;
    const farthest = Math.max(this.#appendedTo, ...this.#runs.map(({ ends }) => ends));
    const laid = layOut(airing, index, from, before, farthest);
    const { key } = laid;
    this.#runs.push({ ...laid, file, onFailed: null });
    const current = () => this.#runs.find((run) => run.key === key) ?? null;
    const { begins } = laid;
    this.#feed();
    const idle = this.#onAir === null;
    let sought = false;
    try {
      await this.#until(() => {
        const run = current();
        if (!run) throw this.#broken(airing) ?? new Overtaken();
        const enough = nextFragment(run) === null || this.#isBuffered(begins + 0.5);
        if (!enough || !this.#isBuffered(begins + 0.05)) return false;
        if (!idle) return true;
        // Not before: what lies beyond all that is appended can't be sought.
        if (!sought) this.element.currentTime = begins;
        sought = true;
        return !this.element.seeking && this.element.readyState >= 3;
      });
    } catch (error) {
      this.#drop(current());
      throw error;
    }
    return {
      alive: () => current() !== null,
      begin: (onFailed) => {
        const run = current();
        if (run) this.#begin(this.#replace(run, { onFailed }));
      },
      endsAt: (next) => {
        const run = current();
        if (run) this.#extend(run, next);
      },
      drop: () => this.#drop(current()),
    };
  }

  #begin(run: Feeding): void {
    const before = this.#onAir;
    this.#onAir = run;
    this.#sound.volume(run.airing.item.volume);
    this.element.style.objectFit = run.airing.item.fit;
    this.#progress = { at: this.#options.now(), time: -1 };
    const runsOn = run.contiguous && before !== null && before.ends === run.begins;
    if (!runsOn) this.#seek(Math.max(run.begins, expectedAt(run, this.#options.now())), 0.04);
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
    if (this.#onAir === run) {
      this.#onAir = null;
      this.#cancelWatch();
      this.element.pause();
    }
    // A turn that never came on would stand in the way of another one at the same place.
    this.#work(async ({ buffer }) => {
      const playhead = this.element.currentTime;
      const from = Math.max(run.begins, playhead + 0.5);
      if (this.#onAir !== run && run.ends > from && this.#onAir?.begins !== run.ends) {
        await settled(buffer, () => buffer.remove(from, run.ends));
      }
    });
  }

  /** Goes on appending until every run has enough ready. */
  #feed(): void {
    this.#work(async (open) => {
      for (;;) {
        if (this.#open !== open) return;
        await this.#letGo(open.buffer);
        const run = hungry(this.#runs, this.#onAir, this.element.currentTime);
        if (!run) break;
        try {
          await this.#append(open, run);
        } catch (error) {
          if (this.#open !== open) return;
          this.#banish(run);
          this.#collapse(textOf(error), run);
        }
      }
      // The decoder keeps the last pictures to itself until it hears that no more will come.
      const all = this.#runs.every((run) => nextFragment(run) === null);
      if (all && this.#runs.length > 0 && open.source.readyState === 'open') {
        open.source.endOfStream();
      }
    });
  }

  async #append(open: Open, run: Feeding): Promise<void> {
    const { buffer } = open;
    const { index, origin, file } = run;
    const same = this.#setUpFor === index && this.#setUpOrigin === origin;
    if (!same || this.#setUpEnd !== run.ends) {
      const type = typeOf(file);
      if (type !== open.type) {
        buffer.changeType(type);
        open.type = type;
      }
      buffer.appendWindowStart = 0;
      buffer.appendWindowEnd = run.ends + ROUNDING_S;
      buffer.appendWindowStart = run.contiguous ? run.begins - ROUNDING_S : 0;
      buffer.timestampOffset = origin - index.firstPicture;
      const init = await file.slice(0, index.initEnd);
      await settled(buffer, () => buffer.appendBuffer(init));
      this.#setUpFor = index;
      this.#setUpOrigin = origin;
      this.#setUpEnd = run.ends;
    }
    const fragment = index.fragments[run.next]!;
    const bytes = await file.slice(fragment.start, fragment.end);
    await settled(buffer, () => buffer.appendBuffer(bytes));
    this.#appendedTo = Math.max(this.#appendedTo, run.ends);
    const current = this.#runs.find(({ key }) => key === run.key);
    if (current) this.#replace(current, { next: run.next + 1 });
  }

  async #letGo(buffer: SourceBuffer): Promise<void> {
    if (buffer.buffered.length === 0) return;
    const until = Math.min(
      this.element.currentTime - KEEP_BEHIND_S,
      ...(this.#onAir ? [] : this.#runs.map(({ begins }) => begins - 1)),
    );
    if (until - buffer.buffered.start(0) < LET_GO_S) return;
    await settled(buffer, () => buffer.remove(0, until));
  }

  /** While a clip is on the air: feeds it, holds it to the clock, and sees whether it moves. */
  #watch(): void {
    this.#cancelWatch();
    this.#cancelWatch = this.#options.after(WATCH_EVERY_MS, () => {
      const run = this.#onAir;
      if (!run) return;
      this.#feed();
      this.#hold(run, this.#options.now());
      if (this.#onAir === run) this.#watch();
    });
  }

  #hold(run: Feeding, now: number): void {
    const { element } = this;
    const expected = expectedAt(run, now);
    const time = element.currentTime;
    const ending = expected > run.ends - 0.3 || this.#isPlayedOut(run, time);
    if (time !== this.#progress.time || ending) this.#progress = { at: now, time };
    if (ending) return;
    if (now - this.#progress.at > STALLED_MS) {
      this.#fail(run, 'the picture stands still');
      return;
    }
    if (element.seeking || element.readyState < 3) return;
    if (element.paused) {
      this.#sound.play().catch((error) => this.#fail(run, String(error)));
    }
    const rate = rateFor(time - expected, element.playbackRate !== 1);
    if (rate === null) this.#seek(expected, 0);
    else if (element.playbackRate !== rate) element.playbackRate = rate;
  }

  /** The clip is shorter than its turn: its last picture stands until the turn is over. */
  #isPlayedOut(run: Run, time: number): boolean {
    if (nextFragment(run) !== null || this.#open === null) return false;
    const { buffered } = this.#open.buffer;
    for (let i = 0; i < buffered.length; i++) {
      if (buffered.start(i) <= time + 0.1 && time <= buffered.end(i) + 0.1) {
        return time > buffered.end(i) - 0.15;
      }
    }
    return false;
  }

  /** Goes to a place on the time line unless it is there already, give or take `near` seconds. */
  #seek(time: number, near: number): void {
    if (Math.abs(this.element.currentTime - time) <= near) return;
    if (!this.#isBuffered(time)) return;
    this.element.currentTime = time;
    this.element.playbackRate = 1;
  }

  #isBuffered(time: number): boolean {
    if (!this.#open) return false;
    const { buffered } = this.#open.buffer;
    for (let i = 0; i < buffered.length; i++) {
      if (buffered.start(i) - 0.1 <= time && time < buffered.end(i)) return true;
    }
    return false;
  }

  #fail(run: Feeding, reason: string): void {
    if (this.#runs.some(({ key }) => key === run.key)) this.#collapse(reason, run);
  }

  /**
   * Something in here is broken: everything goes. The culprit's turn has failed; what is on air
   * without guilt goes on in a new pipeline, and what was ready is prepared again by its owner.
   */
  #collapse(reason: string, culprit: Feeding | null): void {
    const onAir = this.#onAir;
    this.#runs = [];
    this.#onAir = null;
    this.#open = null;
    this.#setUpFor = null;
    this.#appendedTo = 0;
    this.#cancelWatch();
    this.element.removeAttribute('src');
    this.element.load();
    if (onAir && onAir.key !== culprit?.key) {
      this.#revive(onAir).catch((error) => onAir.onFailed?.(textOf(error)));
    } else onAir?.onFailed?.(reason);
  }

  #banish({ airing }: Run): void {
    this.#quarantine.set(airing.item.media, this.#options.now() + QUARANTINE_MS);
  }

  #runAt(time: number): Feeding | null {
    return this.#runs.find(({ begins, ends }) => begins - 0.1 <= time && time < ends) ?? null;
  }

  async #revive(run: Feeding): Promise<void> {
    await this.#build(typeOf(run.file));
    const from = this.#options.now() + REVIVE_MS;
    if (from >= run.airing.end) return;
    const laid = layOut(run.airing, run.index, from, null, this.#appendedTo);
    const revived: Feeding = { ...run, ...laid, key: run.key };
    this.#runs.push(revived);
    this.#onAir = revived;
    this.#feed();
    await this.#until(() => this.#isBuffered(revived.begins + 0.05));
    const current = this.#runs.find(({ key }) => key === run.key);
    if (current) this.#begin(current);
  }

  #broken(airing: Airing<VideoItem>): Error | null {
    return this.#quarantine.has(airing.item.media) ? new Error('the clip can’t be decoded') : null;
  }

  async #build(type: string): Promise<void> {
    if (this.#open) return;
    await this.#inTurn(async () => {
      if (this.#open) return;
      if (!MediaSource.isTypeSupported(type)) throw new Error(`this browser can't play ${type}`);
      const source = new MediaSource();
      const address = URL.createObjectURL(source);
      const opened = new Promise<void>((resolve) => {
        source.addEventListener('sourceopen', () => resolve(), { once: true });
      });
      this.element.src = address;
      await opened;
      URL.revokeObjectURL(address);
      const buffer = source.addSourceBuffer(type);
      source.duration = Number.POSITIVE_INFINITY;
      this.#setUpFor = null;
      this.#appendedTo = 0;
      this.#open = { source, buffer, type };
    });
  }

  #work(task: (open: Open) => Promise<void>): void {
    const open = this.#open;
    if (!open) return;
    this.#inTurn(async () => {
      if (this.#open === open) await task(open);
    }).catch((error) => {
      if (this.#open === open) this.#collapse(textOf(error), this.#onAir);
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
        this.element.addEventListener(event, check, { signal: stop.signal });
      }
      this.#open?.buffer.addEventListener('updateend', check, { signal: stop.signal });
      check();
    });
  }
}

function typeOf({ type }: MediaFile): string {
  return type.includes('codecs') ? type : HOUSE_TYPE;
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Starts something on the buffer and resolves when the buffer has done it. */
function settled(buffer: SourceBuffer, start: () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = new AbortController();
    const { signal } = stop;
    const settle = (error?: Error) => {
      stop.abort();
      if (error) reject(error);
      else resolve();
    };
    buffer.addEventListener('updateend', () => settle(), { signal });
    buffer.addEventListener('error', () => settle(new Error('the clip can’t be decoded')), {
      signal,
    });
    buffer.addEventListener('abort', () => settle(new Error('interrupted')), { signal });
    try {
      start();
    } catch (error) {
      settle(error instanceof Error ? error : new Error(String(error)));
    }
  });
}
