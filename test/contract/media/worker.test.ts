/** The worker on a real store: claims, conversions, crashes, giving up, draining. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { uuidv7 } from 'uuidv7';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { everything } from '#server/access/scope.ts';
import { createMemoryBus } from '#server/bus/memory.ts';
import type { Bus, Change } from '#server/bus/port.ts';
import { openDiskMedia } from '#server/media/disk.ts';
import { acceptFile, ingestFile } from '#server/media/ingest.ts';
import type { MediaStore } from '#server/media/port.ts';
import { type MediaWorker, startMediaWorker, type WorkerDeps } from '#server/media/worker.ts';
import type { AssetRecord, Store } from '#server/store/port.ts';
import { openSqlite } from '#server/store/sqlite.ts';
import { type Clips, openClips, programs, streamsOf } from '#test/support/clips.ts';

const SLOW = 120_000;

let clips: Clips;
beforeAll(async () => {
  clips = await openClips();
});
afterAll(() => clips.dispose());

let dir: string;
let store: Store;
let media: MediaStore;
let bus: Bus;
let told: Change[];
let unitId: string;
let ahead: number;
const workers: MediaWorker[] = [];

beforeEach(async () => {
  dir = await fs.mkdtemp(path.join(tmpdir(), 'bang-tin-worker-'));
  store = await openSqlite(path.join(dir, 'store.db'));
  media = await openDiskMedia(path.join(dir, 'media'), 0);
  bus = createMemoryBus(() => {});
  told = [];
  bus.subscribe((change) => told.push(change));
  ahead = 0;
  const school = { parentId: null, kind: 'school', name: 'Tân Hiệp', levels: [] } as const;
  unitId = uuidv7();
  const unit = { ...school, id: unitId, levels: [], tags: [], zone: null };
  await store.units.insert(everything, unit);
});
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop(0)));
  await bus.close();
  await store.close();
  await fs.rm(dir, { recursive: true, force: true });
});

const now = () => Date.now() + ahead;
const newId = () => uuidv7();

async function start(change: Partial<WorkerDeps> = {}): Promise<MediaWorker> {
  const worker = await startMediaWorker({
    ...{ store, media, bus, now, newId, ...programs },
    log: pino({ level: 'silent' }),
    tmpDir: path.join(dir, `work-${workers.length}`),
    concurrency: 1,
    ...change,
  });
  workers.push(worker);
  return worker;
}

async function ingest(name: string, filename = name): Promise<string> {
  const assetId = newId();
  const copy = path.join(dir, `incoming-${assetId}`);
  await fs.copyFile(await clips.file(name), copy);
  await acceptFile({ store, media, bus, now, newId }, copy, {
    ...{ assetId, unitId, filename, title: '', themes: [], by: null },
    approved: false,
    scope: everything,
  });
  return assetId;
}

async function ended(assetId: string): Promise<AssetRecord> {
  await expect
    .poll(async () => (await store.assets.get(everything, assetId))?.state, {
      timeout: SLOW,
      interval: 50,
    })
    .not.toBe('processing');
  return (await store.assets.get(everything, assetId))!;
}

const stored = (asset: AssetRecord, kind: string) => {
  const { sha256 } = asset.renditions.find((r) => r.kind === kind)!;
  return path.join(dir, 'media', sha256.slice(0, 2), sha256.slice(2));
};

describe('a file on its way', () => {
  test(
    'becomes ready with its renditions, whose bytes and pieces are known by hash',
    async () => {
      await start();
      const asset = await ended(await ingest('conforming.mp4'));
      expect(asset).toMatchObject({ state: 'ready', kind: 'video', progress: 1, error: null });
      expect(asset.renditions.map((r) => r.kind)).toEqual(['video', 'poster', 'audio']);
      for (const { sha256, bytes, type } of asset.renditions) {
        expect(await media.size(sha256)).toBe(bytes);
        expect(await store.media.get(sha256)).toMatchObject({ bytes, type });
      }
      expect((await streamsOf(stored(asset, 'video'))).map((s) => s.codec_name)).toEqual([
        'h264',
        'aac',
      ]);
      // the job's end and the asset's land together
      expect(await store.jobs.claim('transcode', 'other', now() + 1e9, 1000)).toBeNull();
    },
    SLOW,
  );

  test(
    'tells its progress, then that it is ready and waits for a decision',
    async () => {
      await start();
      const id = await ingest('screen.mkv');
      await ended(id);
      await expect.poll(() => told.at(-1)?.kind).toBe('waiting');
      const progress = told.filter((c) => c.kind === 'asset').map((c) => c.progress);
      expect(progress[0]).toBe(0);
      expect(progress.at(-1)).toBe(1);
      expect(progress).toEqual([...progress].sort((a, b) => a - b));
    },
    SLOW,
  );

  test('that is no media fails with the reason', async () => {
    await start();
    const asset = await ended(await ingest('poem.mp4'));
    expect(asset).toMatchObject({
      state: 'failed',
      error: { code: 'fileNoMedia', params: {} },
      renditions: [],
    });
    expect(told.at(-1)).toMatchObject({ kind: 'asset', state: 'failed' });
  });

  test(
    'with the same bytes as another takes the renditions over',
    async () => {
      await start();
      const first = await ended(await ingest('drawing.png'));
      const second = await ended(await ingest('drawing.png', 'Bản sao.png'));
      expect(second.renditions).toEqual(first.renditions);
      // under another extension the name is held against the contents anew
      const lie = await ended(await ingest('drawing.png', 'Bản sao.jpg'));
      expect(lie.error?.code).toBe('fileLies');
    },
    SLOW,
  );

  test(
    'and removed in the meantime is let go',
    async () => {
      const id = await ingest('poem.mp4');
      await store.assets.remove(everything, id);
      const worker = await start();
      await expect.poll(() => store.jobs.waiting('transcode'), { timeout: SLOW }).toBe(0);
      await worker.stop(SLOW);
      expect(await store.jobs.claim('transcode', 'other', now() + 1e9, 1000)).toBeNull();
    },
    SLOW,
  );

  test('leaves nothing in the working folder', async () => {
    const worker = await start();
    await ended(await ingest('drawing.png'));
    await ended(await ingest('cut.jpg'));
    await worker.stop();
    await expect(fs.access(path.join(dir, 'work-0'))).rejects.toThrow();
    expect(await fs.readdir(path.join(dir, 'media', 'arriving'))).toEqual([]);
  });

  test(
    'on this machine goes the same road and stays where it is',
    async () => {
      await start();
      const file = await clips.file('drawing.png');
      const about = { unitId, title: 'Hình vẽ', themes: [] };
      const id = await ingestFile(
        { store, media, bus, now, newId },
        path.join(dir, 'ingest'),
        file,
        about,
      );
      expect(await ended(id)).toMatchObject({
        state: 'ready',
        decision: 'approved',
        uploadedBy: null,
        title: 'Hình vẽ',
      });
      await fs.access(file);
      expect(await fs.readdir(path.join(dir, 'ingest'))).toEqual([]);
    },
    SLOW,
  );
});

describe('when something goes wrong', () => {
  test(
    'a worker killed in the middle: the job runs again and no half rendition is left',
    async () => {
      const id = await ingest('4k.mp4');
      const script = fileURLToPath(
        new URL('../../support/media-worker-process.ts', import.meta.url),
      );
      const work = path.join(dir, 'killed');
      const args = [script, path.join(dir, 'store.db'), path.join(dir, 'media'), work];
      const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
      await once(child.stdout, 'data');
      // it has begun to write the clip
      await expect
        .poll(() => sizeOfFiles(work, /clip\.mp4$/), { timeout: SLOW, interval: 20 })
        .toBeGreaterThanOrEqual(0);
      child.kill('SIGKILL');
      await once(child, 'exit');
      // ffmpeg does not live on without the server that started it
      await expect.poll(() => processesNaming(work), { timeout: SLOW }).toEqual([]);
      expect((await store.assets.get(everything, id))?.renditions).toEqual([]);

      // the dead worker's lease runs out
      ahead = 60_000;
      await start();
      const asset = await ended(id);
      expect(asset.state).toBe('ready');
      const names = await filesBelow(path.join(dir, 'media'));
      const known = [asset.sha256, ...asset.renditions.map((r) => r.sha256)];
      expect(names.sort()).toEqual(known.sort());
    },
    SLOW,
  );

  test('a file whose conversion took three processes along is given up', async () => {
    const id = await ingest('drawing.png');
    for (const worker of ['a', 'b', 'c']) {
      await store.jobs.claim('transcode', worker, now(), 1000);
      ahead += 10_000;
    }
    await start();
    expect(await ended(id)).toMatchObject({
      state: 'failed',
      error: { code: 'fileConversionFailed' },
    });
  });

  test(
    'a fault of the machine is tried again, three times in all',
    async () => {
      let tries = 0;
      const failing: MediaStore = {
        ...media,
        local: async () => {
          tries += 1;
          throw new Error('the disk is gone');
        },
      };
      await start({ media: failing, store: withoutWaiting(store) });
      const asset = await ended(await ingest('drawing.png'));
      expect(asset.error?.code).toBe('fileConversionFailed');
      expect(tries).toBe(3);
    },
    SLOW,
  );

  test(
    'a fault that passes is no fault',
    async () => {
      let tries = 0;
      const flaky: MediaStore = {
        ...media,
        local: async (sha256) => {
          tries += 1;
          if (tries === 1) throw new Error('the disk was away');
          return media.local(sha256);
        },
      };
      await start({ media: flaky, store: withoutWaiting(store) });
      expect((await ended(await ingest('drawing.png'))).state).toBe('ready');
    },
    SLOW,
  );

  test(
    'a worker that stops gives its job back without an attempt counting',
    async () => {
      const id = await ingest('4k.mp4');
      const worker = await start();
      await expect
        .poll(() => sizeOfFiles(path.join(dir, 'work-0'), /clip\.mp4$/), {
          timeout: SLOW,
          interval: 20,
        })
        .toBeGreaterThanOrEqual(0);
      await worker.stop(0);
      expect((await store.assets.get(everything, id))?.state).toBe('processing');
      expect(await store.jobs.claim('transcode', 'next', now(), 1000)).toMatchObject({
        attempts: 1,
      });
    },
    SLOW,
  );

  test(
    'a worker that stops lets what is nearly done come to its end',
    async () => {
      const id = await ingest('drawing.png');
      const worker = await start();
      await expect.poll(() => store.jobs.waiting('transcode'), { interval: 5 }).toBe(0);
      await worker.stop(SLOW);
      expect((await store.assets.get(everything, id))?.state).toBe('ready');
    },
    SLOW,
  );

  test(
    'a conversion that would take too long is stopped and says so',
    async () => {
      await start({ budget: () => 100 });
      expect((await ended(await ingest('4k.mp4'))).error?.code).toBe('fileConversionTooSlow');
    },
    SLOW,
  );
});

/** The time that a job waits before it is tried again has passed as soon as it is given back. */
function withoutWaiting(real: Store): Store {
  const release: Store['jobs']['release'] = async (...given) => {
    const released = await real.jobs.release(...given);
    ahead += 60_000;
    return released;
  };
  return { ...real, jobs: { ...real.jobs, release } };
}

/** Command lines of this machine's processes that name `folder`. */
async function processesNaming(folder: string): Promise<string[]> {
  const ids = (await fs.readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(
    ids.map((id) => fs.readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '')),
  );
  return lines.filter((line) => line.includes(folder));
}

/** Sum of the sizes of matching files below a folder; -1 when there is none. */
async function sizeOfFiles(folder: string, name: RegExp): Promise<number> {
  const entries = await fs.readdir(folder, { recursive: true }).catch(() => []);
  const sizes = await Promise.all(
    entries
      .filter((entry) => name.test(entry))
      .map((entry) =>
        fs.stat(path.join(folder, entry)).then(
          ({ size }) => size,
          () => 0,
        ),
      ),
  );
  return sizes.length === 0 ? -1 : sizes.reduce((sum, size) => sum + size, 0);
}

/** Hashes of what a media folder holds. */
async function filesBelow(folder: string): Promise<string[]> {
  const entries = await fs.readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .map((name) => name.replace('/', ''));
}
