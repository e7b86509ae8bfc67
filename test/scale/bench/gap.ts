/**
 * What stands between two items of a programme, seen from outside: the player's tab is captured as
 * it is composited while it plays clips that say by a code which picture each one is. A gap is how
 * much longer than nominal a picture stood at a cut: the last one of the old clip, or one of the
 * first of the new one; where a still picture is involved, also how far from its planned instant the
 * new picture came. The baseline is the common way of web pages, two elements swapped when the clip
 * has ended, seen by the same camera with the same clips.
 *
 * `steady_gap_p95_frames` is the same measure in the middle of clips: what the machine and the camera
 * themselves lose.
 */
import { rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { templates } from '#playlists/templates/index.ts';
import type { Item } from '#shared/frame/manifest.ts';
import { type ClipWish, codedClips, codedPicture, standing } from '#test/scale/eye/clips.ts';
import { screen } from '#test/scale/eye/code.ts';
import {
  type Cut,
  changes,
  cutsOf,
  FRAME_MS,
  type Planned,
  type Shown,
  steadyGaps,
} from '#test/scale/eye/cuts.ts';
import {
  captureArguments,
  keepMoving,
  type Seen,
  startRecorder,
} from '#test/scale/eye/recorder.ts';
import { playBySwapping, type SwapItem } from '#test/scale/eye/swap.ts';
import { launchChromium } from '#test/support/chromium.ts';
import { eventually } from '#test/support/eventually.ts';
import { image, slide } from '#test/support/manifests.ts';
import { buildPlayer } from '#test/support/player-build.ts';
import { clipItem, pairedPage, programme } from '#test/support/player-page.ts';
import { type Media, startPlayerServer } from '#test/support/player-server.ts';
import { median, quantile, type Report, rounded } from './report.ts';

/** How many cuts: from video to video, and rounds of eight with one of every other pair. */
export type Size = { readonly video: number; readonly rounds: number };

const SIZE: Size = { video: 200, rounds: 13 };
const BASELINE: Size = { video: 60, rounds: 4 };
const STILL_MS = 1000;
/** The screen shows its idle card for so long before the programme begins. */
const LEAD_MS = 4000;

const landscape = { ...screen, seconds: 1, framesPerSecond: 30, sound: true };
/** As schools upload them; the house's conversion makes all of them 30 frames a second. */
const wishes: readonly ClipWish[] = [
  { ...landscape, clip: 1 },
  { ...landscape, clip: 2, width: 852, height: 480, framesPerSecond: 25 },
  { ...landscape, clip: 3 },
  { ...landscape, clip: 4, width: 360, height: 640, sound: false },
  { ...landscape, clip: 5, width: 427, height: 241, framesPerSecond: 60 },
  { ...landscape, clip: 6, width: 480, height: 480, framesPerSecond: 24 },
];
const pictureNumbers = [20, 21];
const slideTemplates = ['news', 'announcement'];

type Content = {
  readonly clips: readonly { readonly media: Media; readonly shown: Shown }[];
  readonly pictures: readonly { readonly media: Media; readonly shown: Shown }[];
};
type Entry = { readonly kind: Shown['kind']; readonly at: number };

export async function run(report: Report): Promise<void> {
  const cuts = await measure(SIZE, BASELINE);
  tell(report, cuts);
}

export type Measured = {
  readonly player: readonly Cut[];
  readonly baseline: readonly Cut[];
  readonly steady: readonly number[];
};

export async function measure(size: Size, baseline: Size): Promise<Measured> {
  const content = await makeContent();
  const browser = await launchChromium([...captureArguments]);
  try {
    const played = await watchPlayer(browser, content, entries(size));
    const swapped = await watchSwapping(browser, content, entries(baseline));
    return { player: played.cuts, steady: played.steady, baseline: swapped.cuts };
  } finally {
    await browser.close();
  }
}

async function makeContent(): Promise<Content> {
  const clips = await codedClips(wishes);
  return {
    clips: await Promise.all(
      clips.map(async (media, i) => ({
        media,
        shown: { kind: 'video', clip: wishes[i]!.clip, standing: await standing(media) } as const,
      })),
    ),
    pictures: await Promise.all(
      pictureNumbers.map(async (clip) => ({
        media: await codedPicture(clip),
        shown: { kind: 'image', clip } as const,
      })),
    ),
  };
}

/** Clips in an order in which each follows every other, then rounds of all kinds after all kinds. */
function entries({ video, rounds }: Size): Entry[] {
  const all: Entry[] = [];
  let clip = 0;
  let still = 0;
  // Steps of 1 to 5 in turn, never 6: no clip follows itself.
  const nextClip = () => {
    clip = (clip + 1 + (((all.length * 7) % 11) % (wishes.length - 1))) % wishes.length;
    return clip;
  };
  for (let i = 0; i <= video; i++) all.push({ kind: 'video', at: nextClip() });
  const kinds = ['image', 'image', 'slide', 'slide', 'video', 'slide', 'image', 'video'] as const;
  for (let round = 0; round < rounds; round++) {
    for (const kind of kinds) {
      all.push({ kind, at: kind === 'video' ? nextClip() : still++ % 2 });
    }
  }
  return all;
}

async function watchPlayer(browser: Browser, content: Content, list: readonly Entry[]) {
  const dist = await buildPlayer();
  const server = await startPlayerServer(dist);
  const context = await browser.newContext({ viewport: screen });
  try {
    const media = [...content.clips, ...content.pictures].map((one) => one.media);
    for (const one of media) server.addMedia(one);
    const items = list.map((entry, i) => itemOf(content, entry, i));
    // It is paired, and has everything, before the programme begins.
    const start = server.now() + 15_000;
    server.assign(programme(media, start, items));
    await keepMoving(await pairedPage(context, server));
    const recorder = await startRecorder(context, `${server.url}/player/nothing`);
    const starts = startsOf(
      start,
      items.map(({ ms }) => ms),
    );
    const plan = list.map(
      (entry, i): Planned => ({
        start: starts[i]!,
        end: starts[i + 1]!,
        shows: shownOf(content, entry),
      }),
    );
    const seen: Seen[] = [];
    const end = starts.at(-1)!;
    await eventually(
      async () => {
        seen.push(...(await recorder.take()));
        return server.now() > end;
      },
      { within: end - server.now() + 60_000, what: 'the end of the programme' },
    );
    return analysed(plan, seen);
  } finally {
    await context.close();
    await server.stop();
    await rm(dist, { recursive: true, force: true });
  }
}

async function watchSwapping(browser: Browser, content: Content, list: readonly Entry[]) {
  const all = [...content.clips, ...content.pictures].map((one) => one.media);
  const http = createServer((request, response) => {
    const found = all.find(({ sha256 }) => request.url === `/${sha256}`);
    if (!found) {
      return response
        .setHeader('content-type', 'text/html; charset=utf-8')
        .end('<!doctype html><title>Bảng Tin</title><body></body>');
    }
    return response.setHeader('content-type', found.info.type.split(';')[0]!).end(found.bytes);
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const url = `http://localhost:${(http.address() as AddressInfo).port}`;
  const context = await browser.newContext({ viewport: screen });
  try {
    const page = await context.newPage();
    await page.goto(url);
    await keepMoving(page);
    const recorder = await startRecorder(context, `${url}/camera`);
    const items = list.map((entry) => swapItemOf(content, entry));
    const starts = await playBySwapping(page, items, Date.now() + 1000);
    const seen = await recorder.take();
    const plan = list.slice(0, -1).map(
      (entry, i): Planned => ({
        start: starts[i]!,
        end: starts[i + 1]!,
        shows: shownOf(content, entry),
      }),
    );
    return analysed(plan, seen);
  } finally {
    await context.close();
    http.closeAllConnections();
    http.close();
  }
}

function analysed(plan: readonly Planned[], seen: readonly Seen[]) {
  const changed = changes(seen);
  const idle = changed.findLast(({ at }) => at < plan[0]!.start - LEAD_MS / 2)?.sight;
  return {
    cuts: cutsOf(plan, changed, idle ?? { kind: 'black' }),
    steady: steadyGaps(plan, changed),
  };
}

function itemOf(content: Content, { kind, at }: Entry, i: number): Item {
  const id = `${kind}/${i}`;
  switch (kind) {
    case 'video':
      return { ...clipItem(id, content.clips[at]!.media), fit: 'contain' };
    case 'image':
      return { ...image(id, STILL_MS, content.pictures[at]!.media.sha256), enter: 'cut' };
    case 'slide': {
      const template = slideTemplates[at]!;
      const { sample } = templates.get(template)!;
      return { ...slide(id, STILL_MS, sample), template, enter: 'cut' };
    }
  }
}

function swapItemOf(content: Content, { kind, at }: Entry): SwapItem {
  switch (kind) {
    case 'video':
      return { kind, address: `/${content.clips[at]!.media.sha256}`, ms: STILL_MS };
    case 'image':
      return { kind, address: `/${content.pictures[at]!.media.sha256}`, ms: STILL_MS };
    case 'slide': {
      const style = `position:absolute;inset:0;background:${at === 0 ? '#fff' : '#9c6'}`;
      return { kind, html: `<div style="${style}"><h1>Thông báo</h1></div>`, ms: STILL_MS };
    }
  }
}

function shownOf(content: Content, { kind, at }: Entry): Shown {
  if (kind === 'slide') return { kind };
  return (kind === 'video' ? content.clips : content.pictures)[at]!.shown;
}

function startsOf(start: number, lengths: readonly number[]): number[] {
  const starts = [start];
  for (const ms of lengths) starts.push(starts.at(-1)! + ms);
  return starts;
}

function tell(report: Report, { player, baseline, steady }: Measured): void {
  const isVideo = ({ from, to }: Cut) => from.kind === 'video' && to.kind === 'video';
  const isMixed = (cut: Cut) => !isVideo(cut);
  for (const [name, which] of [
    ['video', isVideo],
    ['mixed', isMixed],
  ] as const) {
    const [gaps, theirs] = [framesOf(player.filter(which)), framesOf(baseline.filter(which))];
    const shares = [
      ['gap_p95_frames', (all: readonly number[]) => quantile(all, 0.95)],
      ['gap_median_frames', median],
      ['gap_max_frames', (all: readonly number[]) => Math.max(...all)],
    ] as const;
    for (const [metric, share] of shares) {
      const [value, other] = [share(gaps), share(theirs)];
      report({
        ...{ bench: 'gap', metric: `${name}_${metric}`, value: rounded(value), unit: 'frames' },
        ...{ baseline: rounded(other), ratio: rounded(value / other), n: gaps.length },
      });
    }
  }
  for (const metric of ['black', 'strange'] as const) {
    const count = (cuts: readonly Cut[]) => cuts.reduce((sum, cut) => sum + cut[metric], 0);
    report({
      ...{ bench: 'gap', metric: `${metric}_frames`, value: count(player), unit: 'frames' },
      ...{ baseline: count(baseline), ratio: null, n: player.length },
    });
  }
  const unseen = player.filter(({ gap }) => gap === null).length;
  report({
    ...{ bench: 'gap', metric: 'unseen_items', value: unseen, unit: 'items' },
    ...{ baseline: null, ratio: null, n: player.length },
  });
  report({
    ...{ bench: 'gap', metric: 'steady_gap_p95_frames', unit: 'frames', baseline: null },
    ...{ value: rounded(quantile(steady, 0.95) / FRAME_MS), ratio: null, n: steady.length },
  });
}

/** An item that never came leaves a gap of its whole length. */
function framesOf(cuts: readonly Cut[]): number[] {
  return cuts.map(({ gap }) => (gap ?? STILL_MS) / FRAME_MS);
}
