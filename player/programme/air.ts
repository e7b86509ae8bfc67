/**
 * What the stage is given: the manifest on air, and the one that takes its place when it is ready,
 * each as far as it may be shown at the moment. Said again only when something about it is new.
 */
import type { MediaCache } from '#player/cache/media-cache.ts';
import type { Clock } from '#player/clock/clock.ts';
import { mediaOf } from '#shared/frame/items.ts';
import type { Item, Manifest, Sha256 } from '#shared/frame/manifest.ts';
import type { Held } from './programme.ts';
import { isSame, made, type Showable, showable } from './showable.ts';

export interface Air {
  /**
   * `recalled` leaves the air at once, whatever else waits for the end of a clip. `ready`: what takes
   * over next; null: nothing yet.
   */
  put(onAir: Held | null, ready: Held | null, recalled: ReadonlySet<Sha256>): void;
  /** `ready` has become what is on air */
  taken(): void;
}

type AirOptions = {
  readonly clock: Pick<Clock, 'span'>;
  readonly cache: Pick<MediaCache, 'complete'>;
  readonly offer: (held: Held) => void;
};

export function createAir({ clock, cache, offer }: AirOptions): Air {
  const known = new WeakMap<Held, { readonly what: Showable; readonly held: Held }>();
  let present: Held | null = null;
  let coming: Held | null = null;

  const shown = (held: Held, recalled: ReadonlySet<Sha256>): Held => {
    const { manifest, assignment } = held;
    const span = clock.span();
    const isHere = (item: Item) => cache.complete(needsOfItem(manifest, item));
    const what = showable(manifest, { span, recalled, isHere });
    const before = known.get(held);
    if (before && isSame(before.what, what)) return before.held;
    const fit = { assignment, manifest: made(manifest, what, span) };
    known.set(held, { what, held: fit });
    return fit;
  };

  return {
    put(onAir, ready, recalled) {
      const now = onAir && shown(onAir, recalled);
      // What was waiting is not to come any more.
      const dropped = coming !== null && !ready;
      if (now && (now !== present || dropped)) {
        present = now;
        coming = null;
        offer(now);
      }
      const next = ready && shown(ready, recalled);
      if (next === coming) return;
      coming = next;
      if (next) offer(next);
    },
    taken() {
      present = coming;
      coming = null;
    },
  };
}

function needsOfItem({ media }: Manifest, item: Item) {
  return mediaOf(item).map((sha256) => ({ sha256, info: media[sha256]! }));
}
