/**
 * [C9] Reads what is held again, a piece a minute while nothing is fetched, so that a dying card is
 * found before the item is on air. A card of 64 GB is through in eleven days; the hash of a piece
 * takes a Raspberry Pi some hundredths of a second.
 */
import { keyOf, type Piece } from './needs.ts';

export type ScrubOptions = {
  /** what is held, in an order that stays */
  readonly pieces: () => readonly Piece[];
  readonly idle: () => boolean;
  readonly check: (piece: Piece) => Promise<unknown>;
  readonly random: () => number;
  /** calls back after `ms`; returns what cancels it */
  readonly after: (ms: number, callback: () => void) => () => void;
};

export const SCRUB_EVERY_MS = 60_000;

/** Returns what ends it. */
export function startScrubbing({ pieces, idle, check, random, after }: ScrubOptions): () => void {
  let last: string | null = null;
  let cancel = () => {};

  const next = (): Piece | undefined => {
    const all = pieces();
    const place = all.findIndex((piece) => keyOf(piece) === last);
    // A player that is switched off every evening begins somewhere else each morning.
    if (place === -1) return all[Math.floor(random() * all.length)];
    return all[(place + 1) % all.length];
  };

  const turn = async () => {
    const piece = idle() ? next() : undefined;
    if (piece) {
      last = keyOf(piece);
      await check(piece);
    }
    cancel = after(SCRUB_EVERY_MS, () => void turn());
  };
  cancel = after(SCRUB_EVERY_MS, () => void turn());
  return () => cancel();
}
