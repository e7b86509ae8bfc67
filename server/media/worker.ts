/**
 * Converts what was uploaded. Jobs are claimed with a lease that is prolonged while the work goes on;
 * when this process dies, the lease runs out and the job is claimed again, from its beginning: until
 * the one transaction at its end nobody has seen anything of it.
 */
import fs from 'node:fs/promises';
import path from 'node:path';
import type { Logger } from 'pino';
import { everything } from '#server/access/scope.ts';
import type { Bus } from '#server/bus/port.ts';
import type { Now } from '#server/deps.ts';
import { type AssetRecord, type Job, type Store, StoreFull } from '#server/store/port.ts';
import { type ProblemCode, type ProblemParams, Refusal } from '#shared/api/problems.ts';
import type { Rendition } from '#shared/api/resources.ts';
import { convert, type MadeRendition, usualBudget } from './convert.ts';
import { digestFile } from './digest.ts';
import type { MediaStore } from './port.ts';
import { openTools, type Tools } from './tools.ts';

export type WorkerDeps = {
  readonly store: Store;
  readonly media: MediaStore;
  readonly bus: Bus;
  /** paths of the programs */
  readonly ffmpeg: string;
  readonly ffprobe: string;
  readonly now: Now;
  readonly newId: () => string;
  readonly log: Logger;
  /** a folder of this worker's own, emptied at the start; best on the media store's file system */
  readonly tmpDir: string;
  /** files converted at once */
  readonly concurrency: number;
  /** ms that a clip of so many ms may take; missing: the usual one */
  readonly budget?: (clipMs: number) => number;
};

export type MediaWorker = {
  /**
   * Takes no further job and waits up to `graceMs` for those under way; then they are given back, to
   * be begun anew by whoever claims them.
   */
  stop(graceMs?: number): Promise<void>;
};

const LEASE_MS = 20_000;
const EXTEND_EACH_MS = 5_000;
/** The bus tells of new jobs at once; this finds what a crash or another node left. */
const LOOK_EACH_MS = 2_000;
const TELL_EACH_MS = 500;
const MOST_ATTEMPTS = 3;
const RETRY_AFTER_MS = 10_000;
const GRACE_MS = 15_000;

class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
}
class Stopped extends Error {
  override readonly name = 'Stopped';
}

export async function startMediaWorker(deps: WorkerDeps): Promise<MediaWorker> {
  const { store, bus, now, log, tmpDir, concurrency } = deps;
  await fs.rm(tmpDir, { recursive: true, force: true });
  await fs.mkdir(tmpDir, { recursive: true, mode: 0o700 });
  const toolsDir = path.join(tmpDir, 'tools');
  const tools = await openTools({ ffmpeg: deps.ffmpeg, ffprobe: deps.ffprobe, dir: toolsDir });
  if (!tools.toneMapping) log.warn('this ffmpeg has no zscale: HDR clips will look pale');

  const worker = deps.newId();
  const stopping = new AbortController();
  const running = new Set<Promise<void>>();
  let draining = false;
  let looking: Promise<void> | null = null;
  let again = false;

  /** Claims as many jobs as there is room for; asked meanwhile, it looks once more afterwards. */
  function look(): void {
    again = true;
    looking ??= (async () => {
      while (again && !draining) {
        again = false;
        await claimAll();
      }
    })()
      .catch((error: unknown) => log.error({ err: error }, 'looking for files to convert failed'))
      .finally(() => {
        looking = null;
      });
  }

  async function claimAll(): Promise<void> {
    while (!draining && running.size < concurrency) {
      const job = await store.jobs.claim('transcode', worker, now(), LEASE_MS);
      if (job === null) return;
      const work = carryOut(deps, tools, worker, job, stopping.signal)
        .catch((error: unknown) => log.error({ err: error, job: job.id }, 'a job was left behind'))
        .finally(() => {
          running.delete(work);
          look();
        });
      running.add(work);
    }
  }

  const unsubscribe = bus.subscribe((change) => {
    if (change.kind === 'asset' && change.state === 'processing' && change.progress === 0) look();
  });
  const timer = setInterval(look, LOOK_EACH_MS);
  look();

  return {
    async stop(graceMs = GRACE_MS) {
      draining = true;
      clearInterval(timer);
      unsubscribe();
      await looking;
      const grace = setTimeout(() => stopping.abort(new Stopped()), graceMs);
      await Promise.all(running);
      clearTimeout(grace);
      await fs.rm(tmpDir, { recursive: true, force: true });
    },
  };
}

