/**
 * What a change of programme costs a school's line: a screen in real Chromium behind a line that
 * counts every byte both ways, headers and all. One of fifty items replaced, against a player that
 * fetches what a new manifest names; a 200 MB clip over a line that breaks ten times, against one
 * request for the file that starts over. Each value and baseline is the bytes that passed, divided by
 * the bytes of the new file.
 */
import { rm } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { makeMachine } from '#test/support/chromium.ts';
import { eventually } from '#test/support/eventually.ts';
import { houseClip, padded } from '#test/support/house-clip.ts';
import { type Line, openLine } from '#test/support/line.ts';
import { buildPlayer } from '#test/support/player-build.ts';
import { clipItem, pairedPage, programme, snapshot } from '#test/support/player-page.ts';
import { type Media, type PlayerServer, startPlayerServer } from '#test/support/player-server.ts';
import { type Report, rounded } from './report.ts';

const MB = 1_000_000;
const ITEMS = 50;
const ITEM_BYTES = 4 * MB;
const NEW_BYTES = 6 * MB;
const FILM_BYTES = 200 * MB;
const CUTS = 10;
/** 200 Mbit/s: so fast that the browser has much in hand when the line breaks */
const LINE = 25 * MB;
const WITHIN = 600_000;

export async function run(report: Report): Promise<void> {
  const dist = await buildPlayer();
  const server = await startPlayerServer(dist);
  const line = await openLine(server.url, LINE);
  const machine = await makeMachine();
  try {
    const clip = houseClip({ seconds: 3 });
    const old = Array.from({ length: ITEMS }, () => padded(clip, ITEM_BYTES));
    const film = padded(clip, FILM_BYTES);
    const next = [...old.slice(1), padded(clip, NEW_BYTES)];
    for (const media of [...old, film, ...next]) server.addMedia(media);

    const put = (media: readonly Media[]) =>
      server.assign(
        programme(
          media,
          server.now(),
          media.map((one, i) => clipItem(`clip ${i}`, one)),
        ),
      );
    put(old);
    const page = await pairedPage(await machine.boot(), server, line.url);
    await whole(page, server, ITEMS * ITEM_BYTES);

    const replaced = await passedDuring(line, async () => {
      put(next);
      await whole(page, server, (ITEMS - 1) * ITEM_BYTES + NEW_BYTES);
    });
    const byName = await passedDuring(line, () => plainly(page, server, line, next));
    const one = [replaced / NEW_BYTES, byName / NEW_BYTES] as const;

    const resumed = await passedDuring(line, async () => {
      const rest = cutting(line);
      put([film]);
      await whole(page, server, FILM_BYTES);
      await rest.end();
    });
    const anew = await passedDuring(line, async () => {
      const rest = cutting(line);
      await plainly(page, server, line, [film]);
      await rest.end();
    });
    const resume = [resumed / FILM_BYTES, anew / FILM_BYTES] as const;

    const figure = (metric: string, [value, baseline]: readonly [number, number], n: number) =>
      report({
        ...{ bench: 'bytes', metric, n, unit: 'bytes / byte of the new file' },
        value: rounded(value, 4),
        baseline: rounded(baseline, 3),
        ratio: rounded(value / baseline, 4),
      });
    figure('one_item_bytes', one, ITEMS);
    figure('resume_bytes', resume, CUTS);
  } finally {
    await machine.dispose();
    await line.close();
    await server.stop();
    await rm(dist, { recursive: true, force: true });
  }
}

/** Until the newest programme is on air and just its media are held. */
async function whole(page: Page, { assignment }: PlayerServer, bytes: number): Promise<void> {
  await eventually(
    async () => {
      const { manifestId, cache } = (await snapshot(page))!;
      return manifestId === assignment!.manifest && cache.used === bytes;
    },
    { within: WITHIN, what: `${bytes} bytes to be held` },
  );
}

async function passedDuring(line: Line, act: () => Promise<void>): Promise<number> {
  const before = line.passed();
  await act();
  return line.passed() - before;
}

/** Cuts the line each time that a twelfth of the film has passed, ten times. */
function cutting(line: Line) {
  const before = line.cuts;
  let seen = -1;
  const timer = setInterval(() => {
    const cuts = line.cuts - before;
    if (cuts === seen) return;
    seen = cuts;
    line.cutAfter(cuts < CUTS ? FILM_BYTES / 12 : null);
  }, 5);
  return {
    async end() {
      clearInterval(timer);
      if (line.cuts - before !== CUTS) throw new Error(`the line broke ${seen} times`);
    },
  };
}

/** A player that asks for each file by its name, whole, and again from its start when that fails. */
async function plainly(
  page: Page,
  server: PlayerServer,
  line: Line,
  media: readonly Media[],
): Promise<void> {
  const hello = server.heard.find((message) => message.type === 'hello')!;
  const files = media.map(({ sha256, info }) => ({
    url: `${line.url}/media/${sha256}`,
    range: `bytes=0-${info.bytes - 1}`,
  }));
  await page.evaluate(
    async ({ files, authorization }) => {
      for (const { url, range } of files) {
        for (let come = false; !come; ) {
          try {
            const headers = { authorization, range };
            const response = await fetch(url, { headers, cache: 'no-store' });
            for await (const _ of response.body!);
            come = true;
          } catch {
            await new Promise((resolve) => setTimeout(resolve, 200));
          }
        }
      }
    },
    { files, authorization: `Bearer ${hello.screen}.${hello.token}` },
  );
}
