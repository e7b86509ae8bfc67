/**
 * Verified pieces of media in Cache Storage, one entry each. The entry's address says all there is
 * to know, so that listing what is held reads no bodies.
 */
import type { Sha256 } from '#shared/frame/manifest.ts';

export type PieceName = { readonly sha256: Sha256; readonly index: number; readonly bytes: number };

/** The disk, or what the browser grants of it, is full. */
export class DiskFull extends Error {
  override readonly name = 'DiskFull';
}

export interface PieceStore {
  list(): Promise<readonly PieceName[]>;
  /** Throws DiskFull; nothing is left behind then. */
  put(name: PieceName, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** backed by the disk, not by memory; null: not there */
  blob(name: PieceName): Promise<Blob | null>;
  remove(name: PieceName): Promise<void>;
}

export function createPieceStore(cache: Cache): PieceStore {
  return {
    async list() {
      const requests = await cache.keys();
      return requests.map(({ url }) => nameAt(url)).filter((name) => name !== null);
    },
    async put(name, bytes) {
      try {
        await cache.put(addressOf(name), new Response(bytes));
      } catch (error) {
        if (error instanceof DOMException && error.name === 'QuotaExceededError') {
          throw new DiskFull();
        }
        throw error;
      }
    },
    async blob(name) {
      return (await (await cache.match(addressOf(name)))?.blob()) ?? null;
    },
    async remove(name) {
      await cache.delete(addressOf(name));
    },
  };
}

/** Never asked of the server: only a key, which must look like an address of this origin. */
function addressOf({ sha256, index, bytes }: PieceName): string {
  return `/player/held/${sha256}/${index}/${bytes}`;
}

function nameAt(url: string): PieceName | null {
  const match = /\/player\/held\/([0-9a-f]{64})\/(\d+)\/(\d+)$/.exec(new URL(url).pathname);
  return match && { sha256: match[1]!, index: Number(match[2]), bytes: Number(match[3]) };
}
