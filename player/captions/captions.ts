/**
 * The captions of the clip on air: one box of large type at the foot of the picture. It follows the
 * clip's own position, and touches the page only when the words change.
 */
import { type Cue, cueAt, cuesOf, nextChange } from './cues.ts';

export type CaptionsOptions = {
  /** covers the picture, above its layers and not over the ticker */
  readonly host: HTMLElement;
  /** calls back after `ms`; returns what cancels it */
  readonly after: (ms: number, callback: () => void) => () => void;
  /** the file can't be read, in English, for support */
  readonly onProblem?: (problem: string) => void;
};

export interface Captions {
  /** Shows a WebVTT file's cues at the position, ms, that the clip says it is at. */
  show(vtt: string, position: () => number): void;
  clear(): void;
}

/** Looks at least this often: the clip may have been sought, or may run faster to catch up. */
const LOOK_EVERY_MS = 250;

export function createCaptions({ host, after, onProblem }: CaptionsOptions): Captions {
  let showing = 0;
  let cancel = () => {};
  let said = '';
  const box = document.createElement('p');
  box.className = 'captions';

  const say = (text: string) => {
    if (text === said) return;
    said = text;
    box.replaceChildren(...linesOf(text));
    if (text === '') box.remove();
    else if (box.parentNode !== host) host.append(box);
  };

  const follow = (cues: readonly Cue[], position: () => number) => {
    const at = position();
    say(cueAt(cues, at));
    const next = nextChange(cues, at);
    const wait = next === null ? LOOK_EVERY_MS : Math.min(next - at, LOOK_EVERY_MS);
    cancel = after(Math.max(1, wait), () => follow(cues, position));
  };

  const clear = () => {
    showing += 1;
    cancel();
    say('');
  };

  return {
    show(vtt, position) {
      clear();
      const turn = showing;
      cuesOf(vtt).then(
        (cues) => {
          if (turn === showing && cues.length > 0) follow(cues, position);
        },
        (error: unknown) => onProblem?.(`captions: ${String(error)}`),
      );
    },
    clear,
  };
}

/** Each line has a ground of its own, so that no more of the picture is covered than is written. */
function linesOf(text: string): HTMLElement[] {
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const span = document.createElement('span');
      span.textContent = line;
      return span;
    });
}
