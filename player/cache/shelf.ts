/** What of which file is held: the store's entries, known without asking the disk. */
import type { Sha256 } from '#shared/frame/manifest.ts';
import type { Piece } from './needs.ts';
import type { PieceName, PieceStore } from './piece-store.ts';

export interface Shelf {
  has(piece: PieceName): boolean;
  /** Throws DiskFull. */
  put(piece: PieceName, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** one piece */
  drop(piece: PieceName): Promise<void>;
  /** the whole file */
  remove(sha256: Sha256): Promise<void>;
  /** Reads the piece again: whether it is what it was when it came. */
  isSound(
    piece: Piece,
    digest: (bytes: Uint8Array<ArrayBuffer>) => Promise<string>,
  ): Promise<boolean>;
  /** bytes of each file */
  sizes(): ReadonlyMap<Sha256, number>;
  used(): number;
}

export function createShelf(store: PieceStore, listed: readonly PieceName[]): Shelf {
  const held = new Map<Sha256, Map<number, number>>();
  const note = ({ sha256, index, bytes }: PieceName) => {
    const pieces = held.get(sha256) ?? new Map<number, number>();
    held.set(sha256, pieces.set(index, bytes));
  };
  for (const name of listed) note(name);

  const sizes = () => {
    const all = new Map<Sha256, number>();
    for (const [sha256, pieces] of held) {
      let sum = 0;
      for (const bytes of pieces.values()) sum += bytes;
      all.set(sha256, sum);
    }
    return all;
  };

  return {
    has: ({ sha256, index, bytes }) => held.get(sha256)?.get(index) === bytes,
    async put({ sha256, index, bytes: length }, bytes) {
      const name = { sha256, index, bytes: length };
      await store.put(name, bytes);
      note(name);
    },
    async drop(piece) {
      const pieces = held.get(piece.sha256);
      pieces?.delete(piece.index);
      if (pieces?.size === 0) held.delete(piece.sha256);
      await store.withdraw(piece.sha256);
      await store.remove(piece);
    },
    async remove(sha256) {
      const pieces = held.get(sha256) ?? new Map<number, number>();
      held.delete(sha256);
      // The list goes first: nobody is to be served a file of which pieces are gone.
      await store.withdraw(sha256);
      for (const [index, bytes] of pieces) await store.remove({ sha256, index, bytes });
    },
    async isSound(piece, digest) {
      try {
        const bytes = await (await store.blob(piece))?.arrayBuffer();
        return bytes !== undefined && (await digest(new Uint8Array(bytes))) === piece.hash;
      } catch {
        return false;
      }
    },
    sizes,
    used() {
      let all = 0;
      for (const bytes of sizes().values()) all += bytes;
      return all;
    },
  };
}
