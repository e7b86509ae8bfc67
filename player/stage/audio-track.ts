/** The sound that has no picture: one `<audio>` a turn, loaded beforehand, begun at its instant. */

import type { MediaFile } from '#player/cache/media-file.ts';
import { isSameTurn } from '#player/programme/switching.ts';
import type { Mixer, Outlet, Strand } from '#player/sound/mixer.ts';
import type { Airing } from '#shared/frame/frame.ts';
import type { Sha256 } from '#shared/frame/manifest.ts';
import type { Presenter, TurnEvents } from './presenter.ts';

export type AudioTrackOptions = {
  /** the media file, or null when it is not all there */
  readonly open: (sha256: Sha256) => Promise<MediaFile | null>;
  readonly mixer: Mixer;
  readonly strand: Strand;
  readonly now: () => number;
};

type Turn = {
  readonly airing: Airing;
  readonly audio: HTMLAudioElement;
  readonly outlet: Outlet;
  readonly loaded: Promise<void>;
  file: MediaFile | null;
  dropped: boolean;
};

/** Seeking is heard: an error below this is left alone. */
const NEAR_S = 0.12;

export function createAudioTrack({ open, mixer, strand, now }: AudioTrackOptions): Presenter {
  let ahead: Turn | null = null;
  let playing: Turn | null = null;

  const load = (airing: Airing): Turn => {
    const audio = new Audio();
    const outlet = mixer.open(strand, audio);
    const loaded = Promise.resolve().then(() => fill(turn));
    const turn: Turn = { airing, audio, outlet, loaded, file: null, dropped: false };
    // Whoever presents it hears of the failure; until then nobody does.
    loaded.catch(() => {});
    return turn;
  };

  const fill = async (turn: Turn): Promise<void> => {
    const { audio, outlet } = turn;
    const { item } = turn.airing;
    if (item.kind !== 'audio') throw new Error(`${item.kind} is no sound`);
    turn.file = await open(item.media);
    if (!turn.file) throw new Error(`media ${item.media} is not here`);
    const address = await turn.file.address();
    if (turn.dropped) return turn.file.release();
    outlet.volume(item.volume);
    await new Promise<void>((resolve, reject) => {
      audio.oncanplay = () => resolve();
      audio.onerror = () => reject(new Error(audio.error?.message || 'the sound can’t be decoded'));
      audio.src = address;
    });
  };

  const drop = (turn: Turn | null) => {
    if (!turn) return;
    turn.dropped = true;
    turn.outlet.close();
    turn.audio.onerror = null;
    turn.audio.removeAttribute('src');
    turn.audio.load();
    turn.file?.release();
  };

  const begin = async (turn: Turn, events: TurnEvents) => {
    try {
      await turn.loaded;
      if (playing !== turn) return;
      const position = (turn.airing.offset + now() - turn.airing.start) / 1000;
      if (Math.abs(turn.audio.currentTime - position) > NEAR_S) turn.audio.currentTime = position;
      await turn.outlet.play();
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
