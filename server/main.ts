/**
 * The server's entry: names the adapters, reads the clock and the environment, and serves. Everything
 * else is handed what it uses.
 */
import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { scheduleJob } from 'node-schedule';
import { pino } from 'pino';
import { uuidv7 } from 'uuidv7';
import packageFile from '../package.json' with { type: 'json' };
import { createApp } from './app.ts';
import { openBus } from './bus/open.ts';
import { readClientBuild } from './client-build.ts';
import { consolePages } from './console/pages.ts';
import type { AppDeps } from './deps.ts';
import { findFfmpeg } from './find-ffmpeg.ts';
import { createHub } from './hub/hub.ts';
import { loadSigner } from './hub/signing.ts';
import { listen } from './listen.ts';
import { openDiskMedia } from './media/disk.ts';
import { ingestFile } from './media/ingest.ts';
import { startMediaWorker } from './media/worker.ts';
import { startPublishing } from './publish/start.ts';
import { mediaRoutes } from './routes/media.ts';
import { sweepUploads, uploadRoutes } from './routes/uploads.ts';
import { readSettings } from './settings.ts';
import { ensureStarter } from './starter/ensure.ts';
import { openStore } from './store/open.ts';

const read = readSettings(process.env);
if ('mistakes' in read) {
  console.error(`The server can't start:\n  ${read.mistakes.join('\n  ')}`);
  process.exit(2);
}
const { settings } = read;
const now = () => Date.now();
const newId = () => uuidv7();
const log = pino({ level: settings.logLevel }, pino.destination({ dest: 2, sync: false }));
const projectDir = fileURLToPath(new URL('..', import.meta.url));

await mkdir(settings.dataDir, { recursive: true, mode: 0o700 });
const programs = findFfmpeg(process.env, path.join(projectDir, 'node_modules'));
const client = readClientBuild(path.join(projectDir, 'dist', 'client'));
const store = await openStore(
  settings.databaseUrl ?? path.join(settings.dataDir, 'bang-tin.sqlite'),
);
const bus = await openBus(settings.busUrl, (error) =>
  log.error({ err: error }, 'a listener failed'),
);
const media = await openDiskMedia(settings.mediaDir);
const signer = await loadSigner(settings.signingKeyFile);

const publishing = await startPublishing({
  store,
  bus,
  now,
  newId,
  random: Math.random,
  online: (screenId) => hub.presence(screenId) !== null,
  log,
});
const hub = createHub({
  store,
  bus,
  programmes: publishing.programmes,
  profiles: publishing.profiles,
  signer,
  now,
  elapsed: () => performance.now(),
  random: Math.random,
  newId,
  log,
});
const worker = await startMediaWorker({
  store,
  media,
  bus,
  ...programs,
  now,
  newId,
  log,
  tmpDir: path.join(settings.mediaDir, '.work'),
  concurrency: 1,
});

const stopping = new AbortController();
const deps: AppDeps = {
  store,
  bus,
  media,
  programmes: publishing.programmes,
  publisher: publishing.publisher,
  planner: publishing.planner,
  hub,
  client,
  serverKey: signer.publicKey,
  settings: {
    publicUrl: settings.publicUrl,
    maxUploadBytes: settings.maxUploadBytes,
    trustProxy: settings.trustProxy,
    version: packageFile.version,
  },
  now,
  newId,
  randomBytes,
  log,
  stopping: stopping.signal,
};
const uploadDir = path.join(settings.mediaDir, '.uploads');
const app = createApp(deps, [
  uploadRoutes(deps, { dir: uploadDir }),
  mediaRoutes(deps),
  consolePages(deps),
]);

const created = await ensureStarter({
  store,
  publisher: publishing.publisher,
  ingest: (file, about) =>
    ingestFile(
      { store, media, bus, now, newId },
      path.join(settings.mediaDir, '.ingest'),
      file,
      about,
    ),
  admin: settings.admin,
  now,
  newId,
  randomBytes,
  say: (line) => console.log(line),
});

// Before anything else can fail: their passwords are known here and nowhere else.
if (created.length > 0) {
  console.log('\nAccounts of the starter province, told this once:');
  for (const { email, password, role, unit } of created) {
    console.log(`  ${email.padEnd(34)} ${password.padEnd(26)} ${role}, ${unit}`);
  }
}

const server = await listen({
  fetch: app.fetch,
  upgrade: hub.upgrade,
  host: settings.host,
  port: settings.port,
}).catch((error: NodeJS.ErrnoException) => {
  if (error.code !== 'EADDRINUSE' && error.code !== 'EACCES') throw error;
  console.error(
    error.code === 'EADDRINUSE'
      ? `Port ${settings.port} is in use by another program. End that one, or choose another PORT.`
      : `Port ${settings.port} may not be used by this account. Choose a PORT above 1023.`,
  );
  process.exit(1);
});
const url = settings.publicUrl ?? server.url;
console.log(`\nConsole           ${url}/`);
console.log(`Open a screen     ${url}/player   then pair it: ${url}/pair`);
console.log(`State             ${settings.dataDir}`);
console.log(`ready ${url}`);

const sweep = scheduleJob({ minute: 30, second: 0 }, () =>
  sweepUploads(uploadDir, now()).catch((error) =>
    log.error({ err: error }, 'uploads were not swept'),
  ),
);

let ending = false;
async function drain(signal: string): Promise<void> {
  if (ending) return;
  ending = true;
  log.info({ signal }, 'draining');
  // Whatever hangs, the process ends: screens go on without it, and uploads resume.
  setTimeout(() => process.exit(1), 20_000).unref();
  stopping.abort();
  sweep.cancel();
  const closed = server.close();
  await hub.drain();
  await closed;
  await worker.stop(5_000);
  publishing.stop();
  await bus.close();
  await store.close();
  process.exit(0);
}
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => drain(signal));
