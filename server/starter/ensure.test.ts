/** The first start on real parts: SQLite, media store, ffmpeg, publisher, compiler. */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { uuidv7 } from 'uuidv7';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { verifyPassword } from '#server/access/passwords.ts';
import { everything } from '#server/access/scope.ts';
import { openBus } from '#server/bus/open.ts';
import type { Bus } from '#server/bus/port.ts';
import { findFfmpeg } from '#server/find-ffmpeg.ts';
import { openDiskMedia } from '#server/media/disk.ts';
import { ingestFile } from '#server/media/ingest.ts';
import { startMediaWorker } from '#server/media/worker.ts';
import { type Publishing, startPublishing } from '#server/publish/start.ts';
import type { Store } from '#server/store/port.ts';
import { openSqlite } from '#server/store/sqlite.ts';
import { frameAt } from '#shared/frame/frame-at.ts';
import {
  type CreatedAccount,
  ensureStarter,
  type StarterDeps,
  StarterUnreadable,
} from './ensure.ts';

/** real conversions on a machine that may be busy */
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

/** Sunday, 22 November 2026, 8:00 in Bình Dương */
const NOW = Date.UTC(2026, 10, 22, 1);
const HOUR = 3_600_000;
const ALL_ON_AIR = Array(6).fill(true);
const programs = findFfmpeg(process.env, path.join(import.meta.dirname, '../../node_modules'));
const shippedFolder = path.join(import.meta.dirname, '../../playlists/starter');

type World = {
  readonly dir: string;
  readonly store: Store;
  readonly bus: Bus;
  readonly publishing: Publishing;
  readonly deps: StarterDeps;
  readonly said: string[];
  close(): Promise<void>;
};

let world: World;

