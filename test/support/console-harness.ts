/**
 * A small province behind the real application, served on a free port, for tests of the console:
 * real store (in memory), bus, compiler, publisher and routes. Only the hub is played: a screen is
 * connected when the test says so.
 */
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ServerType, serve } from '@hono/node-server';
import type { Hono } from 'hono';
import { pino } from 'pino';
import { uuidv7 } from 'uuidv7';
import { build } from 'vite';
import { templates } from '#playlists/templates/index.ts';
import type { AppEnv } from '#server/access/environment.ts';
import { hashPassword } from '#server/access/passwords.ts';
import { everything } from '#server/access/scope.ts';
import { createApp } from '#server/app.ts';
import { createMemoryBus } from '#server/bus/memory.ts';
import { readClientBuild } from '#server/client-build.ts';
import { consolePages } from '#server/console/pages.ts';
import type { AppDeps, ClientBuild } from '#server/deps.ts';
import type { Hub, Presence } from '#server/hub/port.ts';
import { openDiskMedia } from '#server/media/disk.ts';
import { keepPictures } from '#server/publish/picture.ts';
import { createPlanner } from '#server/publish/planner/planner.ts';
import { createProgrammes } from '#server/publish/programmes.ts';
import { createPublisher } from '#server/publish/publisher.ts';
import { mediaRoutes } from '#server/routes/media.ts';
import type { AssetRecord, Store } from '#server/store/port.ts';
import { openSqlite } from '#server/store/sqlite.ts';
import { type PlaylistEntry, plainManner, type Unit } from '#shared/api/resources.ts';
import type { Role } from '#shared/domain/roles.ts';
import { plainWhen } from '#shared/domain/when.ts';
import type { ScreenStatus } from '#shared/protocol/messages.ts';

export const PASSWORD = 'mat-khau-thu-nghiem';

export type ConsoleWorld = {
  readonly url: string;
  readonly store: Store;
  readonly deps: AppDeps;
  readonly units: Readonly<Record<UnitSlug, string>>;
  /** e-mail of an account with this role at the office; the password is PASSWORD */
  readonly email: (role: Role) => string;
  connect(screenId: string, status?: Partial<ScreenStatus>): void;
  disconnect(screenId: string): void;
  /** a code as a waiting screen shows it */
  waitingScreen(): Promise<string>;
  close(): Promise<void>;
};

const tree = [
  { slug: 'province', parent: null, kind: 'province', name: 'Tỉnh Bình Dương', levels: [] },
  {
    slug: 'office',
    parent: 'province',
    kind: 'office',
    name: 'Phòng GD&ĐT huyện Phú Giáo',
    levels: [],
  },
  {
    slug: 'tanHiep',
    parent: 'office',
    kind: 'school',
    name: 'Trường Tiểu học Tân Hiệp',
    levels: ['primary'],
  },
  { slug: 'hall', parent: 'tanHiep', kind: 'zone', name: 'Sảnh chính', levels: [] },
  { slug: 'yard', parent: 'tanHiep', kind: 'zone', name: 'Sân trường', levels: [] },
  {
    slug: 'phuocVinh',
    parent: 'office',
    kind: 'school',
    name: 'Trường Tiểu học Phước Vĩnh A',
    levels: ['primary'],
  },
  {
    slug: 'vinhHoa',
    parent: 'office',
    kind: 'school',
    name: 'Trường THCS Vĩnh Hoà',
    levels: ['lowerSecondary'],
  },
  {
    slug: 'hoaMai',
    parent: 'office',
    kind: 'school',
    name: 'Trường Mầm non Hoa Mai',
    levels: ['preschool'],
  },
  {
    slug: 'otherOffice',
    parent: 'province',
    kind: 'office',
    name: 'Phòng GD&ĐT huyện Bàu Bàng',
    levels: [],
  },
] as const satisfies readonly {
  slug: string;
  parent: string | null;
  kind: Unit['kind'];
  name: string;
  levels: Unit['levels'];
}[];
export type UnitSlug = (typeof tree)[number]['slug'];

const people = {
  admin: 'Nguyễn Thị Minh Hoà',
  editor: 'Trần Quốc Bảo',
  moderator: 'Lê Thanh Hương',
  contributor: 'Phạm Ngọc Ánh',
  technician: 'Võ Văn Lợi',
  viewer: 'Đỗ Thị Hạnh',
} as const satisfies Record<Role, string>;

const email = (role: Role): string => `${role}@phugiao.example`;

