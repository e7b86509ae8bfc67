/**
 * Clocks that lie, in real Chromium: whatever the machine's own clock says, nothing is shown that is
 * over, not begun or recalled, and the screen is not dark either.
 */
import { rm } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Item } from '#shared/frame/manifest.ts';
import { livesThrough, livesWithin } from '#shared/frame/safe.ts';
import { type Machine, makeMachine } from '#test/support/chromium.ts';
import { eventually } from '#test/support/eventually.ts';
import { picture } from '#test/support/house-clip.ts';
import { jump, lie, sightings, wordsSeen } from '#test/support/lying-clock.ts';
import { ageless, slide } from '#test/support/manifests.ts';
import { buildPlayer } from '#test/support/player-build.ts';
import { pairedPage, programme, snapshot } from '#test/support/player-page.ts';
import { type PlayerServer, startPlayerServer } from '#test/support/player-server.ts';

const HOUR = 3_600_000;
const YEAR = 365 * 24 * HOUR;

let dist: string;
let server: PlayerServer;
const machines: Machine[] = [];

beforeAll(async () => {
  dist = await buildPlayer();
});
afterEach(async () => {
  for (const machine of machines.splice(0)) await machine.dispose();
  await server?.stop().catch(() => {});
});
afterAll(() => rm(dist, { recursive: true, force: true }));

async function newMachine(): Promise<Machine> {
  const machine = await makeMachine();
  machines.push(machine);
  return machine;
}

const titled = (id: string, title: string, life: Item['life'] = ageless): Item => ({
  ...slide(id, 1500, { title, body: '' }),
  life,
});

/** A loop that names, as none should, what is over at the end of the hour and what is under embargo. */
const loopAt = (now: number) => [
  titled('always', 'Luôn đúng'),
  titled('hour', 'Chỉ giờ này', { from: now - HOUR, until: now + HOUR }),
  titled('embargo', 'Chưa được công bố', { from: now + 2 * HOUR, until: null }),
];

/** The player's own account: no item was on air at an instant that its life does not allow. */
async function expectAllowed(page: Page, items: readonly Item[]): Promise<void> {
  const wrong = (await sightings(page)).filter(({ item, t, uncertainty }) => {
    const shown = items.find(({ id }) => id === item);
    if (!shown) return false;
    return uncertainty === null
      ? !livesThrough(shown, { earliest: t, latest: Number.POSITIVE_INFINITY })
      : !livesWithin(shown, { earliest: t - uncertainty, latest: t + uncertainty });
  });
  expect(wrong).toEqual([]);
}

/** Waits until the item has come on several times more, so that all others have had their turn too. */
async function rounds(page: Page, item: string, count = 3): Promise<void> {
  const from = (await sightings(page)).length;
  await eventually(
    async () => {
      const seen = (await sightings(page)).slice(from).filter((seen) => seen.item === item);
      const turns = new Set(seen.map(({ t }) => Math.floor(t / 1500)));
      return turns.size >= count || null;
    },
    { within: 60_000, what: `${item} to come on ${count} times` },
  );
}

/** What the next start will know of the time. */
const noted = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('bangtin');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const get = opening.result.transaction('single').objectStore('single').get('trustedTime');
          get.onsuccess = () => {
            opening.result.close();
            resolve(Number(get.result ?? 0));
          };
        };
      }),
  );

async function boot(machine: Machine, off: number, fragment = ''): Promise<Page> {
  const context = await machine.boot();
  await lie(context, off);
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(`${server.url}/player${fragment}`);
  await eventually(() => snapshot(page), { what: 'the player to start' });
  return page;
}

