/**
 * Media by hash: fetched piece by piece, two at a time, soonest needed first; resumed after a break
 * and after a restart; evicted when nothing that is held names them any more.
 */
import type { Sha256 } from '#shared/frame/manifest.ts';
import { Arrived, fetchPiece, PieceError, type PieceFetcher } from './fetch-piece.ts';
import { type Need, type Piece, piecesOf } from './needs.ts';
import { DiskFull, type PieceName, type PieceStore } from './piece-store.ts';

export type MediaCacheOptions = {
  readonly store: PieceStore;
  readonly fetcher: PieceFetcher;
  readonly random: () => number;
  /** a piece has arrived, or something was evicted */
  readonly onChange: () => void;
  /** what keeps media from coming; null: nothing any more */
  readonly onProblem: (problem: string | null) => void;
};

export interface MediaCache {
  /** Fetches these, in this order, instead of whatever was wanted before. */
  want(needs: readonly Need[]): void;
  complete(needs: readonly Need[]): boolean;
  progress(needs: readonly Need[]): { readonly bytes: number; readonly of: number };
  /** the whole file, read from disk as it is used; null: not all of it is there */
  open(need: Need): Promise<Blob | null>;
  /** Deletes all others. */
  keepOnly(hashes: ReadonlySet<Sha256>): Promise<void>;
  /** Reads the file again and deletes what is not what it was when it came; whether all is well. */
  recheck(need: Need): Promise<boolean>;
  usedBytes(): number;
  stop(): void;
}

const AT_A_TIME = 2;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;
/** A full disk, a missing file or wrong bytes do not get better by asking quickly. */
const STUBBORN_WAIT_MS = 30_000;

export async function createMediaCache(options: MediaCacheOptions): Promise<MediaCache> {
  const { store, fetcher, random, onChange, onProblem } = options;
  const held = new Map<Sha256, Map<number, PieceName>>();
  for (const name of await store.list()) note(name);

  let queue: readonly Piece[] = [];
  const underway = new Map<string, Arrived>();
  const unfinished = new Map<string, Arrived>();
  let failures = 0;
  let cancelWait: (() => void) | null = null;
  let stopped = false;

  function note(name: PieceName) {
    const pieces = held.get(name.sha256) ?? new Map<number, PieceName>();
    held.set(name.sha256, pieces.set(name.index, name));
  }
  const has = ({ sha256, index, bytes }: Piece) => held.get(sha256)?.get(index)?.bytes === bytes;

  const pump = () => {
    if (stopped || cancelWait) return;
    for (const piece of queue) {
      if (underway.size >= AT_A_TIME) return;
      if (!has(piece) && !underway.has(keyOf(piece))) void bring(piece);
    }
  };

  const bring = async (piece: Piece) => {
    const key = keyOf(piece);
    const arrived = unfinished.get(key) ?? new Arrived(piece.bytes);
    underway.set(key, arrived);
    try {
      const bytes = await fetchPiece(piece, arrived, fetcher);
      await store.put(piece, bytes);
      unfinished.delete(key);
      note({ sha256: piece.sha256, index: piece.index, bytes: piece.bytes });
      failures = 0;
      onProblem(null);
      onChange();
    } catch (error) {
      if (arrived.have > 0) unfinished.set(key, arrived);
      else unfinished.delete(key);
      // A file to blame lets the others go first. A broken line does not: it is the same for all,
      // and half-fetched pieces stay few.
      if (!lineToBlame(error)) queue = [...queue.filter((other) => other !== piece), piece];
      pause(error);
    } finally {
      underway.delete(key);
      pump();
    }
  };

  const pause = (error: unknown) => {
    const stubborn = !lineToBlame(error);
    if (stubborn) onProblem(error instanceof DiskFull ? 'the disk is full' : textOf(error));
    const bound = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(failures, 10));
    failures += 1;
    const wait = stubborn && failures > AT_A_TIME * 2 ? STUBBORN_WAIT_MS : bound;
    cancelWait?.();
    cancelWait = fetcher.after(wait * (0.5 + random() / 2), () => {
      cancelWait = null;
      pump();
    });
  };

  const isSound = async (piece: Piece): Promise<boolean> => {
    try {
      const bytes = await (await store.blob(piece))?.arrayBuffer();
      return bytes !== undefined && (await fetcher.digest(new Uint8Array(bytes))) === piece.hash;
    } catch {
      return false;
    }
  };

  const remove = async (sha256: Sha256) => {
    const pieces = held.get(sha256);
    held.delete(sha256);
    for (const name of pieces?.values() ?? []) await store.remove(name);
  };

  return {
    want(needs) {
      queue = needs.flatMap(piecesOf).filter((piece) => !has(piece));
      const wanted = new Set(queue.map(keyOf));
      for (const key of unfinished.keys()) if (!wanted.has(key)) unfinished.delete(key);
      failures = 0;
      cancelWait?.();
      cancelWait = null;
      pump();
    },
    complete: (needs) => needs.every((need) => piecesOf(need).every(has)),
    progress(needs) {
      const pieces = needs.flatMap(piecesOf);
      const sum = (some: readonly Piece[]) => some.reduce((all, { bytes }) => all + bytes, 0);
      return { bytes: sum(pieces.filter(has)), of: sum(pieces) };
    },
    async open(need) {
      const pieces = piecesOf(need);
      if (!pieces.every(has)) return null;
      const blobs = await Promise.all(pieces.map((piece) => store.blob(piece)));
      const whole = blobs.every((blob, i) => blob?.size === pieces[i]!.bytes);
      if (whole) return new Blob(blobs as Blob[], { type: need.info.type });
      await remove(need.sha256);
      return null;
    },
    async keepOnly(hashes) {
      for (const sha256 of [...held.keys()]) if (!hashes.has(sha256)) await remove(sha256);
      onChange();
      // There may be room now for what did not fit before.
      pump();
    },
    async recheck(need) {
      for (const piece of piecesOf(need)) {
        if (!has(piece) || (await isSound(piece))) continue;
        held.get(need.sha256)?.delete(piece.index);
        await store.remove(piece);
      }
      return piecesOf(need).every(has);
    },
    usedBytes() {
      let used = 0;
      for (const pieces of held.values()) for (const { bytes } of pieces.values()) used += bytes;
      return used;
    },
    stop() {
      stopped = true;
      cancelWait?.();
    },
  };
}

function keyOf({ sha256, index }: Piece): string {
  return `${sha256}/${index}`;
}

function lineToBlame(error: unknown): boolean {
  return error instanceof PieceError && error.blame === 'line';
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
