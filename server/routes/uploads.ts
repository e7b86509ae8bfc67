/**
 * Resumable uploads by tus 1.0 at /api/uploads. The protocol is @tus/server's; who may upload where,
 * how much, and what becomes of a finished file is decided here.
 *
 * An upload's id is its asset's id to be. So a finishing answer that was lost can be asked for again
 * (HEAD answers `X-Asset-Id`), and finishing twice, also after a crash in between, makes one asset.
 *
 * Metadata: filename, unitId, title, themes (ids, separated by commas), filetype (not believed).
 */
import { mkdirSync } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import { FileStore } from '@tus/file-store';
import { Metadata, Server, type Upload } from '@tus/server';
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { AppEnv } from '#server/access/environment.ts';
import { everything } from '#server/access/scope.ts';
import type { Viewer } from '#server/access/viewer.ts';
import type { AppDeps } from '#server/deps.ts';
import { acceptFile } from '#server/media/ingest.ts';
import { serially } from '#server/media/serially.ts';
import { type AssetRecord, StoreFull } from '#server/store/port.ts';
import { Refusal } from '#shared/api/problems.ts';
import { Id } from '#shared/api/resources.ts';
import { ThemeId } from '#shared/domain/themes.ts';
import { openUnit } from './enforce.ts';
import { requireThemes } from './themes.ts';

export type UploadOptions = {
  /** where unfinished uploads lie; best on the media store's file system */
  readonly dir: string;
  /** unfinished uploads that one person may have */
  readonly mostUnfinished?: number;
  /** what was not finished so long after it began is removed */
  readonly expireMs?: number;
};

const PATH = '/api/uploads';
const MOST_UNFINISHED = 20;
const EXPIRE_MS = 24 * 60 * 60 * 1000;

/** tus sends an empty value as none at all */
const optionalText = z
  .string()
  .nullish()
  .transform((text) => text ?? '');

/** What tus keeps beside the bytes; `owner` is ours and overrides whatever was sent. */
const About = z.object({
  filename: z
    .string()
    // a name, not a path; control characters have no place in one
    .transform((name) => name.replace(/^.*[/\\]/, '').replace(/\p{Cc}/gu, ''))
    .pipe(z.string().trim().min(1).max(255)),
  unitId: Id,
  title: optionalText.pipe(z.string().trim().max(160)),
  themes: optionalText
    .transform((list) => [...new Set(list.split(',').filter(Boolean))])
    .pipe(z.array(ThemeId).max(20)),
});
type About = z.infer<typeof About>;