const screens = [
  { unit: 'hall', name: 'Sảnh tầng trệt', tags: ['sảnh'] },
  { unit: 'yard', name: 'Cổng chính', tags: ['ngoài trời'] },
  { unit: 'phuocVinh', name: 'Phòng hội đồng', tags: [] },
  { unit: 'vinhHoa', name: 'Hành lang khối 8', tags: [] },
  { unit: 'hoaMai', name: 'Phòng đón trẻ', tags: [] },
] as const;

const bulletin: PlaylistEntry[] = ['news', 'campaign-tip', 'exemplary-person', 'announcement'].map(
  (template) => ({
    id: template,
    ms: 10_000,
    slide: { template, data: templates.get(template)!.sample },
  }),
);

/** `media`, `mounts`: a road for files, where a test sends some; without, there is nothing to play */
export async function consoleWorld(
  now: () => number = Date.now,
  {
    media,
    mounts = () => [],
  }: {
    media?: AppDeps['media'];
    mounts?: (deps: AppDeps) => readonly Hono<AppEnv>[];
  } = {},
): Promise<ConsoleWorld> {
  const store = await openSqlite(':memory:');
  const bus = createMemoryBus((error) => {
    throw error;
  });
  const connected = new Map<string, Presence>();
  const watchers = new Set<(screenId: string) => void>();
  const hub: Hub = {
    counted: { assignments: 0, plays: 0, playsBroken: 0, playsRefused: 0 },
    presence: (id) => connected.get(id) ?? null,
    connected: () => connected.size,
    watch: (listener) => {
      watchers.add(listener);
      return () => watchers.delete(listener);
    },
    drain: async () => {},
  };
  const pictures = keepPictures(store, bus);
  const programmes = createProgrammes({
    store,
    pictures,
    now,
    online: (id) => connected.has(id),
  });
  const publisher = createPublisher({ store, bus, pictures, templates, now, newId: uuidv7 });
  const client = await consoleBundle();
  const mediaDir = await mkdtemp(path.join(tmpdir(), 'bang-tin-media-'));
  const deps: AppDeps = {
    store,
    bus,
    hub,
    programmes,
    publisher,
    planner: createPlanner({ store, pictures, templates, now }),
    client,
    media: media ?? (await openDiskMedia(mediaDir)),
    serverKey: 'A'.repeat(43),
    settings: { publicUrl: null, maxUploadBytes: 1e9, version: 'test' },
    now,
    newId: uuidv7,
    randomBytes: (n) => randomBytes(n),
    log: pino({ level: process.env.LOG_LEVEL ?? 'silent' }),
  };

  const units = await seed(deps);
  const app = createApp(deps, [...mounts(deps), mediaRoutes(deps), consolePages(deps)]);
  const server = await listen(app);
  const { port } = server.address() as AddressInfo;

  const tell = (screenId: string) => {
    for (const watcher of watchers) watcher(screenId);
  };
  return {
    url: `http://127.0.0.1:${port}`,
    store,
    deps,
    units,
    email,
    connect(screenId, status = {}) {
      connected.set(screenId, { since: now(), status: { ...healthy, ...status } });
      tell(screenId);
    },
    disconnect(screenId) {
      connected.delete(screenId);
      tell(screenId);
    },
    async waitingScreen() {
      const response = await app.request('/api/pairings', { method: 'POST' });
      const { userCode } = (await response.json()) as { userCode: string };
      return userCode;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await store.close();
      await rm(mediaDir, { recursive: true, force: true });
    },
  };
}

const healthy: ScreenStatus = {
  manifest: null,
  fetching: { manifest: null, bytes: 0, of: 0 },
  onAir: { main: 'news', ticker: null, audio: null, voice: null },
  storage: { used: 412_000_000, quota: 10_700_000_000, full: false },
  clock: { offset: -120, uncertainty: 14, trust: 'synchronised' },
  skipped: 0,
  backlog: 0,
  viewport: { width: 1920, height: 1080 },
  problem: null,
};

