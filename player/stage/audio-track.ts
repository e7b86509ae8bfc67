/** The sound that has no picture: one `<audio>` a turn, loaded beforehand, begun at its instant. */

import { isSameTurn } from '#player/programme/switching.ts';
import type { Airing } from '#shared/frame/frame.ts';
import type { Sha256 } from '#shared/frame/manifest.ts';
import type { Presenter, TurnEvents } from './presenter.ts';
import type { SoundGate } from './sound.ts';

export type AudioTrackOptions = {
  /** the media file, or null when it is not all there */
  readonly open: (sha256: Sha256) => Promise<Blob | null>;
  readonly sound: SoundGate;
  readonly now: () => number;
};

type Turn = {
  readonly airing: Airing;
  readonly audio: HTMLAudioElement;
  readonly loaded: Promise<void>;
  dropped: boolean;
};

/** Seeking is heard: an error below this is left alone. */
const NEAR_S = 0.12;

export function createAudioTrack({ open, sound, now }: AudioTrackOptions): Presenter {
  let ahead: Turn | null = null;
  let playing: Turn | null = null;

  const load = (airing: Airing): Turn => {
    const audio = new Audio();
    const fetched = fill(audio, airing);
    const turn: Turn = { airing, audio, loaded: fetched, dropped: false };
    // Whoever presents it hears of the failure; until then nobody does.
    fetched.then(
      () => turn.dropped && release(audio),
      () => {},
    );
    return turn;
  };

  const fill = async (audio: HTMLAudioElement, { item }: Airing): Promise<void> => {
    if (item.kind !== 'audio') throw new Error(`${item.kind} is no sound`);
    const blob = await open(item.media);
    if (!blob) throw new Error(`media ${item.media} is not here`);
    audio.volume = item.volume / 100;
    await new Promise<void>((resolve, reject) => {
      audio.oncanplay = () => resolve();
      audio.onerror = () => reject(new Error(audio.error?.message || 'the sound can’t be decoded'));
      audio.src = URL.createObjectURL(blob);
    });
  };

  const drop = (turn: Turn | null) => {
    if (!turn) return;
    turn.dropped = true;
    turn.audio.pause();
    release(turn.audio);
  };

  const begin = async (turn: Turn, events: TurnEvents) => {
    try {
      await turn.loaded;
      if (playing !== turn) return;
      const position = (turn.airing.offset + now() - turn.airing.start) / 1000;
      if (Math.abs(turn.audio.currentTime - position) > NEAR_S) turn.audio.currentTime = position;
      await sound.play(turn.audio);
      if (playing === turn) events.shown();
    } catch (error) {
      if (playing === turn) events.failed(error instanceof Error ? error.message : String(error));
    }
  };

  return {
    prepare(airing) {
      if (ahead && isSameTurn(ahead.airing, airing)) return;
      drop(ahead);
      ahead = load(airing);
    },
    present(airing, events) {
      drop(playing);
      playing = null;
      if (!airing) return;
      const ready = ahead && isSameTurn(ahead.airing, airing) ? ahead : null;
      if (!ready) drop(ahead);
      ahead = null;
      playing = ready ?? load(airing);
      void begin(playing, events);
    },
    carryOn() {},
  };
}

function release(audio: HTMLAudioElement): void {
  if (!audio.src) return;
  URL.revokeObjectURL(audio.src);
  audio.onerror = null;
  audio.removeAttribute('src');
  audio.load();
}
