/** A media file in pieces on disk, as the stage reads it. */
import type { MediaFile } from './media-file.ts';
import type { PieceName, PieceStore } from './piece-store.ts';

export type HeldFileOptions = {
  readonly store: Pick<PieceStore, 'blob' | 'publish'>;
  /** all of them, in order */
  readonly pieces: readonly PieceName[];
  readonly type: string;
  /** whether a service worker answers there, with so many bytes */
  readonly isServed: (address: string, bytes: number) => Promise<boolean>;
  /** the disk does not have the piece any more */
  readonly onLost: (piece: PieceName) => void;
};

/**
 * Blobs of Cache Storage are handles: a slice reads its own bytes from the disk (tried: under 1 ms
 * for 100 KB of 4 MiB, where the whole piece takes 12). Getting one is what costs, so the last few
 * are kept. While a handle is kept the bytes can be read, though the piece was evicted meanwhile.
 */
const HANDLES = 3;

export function openHeldFile({
  store,
  pieces,
  type,
  isServed,
  onLost,
}: HeldFileOptions): MediaFile {
  const handles = new Map<number, Promise<Blob>>();
  let address: Promise<string> | null = null;

  const get = async (index: number): Promise<Blob> => {
    const piece = pieces[index]!;
    const blob = await store.blob(piece);
    if (blob?.size === piece.bytes) return blob;
    onLost(piece);
    throw new Error(`media ${piece.sha256}: the disk has lost piece ${index}`);
  };

  const handle = (index: number): Promise<Blob> => {
    const blob = handles.get(index) ?? get(index);
    handles.delete(index);
    handles.set(index, blob);
    blob.catch(() => handles.delete(index));
    if (handles.size > HANDLES) handles.delete(handles.keys().next().value!);
    return blob;
  };

  const read = async (index: number, start: number, end: number): Promise<ArrayBuffer> => {
    try {
      return await (await handle(index)).slice(start, end).arrayBuffer();
    } catch (error) {
      // The handle may be one of an entry that is gone.
      handles.delete(index);
      throw error;
    }
  };

  const find = async (): Promise<string> => {
    if (pieces.length > 1) {
      const served = await store.publish(pieces[0]!.sha256, type, pieces).catch(() => null);
      if (served && (await isServed(served, bytes))) return served;
    }
    // Without a worker: a blob made of handles, which the browser reads from disk too.
    const blobs = await Promise.all(pieces.map((_, index) => get(index)));
    return URL.createObjectURL(new Blob(blobs, { type }));
  };

  const bytes = pieces.reduce((sum, piece) => sum + piece.bytes, 0);
  return {
    bytes,
    type,
    async slice(start, end) {
      const parts: Promise<ArrayBuffer>[] = [];
      let at = 0;
      for (const [index, piece] of pieces.entries()) {
        const [from, to] = [Math.max(0, start - at), Math.min(piece.bytes, end - at)];
        if (from < to) parts.push(read(index, from, to));
        at += piece.bytes;
      }
      return joined(await Promise.all(parts));
    },
    address() {
      address ??= find();
      address.catch(() => {
        address = null;
      });
      return address;
    },
    release() {
      handles.clear();
      void address?.then(
        (given) => given.startsWith('blob:') && URL.revokeObjectURL(given),
        () => {},
      );
      address = null;
    },
  };
}

function joined(parts: readonly ArrayBuffer[]): ArrayBuffer {
  if (parts.length === 1) return parts[0]!;
  const all = new Uint8Array(parts.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const part of parts) {
    all.set(new Uint8Array(part), at);
    at += part.byteLength;
  }
  return all.buffer;
}