export function uploadRoutes(deps: AppDeps, options: UploadOptions): Hono<AppEnv> {
  const { store, media, settings, log } = deps;
  const { dir, mostUnfinished = MOST_UNFINISHED, expireMs = EXPIRE_MS } = options;
  // before the library makes it, for everybody to read
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const files = new FileStore({ directory: dir });
  // tus counts expiry from the beginning, which a large file on a school's line outlasts; ours counts
  // from the last byte (sweepUploads)
  files.extensions = files.extensions.filter((name) => name !== 'expiration');
  const one = serially();

  const tus = new Server({
    path: PATH,
    datastore: files,
    relativeLocation: true,
    // same origin only: the library's own default would allow every site
    allowedOrigins: [],
    maxSize: () => settings.maxUploadBytes,
    namingFunction: () => deps.newId(),
    onUploadCreate: async (request, upload) => ({
      metadata: { ...upload.metadata, owner: owners.get(request as Request)! },
    }),
  });
  /** who makes the upload that tus is about to create for this request */
  const owners = new WeakMap<Request, string>();

  /** The viewer's own upload, or the asset it has become; others' do not exist. */
  async function own(
    c: Context<AppEnv>,
  ): Promise<
    { kind: 'upload'; viewer: Viewer; upload: Upload } | { kind: 'asset'; asset: AssetRecord }
  > {
    const viewer = signedIn(c);
    const id = uploadId(c);
    const upload = await files.getUpload(id).catch(() => null);
    if (upload?.metadata?.owner === viewer.person.id) return { kind: 'upload', viewer, upload };
    const asset = await store.assets.get(everything, id);
    if (asset === null || asset.uploadedBy !== viewer.person.id) throw new Refusal('notFound');
    return { kind: 'asset', asset };
  }

  /** Makes the asset of a complete upload. Whoever asks meanwhile waits for the same end. */
  async function finish(viewer: Viewer, id: string): Promise<void> {
    await one(id, async () => {
      const upload = await files.getUpload(id).catch(() => null);
      if (upload === null) return;
      const { unitId, ...about } = await checkedAbout(upload.metadata ?? {}, viewer);
      const unit = await openUnit(store, viewer, viewer.scope('asset.upload'), unitId);
      // A second name for the bytes: should the server die here, the upload is still complete.
      const copy = path.join(dir, `${id}.finished`);
      await linkOrCopy(path.join(dir, id), copy);
      await acceptFile(deps, copy, {
        ...about,
        assetId: id,
        unitId,
        by: viewer.person.id,
        approved: viewer.may('asset.decide', unit.path),
        scope: viewer.scope('asset.upload'),
      });
      await files.remove(id);
    });
  }

  async function checkedAbout(
    metadata: Readonly<Record<string, string | null>>,
    viewer: Viewer,
  ): Promise<About> {
    const parsed = About.safeParse(metadata);
    if (!parsed.success) {
      const fields = parsed.error.issues.map(({ path, code }) => ({
        path: path.join('.'),
        code: code === 'invalid_type' ? 'required' : 'wrongFormat',
        message: '',
      }));
      throw new Refusal('invalid', {}, fields);
    }
    await openUnit(store, viewer, viewer.scope('asset.upload'), parsed.data.unitId);
    await requireThemes(store, parsed.data.themes);
    return parsed.data;
  }

  /** Removes what has expired, then counts. */
  async function unfinishedOf(person: string): Promise<number> {
    await sweepUploads(dir, deps.now(), expireMs);
    let count = 0;
    for (const id of await idsIn(dir)) {
      if ((await files.configstore.get(id))?.metadata?.owner === person) count += 1;
    }
    return count;
  }

  const app = new Hono<AppEnv>();

  app.options(PATH, (c) => tus.handleWeb(c.req.raw));

  app.post(PATH, async (c) => {
    const viewer = signedIn(c);
    if (!viewer.mayAnywhere('asset.upload')) throw new Refusal('notAllowed');
    await checkedAbout(metadataOf(c), viewer);
    const bytes = Number(c.req.header('upload-length') ?? Number.NaN);
    if (bytes === 0) throw new Refusal('fileEmpty');
    if (bytes > settings.maxUploadBytes) throw tooLarge(settings.maxUploadBytes);
    if (bytes > (await media.freeBytes())) throw new Refusal('storageFull');
    return one(`person ${viewer.person.id}`, async () => {
      if ((await unfinishedOf(viewer.person.id)) >= mostUnfinished) {
        throw new Refusal('tooManyUploads', { limit: mostUnfinished });
      }
      owners.set(c.req.raw, viewer.person.id);
      const answer = await answered(await tus.handleWeb(c.req.raw));
      const id = /\/([^/]+)$/.exec(answer.headers.get('location') ?? '')?.[1];
      return id === undefined ? answer : settled(c, viewer, id, answer);
    });
  });

  // Hono hands HEAD to the handler of GET; an upload can't be fetched.
  app.get(`${PATH}/:id`, async (c) => {
    if (c.req.method !== 'HEAD') throw new Refusal('notFound');
    return goOn(c);
  });
  app.patch(`${PATH}/:id`, goOn);

  async function goOn(c: Context<AppEnv>): Promise<Response> {
    const found = await own(c);
    if (found.kind === 'asset') return finished(found.asset);
    const answer = await answered(await tus.handleWeb(c.req.raw));
    return settled(c, found.viewer, found.upload.id, answer);
  }

  app.delete(`${PATH}/:id`, async (c) => {
    // What has become an asset is removed as one.
    if ((await own(c)).kind === 'asset') throw new Refusal('notFound');
    return answered(await tus.handleWeb(c.req.raw));
  });

  /** The protocol's answer; when all bytes are here now, with the asset that they have become. */
  async function settled(
    c: Context<AppEnv>,
    viewer: Viewer,
    id: string,
    answer: Response,
  ): Promise<Response> {
    if (!answer.ok) return answer;
    const upload = await files.getUpload(id).catch(() => null);
    if (upload !== null && upload.offset !== upload.size) return answer;
    if (upload?.size === 0) throw new Refusal('fileEmpty');
    await finish(viewer, id);
    answer.headers.set('X-Asset-Id', id);
    if (c.req.method !== 'POST') answer.headers.set('Location', `/api/assets/${id}`);
    return answer;
  }

  /** tus answers errors in plain English text; those a person may meet become problems. */
  async function answered(answer: Response): Promise<Response> {
    switch (answer.status) {
      case 404:
      case 410:
        throw new Refusal('notFound');
      case 413:
        throw tooLarge(settings.maxUploadBytes);
      case 500:
        log.error({ tus: await answer.text() }, 'an upload could not be written');
        if ((await media.freeBytes()) === 0) throw new StoreFull('no room for uploads');
        throw new Refusal('internal');
      default:
        return answer;
    }
  }

  return app;
}