test('after power cuts without a network, whatever the machine’s clock says, only what is safe is shown and no time comes twice', async () => {
  server = await startPlayerServer(dist);
  const pic = picture('64x36', 'lime');
  server.addMedia(pic);
  const now = server.now();
  const recalled = { ...titled('recalled', 'Đã thu hồi'), media: [pic.sha256] } as Item;
  const items = [...loopAt(now), recalled];
  server.assign(programme([pic], now, items));
  const machine = await newMachine();
  const context = await machine.boot();
  await lie(context, 0);
  let page = await pairedPage(context, server);
  await rounds(page, 'hour');
  await rounds(page, 'recalled', 1);
  const seen = await wordsSeen(page);
  expect(seen).toContain('Luôn đúng');
  expect(seen).not.toContain('Chưa được công bố');
  await expectAllowed(page, items);

  // The office takes the picture back. The media of the new manifest never come.
  const absent = picture('64x36', 'red');
  const later = { ...titled('later', 'Chưa tải xong'), media: [absent.sha256] } as Item;
  server.assign({
    ...programme([pic, absent], now, [...items, later]),
    recalled: [pic.sha256],
  });
  await eventually(async () => (await snapshot(page))?.cache.used === 0, {
    what: 'the recalled picture to be deleted',
  });
  // It leaves as soon as what takes its place is drawn.
  await eventually(async () => !(await wordsSeen(page)).includes('Đã thu hồi'), {
    what: 'the recalled slide to be gone',
  });
  await rounds(page, 'always');
  expect(await wordsSeen(page)).not.toMatch(/Đã thu hồi|Chưa tải xong/);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  await server.stop();

  let mark = (await snapshot(page))!.t;
  /** The time that has been is on disk, then the power goes. */
  const cut = async () => {
    mark = (await snapshot(page))!.t;
    await eventually(async () => (await noted(page)) >= mark - 1000 || null, {
      what: 'the time to be noted',
    });
    mark -= 1000;
    await machine.cutPower();
  };

  for (const off of [-Date.now(), -5 * HOUR, -5 * HOUR, 2 * YEAR]) {
    await cut();
    page = await boot(machine, off);
    const { clock, t } = (await snapshot(page))!;
    expect(clock).toMatchObject({ trust: 'unsure', uncertainty: null });
    // It goes on from what was known: neither back to it nor away with the machine's clock.
    expect(t).toBeGreaterThanOrEqual(mark);
    expect(t).toBeLessThan(now + HOUR);
    await rounds(page, 'always');
    expect(await page.evaluate(() => document.querySelector('bt-player')!.now)).toBeNull();
    const words = await wordsSeen(page);
    expect(words).toContain('Luôn đúng');
    expect(words).not.toMatch(/Chỉ giờ này|Chưa được công bố|Đã thu hồi|Chưa tải xong/);
    await expectAllowed(page, items);
  }

  // Off for three hours, and the kiosk vouches for the clock: the programme of that hour is shown.
  await cut();
  page = await boot(machine, 3 * HOUR, '#clock=kept');
  const kept = (await snapshot(page))!;
  expect(kept.clock.trust).toBe('kept');
  expect(kept.clock.uncertainty).toBeLessThan(10_000);
  expect(Math.abs(kept.t - server.now() - 3 * HOUR)).toBeLessThan(10_000);
  await rounds(page, 'embargo');
  const words = await wordsSeen(page);
  expect(words).toContain('Chưa được công bố');
  expect(words).not.toMatch(/Chỉ giờ này|Đã thu hồi|Chưa tải xong/);
  await expectAllowed(page, items);

  // The server is back: its time is the time, though it lies before what this screen believed.
  await server.start();
  await eventually(async () => (await snapshot(page))?.clock.trust === 'synchronised', {
    within: 60_000,
    what: 'the server to be heard',
  });
  const back = (await snapshot(page))!;
  expect(Math.abs(back.t - server.now())).toBeLessThan(5000);
  // What was right by the other time fades away first.
  await rounds(page, 'hour', 2);
  await wordsSeen(page);
  await rounds(page, 'hour');
  expect(await wordsSeen(page)).not.toMatch(/Chưa được công bố|Đã thu hồi/);
  await expectAllowed(page, items);
}, 300_000);