async function openWorld(): Promise<World> {
  const dir = await mkdtemp(path.join(tmpdir(), 'bang-tin-starter-'));
  const store = await openSqlite(':memory:');
  const bus = await openBus(undefined, (error) => {
    throw error;
  });
  const media = await openDiskMedia(path.join(dir, 'media'));
  const log = pino({ level: 'silent' });
  const shared = { store, bus, now: () => NOW, newId: uuidv7 };
  const worker = await startMediaWorker({
    ...shared,
    ...programs,
    media,
    log,
    tmpDir: path.join(dir, 'work'),
    concurrency: 1,
  });
  const publishing = await startPublishing({
    ...shared,
    random: () => 0.5,
    online: () => false,
    log,
  });
  const said: string[] = [];
  const deps: StarterDeps = {
    ...shared,
    publisher: publishing.publisher,
    ingest: (file, about) => ingestFile({ ...shared, media }, path.join(dir, 'in'), file, about),
    admin: null,
    randomBytes,
    say: (line) => said.push(line),
  };
  return {
    ...{ dir, store, bus, publishing, deps, said },
    async close() {
      await worker.stop(0);
      publishing.stop();
      await bus.close();
      await store.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

/** A copy of the starter that ships, with the first second of each clip. */
async function shortStarter(into: string): Promise<string> {
  const folder = path.join(into, 'starter');
  await cp(shippedFolder, folder, { recursive: true });
  const clips = path.join(shippedFolder, 'clips');
  for (const name of (await readdir(clips)).filter((each) => each.endsWith('.mp4'))) {
    const cut = spawnSync(programs.ffmpeg, [
      ...['-v', 'error', '-y', '-t', '1', '-i', path.join(clips, name)],
      ...['-c', 'copy', '-movflags', '+empty_moov+default_base_moof+delay_moov+frag_keyframe'],
      path.join(folder, 'clips', name),
    ]);
    expect(cut.stderr.toString()).toBe('');
  }
  return folder;
}

const unitNamed = async (name: string) =>
  (await world.store.units.list(everything)).find((unit) => unit.name === name)!;

/** Everything that the starter makes, by name, to compare two installations. */
async function inventory() {
  const { store } = world;
  const [units, playlists, schedules, assets, people, themes, settings] = await Promise.all([
    store.units.list(everything),
    store.playlists.list(everything),
    store.schedules.list(everything),
    store.assets.list(everything, {}, { limit: 200 }),
    store.people.list(everything),
    store.themes.list(),
    store.settings.all(everything),
  ]);
  return {
    units: units.map(({ name }) => name),
    playlists: playlists.map(({ name, items }) => `${name}: ${items.length}`).sort(),
    schedules: schedules.map(({ publicationId }) => publicationId !== null),
    assets: assets.map(({ filename, state }) => `${filename}: ${state}`).sort(),
    people: people.map(({ email }) => email).sort(),
    themes: themes.length,
    settings: settings.map(({ kind, version }) => `${kind} ${version}`).sort(),
  };
}

async function screenAt(name: string): Promise<string> {
  const { store, bus } = world;
  const id = uuidv7();
  const unit = await unitNamed(name);
  const shared = { id, unitId: unit.id, name: 'Màn hình', tags: [], pairedBy: null };
  await store.screens.insert(everything, { ...shared, pairedAt: NOW, tokenHash: uuidv7() });
  bus.publish({ kind: 'screenChanged', screenId: id, unitId: unit.id });
  return id;
}

describe('the first start', () => {
  const admin = { email: 'toi@example.edu.vn', password: 'mot-mat-khau-cua-toi' };
  let accounts: CreatedAccount[];
  beforeAll(async () => {
    world = await openWorld();
    accounts = await ensureStarter({ ...world.deps, admin });
  });
  afterAll(() => world.close());

  test('makes the province, converts the clips, puts everything on air, and then is done', async () => {
    expect(world.said).toEqual([]);
    const made = await inventory();
    expect(made.assets).toEqual([
      'phong-chong-duoi-nuoc.mp4: ready',
      'truong-hoc-khong-bao-luc.mp4: ready',
    ]);
    expect(made.playlists).toHaveLength(4);
    expect(made.schedules).toEqual(ALL_ON_AIR);
    expect(new Set(made.settings)).toEqual(new Set(['calendar 1', 'timetable 1', 'policy 1']));
    expect(made.people).toEqual(accounts.map(({ email }) => email).sort());

    expect(await ensureStarter(world.deps)).toEqual([]);
    expect(await inventory()).toEqual(made);
  });

  test('takes the clips as they are: they have the house profile already', async () => {
    for (const asset of await world.store.assets.list(everything, {}, { limit: 10 })) {
      const video = asset.renditions.find(({ kind }) => kind === 'video')!;
      expect(video).toMatchObject({ width: 1920, height: 1080 });
      expect(video.ms).toBeGreaterThanOrEqual(15_000);
      expect(video.ms).toBeLessThan(15_100);
      // copied, not encoded again: only what is around the streams may differ
      expect(Math.abs(video.bytes - asset.bytes) / asset.bytes).toBeLessThan(0.02);
    }
  });

  test('gives every account a password of its own that works, kept as a hash only', async () => {
    expect(new Set(accounts.map(({ password }) => password)).size).toBe(accounts.length);
    for (const { email, password } of accounts) {
      const person = (await world.store.people.findByEmail(email))!;
      expect(person.passwordHash).toMatch(/^\$argon2id\$/);
      expect(await verifyPassword(person.passwordHash, password)).toBe(true);
    }
  });

  test('gives the first administrator’s place to the one whom the environment names', async () => {
    expect(accounts.filter(({ role }) => role === 'admin')).toEqual([
      { ...admin, role: 'admin', unit: 'Tỉnh Bình Dương' },
    ]);
  });

  test('writes what it made into the history, without a password', async () => {
    const history = await world.store.audit.list(everything, { limit: 500 });
    const actions = new Set(history.map(({ action }) => action));
    expect(actions).toEqual(
      new Set([
        ...['unit.create', 'asset.upload', 'playlist.create', 'schedule.create'],
        ...['calendar.edit', 'timetable.edit', 'policy.edit'],
        ...['schedule.publish', 'person.create'],
      ]),
    );
    expect(history.every(({ by }) => by === null)).toBe(true);
    const text = JSON.stringify(history);
    for (const { password } of accounts) expect(text).not.toContain(password);
  });

  test('shows the day’s programme at any minute of a school day, and filler around it', async () => {
    const filler = (await world.store.playlists.list(everything)).find(
      ({ name }) => name === 'Phòng chống bạo lực học đường',
    )!.id;
    const schools = (await world.store.units.list(everything)).filter(
      ({ kind }) => kind === 'school',
    );
    expect(schools.length).toBeGreaterThan(8);
    for (const school of schools) {
      const { compiled } = (await world.publishing.programmes.forScreen(
        await screenAt(school.name),
      ))!;
      for (let day = 1; day <= 6; day += 1) {
        const midnight = Date.UTC(2026, 10, 22 + day) - 7 * HOUR;
        for (let minute = 6 * 60 + 30; minute < 17 * 60 + 30; minute += 1) {
          const frame = frameAt(compiled.manifest, midnight + minute * 60_000);
          expect(frame.main, `${school.name}, day ${day}, minute ${minute}`).not.toBe(null);
          expect(frame.ticker).not.toBe(null);
        }
        for (const hour of [6, 18]) {
          const frame = frameAt(compiled.manifest, midnight + hour * HOUR);
          expect(frame.main?.item.id.startsWith(filler)).toBe(true);
        }
      }
    }
  });

  test('brings drowning prevention to primary pupils and friendship to everybody', async () => {
    const clips = new Map(
      (await world.store.assets.list(everything, {}, { limit: 10 })).map(
        ({ filename, renditions }) => [
          filename,
          renditions.find(({ kind }) => kind === 'video')!.sha256,
        ],
      ),
    );
    const shown = async (school: string) => {
      const programme = await world.publishing.programmes.forScreen(await screenAt(school));
      const media = Object.keys(programme!.compiled.manifest.media);
      return [...clips].filter(([, sha256]) => media.includes(sha256)).map(([name]) => name);
    };
    const both = ['phong-chong-duoi-nuoc.mp4', 'truong-hoc-khong-bao-luc.mp4'];
    expect((await shown('Trường Tiểu học Tân Hiệp')).sort()).toEqual(both);
    expect((await shown('Trường TH-THCS Tam Lập')).sort()).toEqual(both);
    expect(await shown('Trường THCS An Bình')).toEqual(both.slice(1));
    expect(await shown('Trường THPT Phước Vĩnh')).toEqual(both.slice(1));
    expect(await shown('Trường Mầm non Hoa Mai')).toEqual(both.slice(1));
  });
});

describe('a start that was interrupted', () => {
  let deps: StarterDeps;
  beforeEach(async () => {
    world = await openWorld();
    deps = { ...world.deps, folder: await shortStarter(world.dir) };
  });
  afterEach(() => world.close());

  const died = new Error('the power went');
  const dyingAt = (which: number, work: (...given: never[]) => Promise<unknown>) => {
    let calls = 0;
    return async (...given: never[]) => {
      calls += 1;
      if (calls === which) throw died;
      return work(...given);
    };
  };

  test.each([
    ['before the first clip', () => ({ ingest: dyingAt(1, deps.ingest as never) })],
    ['before the second clip', () => ({ ingest: dyingAt(2, deps.ingest as never) })],
    [
      'before the third schedule is on air',
      () => ({
        publisher: { ...deps.publisher, publish: dyingAt(3, deps.publisher.publish as never) },
      }),
    ],
    [
      'while the accounts are made',
      () => ({
        randomBytes: () => {
          throw died;
        },
      }),
    ],
  ])('%s is taken up where it stopped, and nothing is there twice', async (_when, dying) => {
    await expect(ensureStarter({ ...deps, ...(dying() as Partial<StarterDeps>) })).rejects.toBe(
      died,
    );
    expect(await world.store.people.count()).toBe(0);

    const accounts = await ensureStarter(deps);
    expect(accounts.length).toBeGreaterThan(0);
    const made = await inventory();
    expect(new Set(made.units).has('Trường Tiểu học Tân Hiệp')).toBe(true);
    expect(made.units.filter((name) => name === 'Trường Tiểu học Tân Hiệp')).toHaveLength(1);
    expect(made.assets).toHaveLength(2);
    expect(made.playlists).toHaveLength(4);
    expect(made.schedules).toEqual(ALL_ON_AIR);
    expect(new Set(made.settings)).toEqual(new Set(['calendar 1', 'timetable 1', 'policy 1']));
  });
});

describe('starter files that somebody has edited', () => {
  let folder: string;
  beforeEach(async () => {
    world = await openWorld();
    folder = await shortStarter(world.dir);
  });
  afterEach(() => world.close());

  const edit = async (file: string, from: string, to: string) => {
    const at = path.join(folder, file);
    const text = await readFile(at, 'utf8');
    expect(text).toContain(from);
    await writeFile(at, text.replace(from, to));
  };

  test('a refused file is told with its line in both languages; the rest is made', async () => {
    await edit('playlists/thong-bao.yaml', 'slide: event-invitation', 'slide: thu-moi');
    await ensureStarter({ ...world.deps, folder });
    expect(world.said).toEqual([
      expect.stringMatching(
        /^Refused: playlists\/thong-bao\.yaml:\d+:12: items\.2\.slide: Không có mẫu trang “thu-moi”\. \(There is no slide template “thu-moi”\.\)$/,
      ),
    ]);
    expect((await inventory()).playlists).toHaveLength(3);
  });

  test('a clip that is no clip is left out and told; its playlist airs without it', async () => {
    await writeFile(path.join(folder, 'clips/truong-hoc-khong-bao-luc.mp4'), 'not a clip');
    await ensureStarter({ ...world.deps, folder });
    expect(world.said).toEqual([
      expect.stringContaining('The clip truong-hoc-khong-bao-luc.mp4 was left out'),
    ]);
    const made = await inventory();
    expect(made.playlists).toContain('Phòng chống bạo lực học đường: 8');
    expect(made.schedules).toEqual(ALL_ON_AIR);
  });

  test('without a readable province nothing is made, and the start fails with a plain error', async () => {
    await edit('province.yaml', 'kind: province', 'kind: kingdom');
    await expect(ensureStarter({ ...world.deps, folder })).rejects.toThrow(StarterUnreadable);
    expect(world.said[0]).toContain('province.yaml:');
    expect(await world.store.units.list(everything)).toEqual([]);
  });
});
