/** The three tracks put together on the page, directed by one director. */

import type { MediaFile } from '#player/cache/media-file.ts';
import type { PlayerElement } from '#player/cards/player-element.ts';
import type { Clock } from '#player/clock/clock.ts';
import { createSoundGate } from '#player/sound/gate.ts';
import { createMixer, type Mixer, type Strand } from '#player/sound/mixer.ts';
import type { Surroundings } from '#player/surroundings.ts';
import type { Sha256 } from '#shared/frame/manifest.ts';
import type { ScreenProfile } from '#shared/protocol/messages.ts';
import { createAudioTrack } from './audio-track.ts';
import { type CaptionTrack, createCaptionTrack } from './caption-track.ts';
import { createDirector, type Director, type DirectorOptions } from './director.ts';
import { createMainTrack } from './main-track.ts';
import { eitherPresenter, isForSpeakers } from './speaker.ts';
import { createStack } from './stack.ts';
import { standInsFor } from './stand-ins.ts';
import { createTickerTrack } from './ticker-track.ts';
import { createVeil } from './veil.ts';
import { createVideoPair } from './video/pair.ts';

export type StageOptions = Pick<
  DirectorOptions,
  'onBegin' | 'onEnd' | 'onFailed' | 'onAir' | 'onChange' | 'leaves'
> & {
  readonly element: PlayerElement;
  readonly surroundings: Pick<
    Surroundings,
    'after' | 'monotonic' | 'soundAllowed' | 'calm' | 'reach' | 'panel'
  >;
  readonly clock: Clock;
  readonly open: (sha256: Sha256) => Promise<MediaFile | null>;
  readonly profile: () => ScreenProfile | null;
  readonly zone: () => string;
  readonly onSoundBlocked: (blocked: boolean) => void;
};

/** From a change of style to the picture on the panel: the frame that is being made, and the next. */
const SEEN_AFTER_MS = 25;
/** A pipeline that was built anew comes back from behind the copy of its last picture. */
const MEND_MS = 300;

export interface Stage {
  readonly director: Director;
  /** called about once a second */
  tick(): void;
  resized(): void;
  stop(): void;
}

/** A clock that tells minutes may be one off, no more. */
const TOLD_WITHIN_MS = 60_000;

export function createStage(options: StageOptions): Stage {
  const { element, surroundings, clock, open, profile, zone } = options;
  const { after, calm, monotonic } = surroundings;
  const { now } = clock;
  /** null: not known well enough to be told to anybody */
  const shownTime = () =>
    (clock.uncertainty() ?? Number.POSITIVE_INFINITY) <= TOLD_WITHIN_MS ? now() : null;
  const ticking = new Set<() => void>();
  const gate = createSoundGate({
    allowed: surroundings.soundAllowed,
    onBlocked(blocked) {
      options.onSoundBlocked(blocked);
      captions.look();
    },
  });
  const mixer: Mixer = createMixer({
    gate,
    monotonic,
    after,
    onHeard: () => {
      element.heard = mixer.heard();
    },
  });
  const isSpeaker = () => profile()?.kind === 'speaker';
  const sound = (strand: Strand) =>
    createAudioTrack({ open, mixer, strand, now, monotonic, after });
  const veil = createVeil({ host: element.layers, after });
  const videos = createVideoPair({
    ...{ now, monotonic, mixer, after },
    onBreak: (video) => veil.cover(video),
    onMended: () => veil.lift(MEND_MS),
  });
  element.layers.replaceChildren(...videos.elements);

  const captions: CaptionTrack = createCaptionTrack({
    host: element.captions,
    open,
    shown: () => profile()?.captions ?? 'auto',
    maySound: () => !gate.blocked,
    after,
  });
  const stack = createStack({
    host: element.layers,
    onIdle(idle) {
      element.idle = idle;
      element.now = shownTime();
    },
    after,
  });
  const main = createMainTrack({
    stack,
    veil,
    sources: {
      videos,
      open,
      slideContext: () => ({
        ...{ zone: zone(), locale: profile()?.locale ?? 'vi', now: now() },
        smallest: element.smallestType(),
      }),
      reach: surroundings.reach,
      panel: surroundings.panel,
      everySecond(tick) {
        ticking.add(tick);
        return () => ticking.delete(tick);
      },
    },
    onLayer: captions.follow,
    standIns(airing) {
      const manifest = director.manifest();
      return manifest ? standInsFor(manifest, airing) : [];
    },
    after,
    calm,
    now,
  });
  const ticker = createTickerTrack({
    host: element.ticker,
    now,
    monotonic,
    onActive(active) {
      element.ticking = active;
      // At once, so that the line can be measured.
      element.ticker.classList.toggle('on', active);
    },
    after,
  });
  const director: Director = createDirector({
    ...options,
    seenAfterMs: SEEN_AFTER_MS,
    presenters: {
      main: eitherPresenter(isSpeaker, main, sound('clip')),
      ticker,
      audio: sound('music'),
      voice: sound('voice'),
    },
    presents: (item) => !isSpeaker() || isForSpeakers(item),
    after,
  });

  const trim = () => mixer.trim(profile()?.trimDb ?? 0);
  trim();
  const gestures = new AbortController();
  for (const gesture of ['pointerdown', 'pointerup', 'keydown']) {
    addEventListener(gesture, mixer.touched, { capture: true, signal: gestures.signal });
  }

  return {
    director,
    tick() {
      trim();
      element.now = shownTime();
      element.wander(monotonic());
      for (const tick of ticking) tick();
    },
    resized() {
      element.resized();
      ticker.resized();
    },
    stop() {
      director.stop();
      captions.follow(null);
      gestures.abort();
      element.layers.replaceChildren();
      element.ticker.replaceChildren();
    },
  };
}
