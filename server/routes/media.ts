/**
 * Media and manifests by their hash, to people who may read them and to screens whose programme names
 * them. Both are immutable, so whoever has one never asks again.
 *
 * Screens prove themselves by `Authorization: Bearer <screenId>.<token>`.
 */
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { type Context, Hono } from 'hono';
import { accepts } from 'hono/accepts';
import { LRUCache } from 'lru-cache';
import type { AppEnv } from '#server/access/environment.ts';
import { hashSecret } from '#server/access/secrets.ts';
import type { Viewer } from '#server/access/viewer.ts';
import type { AppDeps } from '#server/deps.ts';
import { rangeOf } from '#server/media/range.ts';
import type { ScreenRecord } from '#server/store/port.ts';
import { Whose } from '#shared/api/planning.ts';
import { Refusal } from '#shared/api/problems.ts';
import { Sha256 } from '#shared/frame/manifest.ts';

type Asker =
  | { readonly kind: 'person'; readonly viewer: Viewer }
  | { readonly kind: 'screen'; readonly screen: ScreenRecord };

/** A year, the longest that caches take seriously; private: only who was let in may keep it. */
const FOR_GOOD = 'private, max-age=31536000, immutable';

export function mediaRoutes(deps: AppDeps): Hono<AppEnv> {
  const { store, media, programmes, planner } = deps;
  const compressed = manifestCompressor();
  const app = new Hono<AppEnv>();

  app.get('/media/:sha256', async (c) => {
    const sha256 = hashIn(c, 'sha256');
    const asker = await whoAsks(c);
    const allowed =
      asker.kind === 'person'
        ? (await store.assets.mayRead(asker.viewer.scope('asset.read'), sha256)) ||
          (await isShownOnAScreenOf(asker.viewer, sha256))
        : await programmes.mayFetch(asker.screen.id, sha256);
    const info = allowed ? await store.media.get(sha256) : null;
    const size = info && (await media.size(sha256));
    if (info === null || size === null) throw new Refusal('notFound');

    const etag = `"${sha256}"`;
    const headers = new Headers({
      ETag: etag,
      'Cache-Control': FOR_GOOD,
      'Accept-Ranges': 'bytes',
      'Content-Type': info.type,
      'Content-Disposition': dispositionOf(sha256, info.type),
      'X-Content-Type-Options': 'nosniff',
      'Cross-Origin-Resource-Policy': 'same-origin',
    });
    if (c.req.header('if-none-match')?.includes(etag)) {
      return new Response(null, { status: 304, headers });
    }
    // Another version would have another address, so If-Range can only name this one or none.
    const sameVersion = [undefined, etag].includes(c.req.header('if-range'));
    const range = rangeOf(sameVersion ? c.req.header('range') : undefined, size);
    // Hono answers HEAD by this handler too, and would leave the opened file behind.
    const body = (part?: { start: number; end: number }) =>
      c.req.method === 'HEAD'
        ? null
        : (Readable.toWeb(media.read(sha256, part)) as ReadableStream<Uint8Array>);

    switch (range.kind) {
      case 'unsatisfiable':
        headers.set('Content-Range', `bytes */${size}`);
        headers.delete('Content-Disposition');
        return new Response(null, { status: 416, headers });
      case 'part':
        headers.set('Content-Range', `bytes ${range.start}-${range.end}/${size}`);
        headers.set('Content-Length', String(range.end - range.start + 1));
        return new Response(body(range), { status: 206, headers });
      case 'whole':
        headers.set('Content-Length', String(size));
        return new Response(body(), { status: 200, headers });
    }
  });

  app.get('/manifests/:id', async (c) => {
    const id = hashIn(c, 'id');
    const asker = await whoAsks(c);
    const text =
      asker.kind === 'person'
        ? await readBy(asker.viewer, id, whoseIn(c))
        : (await isProgrammeOf(asker.screen, id))
          ? await store.manifests.get(id)
          : null;
    if (text === null) throw new Refusal('notFound');

    const etag = `W/"${id}"`;
    const headers = new Headers({
      ETag: etag,
      'Cache-Control': FOR_GOOD,
      'Content-Type': 'application/json',
      'X-Content-Type-Options': 'nosniff',
      Vary: 'Accept-Encoding',
    });
    if (c.req.header('if-none-match')?.includes(id)) {
      return new Response(null, { status: 304, headers });
    }
    const encoding = encodingFor(c);
    const bytes = await compressed(id, text, encoding);
    if (encoding !== 'identity') headers.set('Content-Encoding', encoding);
    headers.set('Content-Length', String(bytes.length));
    return new Response(c.req.method === 'HEAD' ? null : bytes, { headers });
  });

  async function whoAsks(c: Context<AppEnv>): Promise<Asker> {
    const viewer = c.get('viewer');
    if (viewer !== null) return { kind: 'person', viewer };
    const bearer = /^Bearer +([\w-]{1,64})\.(\S{1,256})$/i.exec(
      c.req.header('authorization') ?? '',
    );
    const screen = bearer && (await store.screens.authenticate(bearer[1]!, hashSecret(bearer[2]!)));
    if (screen === null) throw new Refusal('signInNeeded');
    return { kind: 'screen', screen };
  }

  async function isProgrammeOf(screen: ScreenRecord, id: string): Promise<boolean> {
    if (screen.manifest === id) return true;
    return (await programmes.forScreen(screen.id))?.compiled.id === id;
  }

  /** A school sees what the office shows on its screens, though the file is not the school's. */
  async function isShownOnAScreenOf(viewer: Viewer, sha256: string): Promise<boolean> {
    const screens = await store.screens.list(viewer.scope('screen.read'));
    // Those with one manifest show the same: one of them speaks for all.
    for (const { id } of new Map(screens.map((screen) => [screen.manifest, screen])).values()) {
      if (await programmes.mayFetch(id, sha256)) return true;
    }
    return false;
  }

  /** What a screen was last told; or, where the asker says whose and when, what it had or will have. */
  async function readBy(viewer: Viewer, id: string, whose: Whose | null): Promise<string | null> {
    const scope = viewer.scope('screen.read');
    if (whose) {
      const compiled = await planner.manifestAt(scope, whose.screen, whose.at ?? null);
      // It may never have been handed out, and then the store has not got it.
      if (compiled?.id === id) return compiled.body;
    }
    const screens = await store.screens.list(scope);
    return screens.some(({ manifest }) => manifest === id) ? store.manifests.get(id) : null;
  }

  return app;
}

