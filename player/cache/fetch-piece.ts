/**
 * Brings one piece of a media file over a line that may break at any byte: what arrived is kept in
 * hand and only the rest is asked for again. The piece counts only when its hash is right.
 */
import type { Piece } from './needs.ts';
import type { RequestSize } from './request-size.ts';

export type PieceFetcher = {
  readonly fetch: (path: string, init: RequestInit) => Promise<Response>;
  /** `Bearer <screenId>.<token>` */
  readonly authorization: () => string;
  /** SHA-256, base64url without padding */
  readonly digest: (bytes: Uint8Array<ArrayBuffer>) => Promise<string>;
  /** calls back after `ms`; returns what cancels it */
  readonly after: (ms: number, callback: () => void) => () => void;
};

/** Why a piece did not come, and what is to blame. */
export class PieceError extends Error {
  override readonly name = 'PieceError';
  readonly blame: 'line' | 'server' | 'content';
  constructor(blame: 'line' | 'server' | 'content', message: string) {
    super(message);
    this.blame = blame;
  }
}

/** A line that brings no byte for this long is dead, however slow it was before. */
export const LONGEST_SILENCE_MS = 30_000;

/** What arrived so far of a piece; handed in again after a break. */
export class Arrived {
  readonly bytes: Uint8Array<ArrayBuffer>;
  have = 0;
  constructor(length: number) {
    this.bytes = new Uint8Array(length);
  }
}

export type Asking = {
  readonly size: RequestSize;
  /** asked before each request: whether the piece is still to be fetched now */
  readonly goOn: () => boolean;
};

/**
 * Resolves to the whole piece, or to null when it was not to go on; throws PieceError. What did
 * arrive is in `arrived`.
 */
export async function fetchPiece(
  piece: Piece,
  arrived: Arrived,
  fetcher: PieceFetcher,
  { size, goOn }: Asking,
): Promise<Uint8Array<ArrayBuffer> | null> {
  while (arrived.have < piece.bytes) {
    if (!goOn()) return null;
    try {
      await fetchMore(piece, arrived, fetcher, size);
    } catch (error) {
      if (error instanceof PieceError && error.blame === 'line') size.broke();
      throw error;
    }
  }
  if ((await fetcher.digest(arrived.bytes)) !== piece.hash) {
    arrived.have = 0;
    throw new PieceError('content', `media ${piece.sha256} does not match its hash`);
  }
  return arrived.bytes;
}

async function fetchMore(
  piece: Piece,
  arrived: Arrived,
  { fetch, authorization, after }: PieceFetcher,
  size: RequestSize,
): Promise<void> {
  const abort = new AbortController();
  let cancel = () => {};
  const expectMore = () => {
    cancel();
    cancel = after(LONGEST_SILENCE_MS, () => abort.abort());
  };
  const from = piece.start + arrived.have;
  const to = Math.min(from + size.bytes(), piece.start + piece.bytes) - 1;
  try {
    expectMore();
    const response = await fetch(`/media/${piece.sha256}`, {
      headers: { authorization: authorization(), range: `bytes=${from}-${to}` },
      signal: abort.signal,
      // The pieces are kept in Cache Storage; a second copy in the HTTP cache only fills the card.
      cache: 'no-store',
    });
    const until = endOf(response, from, to, piece) - piece.start;
    for await (const bytes of response.body!) {
      expectMore();
      if (arrived.have + bytes.length > until) {
        throw new PieceError('server', 'more bytes than were asked for');
      }
      arrived.bytes.set(bytes, arrived.have);
      arrived.have += bytes.length;
      size.carried(bytes.length);
    }
    if (arrived.have < until) throw new PieceError('line', 'the line broke');
  } catch (error) {
    if (error instanceof PieceError) throw error;
    throw new PieceError('line', `media ${piece.sha256}: ${String(error)}`);
  } finally {
    cancel();
    // Whatever was not read to its end is let go.
    abort.abort();
  }
}

/** Where in the file the answer ends, if it is one to what was asked. */
function endOf(response: Response, from: number, to: number, piece: Piece): number {
  if (!response.body) throw new PieceError('server', 'an answer without a body');
  if (response.status === 206) {
    const range = response.headers.get('content-range') ?? '';
    if (range.startsWith(`bytes ${from}-${to}/`)) return to + 1;
    throw new PieceError('server', `asked for bytes ${from}-${to}, was sent ${range}`);
  }
  // A proxy that knows no ranges sends the whole file: fine when the piece is the whole file.
  if (response.status === 200 && from === 0) {
    const sent = Number(response.headers.get('content-length') ?? piece.bytes);
    if (sent === piece.bytes) return piece.bytes;
  }
  throw new PieceError('server', `media ${piece.sha256}: answer ${response.status}`);
}
