/**
 * Sound without a picture: one `<audio>` a turn, loaded beforehand, begun so that it sounds at its
 * instant, held to the clock like the picture is.
 */
import type { MediaFile } from '#player/cache/media-file.ts';
import { isSameTurn } from '#player/programme/switching.ts';
import { correctionOf, entryOf, isStalled, type Progress, progressed } from '#player/sound/hold.ts';
import type { Mixer, Outlet, Strand } from '#player/sound/mixer.ts';
import type { Airing } from '#shared/frame/frame.ts';
import type { Item, Sha256 } from '#shared/frame/manifest.ts';
import type { Presenter, TurnEvents } from './presenter.ts';

export type AudioTrackOptions = {
  /** the media file, or null when it is not all there */
  readonly open: (sha256: Sha256) => Promise<MediaFile | null>;
  readonly mixer: Mixer;
  readonly strand: Strand;
  readonly now: () => number;
  readonly monotonic: () => number;
  /** calls back after `ms`; returns what cancels it */
  readonly after: (ms: number, callback: () => void) => () => void;
};

type Turn = {
  readonly airing: Airing;
  readonly audio: HTMLAudioElement;
  readonly outlet: Outlet;
  readonly loaded: Promise<void>;
  file: MediaFile | null;
  /** monotonic; null: the disk has not answered yet */
  openedAt: number | null;
  /** set when it was begun */
  played: Promise<void> | null;
  dropped: boolean;
};

const WATCH_EVERY_MS = 200;
/** Sound that was opened is ready within this time, or has failed. */
const READY_WITHIN_MS = 1600;
/** A busy disk may take longer than a decoder. */
const OPENED_WITHIN_MS = 10_000;
/** A hard cut clicks; over so many ms it does not. */
const CUT_MS = 20;
/** What is over by the clock, but for so much, is heard to its end. */
const RING_OUT_S: Readonly<Record<Strand, number>> = { voice: 1.5, clip: 0.3, music: 0.3 };
/** How long a browser takes from `play` to sound at most. */
const MAX_LEAD_MS = 300;
/** When the start of a turn is looked at to learn that. */
const LEARN_AFTER_MS = 600;

