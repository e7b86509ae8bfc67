/**
 * The main picture: reveals each turn over the one before it, so that something is always to be
 * seen. Below all layers lies the idle card; it shows when there is nothing else, or nothing that
 * can be shown.
 */
import { isSameItem, isSameTurn } from '#player/programme/switching.ts';
import type { Airing } from '#shared/frame/frame.ts';
import { drawn, type Layer, type LayerSources, posterLayer, prepareLayer } from './layers.ts';
import type { Presenter, TurnEvents } from './presenter.ts';
import { Overtaken } from './video-pipeline.ts';

export type MainTrackOptions = {
  /** holds the layers; lies over the idle card */
  readonly host: HTMLElement;
  readonly sources: LayerSources;
  /** whether the idle card is to be seen */
  readonly onIdle: (idle: boolean) => void;
  /** calls back after `ms`; returns what cancels it */
  readonly after: (ms: number, callback: () => void) => () => void;
  readonly calm: () => boolean;
  readonly now: () => number;
};

const FADE_MS = 250;
/** Preparing to join takes about this long, so that a video is sought where it will be by then. */
const JOIN_LEAD_MS = 250;
/** The turn before may stand for this long when the next is not ready; then the idle card comes. */
const PATIENCE_MS = 3000;
/** Painted, but to no eye: what is not painted beforehand would come a frame late. */
const UNSEEN = '0.001';

type Turn = {
  airing: Airing;
  readonly layer: Promise<Layer>;
  prepared: Layer | null;
  /**
   * preparing: nobody saw it yet; revealed: it is, or was, to be seen; discarded: never will be;
   * stale: has to be prepared again, since something else broke
   */
  state: 'preparing' | 'revealed' | 'discarded' | 'stale';
};

export function createMainTrack(options: MainTrackOptions): Presenter {
  const { host, sources, onIdle, after, calm, now } = options;
  let ahead: Turn | null = null;
  let coming: Turn | null = null;
  let shown: Layer | null = null;
  let topmost = 0;
  let cancelPatience = () => {};

  const start = (airing: Airing, from: number): Turn => {
    const layer = Promise.resolve().then(async () => {
      const prepared = await prepareLayer(airing, from, sources);
      if (prepared.element.parentNode !== host) {
        prepared.element.style.opacity = UNSEEN;
        host.append(prepared.element);
      }
      await drawn(prepared.element);
      if (turn.state !== 'discarded') return prepared;
      remove(prepared);
      throw new Overtaken();
    });
    const turn: Turn = { airing, layer, state: 'preparing', prepared: null };
    layer.then(
      (prepared) => {
        turn.prepared = prepared;
      },
      // Whoever presents it hears of the failure; until then nobody does.
      (error) => {
        if (error instanceof Overtaken && turn.state === 'preparing') turn.state = 'stale';
      },
    );
    return turn;
  };

  const discard = (turn: Turn | null) => {
    if (turn?.state !== 'preparing') return;
    turn.state = 'discarded';
    turn.layer.then(remove).catch(() => {});
  };

  /** The video element stays, since turns to come use it too. */
  const remove = (layer: Layer) => {
    layer.dispose();
    const { element } = layer;
    if (shown?.element === element) return;
    if (element instanceof HTMLVideoElement) element.style.opacity = UNSEEN;
    else element.remove();
  };

  const reveal = (layer: Layer | null) => {
    const before = shown;
    shown = layer;
    before?.leave();
    if (layer && layer.element === before?.element) return;
    onIdle(true);
    const uncover = () => {
      if (before) remove(before);
      onIdle(shown === null);
    };
    if (layer) {
      // Not moved to the end of its parent: that would pause a video.
      if (layer.element.parentNode !== host) host.append(layer.element);
      topmost += 1;
      layer.element.style.zIndex = String(topmost);
      layer.element.style.opacity = '1';
    }
    const fading = layer?.element ?? before?.element;
    if (!fading || calm()) return uncover();
    const opacity = layer ? [0, 1] : [1, 0];
    fading
      .animate({ opacity }, { duration: FADE_MS, easing: 'ease-out', fill: 'backwards' })
      .finished.then(uncover, uncover);
  };

  const fail = async (turn: Turn, reason: string, events: TurnEvents) => {
    if (coming !== turn) return;
    events.failed(reason);
    const poster = await posterLayer(turn.airing.item, sources);
    if (coming === turn) reveal(poster);
    else poster?.dispose();
  };

  /** Prepares what is on air already. */
  const join = (airing: Airing) => start(airing, Math.max(airing.start, now() + JOIN_LEAD_MS));

  /** The turn is on air: reveals it as soon as it is ready. */
  const come = (turn: Turn, events: TurnEvents) => {
    coming = turn;
    turn.layer.then(
      (layer) => {
        if (coming !== turn) return;
        if (!layer.alive()) return come(join(turn.airing), events);
        cancelPatience();
        turn.state = 'revealed';
        layer.begin((reason) => void fail(turn, reason, events));
        reveal(layer);
        events.shown();
      },
      (error: unknown) => {
        if (coming !== turn) return;
        if (error instanceof Overtaken) return come(join(turn.airing), events);
        cancelPatience();
        void fail(turn, error instanceof Error ? error.message : String(error), events);
      },
    );
  };

  return {
    prepare(airing, from) {
      if (coming && staysAsItIs(coming, airing)) return;
      if (ahead && isFit(ahead, airing) && ahead.airing.end === airing.end) return;
      discard(ahead);
      ahead = start(airing, from);
    },
    present(airing, events) {
      if (coming && airing && staysAsItIs(coming, airing)) {
        coming.airing = airing;
        return events.shown();
      }
      cancelPatience();
      discard(coming);
      coming = null;
      if (!airing) return reveal(null);
      const ready = ahead && isFit(ahead, airing) ? ahead : null;
      if (!ready) discard(ahead);
      ahead = null;
      cancelPatience = after(PATIENCE_MS, () => reveal(null));
      come(ready ?? join(airing), events);
    },
    carryOn(airing) {
      if (coming) coming.airing = airing;
      shown?.carryOn(airing);
    },
  };
}

/** A still picture that follows itself does not come on again. */
function staysAsItIs({ airing, state }: Turn, next: Airing): boolean {
  return state === 'revealed' && next.item.kind !== 'video' && isSameItem(airing.item, next.item);
}

/** Whether what is prepared can be shown as this airing. */
function isFit({ airing, state, prepared }: Turn, wanted: Airing): boolean {
  return isSameTurn(airing, wanted) && state !== 'stale' && (prepared?.alive() ?? true);
}
