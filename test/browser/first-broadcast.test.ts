/**
 * The whole road once, nothing faked: a clip is uploaded, made into a bulletin with a slide, scheduled
 * to the primary schools, published; real screens there show it, go on without the server, come back
 * from a power cut without a network, and report what they played.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Asset, Playlist, PlayRecord, Schedule, Unit } from '#shared/api/resources.ts';
import { type Machine, makeMachine } from '#test/support/chromium.ts';
import { eventually } from '#test/support/eventually.ts';
import {
  admin,
  type RunningServer,
  type SignedIn,
  signIn,
  startServer,
} from '#test/support/server.ts';
import { uploadFile } from '#test/support/upload.ts';

let server: RunningServer;
let office: SignedIn;
let units: Unit[];
const began = Date.now() - 60_000;
const machines: Machine[] = [];
const scratch = await mkdtemp(path.join(tmpdir(), 'bang-tin-clip-'));

beforeAll(async () => {
  server = await startServer();
  office = await signIn(server.url, admin);
  ({ units } = await office.get<{ units: Unit[] }>('/api/units'));
});

afterAll(async () => {
  for (const machine of machines) await machine.dispose();
  await server?.dispose();
  await rm(scratch, { recursive: true, force: true });
});

type Snapshot = {
  screenId: string | null;
  manifestId: string | null;
  frame: { main: { item: { id: string; kind: string } } | null } | null;
};
const snapshotOf = (page: Page): Promise<Snapshot | undefined> =>
  page.evaluate(() =>
    (globalThis as unknown as { bangtin?: { snapshot(): Snapshot } }).bangtin?.snapshot(),
  );

const onAir = async (page: Page) => (await snapshotOf(page))?.frame?.main?.item.id ?? null;

/** All text on the page, shadow roots included. */
const wordsOn = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const collect = (node: Node): string =>
      node instanceof Text
        ? node.data
        : [...((node as Element).shadowRoot?.childNodes ?? []), ...node.childNodes]
            .map(collect)
            .join(' ');
    return collect(document.body);
  });

async function screenIn(
  unit: Unit,
  name: string,
): Promise<{ machine: Machine; page: Page; id: string }> {
  const machine = await makeMachine();
  machines.push(machine);
  const context = await machine.boot();
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(`${server.url}/player`);
  const userCode = await eventually(
    async () => /[B-DF-HJ-NP-TV-XZ]{4}-[B-DF-HJ-NP-TV-XZ]{4}/.exec(await wordsOn(page))?.[0],
    { what: 'a pairing code on the screen' },
  );
  const screen = await office.post<{ id: string }>('/api/screens', {
    userCode,
    unitId: unit.id,
    name,
  });
  await eventually(async () => (await snapshotOf(page))?.screenId === screen.id, {
    what: 'the pairing',
  });
  return { machine, page, id: screen.id };
}

