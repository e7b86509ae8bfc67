/** The whole road of a file behind the console's small world: uploads, media on disk, ffmpeg. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openDiskMedia } from '#server/media/disk.ts';
import { type MediaWorker, startMediaWorker } from '#server/media/worker.ts';
import { mediaRoutes } from '#server/routes/media.ts';
import { uploadRoutes } from '#server/routes/uploads.ts';
import { programs } from './clips.ts';
import { type ConsoleWorld, consoleWorld } from './console-harness.ts';

export async function consoleWorldWithMedia(): Promise<ConsoleWorld> {
  const dir = await mkdtemp(path.join(tmpdir(), 'bang-tin-road-'));
  const media = await openDiskMedia(path.join(dir, 'media'));
  const world = await consoleWorld(Date.now, {
    media,
    mounts: (deps) => [uploadRoutes(deps, { dir: path.join(dir, 'uploads') }), mediaRoutes(deps)],
  });
  const { store, bus, now, newId, log } = world.deps;
  const worker: MediaWorker = await startMediaWorker({
    ...{ store, media, bus, now, newId, log, ...programs },
    tmpDir: path.join(dir, 'tmp'),
    concurrency: 1,
  });
  return {
    ...world,
    async close() {
      await worker.stop(0);
      await world.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
