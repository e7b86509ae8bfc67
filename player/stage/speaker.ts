/**
 * A speaker is a screen without a picture. It plays music, announcements and the sound of the clips on
 * the main track, since it stands where a hall's screen is heard but not seen. What is only to be seen
 * is no turn of a speaker: it is neither loaded nor recorded as played. Clips are played by `<audio>`,
 * which draws nothing; Chromium decodes their pictures all the same.
 */
import type { Item } from '#shared/frame/manifest.ts';
import { soundOf } from './audio-track.ts';
import type { Presenter } from './presenter.ts';

/** Whether the item is presented at all on a speaker. */
export function isForSpeakers(item: Item): boolean {
  return soundOf(item) !== null;
}

/** Presents with one or the other; a screen that is made a speaker changes over with the next turn. */
export function eitherPresenter(
  isOther: () => boolean,
  usual: Presenter,
  other: Presenter,
): Presenter {
  let last = usual;
  const chosen = () => (isOther() ? other : usual);
  return {
    prepare: (airing, from) => chosen().prepare(airing, from),
    present(airing, events) {
      const now = chosen();
      if (now !== last) last.present(null, { shown: () => {}, failed: () => {} });
      last = now;
      now.present(airing, events);
    },
    carryOn: (airing) => last.carryOn(airing),
  };
}
