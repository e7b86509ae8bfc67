/**
 * Runs before the player's own script, in the same page: tells the service worker at once when that
 * script can't be loaded or throws before a picture is there. What hangs without a word, the worker
 * notices by itself. Imports nothing at runtime, so that it works when the rest does not.
 */
import type { ToWorker } from './words.ts';

const build = document.documentElement.dataset.build ?? '';

function tell(reason: string): void {
  if (document.documentElement.dataset.up) return;
  const words: ToWorker = { type: 'failed', build, reason };
  navigator.serviceWorker?.controller?.postMessage(words);
}

addEventListener(
  'error',
  (event) => {
    if (event.target instanceof HTMLScriptElement) tell('a script could not be loaded');
    // Chromium's notice of a late measurement: nothing failed.
    else if (event.message && !event.message.startsWith('ResizeObserver')) tell(event.message);
  },
  true,
);
