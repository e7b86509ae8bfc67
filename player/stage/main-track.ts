/**
 * The main picture: reveals each turn over the one before it, so that something is always to be
 * seen. What can't be shown leaves at once; a still picture of the programme stands in for it until
 * its turn is over. Below all layers lies the idle card, for when there is nothing else.
 */
import { isSameItem, isSameTurn } from '#player/programme/switching.ts';
import type { Airing } from '#shared/frame/frame.ts';
import type { Entrance, Item } from '#shared/frame/manifest.ts';
import { type Layer, type LayerSources, prepareLayer, prepareStill } from './layers/layer.ts';
import type { Presenter, TurnEvents } from './presenter.ts';
import type { Stack } from './stack.ts';
import type { Veil } from './veil.ts';
import { Overtaken } from './video/pipeline.ts';

export type MainTrackOptions = {
  readonly stack: Stack;
  readonly sources: LayerSources;
  readonly veil: Veil;
  /** what is on the screen now: a clip tells where it is, for its captions; null: nothing */
  readonly onLayer: (shown: { readonly item: Item; readonly layer: Layer } | null) => void;
  /** what may stand in for a turn that can't be shown, best first */
  readonly standIns: (airing: Airing) => readonly Item[];
  /** calls back after `ms`; returns what cancels it */
  readonly after: (ms: number, callback: () => void) => () => void;
  readonly calm: () => boolean;
  readonly now: () => number;
};

const FADE_MS = 500;
/** What comes next is drawn below what is shown for so long before its instant. */
const EXPOSED_MS = 700;
/** Before a cross-fade of two clips the last picture of the first is copied: about two of them. */
const VEIL_LEAD_MS = 60;
/** Preparing to join takes about this long, so that a video is sought where it will be by then. */
const JOIN_LEAD_MS = 250;
/** The turn before may stand for this long when the next is not ready. */
const PATIENCE_MS = 1500;

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

/** What is on the screen, be it the item on air or one that stands in for it. */
type Shown = { readonly item: Item; readonly layer: Layer };