test('what the office schedules plays on the school’s screens, with and without the server', async () => {
  const district = units.find((u) => u.kind === 'office')!;
  const [firstPrimary, secondPrimary] = units.filter(
    (u) => u.kind === 'school' && u.levels.includes('primary'),
  );
  const secondary = units.find((u) => u.kind === 'school' && !u.levels.includes('primary'))!;
  const hall = await screenIn(firstPrimary!, 'Sảnh chính');
  const yard = await screenIn(secondPrimary!, 'Sân trường');
  const elsewhere = await screenIn(secondary, 'Hành lang');

  // A phone's clip: another frame rate, size and pixel range than the house profile asks for.
  const clip = path.join(scratch, 'Tắm sông an toàn – quay bằng điện thoại.mp4');
  const made = spawnSync(process.env.FFMPEG_PATH ?? 'ffmpeg', [
    '-v', 'error', '-f', 'lavfi', '-i', 'testsrc2=size=854x480:rate=25:duration=4',
    '-f', 'lavfi', '-i', 'sine=frequency=440:duration=4',
    '-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-c:a', 'aac', '-y', clip,
  ]); // biome-ignore format: ffmpeg arguments read in pairs
  expect(made.stderr.toString()).toBe('');
  const assetId = await uploadFile(server.url, office.cookie, readFileSync(clip), {
    filename: path.basename(clip),
    unitId: district.id,
    title: 'Tắm sông an toàn',
    themes: '',
  });
  const asset = await eventually(
    async () => {
      const seen = await office.get<Asset>(`/api/assets/${assetId}`);
      if (seen.state === 'failed') throw new Error(seen.error?.message);
      return seen.state === 'ready' && seen;
    },
    { within: 60_000, what: 'the converted clip' },
  );
  expect(asset).toMatchObject({
    kind: 'video',
    decision: 'approved',
    filename: path.basename(clip),
  });

  const bulletin = await office.post<Playlist>('/api/playlists', {
    unitId: district.id,
    name: 'Bản tin thử',
    themes: [],
    items: [
      { assetId: asset.id },
      {
        slide: {
          template: 'announcement',
          data: { title: 'Nghỉ học vì bão', body: 'Học sinh toàn huyện nghỉ học ngày mai.' },
        },
        ms: 4000,
      },
    ],
  });
  const schedule = await office.post<Schedule>('/api/schedules', {
    unitId: district.id,
    playlistId: bulletin.id,
    audience: { units: [], levels: ['primary'], tags: [] },
    when: {
      days: [1, 2, 3, 4, 5, 6, 7],
      hours: [{ start: '00:00', end: '24:00' }],
      from: '2020-01-01',
      until: null,
    },
    mode: 'loop',
    priority: 'priority',
  });
  await office.post(`/api/schedules/${schedule.id}/publish`);

  const ours = async (page: Page) => (await onAir(page))?.startsWith(`${bulletin.id}/`) ?? false;
  await eventually(async () => (await ours(hall.page)) && (await ours(yard.page)), {
    within: 15_000,
    what: 'the bulletin on the screens of both primary schools',
  });
  expect(await ours(elsewhere.page)).toBe(false);
  await eventually(async () => (await wordsOn(hall.page)).includes('Nghỉ học vì bão'), {
    what: 'the slide’s words on the screen',
  });

  // The server dies: nothing on the screen changes, both items keep coming.
  await server.kill();
  const kinds = new Set<string>();
  await eventually(
    async () => {
      const item = (await snapshotOf(hall.page))?.frame?.main?.item;
      if (item) kinds.add(item.kind);
      return kinds.has('video') && kinds.has('slide');
    },
    { what: 'clip and slide in turn, without a server' },
  );

  // A power cut at one school while the server is still away: switched on again, it plays.
  // The cut comes in the middle of an item: a play that has only just begun may not be on disk yet.
  await eventually(
    () =>
      hall.page.evaluate(() => {
        const seen = window.bangtin?.snapshot();
        const airing = seen?.frame?.main;
        return airing ? seen.t - airing.start > 1500 && airing.end - seen.t > 500 : false;
      }),
    { what: 'the middle of an item' },
  );
  await hall.machine.cutPower();
  const afterwards = await hall.machine.boot();
  const page = afterwards.pages()[0] ?? (await afterwards.newPage());
  // As the kiosk opens it on a machine whose own clock can be trusted.
  await page.goto(`${server.url}/player#clock=kept`);
  await eventually(() => ours(page), {
    within: 15_000,
    what: 'the bulletin after a power cut, offline',
  });

  // The server comes back: what was played meanwhile arrives, once.
  await server.startAgain();
  office = await signIn(server.url, admin);
  const plays = await eventually(
    async () => {
      const answer = await office.get<{ plays: PlayRecord[] }>(
        `/api/plays?from=${began}&to=${began + 86_400_000}&unit=${firstPrimary!.id}`,
      );
      const of = answer.plays.filter(
        (p) => p.screenId === hall.id && p.item.startsWith(`${bulletin.id}/`),
      );
      return (
        of.some((p) => p.ending === 'stopped') && of.some((p) => p.ending === 'completed') && of
      );
    },
    { within: 60_000, what: 'the plays from before and after the power cut' },
  );
  expect(new Set(plays.map((p) => p.n)).size).toBe(plays.length);
}, 240_000);
