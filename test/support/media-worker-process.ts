/**
 * A media worker in a process of its own, to be killed by a test:
 * `node media-worker-process.ts <store> <media folder> <work folder>`. Prints a line when it runs.
 */
import { pino } from 'pino';
import { uuidv7 } from 'uuidv7';
import { createMemoryBus } from '#server/bus/memory.ts';
import { openDiskMedia } from '#server/media/disk.ts';
import { startMediaWorker } from '#server/media/worker.ts';
import { openSqlite } from '#server/store/sqlite.ts';
import { programs } from './clips.ts';

const [storeFile, mediaDir, tmpDir] = process.argv.slice(2);
await startMediaWorker({
  store: await openSqlite(storeFile!),
  media: await openDiskMedia(mediaDir!, 0),
  bus: createMemoryBus(() => {}),
  ...programs,
  now: Date.now,
  newId: () => uuidv7(),
  log: pino({ level: 'silent' }),
  tmpDir: tmpDir!,
  concurrency: 1,
});
console.log('running');
