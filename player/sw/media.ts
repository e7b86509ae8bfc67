/**
 * Answers `/player/media/<sha256>` with the bytes of a media file that this machine holds, whole or
 * in ranges, piece by piece: never the file in memory. What is held was verified when it came.
 *
 * The page leaves an entry at that very address which lists the pieces (`#player/cache`); the worker
 * is a file of its own and shares no code with the page.
 */
import { partsOf, type Range, rangeOf } from './media-range.ts';

/** The list of a file's pieces, as `player/cache/piece-store.ts` writes it. */
export type HeldFile = {
  readonly type: string;
  readonly bytes: number;
  /** addresses in the cache, in order */
  readonly pieces: readonly { readonly at: string; readonly bytes: number }[];
};

const ADDRESS = /^\/player\/media\/[0-9a-f]{64}$/;

/** null: not the worker's to answer as media. */
export function answerMedia(
  request: Request,
  openCache: () => Promise<Pick<Cache, 'match'>> = () => caches.open('media'),
): Promise<Response> | null {
  const { pathname } = new URL(request.url);
  if (!ADDRESS.test(pathname) || !['GET', 'HEAD'].includes(request.method)) return null;
  return answer(request, pathname, openCache).catch(
    // The disk fails, or the file was evicted in between. What asked for it is told at once.
    (error) => new Response(String(error), { status: 500 }),
  );
}

async function answer(
  request: Request,
  pathname: string,
  openCache: () => Promise<Pick<Cache, 'match'>>,
): Promise<Response> {
  const cache = await openCache();
  const file = (await (await cache.match(pathname))?.json()) as HeldFile | undefined;
  if (!file) return new Response(null, { status: 404 });
  const range = rangeOf(request.headers.get('range'), file.bytes);
  const headers = new Headers({
    'content-type': file.type,
    'accept-ranges': 'bytes',
    'cache-control': 'no-store',
  });
  if (range === 'unsatisfiable') {
    headers.set('content-range', `bytes */${file.bytes}`);
    return new Response(null, { status: 416, headers });
  }
  const { start, end } = range ?? { start: 0, end: file.bytes };
  headers.set('content-length', String(end - start));
  if (range) headers.set('content-range', `bytes ${start}-${end - 1}/${file.bytes}`);
  const body = request.method === 'HEAD' ? null : bodyOf(file, { start, end }, cache);
  return new Response(body, { status: range ? 206 : 200, headers });
}

/** Reads on only when somebody takes what was read. */
function bodyOf(file: HeldFile, range: Range, cache: Pick<Cache, 'match'>) {
  const parts = partsOf(
    range,
    file.pieces.map(({ bytes }) => bytes),
  );
  let reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>> | null = null;
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        for (;;) {
          if (!reader) {
            const part = parts.shift();
            if (!part) return controller.close();
            const piece = file.pieces[part.index]!;
            const blob = await (await cache.match(piece.at))?.blob();
            if (blob?.size !== piece.bytes) throw new Error(`piece ${part.index} is not there`);
            reader = blob.slice(part.start, part.end).stream().getReader();
          }
          const { done, value } = await reader.read();
          if (!done) return controller.enqueue(value);
          reader = null;
        }
      },
      cancel: (reason) => reader?.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}
