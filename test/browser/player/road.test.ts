/**
 * A screen's life in real Chromium: paired, fed, cut off, restarted without a network, and every
 * play counted once in the end.
 */
import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Manifest } from '#shared/frame/manifest.ts';
import { type Machine, makeMachine } from '#test/support/chromium.ts';
import { eventually } from '#test/support/eventually.ts';
import { houseClip } from '#test/support/house-clip.ts';
import { slide } from '#test/support/manifests.ts';
import { buildPlayer } from '#test/support/player-build.ts';
import {
  clipItem,
  onAir,
  pairedPage,
  programme,
  snapshot,
  videoNow,
} from '#test/support/player-page.ts';
import { type PlayerServer, startPlayerServer } from '#test/support/player-server.ts';

let dist: string;
let server: PlayerServer;
const machines: Machine[] = [];
const red = houseClip({ seconds: 3, picture: 'color=c=red' });
const words = slide('words', 2000, { title: 'Nghỉ học vì bão', body: 'Học sinh nghỉ ngày mai.' });

beforeAll(async () => {
  dist = await buildPlayer();
});
afterAll(async () => {
  for (const machine of machines) await machine.dispose();
  await server?.stop();
  await rm(dist, { recursive: true, force: true });
});

async function newMachine(): Promise<Machine> {
  const machine = await makeMachine();
  machines.push(machine);
  return machine;
}

test('a screen is paired, plays, survives the server and the power, and every play counts once', async () => {
  server = await startPlayerServer(dist);
  server.addMedia(red);
  // The server's clock is not this machine's: the screen follows the server's.
  server.clockOffset = 3_600_000;
  const made: Manifest = programme([red], server.now(), [clipItem('clip', red), words]);
  const id = server.assign(made);
  const machine = await newMachine();
  let page = await pairedPage(await machine.boot(), server);

  await eventually(async () => (await snapshot(page))?.manifestId === id, { what: 'the manifest' });
  await eventually(
    async () => {
      const { r, g, b, item, shown } = await videoNow(page);
      return shown && item === 'clip' && r > 180 && g < 60 && b < 60;
    },
    { what: 'the red clip on the screen' },
  );
  const { clock, t } = (await snapshot(page))!;
  expect(Math.abs(t - server.now())).toBeLessThan(1000);
  expect(Math.abs(clock.offset - 3_600_000)).toBeLessThan(1000);
  await eventually(
    () => server.heard.some((m) => m.type === 'ack' && m.state === 'onAir') || null,
    { what: 'the acknowledgement' },
  );

  // An acknowledgement is lost with the server, so that the same plays are sent twice.
  server.loseAcknowledgements = true;
  await eventually(() => server.plays.size > 0 || null, { what: 'plays to arrive' });
  await server.stop();
  await eventually(async () => (await snapshot(page))?.link === 'resting', { what: 'the loss' });
  const seen = new Set<string | null>();
  await eventually(
    async () => {
      seen.add(await onAir(page));
      return seen.has('clip') && seen.has('words') && (await videoNow(page)).shown;
    },
    { what: 'clip and slide without a server' },
  );

  const turnAtTheCut = (await snapshot(page))!.frame!.main!;
  await machine.cutPower();
  const before = performance.now();
  const context = await machine.boot();
  page = context.pages()[0] ?? (await context.newPage());
  await page.goto(`${server.url}/player`);
  await eventually(async () => (await onAir(page)) === 'clip' && (await videoNow(page)).shown, {
    what: 'the clip after a power cut, without a server',
  });
  expect(performance.now() - before).toBeLessThan(20_000);
  // The server's time is known though the machine's clock is an hour behind.
  expect((await snapshot(page))!.t).toBeGreaterThan(made.from);
  // What was played before the power went is past: that time does not come again.
  expect((await snapshot(page))!.t).toBeGreaterThanOrEqual(turnAtTheCut.start);

  server.loseAcknowledgements = false;
  await server.start();
  await eventually(
    async () => {
      const endings = [...server.plays.values()].map(({ ending }) => ending);
      const backlog = (await snapshot(page))!.log.backlog;
      return endings.includes('stopped') && endings.includes('completed') && backlog < 3;
    },
    { within: 60_000, what: 'the plays from before and after the power cut' },
  );
  const plays = [...server.plays.values()].sort((a, b) => a.n - b.n);
  expect(plays.map(({ n }) => n)).toEqual(plays.map((_, i) => i + 1));
  const turns = plays.map(({ track, item, planned, real }) =>
    [track, item, planned.start, real.start].join(' '),
  );
  expect(new Set(turns).size).toBe(plays.length);
  for (const { real, planned, ending } of plays) {
    expect(real.end).toBeGreaterThanOrEqual(real.start);
    if (ending === 'completed') expect(Math.abs(real.end - planned.end)).toBeLessThan(1500);
  }
});

test('a screen that the office removed forgets everything and shows a new code', async () => {
  server = await startPlayerServer(dist);
  server.addMedia(red);
  server.assign(programme([red], server.now(), [clipItem('clip', red)]));
  const machine = await newMachine();
  const page = await pairedPage(await machine.boot(), server);
  await eventually(async () => (await onAir(page)) === 'clip', { what: 'the clip' });
  expect((await snapshot(page))!.cache.used).toBe(red.bytes.length);
  server.revoke();
  server.closeSockets(4410);
  await eventually(
    async () => {
      const now = await snapshot(page);
      return now?.link === 'unpaired' && now.screenId === null && now.cache.used === 0;
    },
    { what: 'everything to be forgotten' },
  );
  await eventually(
    () =>
      page.evaluate(() =>
        document
          .querySelector('bt-player')!
          .shadowRoot!.querySelector('bt-pairing-card')!
          .shadowRoot!.textContent!.includes('BCDF-GHJK'),
      ),
    { what: 'a code on the screen' },
  );
  // Paired anew, it begins from nothing.
  server.claim();
  await eventually(async () => (await onAir(page)) === 'clip', { what: 'the clip again' });
});
