/**
 * Verified pieces of media in Cache Storage, one entry each. The entry's address says all there is
 * to know, so that listing what is held reads no bodies. Beside them lie lists of the pieces of
 * files that the service worker serves (`player/sw/media.ts`), at the addresses that it answers.
 */
import type { HeldFile } from '#player/sw/media.ts';
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
  /** Has the worker serve the file, whose pieces are all held, at the address that this resolves to. */
  publish(sha256: Sha256, type: string, pieces: readonly PieceName[]): Promise<string>;
  /** Has the worker serve it no more. */
  withdraw(sha256: Sha256): Promise<void>;
}

export function createPieceStore(cache: Cache): PieceStore {
  const put = async (address: string, content: Response) => {
    try {
      await cache.put(address, content);
    } catch (error) {
      if (error instanceof DOMException && error.name === 'QuotaExceededError') {
        throw new DiskFull();
      }
      throw error;
    }
  };
  return {
    async list() {
      const requests = await cache.keys();
      return requests.map(({ url }) => nameAt(url)).filter((name) => name !== null);
    },
    put: (name, bytes) => put(addressOf(name), new Response(bytes)),
    async blob(name) {
      return (await (await cache.match(addressOf(name)))?.blob()) ?? null;
    },
    async remove(name) {
      await cache.delete(addressOf(name));
    },
    async publish(sha256, type, pieces) {
      const file: HeldFile = {
        type,
        bytes: pieces.reduce((sum, { bytes }) => sum + bytes, 0),
        pieces: pieces.map((name) => ({ at: addressOf(name), bytes: name.bytes })),
      };
      await put(servedAt(sha256), Response.json(file));
      return servedAt(sha256);
    },
    async withdraw(sha256) {
      await cache.delete(servedAt(sha256));
    },
  };
}

/** Never asked of the server: only a key, which must look like an address of this origin. */
function addressOf({ sha256, index, bytes }: PieceName): string {
  return `/player/held/${sha256}/${index}/${bytes}`;
}

function servedAt(sha256: Sha256): string {
  return `/player/media/${sha256}`;
}

function nameAt(url: string): PieceName | null {
  const match = /\/player\/held\/([0-9a-f]{64})\/(\d+)\/(\d+)$/.exec(new URL(url).pathname);
  return match && { sha256: match[1]!, index: Number(match[2]), bytes: Number(match[3]) };
}
