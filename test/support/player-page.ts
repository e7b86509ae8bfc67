/** What a browser test wants to know of a page that plays. */
import type { BrowserContext, Page } from 'playwright-core';
import type { Snapshot } from '#player/player.ts';
import { type Item, MANIFEST_VERSION, type Manifest } from '#shared/frame/manifest.ts';
import { eventually } from './eventually.ts';
import { ageless } from './manifests.ts';
import type { Media, PlayerServer } from './player-server.ts';

export const snapshot = (page: Page): Promise<Snapshot | null> =>
  page.evaluate(() => window.bangtin?.snapshot() ?? null);

export const onAir = async (page: Page): Promise<string | null> =>
  (await snapshot(page))?.frame?.main?.item.id ?? null;

/** Items played round and round from `start` on, with all media that they name. */
export function programme(
  media: readonly Media[],
  start: number,
  main: readonly Item[],
  more: { ticker?: readonly Item[]; audio?: readonly Item[]; voice?: readonly Item[] } = {},
): Manifest {
  const until = start + 30 * 86_400_000;
  const segment = (loop: number) => [{ start, end: until, loop, phase: 0 }];
  let turn = 0;
  const loops = [main, more.ticker ?? [], more.audio ?? [], more.voice ?? []].filter(
    ({ length }) => length > 0,
  );
  const at = (items: readonly Item[] | undefined) =>
    items && items.length > 0 ? segment(loops.indexOf(items)) : [];
  return {
    version: MANIFEST_VERSION,
    from: start,
    until,
    tracks: {
      ...{ main: at(main), ticker: at(more.ticker) },
      ...{ audio: at(more.audio), voice: at(more.voice) },
    },
    items: loops.flat(),
    loops: loops.map((items) => ({ turns: items.map(() => turn++) })),
    media: Object.fromEntries(media.map(({ sha256, info }) => [sha256, info])),
    recalled: [],
  };
}

/** A video item of the whole clip. */
export const clipItem = (id: string, clip: Media): Extract<Item, { kind: 'video' }> => ({
  ...{ kind: 'video', id, ms: clip.info.ms!, life: ageless, enter: 'cut', media: clip.sha256 },
  ...{ poster: null, captions: null, fit: 'cover', volume: 50 },
});

/** Opens the player, and has the screen claimed when it shows its code. `url`: where it finds the server. */
export async function pairedPage(
  context: BrowserContext,
  server: PlayerServer,
  url: string = server.url,
): Promise<Page> {
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(`${url}/player`);
  await eventually(() => server.userCode, { what: 'the screen to ask for a code' });
  server.claim();
  await eventually(async () => (await snapshot(page))?.screenId === server.screenId, {
    what: 'the screen to be paired',
  });
  return page;
}

/** The colour in the middle of the video as it is this instant, beside what is on air. */
export const videoNow = (
  page: Page,
): Promise<{ r: number; g: number; b: number; item: string | null; at: number; shown: boolean }> =>
  page.evaluate(() => {
    const rank = ({ style }: HTMLVideoElement) =>
      Number(style.opacity) > 0.9 ? Number(style.zIndex) : Number.NEGATIVE_INFINITY;
    const videos = [...document.querySelector('bt-player')!.layers.querySelectorAll('video')];
    const video = videos.sort((a, b) => rank(b) - rank(a))[0]!;
    const canvas = new OffscreenCanvas(8, 8);
    const context = canvas.getContext('2d')!;
    context.drawImage(video, 0, 0, 8, 8);
    const { t, frame } = window.bangtin!.snapshot();
    const [r = 0, g = 0, b = 0] = context.getImageData(4, 4, 1, 1).data;
    const main = frame?.main ?? null;
    return {
      ...{ r, g, b, item: main?.item.id ?? null },
      at: main ? main.offset + t - main.start : 0,
      shown: Number(video.style.opacity) > 0.9 && video.readyState >= 2,
    };
  });
