/**
 * From the publish call to the new slide fully shown on a real screen: the whole server, Chromium, a
 * slide whose media and type are there already. The baseline is the shortest way that a browser has:
 * a bare page that draws one line of text when a bare WebSocket brings it.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { type WebSocket as ServerSocket, WebSocketServer } from 'ws';
import type { Playlist, Schedule, Unit } from '#shared/api/resources.ts';
import { makeMachine } from '#test/support/chromium.ts';
import { eventually } from '#test/support/eventually.ts';
import { admin, type SignedIn, signIn, startServer } from '#test/support/server.ts';
import { quantile, type Report, rounded } from './report.ts';

const ROUNDS = 40;
const WARM_UP = 5;
/** A round begins when the one before it is over: nothing of its fade is left. */
const CALM_MS = 400;

export async function run(report: Report): Promise<void> {
  const server = await startServer();
  const machine = await makeMachine();
  try {
    const office = await signIn(server.url, admin);
    const context = await machine.boot();
    const player = context.pages()[0] ?? (await context.newPage());
    const bulletin = await prepare(server.url, office, player);
    const published = await measure(player, async (round) => {
      const words = await bulletin.edit(round);
      return { words, act: () => bulletin.publish() };
    });
    const bare = await measureBare(player);
    const [value, baseline] = [quantile(published, 0.95), quantile(bare, 0.95)];
    report({
      bench: 'publish',
      metric: 'first_frame_p95_ms',
      value: rounded(value, 1),
      unit: 'ms',
      baseline: rounded(baseline, 1),
      ratio: rounded(value / baseline),
      n: ROUNDS,
    });
  } finally {
    await machine.dispose();
    await server.dispose();
  }
}

/** Pairs the screen and puts a bulletin of one slide on it. */
async function prepare(url: string, office: SignedIn, page: Page) {
  const { units } = await office.get<{ units: Unit[] }>('/api/units');
  const school = units.find(({ kind }) => kind === 'school')!;
  await page.goto(`${url}/player`);
  const userCode = await eventually(
    async () => /[A-Z]{4}-[A-Z]{4}/.exec(await wordsOn(page))?.[0],
    {
      what: 'a pairing code',
    },
  );
  await office.post('/api/screens', { userCode, unitId: school.id, name: 'Sảnh' });
  const slide = (headline: string) => ({
    id: 'headline',
    slide: { template: 'news', data: { headline } },
    ms: 3_600_000,
  });
  const playlist = await office.post<Playlist>('/api/playlists', {
    unitId: school.id,
    name: 'Đo',
    items: [slide('Bản tin')],
  });
  const schedule = await office.post<Schedule>('/api/schedules', {
    unitId: school.id,
    playlistId: playlist.id,
    audience: { units: [], levels: [], tags: [] },
    when: {
      days: [1, 2, 3, 4, 5, 6, 7],
      hours: [{ start: '00:00', end: '24:00' }],
      from: '2020-01-01',
      until: null,
    },
    priority: 'priority',
  });
  const publish = () => office.post<void>(`/api/schedules/${schedule.id}/publish`);
  await publish();
  let { version } = playlist;
  return {
    publish,
    async edit(round: number): Promise<string> {
      const headline = `Tin số ${round}`;
      const items = [slide(headline)];
      ({ version } = await office.patch<Playlist>(`/api/playlists/${playlist.id}`, {
        version,
        items,
      }));
      return headline;
    },
  };
}

type Round = { readonly words: string; readonly act: () => Promise<void> | void };

/** ms from `act` until its words are painted in full, round by round. */
async function measure(
  page: Page,
  prepareRound: (round: number) => Promise<Round>,
): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < WARM_UP + ROUNDS; round++) {
    const { words, act } = await prepareRound(round);
    const shown = page.evaluate(shownAt, words);
    // Both clocks are this machine's. The page watches before anything happens.
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
    const start = Date.now();
    await act();
    times.push((await shown) - start);
    await page.evaluate((ms) => new Promise((done) => setTimeout(done, ms)), CALM_MS);
  }
  return times.slice(WARM_UP);
}

async function measureBare(page: Page): Promise<number[]> {
  const http = createServer((_, answer) => {
    answer.setHeader('content-type', 'text/html').end('<!doctype html><body></body>');
  });
  const sockets = new WebSocketServer({ server: http });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;
  const connected = new Promise<ServerSocket>((resolve) => sockets.once('connection', resolve));
  await page.goto(`http://127.0.0.1:${port}/`);
  await page.evaluate(() => {
    new WebSocket(location.href.replace('http', 'ws')).onmessage = ({ data }) => {
      document.body.textContent = data;
    };
  });
  const socket = await connected;
  const times = await measure(page, async (round) => {
    const words = `Tin số ${round}`;
    return { words, act: () => socket.send(words) };
  });
  socket.terminate();
  http.close();
  return times;
}

/** In the page: when an element with exactly these words stands there without transparency. */
function shownAt(words: string): Promise<number> {
  const holds = (node: Node): Element | null => {
    if (node instanceof Text) return node.data.trim() === words ? node.parentElement : null;
    const children = [...((node as Element).shadowRoot?.childNodes ?? []), ...node.childNodes];
    for (const child of children) {
      const found = holds(child);
      if (found) return found;
    }
    return null;
  };
  const isOpaque = (element: Element): boolean => {
    for (let at: Node | null = element; at; at = at.parentNode ?? (at as ShadowRoot).host ?? null) {
      if (at instanceof Element && Number(getComputedStyle(at).opacity) < 0.99) return false;
    }
    return true;
  };
  return new Promise((resolve) => {
    const look = () => {
      const element = holds(document.body);
      // What a frame callback sees is painted by the next one.
      if (element && isOpaque(element)) requestAnimationFrame(() => resolve(Date.now()));
      else requestAnimationFrame(look);
    };
    look();
  });
}

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
