/** Whether captions are to be seen: a hall that hears the clip is not made to read it. */
import type { CaptionsShown } from '#shared/protocol/messages.ts';

/** `audible`: the clip has sound, at a volume above 0, on a screen that may sound. */
export function captionsWanted(shown: CaptionsShown, audible: boolean): boolean {
  switch (shown) {
    case 'always':
      return true;
    case 'never':
      return false;
    case 'auto':
      return !audible;
  }
}
