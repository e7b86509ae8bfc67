/**
 * From the publish call to assignment received and manifest in hand, on 1,000 simulated screens, by
 * the real server: SQLite on disk, HTTP, compiler, hub. The baseline is what no server can do
 * without: a bare loop of `ws` that sends a string of the same size to as many sockets of the same
 * process. Rounds of both alternate; the figure is the median of the rounds' 99th percentiles.
 */
import { fork } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Duplex } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { uuidv7 } from 'uuidv7';
import { WebSocketServer } from 'ws';
import { TOKEN_PREFIX } from '#server/access/identify.ts';
import { everything } from '#server/access/scope.ts';
import { hashSecret } from '#server/access/secrets.ts';
import { createApp } from '#server/app.ts';
import { createMemoryBus } from '#server/bus/memory.ts';
import type { AppDeps } from '#server/deps.ts';
import { createHub } from '#server/hub/hub.ts';
import { createSigner } from '#server/hub/signing.ts';
import { listen } from '#server/listen.ts';
import { openDiskMedia } from '#server/media/disk.ts';
import type { Publisher } from '#server/publish/port.ts';
import { startPublishing } from '#server/publish/start.ts';
import type { Store } from '#server/store/port.ts';
import { openSqlite } from '#server/store/sqlite.ts';
import { type PlaylistEntry, plainManner } from '#shared/api/resources.ts';
import { plainWhen } from '#shared/domain/when.ts';
import type { Paired } from '../screen.ts';
import type { Answer, Order } from './crowd.ts';
import { median, quantile, type Report, rounded } from './report.ts';

const SCREENS = 1000;
const SCREENS_A_SCHOOL = 10;
/** in each of the four playlists on air */
const SLIDES = 8;
const ROUNDS = 20;
const WARM_UP = 3;

export async function run(report: Report): Promise<void> {
  const dir = await mkdtemp(path.join(tmpdir(), 'bang-tin-bench-'));
  try {
    await measure(dir, report);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

async function measure(dir: string, report: Report): Promise<void> {
  const server = await startServer(dir);
  const crowd = startCrowd();
  await crowd.ask({ kind: 'connect', url: server.url, screens: server.screens });

  const published: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < WARM_UP + ROUNDS; round++) {
    await server.edit(`Bản tin số ${round}`);
    const ours = await crowd.ask({ kind: 'publish', ...server.publishing });
    if (ours.kind !== 'heard') throw new Error('the crowd heard nothing');
    await crowd.ask({ kind: 'await' });
    const heard = crowd.answer();
    const start = Number(process.hrtime.bigint());
    server.broadcast('x'.repeat(ours.bytes));
    const plain = await heard;
    if (plain.kind !== 'heard') throw new Error('the crowd heard nothing');
    if (round < WARM_UP) continue;
    published.push(p99(ours.at, ours.called));
    bare.push(p99(plain.at, start));
  }
  crowd.end();
  const [value, baseline] = [median(published), median(bare)];
  report({
    bench: 'publish',
    metric: 'manifest_p99_ms',
    value: rounded(value),
    unit: 'ms',
    baseline: rounded(baseline),
    ratio: rounded(value / baseline),
    n: SCREENS * ROUNDS,
  });
}

/** ms */
function p99(instants: readonly number[], since: number): number {
  return quantile(
    instants.map((at) => (at - since) / 1e6),
    0.99,
  );
}

function startCrowd() {
  const child = fork(fileURLToPath(new URL('./crowd.ts', import.meta.url)));
  child.on('exit', (code) => {
    if (code) process.exit(code);
  });
  const answer = (): Promise<Answer> => new Promise((resolve) => child.once('message', resolve));
  return {
    answer,
    ask(order: Order): Promise<Answer> {
      const answered = answer();
      child.send(order);
      return answered;
    },
    end: () => child.kill(),
  };
}

async function startServer(dir: string) {
  const store = await openSqlite(path.join(dir, 'bench.sqlite'));
  const fail = (error: unknown) => {
    throw error;
  };
  const bus = createMemoryBus(fail);
  const log = pino({ level: 'error' }, pino.destination({ dest: 2, sync: false }));
  const now = () => Date.now();
  const newId = () => uuidv7();
  const online = () => true;
  const publishing = await startPublishing({
    store,
    bus,
    now,
    newId,
    random: Math.random,
    online,
    log,
  });
  const signer = createSigner(generateKeyPairSync('ed25519').privateKey);
  const hub = createHub({
    ...publishing,
    store,
    bus,
    signer,
    now,
    elapsed: () => performance.now(),
    random: Math.random,
    newId,
    log,
  });
  const deps: AppDeps = {
    store,
    bus,
    media: await openDiskMedia(path.join(dir, 'media')),
    programmes: publishing.programmes,
    publisher: publishing.publisher,
    planner: publishing.planner,
    hub,
    client: { dir, entry: () => ({ script: '', styles: [] }) },
    serverKey: signer.publicKey,
    settings: { publicUrl: null, maxUploadBytes: 0, version: 'bench' },
    now,
    newId,
    randomBytes,
    log,
  };
  const bare = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (request.url !== '/bare') return hub.upgrade(request, socket, head);
    bare.handleUpgrade(request, socket, head, (webSocket) => bare.emit('connection', webSocket));
  };
  const { url } = await listen({
    fetch: createApp(deps, []).fetch,
    upgrade,
    host: '127.0.0.1',
    port: 0,
  });
  const district = await plantDistrict(store, publishing.publisher, signer.publicKey);
  return {
    url,
    screens: district.screens,
    edit: district.edit,

    publishing: {
      address: `${url}/api/schedules/${district.scheduleId}/publish`,
      token: district.token,
    },
    /** the baseline */
    broadcast(text: string): void {
      for (const socket of bare.clients) socket.send(text);
    },
  };
}

