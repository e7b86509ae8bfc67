/**
 * [C10] How much room there is for media: by the browser's estimate, and by the writes that failed,
 * which are the truth. A piece that found no room is kept in hand and written again later, so that
 * trying costs the line nothing.
 */
import { keyOf, type Piece } from './needs.ts';
import { DiskFull } from './piece-store.ts';
import type { Shelf } from './shelf.ts';

export type RoomOptions = {
  readonly shelf: Shelf;
  /** bytes that the browser says may still be written */
  readonly free: () => Promise<number>;
  readonly isWanted: (piece: Piece) => boolean;
  /** a piece was kept */
  readonly onKept: () => void;
};

export interface Room {
  /** that all media together may take */
  bytes(): Promise<number>;
  /** Keeps the piece, or has it wait for room: false. */
  put(piece: Piece, bytes: Uint8Array<ArrayBuffer>): Promise<boolean>;
  /** Writes again what waits; whether nothing waits any more. */
  retry(): Promise<boolean>;
  /** There may be more room than the last failure has shown. */
  hope(): void;
  waits(piece: Piece): boolean;
  /** a write has failed, and none has shown yet that there is room again */
  readonly isTight: boolean;
  readonly waiting: number;
}

/** For the programme, the plays and the player's own builds. */
const RESERVE_BYTES = 64 * 1024 * 1024;

export function createRoom({ shelf, free, isWanted, onKept }: RoomOptions): Room {
  const waiting = new Map<string, { piece: Piece; bytes: Uint8Array<ArrayBuffer> }>();
  /** bytes that were held when a write found no room */
  let ceiling = Number.POSITIVE_INFINITY;

  return {
    async bytes() {
      const used = shelf.used();
      const total = used + (await free().catch(() => Number.POSITIVE_INFINITY));
      const estimate = total - Math.min(RESERVE_BYTES, total / 10);
      // What is held costs nothing, whatever the browser says.
      return Math.max(used, Math.min(estimate, ceiling));
    },
    async put(piece, bytes) {
      try {
        await shelf.put(piece, bytes);
        onKept();
        return true;
      } catch (error) {
        if (!(error instanceof DiskFull)) throw error;
        waiting.set(keyOf(piece), { piece, bytes });
        ceiling = shelf.used();
        return false;
      }
    },
    async retry() {
      for (const [key, { piece, bytes }] of waiting) {
        if (isWanted(piece) && !shelf.has(piece)) {
          try {
            await shelf.put(piece, bytes);
          } catch {
            return false;
          }
          onKept();
        }
        waiting.delete(key);
      }
      return true;
    },
    hope() {
      ceiling = Number.POSITIVE_INFINITY;
    },
    waits: (piece) => waiting.has(keyOf(piece)),
    get isTight() {
      return ceiling !== Number.POSITIVE_INFINITY;
    },
    get waiting() {
      return waiting.size;
    },
  };
}