export function createMainTrack(options: MainTrackOptions): Presenter {
  const { stack, sources, veil, after, calm, now } = options;
  let ahead: Turn | null = null;
  let coming: Turn | null = null;
  let shown: Shown | null = null;
  /** the turn on air that something stands in for, or soon will */
  let helpless: Turn | null = null;
  let cancelPatience = () => {};

  /** Ready to be revealed at `from`, and drawn by then. */
  const ready = async (layer: Layer, from: number): Promise<void> => {
    await stack.attach(layer);
    const wait = from - EXPOSED_MS - now();
    if (wait > 0) await new Promise<void>((resolve) => after(wait, resolve));
  };

  const start = (airing: Airing, from: number): Turn => {
    const isWanted = () => turn.state !== 'discarded';
    const layer = Promise.resolve().then(async () => {
      const prepared = await prepareLayer(airing, from, sources);
      // A frame that hangs has to be got rid of all the same.
      turn.prepared = prepared;
      if (isWanted()) veilFor(turn, from);
      if (isWanted()) await ready(prepared, from);
      if (isWanted()) await stack.expose(prepared);
      if (isWanted()) return prepared;
      stack.remove(prepared);
      throw new Overtaken();
    });
    const turn: Turn = { airing, layer, state: 'preparing', prepared: null };
    // Whoever presents it hears of the failure; until then nobody does.
    layer.catch((error) => {
      if (error instanceof Overtaken && turn.state === 'preparing') turn.state = 'stale';
    });
    return turn;
  };

  /** From clip to clip in one element, a fade needs a copy of what is to fade. */
  const veilFor = (turn: Turn, from: number) => {
    const element = stack.shown?.element;
    if (entranceOf(turn.airing.item) !== 'fade' || calm()) return;
    if (!(element instanceof HTMLVideoElement) || turn.prepared?.element !== element) return;
    // Too late, and the copy would be of the clip that follows: then it is a cut.
    const inTime = () => now() < from - VEIL_LEAD_MS / 3;
    const wanted = () => ahead === turn && inTime() && stack.shown?.element === element;
    veil.coverIn(element, from - now() - VEIL_LEAD_MS, wanted);
  };

  const discard = (turn: Turn | null) => {
    if (turn?.state !== 'preparing') return;
    turn.state = 'discarded';
    if (turn.prepared) stack.remove(turn.prepared);
  };

  /** Shows it instead of what is to be seen; null: the idle card. */
  const reveal = (next: Shown | null, entrance: Entrance) => {
    const before = shown;
    shown = next;
    before?.layer.leave();
    options.onLayer(next);
    const fadeMs = entrance === 'fade' && !calm() ? FADE_MS : 0;
    if (next && next.layer.element === before?.layer.element) {
      // From clip to clip nothing is to be done but to let the copy of the last picture go.
      if (fadeMs > 0) veil.lift(fadeMs);
      else veil.drop();
    } else {
      veil.drop();
    }
    stack.reveal(next?.layer ?? null, fadeMs);
  };

  const fail = (turn: Turn, reason: string, events: TurnEvents) => {
    if (coming !== turn) return;
    discard(turn);
    events.failed(reason);
    void standIn(turn);
  };

  /** Until one is ready, what is on the screen stays. */
  const standIn = async (turn: Turn) => {
    helpless = turn;
    for (const item of options.standIns(turn.airing)) {
      if (shown && isSameItem(shown.item, item)) return;
      const layer = await prepareStill(item, sources, true).catch(() => null);
      if (!layer) continue;
      await stack.attach(layer);
      if (helpless === turn) await stack.expose(layer);
      if (helpless !== turn) return stack.remove(layer);
      return reveal({ item, layer }, 'fade');
    }
    reveal(null, 'fade');
  };

  /** Prepares what is on air already. */
  const join = (airing: Airing) => start(airing, Math.max(airing.start, now() + JOIN_LEAD_MS));

  /** The turn is on air: reveals it as soon as it is ready. */
  const come = (turn: Turn, events: TurnEvents) => {
    coming = turn;
    turn.layer.then(
      (layer) => {
        if (coming !== turn) return;
        if (now() >= turn.airing.end) {
          cancelPatience();
          // What comes next is about to be presented.
          discard(turn);
          return events.failed('not ready before it was over');
        }
        if (!layer.alive()) return come(join(turn.airing), events);
        cancelPatience();
        helpless = null;
        turn.state = 'revealed';
        layer.begin((reason) => fail(turn, reason, events));
        reveal({ item: turn.airing.item, layer }, entranceOf(turn.airing.item));
        events.shown();
      },
      (error: unknown) => {
        if (coming !== turn || turn.state === 'discarded') return;
        if (error instanceof Overtaken) return come(join(turn.airing), events);
        cancelPatience();
        fail(turn, error instanceof Error ? error.message : String(error), events);
      },
    );
  };

  return {
    prepare(airing, from) {
      if (shown && staysAsItIs(shown.item, airing.item)) return;
      if (ahead && isFit(ahead, airing) && ahead.airing.end === airing.end) return;
      discard(ahead);
      ahead = start(airing, from);
    },
    present(airing, events) {
      cancelPatience();
      helpless = null;
      if (airing && shown && staysAsItIs(shown.item, airing.item)) {
        discard(coming);
        discard(ahead);
        ahead = null;
        const { layer } = shown;
        coming = { airing, layer: Promise.resolve(layer), prepared: layer, state: 'revealed' };
        return events.shown();
      }
      discard(coming);
      coming = null;
      if (!airing) return reveal(null, 'fade');
      const ready = ahead && isFit(ahead, airing) ? ahead : null;
      if (!ready) discard(ahead);
      ahead = null;
      const turn = ready ?? join(airing);
      cancelPatience = after(PATIENCE_MS, () => {
        const current = coming;
        if (current?.state !== 'preparing') return;
        // What had all the time to get ready hangs; what was joined may only be slow.
        if (ready === current) fail(current, 'not ready at its instant', events);
        else void standIn(current);
      });
      come(turn, events);
    },
    carryOn(airing) {
      if (coming) coming.airing = airing;
      shown?.layer.carryOn(airing);
    },
  };
}

/** A still picture that follows itself does not come on again. */
function staysAsItIs(shown: Item, next: Item): boolean {
  return next.kind !== 'video' && isSameItem(shown, next);
}

/** Whether what is prepared can be shown as this airing. */
function isFit({ airing, state, prepared }: Turn, wanted: Airing): boolean {
  return isSameTurn(airing, wanted) && state !== 'stale' && (prepared?.alive() ?? true);
}

function entranceOf(item: Item): Entrance {
  return 'enter' in item ? item.enter : 'cut';
}
