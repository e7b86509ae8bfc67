/** Whether the player has come up: what a build on trial has to show for itself. */
import type { PlayerElement } from '#player/cards/player-element.ts';

/** A picture, a card, or for a speaker the programme without one. */
export function isPictureThere({ view, idle, profile, layers }: PlayerElement): boolean {
  switch (view.kind) {
    case 'starting':
    case 'notice':
      return false;
    case 'pairing':
      return true;
    case 'stage':
      return idle || profile?.kind === 'speaker' || [...layers.children].some(isOpaque);
  }
}

function isOpaque(layer: Element): boolean {
  return Number(getComputedStyle(layer).opacity) > 0.9;
}

export type ComingUp = {
  readonly element: PlayerElement;
  /** the server has answered */
  readonly linked: () => boolean;
  readonly up: (linked: boolean) => void;
  /** calls back after `ms`; returns what cancels it */
  readonly after: (ms: number, callback: () => void) => () => void;
  /** calls back when the next frame is drawn */
  readonly drawn: (callback: () => void) => void;
};

const LOOK_EVERY_MS = 250;
/** With the panel off no frame is ever drawn. That is not the build's fault. */
const FRAME_WITHIN_MS = 10_000;

/** Tells when the picture is there, and once more when the server has answered. */
export function reportComingUp({ element, linked, up, after, drawn }: ComingUp): void {
  const untilLinked = () => {
    if (linked()) up(true);
    else after(LOOK_EVERY_MS, untilLinked);
  };
  const painted = () => {
    document.documentElement.dataset.up = 'yes';
    up(linked());
    if (!linked()) untilLinked();
  };
  const look = () => {
    if (!isPictureThere(element)) return void after(LOOK_EVERY_MS, look);
    let told = false;
    const once = () => {
      if (!told) painted();
      told = true;
    };
    drawn(() => drawn(once));
    after(FRAME_WITHIN_MS, once);
  };
  look();
}