/** An office with 100 schools of ten screens, three programmes on air, and a bulletin to come. */
async function plantDistrict(store: Store, publisher: Publisher, serverKey: string) {
  const office = uuidv7();
  await plantUnit(store, office, null, 'office', 'Phòng GD&ĐT');
  const screens: Paired[] = [];
  await store.transaction(async (tx) => {
    while (screens.length < SCREENS) {
      const school = uuidv7();
      await plantUnit(tx, school, office, 'school', `Trường số ${screens.length}`);
      for (let i = 0; i < SCREENS_A_SCHOOL; i++) {
        const [screenId, token] = [uuidv7(), randomBytes(32).toString('base64url')];
        await tx.screens.insert(everything, {
          id: screenId,
          unitId: school,
          name: `Màn hình ${i}`,
          tags: [],
          pairedAt: Date.now(),
          pairedBy: null,
          tokenHash: hashSecret(token),
        });
        screens.push({ screenId, token, serverKey });
      }
    }
  });
  for (const name of ['Đuối nước', 'Bạo lực học đường', 'Thông báo']) {
    const { scheduleId } = await plantSchedule(store, office, slides(name));
    await publisher.publish(everything, scheduleId, null);
  }
  const { scheduleId, playlistId } = await plantSchedule(store, office, slides('Bản tin'));
  let version = 1;
  return {
    screens,
    scheduleId,
    token: await plantEditor(store, office),
    async edit(headline: string): Promise<void> {
      const items = slides(headline);
      const change = { items, updatedAt: Date.now(), updatedBy: null };
      await store.playlists.update(everything, playlistId, version, change);
      version += 1;
    },
  };
}

async function plantUnit(
  store: Store,
  id: string,
  parentId: string | null,
  kind: 'office' | 'school',
  name: string,
): Promise<void> {
  const levels = kind === 'school' ? (['primary'] as const) : [];
  const unit = { id, parentId, kind, name, levels: [...levels], tags: [], zone: null };
  await store.units.insert(everything, unit);
}

async function plantSchedule(store: Store, unitId: string, items: PlaylistEntry[]) {
  const [scheduleId, playlistId, updatedAt] = [uuidv7(), uuidv7(), Date.now()];
  const versioned = { version: 1, updatedAt };
  await store.playlists.insert(everything, {
    id: playlistId,
    unitId,
    name: 'Bản tin',
    themes: [],
    items,
    updatedBy: null,
    ...versioned,
  });
  await store.schedules.insert(everything, {
    id: scheduleId,
    unitId,
    playlistId,
    audience: { units: [], levels: ['primary'], tags: [] },
    when: {
      ...plainWhen,
      hours: [{ start: '00:00', end: '24:00' }],
      from: '2020-01-01',
      until: null,
    },
    ...plainManner,
    publicationId: null,
    ...versioned,
  });
  return { scheduleId, playlistId };
}

/** an account that may publish at the office, by a bearer token */
async function plantEditor(store: Store, office: string): Promise<string> {
  const [id, at] = [uuidv7(), Date.now()];
  const person = { id, email: 'bench@example.vn', name: 'Bench', locale: 'vi' as const };
  await store.people.insert({ ...person, passwordHash: '', at });
  await store.people.grant(everything, id, { unitId: office, role: 'editor' }, at);
  const token = `${TOKEN_PREFIX}${randomBytes(32).toString('base64url')}`;
  const hash = hashSecret(token);
  await store.tokens.insert({ id: uuidv7(), hash, personId: id, name: 'bench', at });
  return token;
}

function slides(headline: string): PlaylistEntry[] {
  return Array.from({ length: SLIDES }, (_, i) => ({
    id: `entry-${i}`,
    ms: 10_000,
    slide: { template: 'announcement', data: { title: `${headline} (${i})` } },
  }));
}
