/**
 * The MediaStore on a disk: `media/ab/cdef…`, named by SHA-256. A file appears under its name only
 * when all of its bytes and its folder's entry are on the disk, so a power cut leaves either the
 * whole file or nothing.
 */
import { createReadStream } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import { StoreFull } from '#server/store/port.ts';
import { Sha256 } from '#shared/frame/manifest.ts';
import type { MediaStore } from './port.ts';

/** Room that uploads leave for the database, its log and the system. */
const RESERVE_BYTES = 256 * 1024 * 1024;

export async function openDiskMedia(
  dir: string,
  reserveBytes = RESERVE_BYTES,
): Promise<MediaStore> {
  const arriving = path.join(dir, 'arriving');
  // What was on its way when the power went was never acknowledged.
  await fs.rm(arriving, { recursive: true, force: true });
  await fs.mkdir(arriving, { recursive: true, mode: 0o700 });

  let arrivals = 0;
  const fileOf = (sha256: string): string => {
    const name = Sha256.parse(sha256);
    return path.join(dir, name.slice(0, 2), name.slice(2));
  };
  const freeBytes = async (): Promise<number> => {
    const { bavail, bsize } = await fs.statfs(dir);
    return Math.max(0, bavail * bsize - reserveBytes);
  };

  return {
    async adopt(source, sha256) {
      const target = fileOf(sha256);
      if (await exists(target)) {
        await fs.rm(source, { force: true });
        return;
      }
      arrivals += 1;
      const waiting = path.join(arriving, `${sha256}-${arrivals}`);
      try {
        await moveInto(source, waiting, freeBytes);
        await syncFile(waiting);
        await makeFolder(dir, path.dirname(target));
        await fs.rename(waiting, target);
        await syncFolder(path.dirname(target));
      } catch (error) {
        await fs.rm(waiting, { force: true });
        throw isFull(error) ? new StoreFull('no room for media', { cause: error }) : error;
      }
      await fs.rm(source, { force: true });
    },

    async size(sha256) {
      try {
        return (await fs.stat(fileOf(sha256))).size;
      } catch (error) {
        if (codeOf(error) === 'ENOENT') return null;
        throw error;
      }
    },

    read: (sha256, range) => createReadStream(fileOf(sha256), range ?? {}),

    async local(sha256) {
      const file = fileOf(sha256);
      await fs.access(file);
      return { path: file, release: async () => {} };
    },

    remove: (sha256) => fs.rm(fileOf(sha256), { force: true }),

    freeBytes,

    /** a disk that has turned read-only still answers reads: only a write tells */
    async ready() {
      const probe = path.join(arriving, 'ready');
      await fs.writeFile(probe, '');
      await fs.rm(probe, { force: true });
    },
  };
}

/** Renames within a file system; copies across, when there is room. */
async function moveInto(
  source: string,
  target: string,
  freeBytes: () => Promise<number>,
): Promise<void> {
  try {
    await fs.rename(source, target);
  } catch (error) {
    if (codeOf(error) !== 'EXDEV') throw error;
    if ((await fs.stat(source)).size > (await freeBytes())) {
      throw new StoreFull('no room for media');
    }
    await fs.copyFile(source, target);
  }
}

async function makeFolder(parent: string, folder: string): Promise<void> {
  const made = await fs.mkdir(folder, { recursive: true, mode: 0o700 });
  if (made !== undefined) await syncFolder(parent);
}

async function syncFile(file: string): Promise<void> {
  const handle = await fs.open(file, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A rename is durable only once the folder that holds the name is. */
const syncFolder = syncFile;

async function exists(file: string): Promise<boolean> {
  return fs.access(file).then(
    () => true,
    () => false,
  );
}

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;
const isFull = (error: unknown): boolean =>
  error instanceof StoreFull || codeOf(error) === 'ENOSPC' || codeOf(error) === 'EDQUOT';
