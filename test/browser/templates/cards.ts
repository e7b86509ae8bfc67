/** The page of the player's own cards: what `gallery.ts` has, and the whole player's element. */
import './gallery.ts';
import '#player/cards/player-element.ts';
import { createCaptions } from '#player/captions/captions.ts';

declare global {
  interface Window {
    createCaptions: typeof createCaptions;
  }
}
window.createCaptions = createCaptions;