test('a clock years ahead is not believed further than it can be, even if the kiosk vouches for it', async () => {
  server = await startPlayerServer(dist);
  const now = server.now();
  const items = loopAt(now);
  server.assign(programme([], now, items));
  const machine = await newMachine();
  const context = await machine.boot();
  await lie(context, 0);
  let page = await pairedPage(context, server);
  await rounds(page, 'hour');
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  await server.stop();
  await machine.cutPower();
  page = await boot(machine, 2 * YEAR, '#clock=kept');
  const { clock } = (await snapshot(page))!;
  expect(clock.trust).toBe('kept');
  // Hours: too little is known to keep to a programme, or to tell anybody the time.
  expect(clock.uncertainty).toBeGreaterThan(3 * HOUR);
  await rounds(page, 'always');
  expect(await page.evaluate(() => document.querySelector('bt-player')!.now)).toBeNull();
  expect(await wordsSeen(page)).not.toContain('Chỉ giờ này');
  await expectAllowed(page, items);
}, 240_000);

test('a machine’s clock that jumps by hours disturbs nothing: no turn is cut, none comes twice', async () => {
  server = await startPlayerServer(dist);
  const start = server.now();
  const items = [titled('one', 'Một'), titled('two', 'Hai')].map((item) => ({ ...item, ms: 4000 }));
  server.assign(programme([], start, items));
  const machine = await newMachine();
  const context = await machine.boot();
  await lie(context, 0);
  const page = await pairedPage(context, server);
  await eventually(async () => (await snapshot(page))?.clock.trust === 'synchronised', {
    what: 'the server’s time',
  });
  const turns = (count: number) =>
    eventually(() => server.plays.size >= count || null, {
      within: 60_000,
      what: `${count} plays`,
    });
  await turns(1);
  const from = (await sightings(page)).length;
  for (const [i, by] of [5 * HOUR, -10 * HOUR, 3 * YEAR, -4 * YEAR].entries()) {
    await jump(page, by);
    await turns(i + 2);
  }
  const plays = [...server.plays.values()].sort((a, b) => a.n - b.n);
  expect(plays.map(({ ending }) => ending)).not.toContain('replaced');
  expect(plays.map(({ ending }) => ending)).not.toContain('cut');
  for (const [i, { planned, real }] of plays.entries()) {
    if (i === 0) continue;
    // Turn follows turn, each in its time.
    expect(planned.start).toBeGreaterThanOrEqual(plays[i - 1]!.planned.end);
    expect((planned.start - start) % 4000).toBe(0);
    expect(real.start).toBeGreaterThanOrEqual(planned.start);
    expect(real.end - real.start).toBeLessThan(10_000);
  }
  // The player's time went on like a clock: read in one go with one that never jumps.
  const since = (await sightings(page)).slice(from).map(({ t, at }) => t - at);
  expect(Math.max(...since) - Math.min(...since)).toBeLessThan(600);
}, 240_000);

test('when the server’s time is set, the screens follow it, and show what holds then', async () => {
  server = await startPlayerServer(dist);
  const now = server.now();
  const items = loopAt(now);
  server.assign(programme([], now - 6 * HOUR, items));
  const machine = await newMachine();
  const context = await machine.boot();
  await lie(context, 4 * HOUR);
  const page = await pairedPage(context, server);
  await rounds(page, 'hour');
  for (const [step, shown, hidden] of [
    [3 * HOUR, 'embargo', 'hour'],
    [-3 * HOUR, 'hour', 'embargo'],
  ] as const) {
    server.clockOffset += step;
    // It would hear of it within half a minute anyway.
    server.closeSockets(4503);
    await eventually(
      async () => Math.abs((await snapshot(page))!.t - server.now()) < 5000 || null,
      { within: 60_000, what: 'the server’s new time' },
    );
    const from = (await sightings(page)).length;
    await eventually(
      async () => (await sightings(page)).slice(from).some(({ item }) => item === shown) || null,
      { within: 60_000, what: `${shown} to be on air` },
    );
    expect((await sightings(page)).slice(from).map(({ item }) => item)).not.toContain(hidden);
  }
  await expectAllowed(page, items);
}, 240_000);