/** Removes what nobody has sent a byte to for `expireMs`. Also for the hourly clean-up. */
export async function sweepUploads(
  dir: string,
  now: number,
  expireMs: number = EXPIRE_MS,
): Promise<void> {
  const touched = new Map<string, number>();
  const names = await fs.readdir(dir).catch(() => []);
  for (const name of names) {
    const gone = { mtimeMs: 0 };
    const { mtimeMs } = await fs.stat(path.join(dir, name)).catch(() => gone);
    const id = idOf(name);
    touched.set(id, Math.max(touched.get(id) ?? 0, mtimeMs));
  }
  for (const name of names) {
    if (now - touched.get(idOf(name))! > expireMs) {
      await fs.rm(path.join(dir, name), { force: true });
    }
  }
}

/** An upload's files: its bytes (`<id>`), what is told of it (`.json`), its second name. */
const idOf = (name: string): string => name.replace(/\..*$/, '');

async function idsIn(dir: string): Promise<string[]> {
  const names = await fs.readdir(dir).catch(() => []);
  return names.filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -5));
}

/** For who lost the finishing answer: all bytes are here, and this is the asset. */
function finished({ id, bytes }: AssetRecord): Response {
  return new Response(null, {
    status: 200,
    headers: {
      'Tus-Resumable': '1.0.0',
      'Cache-Control': 'no-store',
      'Upload-Offset': String(bytes),
      'Upload-Length': String(bytes),
      'X-Asset-Id': id,
      Location: `/api/assets/${id}`,
    },
  });
}

function signedIn(c: Context<AppEnv>): Viewer {
  const viewer = c.get('viewer');
  if (viewer === null) throw new Refusal('signInNeeded');
  return viewer;
}

/** As `newId` makes them: an id goes into a file's name. */
function uploadId(c: Context<AppEnv>): string {
  const id = c.req.param('id') ?? '';
  if (!/^[0-9a-zA-Z-]{1,64}$/.test(id)) throw new Refusal('notFound');
  return id;
}

function metadataOf(c: Context<AppEnv>): Record<string, string | null> {
  try {
    return Metadata.parse(c.req.header('upload-metadata'));
  } catch {
    return {};
  }
}

async function linkOrCopy(from: string, to: string): Promise<void> {
  await fs.rm(to, { force: true });
  // not every file system has hard links
  await fs.link(from, to).catch(() => fs.copyFile(from, to));
}

function tooLarge(limit: number): Refusal {
  const [unit, size] = limit >= 1024 ** 3 ? ['GB', 1024 ** 3] : ['MB', 1024 ** 2];
  return new Refusal('fileTooLarge', {
    limit: `${Math.floor((limit / Number(size)) * 10) / 10} ${unit}`,
  });
}
