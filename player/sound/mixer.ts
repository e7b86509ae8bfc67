/**
 * Everything that sounds goes through the mixer: it knows how loud each strand is (the one law of
 * `shared/domain/volume.ts`, the screen's trim, what an announcement ducks) and whether the browser
 * lets this page make sound at all. An outlet has charge of one media element's loudness.
 *
 * Loudness is `element.volume` in small steps. A graph of Web Audio would be smoother on paper, but a
 * context that is suspended, for want of a gesture or of a sound card, stops the elements in it.
 */
import { gainOf } from '#shared/domain/volume.ts';
import { type Ducking, duckDb, ducked, isSettled, open as nothingDucked } from './ducking.ts';
import type { SoundGate } from './gate.ts';
import { type Fade, fadeAt, isVoice, type Voice } from './levels.ts';

/** `clip`: the sound of a video; `music`: below everything; `voice`: announcements, which duck both. */
export type Strand = 'clip' | 'music' | 'voice';

export interface Outlet {
  /** 0 silent to 100 as mastered */
  volume(step: number): void;
  /** It will sound in so many ms: what gives way to it begins to. */
  expect(inMs: number): void;
  /** Plays the element, muted if sound is refused. Rejects only when it can't be played at all. */
  play(): Promise<void>;
  /** Goes silent over `ms` without a click, then calls back. What is closed first is not called. */
  fade(ms: number, silent: () => void): void;
  /** The element sounds no more. */
  close(): void;
}

export interface Mixer {
  open(strand: Strand, element: HTMLMediaElement): Outlet;
  /** dB, at most 0 */
  trim(db: number): void;
  /** Somebody touched the screen: sound that was refused is tried again. */
  touched(): void;
  /** what is to be heard now, loudest strand first; steps as they were set */
  heard(): readonly { readonly strand: Strand; readonly step: number }[];
}

export type MixerOptions = {
  readonly gate: SoundGate;
  /** ms that never jump */
  readonly monotonic: () => number;
  /** calls back after `ms`; returns what cancels it */
  readonly after: (ms: number, callback: () => void) => () => void;
  /** what `heard` answers may be another */
  readonly onHeard: () => void;
};

type Source = {
  readonly strand: Strand;
  readonly element: HTMLMediaElement;
  step: number;
  voice: Voice;
  fade: Fade | null;
};

/** Steps of a ramp: below what is heard as steps, at 18 dB in 300 ms. */
const STEP_MS = 20;
const FADE_STEP_MS = 5;
/** A voice is looked at this often while nothing moves, in case an element forgets to tell. */
const LOOK_MS = 200;

const order: readonly Strand[] = ['voice', 'clip', 'music'];

export function createMixer({ gate, monotonic, after, onHeard }: MixerOptions): Mixer {
  const sources = new Set<Source>();
  let trimDb = 0;
  let ducking: Ducking = nothingDucked;
  let cancelLook = () => {};

  const set = (source: Source, t: number) => {
    const { element, strand, step, fade } = source;
    const way = strand === 'voice' ? 0 : duckDb(ducking);
    const level = Math.min(1, gainOf(step, trimDb + way) * (fade ? fadeAt(fade, t) : 1));
    if (element.volume !== level) element.volume = level;
  };

  /** Sets every level as it is to be now, and looks again when that may be another. */
  const look = () => {
    cancelLook();
    const t = monotonic();
    let voices = false;
    let voice = false;
    for (const source of sources) {
      if (source.strand !== 'voice') continue;
      voices = true;
      source.voice = seen(source, t);
      voice ||= isVoice(source.voice, t);
    }
    const before = ducking.depth;
    ducking = ducked(ducking, t, voice);
    const fallenSilent: Fade[] = [];
    let fading = false;
    for (const source of sources) {
      set(source, t);
      if (!source.fade) continue;
      if (fadeAt(source.fade, t) > 0) fading = true;
      else {
        fallenSilent.push(source.fade);
        sources.delete(source);
      }
    }
    const moving = ducking.depth !== before || (voice && ducking.depth < 1);
    if (fading) cancelLook = after(FADE_STEP_MS, look);
    else if (moving) cancelLook = after(STEP_MS, look);
    else if (voices || !isSettled(ducking)) cancelLook = after(LOOK_MS, look);
    for (const { silent } of fallenSilent) silent();
  };

  const looksNow = () => {
    look();
    onHeard();
  };
  const events = ['playing', 'pause', 'ended', 'emptied'] as const;

  return {
    open(strand, element) {
      const voice: Voice = { expected: null, moved: null };
      const source: Source = { strand, element, step: 0, voice, fade: null };
      sources.add(source);
      set(source, monotonic());
      for (const event of events) element.addEventListener(event, looksNow);
      return {
        volume(step) {
          source.step = step;
          set(source, monotonic());
          onHeard();
        },
        expect(inMs) {
          source.voice = { ...source.voice, expected: monotonic() + inMs };
          look();
        },
        play: () => gate.play(element),
        fade(ms, silent) {
          source.fade ??= { from: monotonic(), ms, silent };
          look();
        },
        close() {
          for (const event of events) element.removeEventListener(event, looksNow);
          gate.forget(element);
          sources.delete(source);
          looksNow();
        },
      };
    },
    trim(db) {
      trimDb = db;
      look();
    },
    touched: () => void gate.retry(),
    heard: () =>
      [...sources]
        .filter(({ element, step, fade }) => isRunning(element) && step > 0 && !fade)
        .map(({ strand, step }) => ({ strand, step }))
        .sort((a, b) => order.indexOf(a.strand) - order.indexOf(b.strand)),
  };
}

function isRunning({ paused, ended }: HTMLMediaElement): boolean {
  return !paused && !ended;
}

/** What the element shows of itself at `t`. */
function seen({ element, voice, step }: Source, t: number): Voice {
  if (!isRunning(element) || step === 0) return { ...voice, moved: null };
  const time = element.currentTime;
  return time === voice.moved?.time ? voice : { expected: null, moved: { time, at: t } };
}
