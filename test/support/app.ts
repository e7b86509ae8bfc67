/**
 * A small province in memory with the whole HTTP side on top, in process: real store, bus, publisher
 * and media folder; only the hub (who is connected) is played by the test. Time stands still until
 * the test moves it.
 */
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Hono } from 'hono';
import { pino } from 'pino';
import { uuidv7 } from 'uuidv7';
import { templates } from '#playlists/templates/index.ts';
import type { AppEnv } from '#server/access/environment.ts';
import { hashPassword } from '#server/access/passwords.ts';
import { everything } from '#server/access/scope.ts';
import { hashSecret } from '#server/access/secrets.ts';
import { openSession } from '#server/access/sessions.ts';
import { createApp } from '#server/app.ts';
import { createMemoryBus } from '#server/bus/memory.ts';
import type { Change } from '#server/bus/port.ts';
import type { AppDeps, Settings } from '#server/deps.ts';
import type { Hub, Presence } from '#server/hub/port.ts';
import { openDiskMedia } from '#server/media/disk.ts';
import { keepPictures } from '#server/publish/picture.ts';
import { createPlanner } from '#server/publish/planner/planner.ts';
import { createProgrammes } from '#server/publish/programmes.ts';
import { createPublisher } from '#server/publish/publisher.ts';
import { mediaRoutes } from '#server/routes/media.ts';
import { uploadRoutes } from '#server/routes/uploads.ts';
import type { AssetRecord, Store } from '#server/store/port.ts';
import { openSqlite } from '#server/store/sqlite.ts';
import { type Playlist, plainManner, type RoleAt, type Unit } from '#shared/api/resources.ts';
import type { Role } from '#shared/domain/roles.ts';
import { plainWhen, type When } from '#shared/domain/when.ts';

const START = Date.UTC(2026, 10, 23, 1, 0, 0);
export const PASSWORD = 'đuối nước 2026';

export type World = Awaited<ReturnType<typeof createWorld>>;
export type Client = ReturnType<typeof clientFor>;
type Mounts = (deps: AppDeps) => readonly Hono<AppEnv>[];

