/**
 * A finished file becomes an asset: its bytes go into the media store under their hash, then the
 * asset, the job that converts it and the audit entry land in one transaction. One road for uploads
 * and for files that are on this machine already.
 */
import fs from 'node:fs/promises';
import path from 'node:path';
import { fileTypeFromFile } from 'file-type';
import { everything, type Scope } from '#server/access/scope.ts';
import type { Bus } from '#server/bus/port.ts';
import type { Now } from '#server/deps.ts';
import type { AssetRecord, Store } from '#server/store/port.ts';
import { Refusal } from '#shared/api/problems.ts';
import { digestFile } from './digest.ts';
import type { MediaStore } from './port.ts';

export type IngestDeps = {
  readonly store: Store;
  readonly media: MediaStore;
  readonly bus: Bus;
  readonly now: Now;
  readonly newId: () => string;
};

export type Submission = {
  readonly assetId: string;
  readonly unitId: string;
  /** empty: the file's name without its extension */
  readonly title: string;
  readonly filename: string;
  readonly themes: readonly string[];
  /** the person's id, or null for the system itself */
  readonly by: string | null;
  /** who may decide about what others send needs nobody's decision */
  readonly approved: boolean;
  /** where `by` may upload to */
  readonly scope: Scope;
};

/**
 * Takes the file at `file` over (it is moved). Idempotent by `assetId`: when the asset is there
 * already the file is only removed, so it may be called again after a crash at any point.
 * Throws Refusal (fileEmpty) and StoreFull.
 */
export async function acceptFile(
  deps: IngestDeps,
  file: string,
  submission: Submission,
): Promise<void> {
  const { store, media, bus, now, newId } = deps;
  const { assetId, unitId, filename, by, approved, scope } = submission;
  if ((await store.assets.get(everything, assetId)) !== null) return fs.rm(file, { force: true });

  const { sha256, bytes, chunks } = await digestFile(file);
  if (bytes === 0) throw new Refusal('fileEmpty');
  const type = (await fileTypeFromFile(file))?.mime ?? 'application/octet-stream';
  await media.adopt(file, sha256);

  const at = now();
  const asset: AssetRecord = {
    id: assetId,
    unitId,
    title: submission.title || path.parse(filename).name || filename,
    filename,
    themes: [...submission.themes],
    kind: null,
    state: 'processing',
    progress: 0,
    error: null,
    sha256,
    bytes,
    renditions: [],
    decision: approved ? 'approved' : 'waiting',
    decidedBy: approved ? by : null,
    decidedAt: approved ? at : null,
    reason: null,
    uploadedBy: by,
    createdAt: at,
  };
  await store.transaction(async (tx) => {
    await tx.assets.insert(scope, asset);
    // The same bytes may be a rendition of another asset, and are better known as that.
    if ((await tx.media.get(sha256)) === null) {
      await tx.media.put(sha256, { bytes, type, ms: null, chunks: [...chunks] }, at);
    }
    await tx.jobs.add({ id: newId(), kind: 'transcode', subject: assetId, at });
    await tx.audit.add({
      id: newId(),
      at,
      by,
      action: 'asset.upload',
      subject: { kind: 'asset', id: assetId, name: asset.title },
      unitId,
      changes: {
        filename: [null, filename],
        sha256: [null, sha256],
        decision: [null, asset.decision],
      },
    });
  });
  bus.publish({
    kind: 'asset',
    assetId,
    unitId,
    state: 'processing',
    progress: 0,
    mediaKind: null,
  });
  if (!approved) bus.publish({ kind: 'waiting', unitId });
}

/**
 * The same road for a file on this machine, which stays where it is: the office's own, approved.
 * `tmpDir` should be on the media store's file system. Answers the asset's id; it is ready once a
 * worker has converted it.
 */
export async function ingestFile(
  deps: IngestDeps,
  tmpDir: string,
  file: string,
  about: { readonly unitId: string; readonly title: string; readonly themes: readonly string[] },
): Promise<string> {
  const assetId = deps.newId();
  const copy = path.join(tmpDir, `ingest-${assetId}`);
  await fs.mkdir(tmpDir, { recursive: true, mode: 0o700 });
  try {
    await fs.copyFile(file, copy);
    const filename = path.basename(file);
    const own = { assetId, filename, by: null, approved: true, scope: everything } as const;
    await acceptFile(deps, copy, { ...about, ...own });
  } finally {
    await fs.rm(copy, { force: true });
  }
  return assetId;
}