async function seed(deps: AppDeps): Promise<Record<UnitSlug, string>> {
  const { store, now, newId } = deps;
  const ids = {} as Record<UnitSlug, string>;
  for (const { slug, parent, kind, name, levels } of tree) {
    ids[slug] = newId();
    const parentId = parent === null ? null : ids[parent as UnitSlug];
    await store.units.insert(everything, {
      id: ids[slug],
      parentId,
      kind,
      name,
      levels: [...levels],
      tags: [],
      zone: parent === null ? 'Asia/Ho_Chi_Minh' : null,
    });
  }
  const passwordHash = await hashPassword(PASSWORD, deps.randomBytes);
  for (const [role, name] of Object.entries(people) as [Role, string][]) {
    const id = newId();
    await store.people.insert({
      id,
      email: email(role),
      name,
      locale: 'vi',
      passwordHash,
      at: now(),
    });
    await store.people.grant(everything, id, { unitId: ids.office, role }, now());
  }
  for (const { unit, name, tags } of screens) {
    await store.screens.insert(everything, {
      id: newId(),
      unitId: ids[unit],
      name,
      tags,
      pairedAt: now(),
      pairedBy: null,
      tokenHash: newId(),
    });
  }
  await seedProgramme(deps, ids);
  await seedAssets(deps, ids);
  return ids;
}

/** A bulletin round the clock for the primary schools, and a schedule that nobody published. */
async function seedProgramme(deps: AppDeps, ids: Record<UnitSlug, string>): Promise<void> {
  const { store, now, newId, publisher, programmes } = deps;
  const playlist = {
    id: newId(),
    unitId: ids.office,
    name: 'Bản tin tuần 12',
    themes: [],
    items: [...bulletin, { id: 'ticker', ticker: { text: 'Tuần lễ an toàn giao thông' } }],
    version: 1,
    updatedAt: now(),
    updatedBy: null,
  };
  await store.playlists.insert(everything, playlist);
  const schedule = {
    unitId: ids.office,
    playlistId: playlist.id,
    audience: { units: [], levels: ['primary' as const], tags: [] },
    when: {
      ...plainWhen,
      hours: [{ start: '00:00', end: '24:00' }],
      from: '2020-01-01',
      until: null,
    },
    ...plainManner,
    version: 1,
    updatedAt: now(),
    publicationId: null,
  };
  const published = newId();
  await store.schedules.insert(everything, { ...schedule, id: published });
  await store.schedules.insert(everything, { ...schedule, id: newId() });
  await publisher.publish(everything, published, null);
  // the bus speaks after this turn of the event loop
  await new Promise(setImmediate);
  for (const { id } of await store.screens.list(everything)) {
    const programme = await programmes.forScreen(id);
    if (programme) {
      await store.screens.note([
        { id, manifest: programme.compiled.id, sequence: programme.sequence },
      ]);
    }
  }
}

async function seedAssets({ store, now, newId }: AppDeps, ids: Record<UnitSlug, string>) {
  const asset: AssetRecord = {
    id: newId(),
    unitId: ids.tanHiep,
    title: 'Lễ chào cờ đầu tuần',
    filename: 'VID_20261120.mp4',
    themes: [],
    kind: 'video',
    state: 'ready',
    progress: 1,
    error: null,
    sha256: 'a'.repeat(64),
    bytes: 48_000_000,
    renditions: [
      {
        kind: 'video',
        sha256: 'b'.repeat(64),
        bytes: 20_000_000,
        type: 'video/mp4',
        width: 1920,
        height: 1080,
        ms: 63_000,
      },
    ],
    decision: 'waiting',
    decidedBy: null,
    decidedAt: null,
    reason: null,
    uploadedBy: null,
    createdAt: now() - 3_600_000,
  };
  await store.assets.insert(everything, asset);
  await store.assets.insert(everything, {
    ...asset,
    id: newId(),
    unitId: ids.phuocVinh,
    title: 'Hội thi kể chuyện đạo đức Bác Hồ',
    sha256: 'c'.repeat(64),
    createdAt: now() - 86_400_000,
  });
}

function listen(app: Hono<AppEnv>): Promise<ServerType & { closeAllConnections(): void }> {
  return new Promise((resolve) => {
    const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, () =>
      resolve(server as ServerType & { closeAllConnections(): void }),
    );
  });
}

const root = fileURLToPath(new URL('../..', import.meta.url));
let bundle: Promise<ClientBuild> | undefined;

/** The console's part of the browser bundle, built once a process. */
function consoleBundle(): Promise<ClientBuild> {
  bundle ??= buildConsole();
  return bundle;
}

async function buildConsole(): Promise<ClientBuild> {
  const dir = await mkdtemp(path.join(tmpdir(), 'bang-tin-console-'));
  process.once('exit', () => rmSync(dir, { recursive: true, force: true }));
  const input = {
    console: path.join(root, 'server/console/client.ts'),
  };
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      outDir: dir,
      manifest: 'manifest.json',
      emptyOutDir: true,
      target: 'chrome120',
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      rollupOptions: { input },
    },
  });
  return readClientBuild(dir);
}