/** `mounts`: applications besides uploads and media, as main.ts would hand them in */
export async function createWorld({
  settings = {},
  mounts = () => [],
}: {
  settings?: Partial<Settings>;
  mounts?: Mounts;
} = {}) {
  const dir = await mkdtemp(path.join(tmpdir(), 'bang-tin-app-'));
  const clock = { now: START };
  const now = () => clock.now;
  const newId = () => uuidv7();
  const store = await openSqlite(':memory:');
  const bus = createMemoryBus((error) => {
    throw error;
  });
  const told: Change[] = [];
  bus.subscribe((change) => told.push(change));
  const hub = createTestHub();
  const pictures = keepPictures(store, bus);
  const stopping = new AbortController();
  const deps: AppDeps = {
    store,
    bus,
    media: await openDiskMedia(path.join(dir, 'media'), 0),
    programmes: createProgrammes({
      store,
      pictures,
      now,
      online: (id) => hub.presence(id) !== null,
    }),
    publisher: createPublisher({ store, bus, pictures, templates, now, newId }),
    planner: createPlanner({ store, pictures, templates, now }),
    hub,
    client: { dir, entry: () => ({ script: '/assets/entry-1a2b.js', styles: [] }) },
    serverKey: randomBytes(32).toString('base64url'),
    settings: { publicUrl: null, maxUploadBytes: 1024 ** 3, version: '0.0.0', ...settings },
    now,
    newId,
    randomBytes: (n) => randomBytes(n),
    log: pino({ level: 'silent' }),
    stopping: stopping.signal,
  };
  const uploads = path.join(dir, 'uploads');
  const app = createApp(deps, [
    uploadRoutes(deps, { dir: uploads }),
    mediaRoutes(deps),
    ...mounts(deps),
  ]);
  const units = await plantUnits(store, newId);
  // argon2 is slow on purpose: one hash does for everybody
  const passwordHash = await hashPassword(PASSWORD, randomBytes);
  let people = 0;

  return {
    app,
    deps,
    dir,
    uploads,
    store,
    hub,
    /** what the bus was told, oldest first */
    told,
    clock,
    units,
    make: makers(store, newId, now, units),
    /** somebody who is not signed in */
    nobody: clientFor(app, {}),
    /** a new account with these roles (none: an account that may do nothing), signed in */
    async person(...roles: RoleAt[]) {
      people += 1;
      const id = newId();
      const email = `person${people}@example.vn`;
      const name = `Người ${people}`;
      const person = { id, email, name, locale: 'vi' as const, passwordHash, at: now() };
      await store.people.insert(person);
      for (const role of roles) await store.people.grant(everything, id, role, now());
      const secret = await openSession(store, id, now(), randomBytes);
      return { ...clientFor(app, { cookie: `bangtin_session=${secret}` }), id, email, secret };
    },
    /** the server begins to drain */
    stop: () => stopping.abort(),
    async close() {
      stopping.abort();
      pictures.stop();
      await bus.close();
      await store.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

/** Asks the application as one browser or script would; a body that is text goes as it is. */
function clientFor(app: Hono<AppEnv>, headers: Record<string, string>) {
  const ask = (method: string, url: string, body?: unknown, extra: Record<string, string> = {}) =>
    app.request(url, {
      method,
      headers: {
        ...headers,
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...extra,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
  return {
    ask,
    get: (url: string, extra?: Record<string, string>) => ask('GET', url, undefined, extra),
    post: (url: string, body?: unknown) => ask('POST', url, body),
    patch: (url: string, body: unknown) => ask('PATCH', url, body),
    put: (url: string, body: unknown) => ask('PUT', url, body),
    delete: (url: string) => ask('DELETE', url),
  };
}

/**
 * Province → two district offices → schools; `office` is where the tests' people usually hold their
 * roles: `school` and `hall` lie below it, `otherOffice` and `otherSchool` beside, `province` above.
 */
async function plantUnits(store: Store, newId: () => string) {
  const plant = (parent: Unit | null, kind: Unit['kind'], name: string, levels: Unit['levels']) =>
    store.units.insert(everything, {
      id: newId(),
      parentId: parent?.id ?? null,
      kind,
      name,
      levels,
      tags: [],
      zone: parent === null ? 'Asia/Ho_Chi_Minh' : null,
    });
  const province = await plant(null, 'province', 'Tỉnh Bình Dương', []);
  const office = await plant(province, 'office', 'Phòng GD&ĐT huyện Phú Giáo', []);
  const school = await plant(office, 'school', 'Trường Tiểu học Tân Hiệp', ['primary']);
  const hall = await plant(school, 'zone', 'Sảnh chính', []);
  const otherOffice = await plant(province, 'office', 'Phòng GD&ĐT huyện Bắc Tân Uyên', []);
  const otherSchool = await plant(otherOffice, 'school', 'Trường THCS Tân Bình', [
    'lowerSecondary',
  ]);
  return { province, office, school, hall, otherOffice, otherSchool };
}

/** Things to ask about, put straight into the store. */
function makers(
  store: Store,
  newId: () => string,
  now: () => number,
  units: Awaited<ReturnType<typeof plantUnits>>,
) {
  const make = {
    async unit(parentId: string) {
      const unit = { parentId, kind: 'zone', levels: [], tags: [], zone: null } as const;
      const id = newId();
      return store.units.insert(everything, {
        ...unit,
        id,
        name: `Khu ${id}`,
        levels: [],
        tags: [],
      });
    },
    async person(unitId: string, role: Role = 'viewer') {
      const id = newId();
      const email = `${id}@example.vn`;
      const person = { id, email, name: `Tên ${id}`, locale: 'vi' as const, at: now() };
      await store.people.insert({ ...person, passwordHash: 'none' });
      await store.people.grant(everything, id, { unitId, role }, now());
      return { id, email };
    },
    async asset(unitId: string, change: Partial<AssetRecord> = {}) {
      const id = newId();
      const sha256 = createHash('sha256').update(id).digest('hex');
      const image = { kind: 'image', sha256, bytes: 3, type: 'image/webp' } as const;
      const asset: AssetRecord = {
        id,
        unitId,
        title: `Tệp ${id}`,
        filename: 'ảnh.webp',
        themes: [],
        kind: 'image',
        state: 'ready',
        progress: 1,
        error: null,
        sha256,
        bytes: 3,
        renditions: [{ ...image, width: 1920, height: 1080, ms: null }],
        decision: 'approved',
        decidedBy: null,
        decidedAt: null,
        reason: null,
        uploadedBy: null,
        createdAt: now(),
        ...change,
      };
      const chunks = [createHash('sha256').update(id).digest('base64url')];
      await store.media.put(
        asset.sha256,
        { bytes: 3, type: 'image/webp', ms: null, chunks },
        now(),
      );
      await store.assets.insert(everything, asset);
      return asset;
    },
    async playlist(unitId: string, change: Partial<Playlist> = {}) {
      const id = newId();
      const playlist: Playlist = {
        id,
        unitId,
        name: `Danh sách ${id}`,
        themes: [],
        items: [
          { id: newId(), slide: { template: 'announcement', data: sampleOf('announcement') } },
        ],
        version: 1,
        updatedAt: now(),
        updatedBy: null,
        ...change,
      };
      await store.playlists.insert(everything, playlist);
      return playlist;
    },
    async schedule(unitId: string, playlistId?: string) {
      const playlist = playlistId ?? (await make.playlist(unitId)).id;
      const schedule = {
        id: newId(),
        unitId,
        playlistId: playlist,
        audience: { units: [], levels: [], tags: [] },
        when: everyDay,
        ...plainManner,
        version: 1,
        updatedAt: now(),
        publicationId: null,
      };
      await store.schedules.insert(everything, schedule);
      return schedule;
    },
    async screen(unitId: string = units.hall.id) {
      const id = newId();
      const token = randomBytes(32).toString('base64url');
      await store.screens.insert(everything, {
        id,
        unitId,
        name: `Màn hình ${id}`,
        tags: [],
        pairedAt: now(),
        pairedBy: null,
        tokenHash: hashSecret(token),
      });
      return { id, unitId, token };
    },
  };
  return make;
}

export const everyDay: When = {
  ...plainWhen,
  hours: [{ start: '00:00', end: '24:00' }],
  from: '2026-11-01',
  until: null,
};

export function sampleOf(template: string): Record<string, unknown> {
  return structuredClone(templates.get(template)!.sample);
}

/** Which screens are connected is for the test to say. */
function createTestHub() {
  const present = new Map<string, Presence>();
  const listeners = new Set<(screenId: string) => void>();
  const tell = (screenId: string) => {
    for (const listener of listeners) listener(screenId);
  };
  const hub: Hub = {
    counted: { assignments: 0, plays: 0, playsBroken: 0, playsRefused: 0 },
    presence: (screenId) => present.get(screenId) ?? null,
    connected: () => present.size,
    watch: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    drain: async () => present.clear(),
  };
  return {
    ...hub,
    connect(screenId: string, presence: Presence) {
      present.set(screenId, presence);
      tell(screenId);
    },
    disconnect(screenId: string) {
      present.delete(screenId);
      tell(screenId);
    },
    watching: () => listeners.size,
  };
}
