/**
 * Screens of one hall: players in Chromium processes of their own, each with a local clock that is
 * hours wrong and runs at a pace of its own, behind a poor line. All run on this one machine, so
 * that its monotonic clock tells when the same picture came onto the one screen and onto the other.
 * The baseline is what pages without server time do: start by their own clock, which the network has
 * set to within some 100 ms, and go on when a clip has ended.
 */
import { rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { cpus } from 'node:os';
import type { Browser } from 'playwright-core';
import { codedClips, codedPicture, standing } from '#test/scale/eye/clips.ts';
import { screen } from '#test/scale/eye/code.ts';
import { changes, type Planned, type Shown } from '#test/scale/eye/cuts.ts';
import { type Line, openPoorLine, seeded } from '#test/scale/eye/poor-line.ts';
import {
  captureArguments,
  type Recorder,
  type Seen,
  startRecorder,
} from '#test/scale/eye/recorder.ts';
import { type Arrivals, arrivalsOf, skews } from '#test/scale/eye/skew.ts';
import { playBySwapping, type SwapItem } from '#test/scale/eye/swap.ts';
import { launchChromium } from '#test/support/chromium.ts';
import { eventually } from '#test/support/eventually.ts';
import { image } from '#test/support/manifests.ts';
import { buildPlayer } from '#test/support/player-build.ts';
import { clipItem, programme, snapshot } from '#test/support/player-page.ts';
import { type Media, startPlayerServer } from '#test/support/player-server.ts';
import { median, quantile, type Report, rounded } from './report.ts';

const line: Line = { delayMs: 80, jitterMs: 30, loss: 0.01 };
const SECONDS = 60;
const STILL_MS = 1500;
/** A poor line and a small machine take their time. */
const READY_WITHIN_MS = 180_000;
/** After the last one came up, so that it is in step too. */
const SETTLE_MS = 15_000;

/** The machine's clock: how wrong it stands, and how fast it runs. */
type WrongClock = { readonly offMs: number; readonly ppm: number };
const HOUR = 3_600_000;
const wrong: readonly WrongClock[] = [
  { offMs: -3 * HOUR, ppm: 100 },
  { offMs: 26 * HOUR, ppm: -100 },
  { offMs: -20_000 * 24 * HOUR, ppm: 50 },
  { offMs: 7_000, ppm: -60 },
  { offMs: -12 * HOUR, ppm: 0 },
];
/** What the network's time leaves. */
const setByNetwork = [-90, 60, -20, 110, 30];

type Part = { readonly media: Media; readonly shown: Shown; readonly ms: number };

export async function run(report: Report): Promise<void> {
  const parts = await makeParts();
  const dist = await buildPlayer();
  try {
    for (const count of [2, 5]) await compare(report, dist, parts, count);
  } finally {
    await rm(dist, { recursive: true, force: true });
  }
}

async function makeParts(): Promise<Part[]> {
  const size = { ...screen, seconds: 2, framesPerSecond: 30, sound: true };
  const clips = await codedClips([1, 2, 3].map((clip) => ({ ...size, clip })));
  const made = await Promise.all(
    clips.map(async (media, i): Promise<Part> => {
      const shown = { kind: 'video', clip: i + 1, standing: await standing(media) } as const;
      return { media, shown, ms: media.info.ms! };
    }),
  );
  const still = { media: await codedPicture(20), shown: { kind: 'image', clip: 20 } as const };
  return [...made, { ...still, ms: STILL_MS }];
}

async function compare(
  report: Report,
  dist: string,
  parts: readonly Part[],
  count: number,
): Promise<void> {
  const browsers: Browser[] = [];
  try {
    for (let i = 0; i < count; i++) browsers.push(await launchChromium(captureArguments));
    const before = busy();
    const ours = await watchPlayers(browsers, dist, parts, SECONDS);
    const share = (busy().busy - before.busy) / (busy().all - before.all);
    const theirs = await watchSwapping(browsers, parts, SECONDS);
    const tell = (metric: string, unit: string, value: number, other: number, n: number) =>
      report({
        ...{
          bench: 'sync',
          metric,
          value: rounded(value, 1),
          unit,
          baseline: rounded(other, 1),
          n,
        },
        ratio: rounded(value / other),
      });
    const suffix = count === 2 ? '_two' : '';
    for (const kind of ['video', 'image'] as const) {
      const name = kind === 'video' ? 'picture' : 'still';
      const [mine, base] = [ours[kind], theirs[kind]];
      tell(
        `${name}_skew_p95_ms${suffix}`,
        'ms',
        quantile(mine, 0.95),
        quantile(base, 0.95),
        mine.length,
      );
      tell(`${name}_skew_median_ms${suffix}`, 'ms', median(mine), median(base), mine.length);
      tell(`${name}_skew_max_ms${suffix}`, 'ms', Math.max(...mine), Math.max(...base), mine.length);
    }
    report({
      ...{ bench: 'sync', metric: `processor_busy_share${suffix}`, value: rounded(share) },
      ...{ unit: 'share', baseline: null, ratio: null, n: cpus().length },
    });
  } finally {
    for (const browser of browsers) await browser.close();
  }
}

type Skews = { readonly video: readonly number[]; readonly image: readonly number[] };

/** Players that are paired, settled, and then watched for so many seconds. */
async function watchPlayers(
  browsers: readonly Browser[],
  dist: string,
  parts: readonly Part[],
  seconds: number,
): Promise<Skews> {
  const random = seeded(7);
  const undo: (() => Promise<void> | void)[] = [];
  try {
    const start = Date.now() - 3000;
    const items = parts.map(({ media, shown, ms }, i) =>
      shown.kind === 'video'
        ? { ...clipItem(`clip/${i}`, media), fit: 'contain' as const }
        : { ...image(`image/${i}`, ms, media.sha256), enter: 'cut' as const },
    );
    const media = parts.map((part) => part.media);
    const recorders: Recorder[] = [];
    // One after the other: all at once would keep a small machine from ever getting ready.
    for (const [i, browser] of browsers.entries()) {
      // Each is a screen of its own to a server of its own; the servers share this machine's clock.
      const server = await startPlayerServer(dist);
      undo.push(() => server.stop());
      for (const one of media) server.addMedia(one);
      server.assign(programme(media, start, items));
      const poor = await openPoorLine(Number(new URL(server.url).port), line, random);
      undo.push(() => poor.close());
      const context = await browser.newContext({ viewport: screen });
      undo.push(() => context.close());
      await context.addInitScript(turnClock, wrong[i % wrong.length]!);
      const page = await context.newPage();
      await page.goto(`http://localhost:${poor.port}/player`);
      await eventually(() => server.userCode, { within: READY_WITHIN_MS, what: 'a code' });
      server.claim();
      await eventually(async () => (await snapshot(page))?.frame?.main, {
        ...{ within: READY_WITHIN_MS, what: 'the programme' },
      });
      recorders.push(await startRecorder(context, `${server.url}/player/nothing`));
    }
    const from = Date.now() + SETTLE_MS;
    const seen = await watch(recorders, from + seconds * 1000);
    const plan = planOf(parts, start, from + seconds * 1000);
    return skewsOf(
      plan,
      from,
      seen.map((one) => arrivalsOf(plan, one)),
    );
  } finally {
    for (const step of undo.toReversed()) await step();
  }
}

async function watchSwapping(
  browsers: readonly Browser[],
  parts: readonly Part[],
  seconds: number,
): Promise<Skews> {
  const http = createServer((request, response) => {
    const found = parts.find(({ media }) => request.url === `/${media.sha256}`)?.media;
    if (found) {
      return response.setHeader('content-type', found.info.type.split(';')[0]!).end(found.bytes);
    }
    return response
      .setHeader('content-type', 'text/html; charset=utf-8')
      .end('<!doctype html><title>Bảng Tin</title><body></body>');
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const url = `http://localhost:${(http.address() as AddressInfo).port}`;
  const contexts = await Promise.all(
    browsers.map((browser) => browser.newContext({ viewport: screen })),
  );
  try {
    const pages = await Promise.all(
      contexts.map(async (context) => {
        const page = await context.newPage();
        await page.goto(url);
        return { page, recorder: await startRecorder(context, `${url}/camera`) };
      }),
    );
    const round = parts.reduce((sum, { ms }) => sum + ms, 0);
    const rounds = Math.ceil((seconds * 1000) / round);
    const items = Array.from({ length: rounds }, () => parts.map(swapItemOf)).flat();
    const start = Date.now() + 3000;
    await Promise.all(
      pages.map(({ page }, i) =>
        playBySwapping(page, items, start + setByNetwork[i % setByNetwork.length]!),
      ),
    );
    const plan = planOf(parts, start, start + rounds * round);
    const seen = await Promise.all(pages.map(({ recorder }) => recorder.take()));
    return skewsOf(
      plan,
      start,
      seen.map((one) => arrivalsOf(plan, changes(one))),
    );
  } finally {
    for (const context of contexts) await context.close();
    http.closeAllConnections();
    http.close();
  }
}

async function watch(recorders: readonly Recorder[], until: number): Promise<Seen[][]> {
  const seen: Seen[][] = recorders.map(() => []);
  const look = async () => {
    for (const [i, recorder] of recorders.entries()) seen[i]!.push(...(await recorder.take()));
    return Date.now() > until;
  };
  await eventually(look, { within: until - Date.now() + 60_000, what: 'the end of the watch' });
  return seen.map(changes);
}

/** In the page, before anything else: a clock that is wrong, and a crystal that is. */
function turnClock({ offMs, ppm }: WrongClock): void {
  const RealDate = Date;
  const [now, realNow] = [performance.now.bind(performance), RealDate.now.bind(RealDate)];
  const [began, beganAt] = [realNow(), now()];
  const passed = () => (now() - beganAt) * (1 + ppm * 1e-6);
  const wall = () => Math.round(began + offMs + passed());
  performance.now = () => beganAt + passed();
  class WrongDate extends RealDate {
    constructor(...given: ConstructorParameters<typeof Date> | []) {
      if (given.length === 0) super(wall());
      else super(...(given as ConstructorParameters<typeof Date>));
    }
    static override now = wall;
  }
  globalThis.Date = WrongDate as DateConstructor;
}

/** The turns that are over by then. */
function planOf(parts: readonly Part[], start: number, to: number): Planned[] {
  const plan: Planned[] = [];
  for (let at = start, i = 0; at < to; i++) {
    const { ms, shown } = parts[i % parts.length]!;
    if (at + ms <= to) plan.push({ start: at, end: at + ms, shows: shown });
    at += ms;
  }
  return plan;
}

/** Between any two, in the turns that begin at `from` or later. */
function skewsOf(plan: readonly Planned[], from: number, all: readonly Arrivals[]): Skews {
  const pairs = all.flatMap((a, i) => all.slice(i + 1).map((b) => skews(a, b)));
  const of = (kind: Shown['kind']) =>
    pairs.flat().flatMap(({ turn, ms }) => {
      const { start, shows } = plan[turn]!;
      return shows.kind === kind && start >= from ? [ms] : [];
    });
  return { video: of('video'), image: of('image') };
}

function swapItemOf({ media, shown, ms }: Part): SwapItem {
  return { kind: shown.kind === 'video' ? 'video' : 'image', address: `/${media.sha256}`, ms };
}

/** ms of all processors since the machine came up. */
function busy(): { readonly busy: number; readonly all: number } {
  const times = cpus().map((cpu) => cpu.times);
  const all = times.reduce((sum, t) => sum + t.user + t.nice + t.sys + t.idle + t.irq, 0);
  return { all, busy: all - times.reduce((sum, { idle }) => sum + idle, 0) };
}
