/**
 * The layers of the main picture in the document. What comes next lies below what is shown and is
 * uncovered: by a cut, or by what is above it fading away.
 *
 * Chromium hands on a video's pictures only while they are drawn. One that was hidden, or wholly
 * covered, shows what it showed last, or nothing, for a frame after it is revealed. So shortly before
 * its instant the layer on top stops being quite opaque, and what lies below is drawn for real.
 */
import type { Layer } from './layers/layer.ts';

export type StackOptions = {
  /** holds the layers; lies over the idle card */
  readonly host: HTMLElement;
  /** whether the idle card is to be seen */
  readonly onIdle: (idle: boolean) => void;
  /** calls back after `ms`; returns what cancels it */
  readonly after: (ms: number, callback: () => void) => () => void;
};

export interface Stack {
  readonly shown: Layer | null;
  /** Puts it into the document, to no eye; resolves when all of it is there to be painted. */
  attach(layer: Layer): Promise<void>;
  /** Has it drawn below what is shown; resolves when that has happened for certain. */
  expose(layer: Layer): Promise<void>;
  /** Shows it instead of what is shown; null: the idle card. `fadeMs` 0: at once. */
  reveal(layer: Layer | null, fadeMs: number): void;
  /** Nobody will see it any more. What lasts is hidden, all else leaves the document. */
  remove(layer: Layer): void;
}

/** As good as opaque, to eyes. */
const THIN = '0.999';
/** Drawn, but over the idle card, which has to be seen. */
const FAINT = '0.002';
/** A few frames, also of a slow machine. */
const DRAWN_MS = 80;
/** What was cut away goes when its successor was painted for certain. */
const COVERED_MS = 100;

export function createStack({ host, onIdle, after }: StackOptions): Stack {
  let shown: Layer | null = null;
  let exposed: Layer | null = null;
  let depth = 0;

  const isShown = ({ element }: Layer) => element === shown?.element;

  const hide = (layer: Layer) => {
    layer.element.style.opacity = '0';
    if (exposed !== layer) return;
    exposed = null;
    if (shown) shown.element.style.opacity = '1';
  };

  /** Below all that there is. */
  const sink = ({ element }: Layer) => {
    depth -= 1;
    element.style.zIndex = String(depth);
  };

  const remove = (layer: Layer) => {
    layer.dispose();
    if (isShown(layer)) return;
    // Its element may have gone to another turn already.
    if (exposed !== layer && exposed?.element === layer.element) return;
    hide(layer);
    if (!layer.lasting) layer.element.remove();
  };

  return {
    get shown() {
      return shown;
    },
    async attach(layer) {
      if (!isShown(layer)) layer.element.style.opacity = '0';
      // Not moved to the end of its parent: that would pause a video.
      if (layer.element.parentNode !== host) host.append(layer.element);
      await layer.drawn();
    },
    async expose(layer) {
      if (isShown(layer)) return;
      if (exposed && exposed !== layer) hide(exposed);
      exposed = layer;
      sink(layer);
      layer.element.style.opacity = shown ? '1' : FAINT;
      if (shown) shown.element.style.opacity = THIN;
      await new Promise<void>((resolve) => after(DRAWN_MS, resolve));
    },
    reveal(layer, fadeMs) {
      const before = shown;
      if (exposed && exposed !== layer) hide(exposed);
      const goesOn = layer !== null && layer.element === before?.element;
      if (layer && !goesOn && exposed !== layer) sink(layer);
      exposed = null;
      shown = layer;
      // From clip to clip in one pipeline: the element goes on.
      if (goesOn) return;
      if (layer) layer.element.style.opacity = '1';
      else onIdle(true);
      const uncover = () => {
        if (before) remove(before);
        if (shown === layer) onIdle(layer === null);
      };
      if (before) before.element.style.opacity = '0';
      const fading = before ?? layer;
      if (!fading || fadeMs === 0) {
        // The idle card must not stand behind a cut for longer than it takes.
        if (layer) after(COVERED_MS, uncover);
        else uncover();
        return;
      }
      const opacity = before ? [1, 0] : [0, 1];
      fading.element
        .animate({ opacity }, { duration: fadeMs, easing: 'ease-in-out' })
        .finished.then(uncover, uncover);
    },
    remove,
  };
}