/** One job from claim to end. Rejects only when not even its end could be written down. */
async function carryOut(
  deps: WorkerDeps,
  tools: Tools,
  worker: string,
  job: Job,
  stopping: AbortSignal,
): Promise<void> {
  const { store, now, log } = deps;
  const asset = await store.assets.get(everything, job.subject);
  if (asset === null || asset.state !== 'processing') {
    await store.jobs.finish(job.id, worker);
    return;
  }

  const lost = new AbortController();
  const extending = setInterval(() => {
    store.jobs.extend(job.id, worker, now() + LEASE_MS).then(
      (held) => held || lost.abort(new LeaseLost()),
      (error: unknown) => log.warn({ err: error, job: job.id }, 'the lease was not prolonged'),
    );
  }, EXTEND_EACH_MS);
  const scratch = path.join(deps.tmpDir, job.id);
  const bar = progressBar(deps, asset);
  const started = now();
  try {
    // Those before ended without a word: something in this file takes the whole process down.
    if (job.attempts > MOST_ATTEMPTS) throw new Refusal('fileConversionFailed');
    await fs.rm(scratch, { recursive: true, force: true });
    await fs.mkdir(scratch, { recursive: true, mode: 0o700 });
    const signal = AbortSignal.any([stopping, lost.signal]);
    const ready = await makeRenditions(deps, tools, asset, scratch, signal, bar.advance);
    await bar.settled();
    await conclude(deps, worker, job, asset, ready);
    log.info({ asset: asset.id, ms: now() - started }, 'file converted');
  } catch (error) {
    await bar.settled();
    await failed(deps, worker, job, asset, error);
  } finally {
    clearInterval(extending);
    await fs.rm(scratch, { recursive: true, force: true });
  }
}

type Outcome = Pick<AssetRecord, 'kind' | 'renditions'>;

async function makeRenditions(
  deps: WorkerDeps,
  tools: Tools,
  asset: AssetRecord,
  scratch: string,
  signal: AbortSignal,
  onProgress: (done: number) => void,
): Promise<Outcome> {
  const same = await madeBefore(deps, asset);
  if (same !== null) return same;

  const original = await deps.media.local(asset.sha256);
  try {
    const made = await convert(
      { path: original.path, filename: asset.filename },
      { tools, scratch, onProgress, signal, budget: deps.budget ?? usualBudget },
    );
    const renditions: Rendition[] = [];
    for (const rendition of made.renditions) {
      signal.throwIfAborted();
      renditions.push(await keep(deps, rendition));
    }
    return { kind: made.kind, renditions };
  } finally {
    await original.release();
  }
}

/**
 * What was made of the same bytes before. Only under the same extension: the name is part of what
 * was checked.
 */
async function madeBefore(deps: WorkerDeps, asset: AssetRecord): Promise<Outcome | null> {
  const extension = path.extname(asset.filename).toLowerCase();
  const others = await deps.store.assets.withMedia(everything, [asset.sha256]);
  for (const other of others) {
    const alike =
      other.state === 'ready' &&
      other.sha256 === asset.sha256 &&
      path.extname(other.filename).toLowerCase() === extension;
    if (!alike) continue;
    const sizes = await Promise.all(other.renditions.map((r) => deps.media.size(r.sha256)));
    if (sizes.every((size) => size !== null)) {
      // captions belong to who wrote them down for that one
      const renditions = other.renditions.filter(({ kind }) => kind !== 'captions');
      return { kind: other.kind, renditions };
    }
  }
  return null;
}