export function createAudioTrack(options: AudioTrackOptions): Presenter {
  const { open, mixer, strand, now, monotonic, after } = options;
  let ahead: Turn | null = null;
  let playing: Turn | null = null;
  /** `play` is called this long before the instant; learned from turn to turn */
  let leadMs = 40;
  let cancelStart = () => {};
  let cancelWatch = () => {};
  let cancelPatience = () => {};

  /** Where the turn stands by the clock, seconds. */
  const positionOf = ({ airing }: Turn, t: number) => (airing.offset + t - airing.start) / 1000;

  const load = (airing: Airing, from: number): Turn => {
    const audio = new Audio();
    // A rate of 1.005 with its pitch kept is a stretching that can be heard; a higher pitch can't.
    audio.preservesPitch = false;
    const outlet = mixer.open(strand, audio);
    const loaded = Promise.resolve().then(() => fill(turn, from));
    const turn: Turn = {
      ...{ airing, audio, outlet, loaded },
      ...{ file: null, openedAt: null, played: null, dropped: false },
    };
    // Whoever presents it hears of the failure; until then nobody does.
    loaded.catch(() => {});
    return turn;
  };

  const fill = async (turn: Turn, from: number): Promise<void> => {
    const { audio, outlet } = turn;
    const sound = soundOf(turn.airing.item);
    if (!sound) throw new Error(`${turn.airing.item.kind} is no sound`);
    const file = await open(sound.media);
    if (!file) throw new Error(`media ${sound.media} is not here`);
    if (turn.dropped) return file.release();
    turn.file = file;
    const address = await file.address();
    if (turn.dropped) return;
    turn.openedAt = monotonic();
    outlet.volume(sound.volume);
    const entry = entryOf(positionOf(turn, from));
    await new Promise<void>((resolve, reject) => {
      audio.oncanplay = () => resolve();
      audio.onerror = () => reject(new Error(audio.error?.message || 'the sound can’t be decoded'));
      audio.src = address;
      if (entry > 0) audio.currentTime = entry;
    });
  };

  const drop = (turn: Turn | null) => {
    if (!turn || turn.dropped) return;
    turn.dropped = true;
    turn.outlet.close();
    turn.audio.onerror = null;
    turn.audio.onended = null;
    turn.audio.removeAttribute('src');
    turn.audio.load();
    turn.file?.release();
  };

  /** The turn is off the air: what is nearly over ends by itself, anything else falls silent. */
  const leave = (turn: Turn | null) => {
    if (!turn || turn.dropped) return;
    const { audio, outlet } = turn;
    if (audio.paused || audio.ended) return drop(turn);
    const left = audio.duration - audio.currentTime;
    if (!(left <= RING_OUT_S[strand])) return outlet.fade(CUT_MS, () => drop(turn));
    audio.onended = () => drop(turn);
    after(left * 1000 + 500, () => drop(turn));
  };

  const play = (turn: Turn): Promise<void> => {
    turn.played ??= turn.outlet.play();
    turn.played.catch(() => {});
    return turn.played;
  };

  /** Begins what comes next a little early, so that it sounds at its instant. */
  const startAt = (turn: Turn, from: number) => {
    cancelStart();
    if (turn.played) return;
    turn.outlet.expect(from - now());
    cancelStart = after(Math.max(0, from - now() - leadMs), () => {
      if (ahead !== turn || turn.audio.readyState < 3 || now() > from) return;
      void play(turn);
      after(leadMs + LEARN_AFTER_MS, () => {
        learn(turn);
        // The plan was changed in the last moment, and it was never to be heard.
        if (ahead !== turn) return;
        ahead = null;
        drop(turn);
      });
    });
  };

  const learn = (turn: Turn) => {
    const { audio, dropped } = turn;
    if (playing !== turn || dropped || audio.paused || audio.ended) return;
    const lateMs = (positionOf(turn, now()) - audio.currentTime) * 1000;
    // More than that is no browser's delay: the clock was set, or the machine was busy.
    if (Math.abs(lateMs) > MAX_LEAD_MS) return;
    leadMs = Math.min(MAX_LEAD_MS, Math.max(0, leadMs + lateMs / 2));
  };

  const begin = async (turn: Turn, events: TurnEvents) => {
    const { audio } = turn;
    const fail = (reason: string) => {
      if (playing !== turn || turn.dropped) return;
      cancelPatience();
      cancelWatch();
      drop(turn);
      events.failed(reason);
    };
    awaitReady(turn, monotonic(), fail);
    try {
      await turn.loaded;
      if (playing !== turn || turn.dropped) return;
      if (!turn.played) {
        const entry = entryOf(positionOf(turn, now() + leadMs));
        // Shorter than its turn, and over: to play it would begin it anew.
        if (entry >= audio.duration) {
          cancelPatience();
          return events.shown();
        }
        if (Math.abs(audio.currentTime - entry) > 0.01) audio.currentTime = entry;
      }
      await play(turn);
      if (playing !== turn || turn.dropped) return;
      cancelPatience();
      audio.onerror = () => fail(audio.error?.message || 'the sound can’t be decoded');
      watch(turn, { time: audio.currentTime, at: monotonic() }, fail);
      events.shown();
    } catch (error) {
      fail(error instanceof Error ? error.message : String(error));
    }
  };

  const awaitReady = (turn: Turn, since: number, fail: (reason: string) => void) => {
    cancelPatience();
    cancelPatience = after(WATCH_EVERY_MS, () => {
      const t = monotonic();
      const opened = turn.openedAt;
      const late =
        opened === null
          ? t - since > OPENED_WITHIN_MS
          : t - Math.max(since, opened) > READY_WITHIN_MS;
      if (late) fail('the sound is not ready in time');
      else awaitReady(turn, since, fail);
    });
  };

  /** While a turn is on the air: holds it to the clock, and sees whether it moves. */
  const watch = (turn: Turn, before: Progress, fail: (reason: string) => void) => {
    cancelWatch();
    cancelWatch = after(WATCH_EVERY_MS, () => {
      const { audio } = turn;
      if (playing !== turn || turn.dropped || audio.ended) return;
      const t = monotonic();
      const progress = progressed(before, audio.currentTime, t);
      if (isStalled(progress, t)) return fail('the sound stands still');
      hold(turn, fail);
      watch(turn, progress, fail);
    });
  };

  const hold = (turn: Turn, fail: (reason: string) => void) => {
    const { audio } = turn;
    if (audio.seeking || audio.readyState < 3) return;
    if (audio.paused) void turn.outlet.play().catch((error) => fail(String(error)));
    const expected = positionOf(turn, now());
    if (expected >= audio.duration) return;
    const correction = correctionOf(audio.currentTime - expected, audio.playbackRate !== 1);
    if (correction.kind === 'seek') {
      audio.currentTime = Math.max(0, expected);
      audio.playbackRate = 1;
    } else if (audio.playbackRate !== correction.rate) audio.playbackRate = correction.rate;
  };

  return {
    prepare(airing, from) {
      if (!soundOf(airing.item)) return;
      if (!ahead || !isSameTurn(ahead.airing, airing)) {
        drop(ahead);
        ahead = load(airing, from);
      }
      startAt(ahead, from);
    },
    present(airing, events) {
      cancelWatch();
      cancelPatience();
      leave(playing);
      playing = null;
      if (!airing) return;
      cancelStart();
      const ready = ahead && isSameTurn(ahead.airing, airing) ? ahead : null;
      if (!ready) drop(ahead);
      ahead = null;
      playing = ready ?? load(airing, now());
      void begin(playing, events);
    },
    carryOn() {},
  };
}

/** What of an item is to be heard, if anything. A clip is heard here where nobody sees it. */
export function soundOf(item: Item): { readonly media: Sha256; readonly volume: number } | null {
  if (item.kind === 'audio') return { media: item.media, volume: item.volume };
  if (item.kind === 'video' && item.volume > 0) return { media: item.media, volume: item.volume };
  return null;
}