function whoseIn(c: Context<AppEnv>): Whose | null {
  return Whose.safeParse(c.req.query()).data ?? null;
}

function hashIn(c: Context<AppEnv>, param: string): string {
  const parsed = Sha256.safeParse(c.req.param(param));
  if (!parsed.success) throw new Refusal('notFound');
  return parsed.data;
}

/** What we made ourselves may be shown in place; what somebody uploaded is only ever saved. */
function dispositionOf(sha256: string, type: string): string {
  const own: Readonly<Record<string, string>> = {
    'video/mp4; codecs': 'mp4',
    'audio/mp4; codecs': 'm4a',
    'image/webp': 'webp',
    'text/vtt': 'vtt',
  };
  const extension = own[type.split('=')[0]!];
  return extension === undefined
    ? `attachment; filename="${sha256.slice(0, 12)}"`
    : `inline; filename="${sha256.slice(0, 12)}.${extension}"`;
}

type Encoding = 'br' | 'gzip' | 'identity';

function encodingFor(c: Context<AppEnv>): Encoding {
  return accepts(c, {
    header: 'Accept-Encoding',
    supports: ['br', 'gzip'],
    default: 'identity',
    match: (asked, { supports, default: none }) =>
      supports.find((name) => asked.some(({ type, q }) => type === name && q > 0)) ?? none,
  }) as Encoding;
}

/**
 * A change goes to thousands of screens at once, which share few manifests: each is compressed once.
 * The promise is what is kept, so that those who ask at the same moment share the work too.
 */
function manifestCompressor(): (
  id: string,
  text: string,
  encoding: Encoding,
) => Promise<Uint8Array<ArrayBuffer>> {
  const kept = new LRUCache<string, Promise<Uint8Array<ArrayBuffer>>>({ max: 256 });
  return (id, text, encoding) => {
    if (encoding === 'identity') return Promise.resolve(new TextEncoder().encode(text));
    const key = `${encoding} ${id}`;
    const bytes = kept.get(key) ?? compress(text, encoding);
    kept.set(key, bytes);
    bytes.catch(() => kept.delete(key));
    return bytes;
  };
}

async function compress(text: string, encoding: 'br' | 'gzip'): Promise<Uint8Array<ArrayBuffer>> {
  const bytes =
    encoding === 'br'
      ? // 5: nearly gzip's speed, smaller than its best
        await promisify(brotliCompress)(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })
      : await promisify(gzip)(text);
  return new Uint8Array(bytes);
}
