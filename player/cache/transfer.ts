/**
 * Brings pieces in over the line, several at a time in the order that was asked for; after a failure
 * it waits, longer each time, and goes on where it stopped.
 */
import { Arrived, fetchPiece, PieceError, type PieceFetcher } from './fetch-piece.ts';
import { keyOf, type Piece } from './needs.ts';
import { createRequestSize } from './request-size.ts';

export type TransferOptions = {
  readonly fetcher: PieceFetcher;
  readonly random: () => number;
  /** a whole piece with the right hash; when it rejects, the piece is brought again later */
  readonly keep: (piece: Piece, bytes: Uint8Array<ArrayBuffer>) => Promise<void>;
  /** what keeps pieces from coming; null: nothing any more */
  readonly onProblem: (problem: string | null) => void;
};

export interface Transfer {
  /** These and no others, at most `atATime` at once. */
  bring(pieces: readonly Piece[], atATime: number): void;
  /** Does not wait for the end of a pause. */
  hurry(): void;
  idle(): boolean;
  stop(): void;
}

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;

export function createTransfer({ fetcher, random, keep, onProblem }: TransferOptions): Transfer {
  let queue: readonly Piece[] = [];
  let wanted: ReadonlySet<string> = new Set();
  let atATime = 1;
  const underway = new Set<string>();
  const unfinished = new Map<string, Arrived>();
  /** pieces that failed by themselves, the latest last */
  const blamed = new Set<string>();
  const size = createRequestSize();
  let failures = 0;
  let cancelWait: (() => void) | null = null;
  let stopped = false;

  const blamedLast = (pieces: readonly Piece[]): Piece[] => {
    const places = [...blamed];
    return pieces.toSorted((a, b) => places.indexOf(keyOf(a)) - places.indexOf(keyOf(b)));
  };

  const pump = () => {
    if (stopped || cancelWait) return;
    for (const piece of queue) {
      if (underway.size >= atATime) return;
      if (!underway.has(keyOf(piece))) void bring(piece);
    }
  };

  const bring = async (piece: Piece) => {
    const key = keyOf(piece);
    const arrived = unfinished.get(key) ?? new Arrived(piece.bytes);
    unfinished.set(key, arrived);
    underway.add(key);
    try {
      const goOn = () => wanted.has(key) && !stopped;
      const bytes = await fetchPiece(piece, arrived, fetcher, { size, goOn });
      if (bytes) {
        unfinished.delete(key);
        blamed.delete(key);
        await keep(piece, bytes);
        queue = queue.filter((other) => keyOf(other) !== key);
        failures = 0;
        onProblem(null);
      }
    } catch (error) {
      if (arrived.have === 0) unfinished.delete(key);
      // A file to blame lets the others go first. A broken line does not: it is the same for all,
      // and half-fetched pieces stay few.
      if (!lineToBlame(error)) {
        blamed.delete(key);
        blamed.add(key);
        queue = blamedLast(queue);
      }
      pause(error);
    } finally {
      underway.delete(key);
      if (!wanted.has(key)) unfinished.delete(key);
      pump();
    }
  };

  const pause = (error: unknown) => {
    const stubborn = !lineToBlame(error);
    if (stubborn) onProblem(textOf(error));
    const bound = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(failures, 10));
    failures += 1;
    // A missing file or wrong bytes do not get better by asking quickly.
    const wait = stubborn && failures > atATime * 2 ? LONGEST_WAIT_MS : bound;
    cancelWait?.();
    cancelWait = fetcher.after(wait * (0.5 + random() / 2), () => {
      cancelWait = null;
      pump();
    });
  };

  return {
    bring(pieces, most) {
      atATime = most;
      wanted = new Set(pieces.map(keyOf));
      for (const key of blamed) if (!wanted.has(key)) blamed.delete(key);
      queue = blamedLast(pieces);
      for (const key of unfinished.keys()) {
        if (!wanted.has(key) && !underway.has(key)) unfinished.delete(key);
      }
      pump();
    },
    hurry() {
      failures = 0;
      cancelWait?.();
      cancelWait = null;
      pump();
    },
    idle: () => queue.length === 0 && underway.size === 0,
    stop() {
      stopped = true;
      cancelWait?.();
    },
  };
}

function lineToBlame(error: unknown): boolean {
  return error instanceof PieceError && error.blame === 'line';
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
