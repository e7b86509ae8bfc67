/**
 * Brings one piece of a media file over a line that may break at any byte: what arrived is kept in
 * hand and only the rest is asked for again. The piece counts only when its hash is right.
 */
import type { Piece } from './needs.ts';

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

/** Resolves to the whole piece; throws PieceError, with `arrived` holding what did arrive. */
export async function fetchPiece(
  piece: Piece,
  arrived: Arrived,
  fetcher: PieceFetcher,
): Promise<Uint8Array<ArrayBuffer>> {
  if (arrived.have < piece.bytes) await fetchRest(piece, arrived, fetcher);
  if ((await fetcher.digest(arrived.bytes)) !== piece.hash) {
    arrived.have = 0;
    throw new PieceError('content', `media ${piece.sha256} does not match its hash`);
  }
  return arrived.bytes;
}

async function fetchRest(
  piece: Piece,
  arrived: Arrived,
  { fetch, authorization, after }: PieceFetcher,
): Promise<void> {
  const abort = new AbortController();
  let cancel = () => {};
  const expectMore = () => {
    cancel();
    cancel = after(LONGEST_SILENCE_MS, () => abort.abort());
  };
  const from = piece.start + arrived.have;
  const to = piece.start + piece.bytes - 1;
  try {
    expectMore();
    const response = await fetch(`/media/${piece.sha256}`, {
      headers: { authorization: authorization(), range: `bytes=${from}-${to}` },
      signal: abort.signal,
      // The pieces are kept in Cache Storage; a second copy in the HTTP cache only fills the card.
      cache: 'no-store',
    });
    checkAnswer(response, from, to, piece);
    for await (const bytes of response.body!) {
      expectMore();
      if (arrived.have + bytes.length > piece.bytes) {
        throw new PieceError('server', 'more bytes than were asked for');
      }
      arrived.bytes.set(bytes, arrived.have);
      arrived.have += bytes.length;
    }
  } catch (error) {
    if (error instanceof PieceError) throw error;
    throw new PieceError('line', `media ${piece.sha256}: ${String(error)}`);
  } finally {
    cancel();
    // Whatever was not read to its end is let go.
    abort.abort();
  }
  if (arrived.have < piece.bytes) throw new PieceError('line', 'the line broke');
}

function checkAnswer(response: Response, from: number, to: number, piece: Piece): void {
  if (!response.body) throw new PieceError('server', 'an answer without a body');
  if (response.status === 206) {
    const range = response.headers.get('content-range') ?? '';
    if (range.startsWith(`bytes ${from}-${to}/`)) return;
    throw new PieceError('server', `asked for bytes ${from}-${to}, was sent ${range}`);
  }
  // A proxy that knows no ranges sends the whole file: fine when the piece is the whole file.
  if (response.status === 200 && from === 0) {
    if (Number(response.headers.get('content-length') ?? piece.bytes) === piece.bytes) return;
  }
  throw new PieceError('server', `media ${piece.sha256}: answer ${response.status}`);
}