/** Into the media store, and its facts into the store: they may be there before they are named. */
async function keep(deps: WorkerDeps, made: MadeRendition): Promise<Rendition> {
  const { kind, type, width, height, ms } = made;
  const { sha256, bytes, chunks } = await digestFile(made.path);
  await deps.media.adopt(made.path, sha256);
  await deps.store.media.put(sha256, { bytes, type, ms, chunks: [...chunks] }, deps.now());
  return { kind, sha256, bytes, type, width, height, ms };
}

async function conclude(
  { store, bus }: WorkerDeps,
  worker: string,
  job: Job,
  asset: AssetRecord,
  { kind, renditions }: Outcome,
): Promise<void> {
  const change = { kind, renditions, state: 'ready', progress: 1, error: null } as const;
  const { id: assetId, unitId } = asset;
  await endTogether(store, worker, job, assetId, change);
  bus.publish({ kind: 'asset', assetId, unitId, state: 'ready', progress: 1, mediaKind: kind });
  if (asset.decision === 'waiting') bus.publish({ kind: 'waiting', unitId });
}

async function failed(
  { store, bus, now, log }: WorkerDeps,
  worker: string,
  job: Job,
  asset: AssetRecord,
  error: unknown,
): Promise<void> {
  if (error instanceof LeaseLost) return;
  if (error instanceof Stopped) {
    await store.jobs.release(job.id, worker, now(), 'forgiven');
    return;
  }
  const refused = error instanceof Refusal;
  log[refused ? 'info' : 'error']({ err: error, asset: asset.id }, 'file not converted');
  if (!refused && job.attempts < MOST_ATTEMPTS) {
    await store.jobs.release(job.id, worker, now() + RETRY_AFTER_MS * job.attempts);
    return;
  }
  const code: ProblemCode = refused
    ? error.code
    : error instanceof StoreFull
      ? 'storageFull'
      : 'fileConversionFailed';
  const params: ProblemParams = refused ? error.params : {};
  const { id: assetId, unitId } = asset;
  const change = { state: 'failed', error: { code, params } } as const;
  await endTogether(store, worker, job, assetId, change);
  bus.publish({ kind: 'asset', assetId, unitId, state: 'failed', progress: 0, mediaKind: null });
}

/** The asset's change and the job's end land together, and only while the lease is ours. */
async function endTogether(
  store: Store,
  worker: string,
  job: Job,
  assetId: string,
  change: Parameters<Store['assets']['update']>[2],
): Promise<void> {
  await store.transaction(async (tx) => {
    if (!(await tx.jobs.finish(job.id, worker))) throw new LeaseLost();
    await tx.assets.update(everything, assetId, change);
  });
}

/** Written down and told at most every TELL_EACH_MS, one after the other, never backwards. */
function progressBar({ store, bus, now, log }: WorkerDeps, asset: AssetRecord) {
  let highest = asset.progress;
  let toldAt = 0;
  let writing: Promise<unknown> = Promise.resolve();
  return {
    advance(done: number): void {
      // 1 is said by the end alone
      const progress = Math.min(0.99, Math.round(done * 100) / 100);
      if (progress <= highest || now() - toldAt < TELL_EACH_MS) return;
      highest = progress;
      toldAt = now();
      const { id: assetId, unitId } = asset;
      writing = writing
        .then(() => store.assets.update(everything, assetId, { progress }))
        .then(() => {
          bus.publish({
            kind: 'asset',
            assetId,
            unitId,
            state: 'processing',
            progress,
            mediaKind: null,
          });
        })
        .catch((error: unknown) => log.warn({ err: error }, 'progress was not written'));
    },
    settled: () => writing,
  };
}
