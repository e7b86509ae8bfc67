/**
 * A camera before the screen: another page of the same browser that captures the player's tab as it
 * is composited, and keeps of each captured picture when it was and how bright the cells of its
 * code are. A picture that does not change is not captured again.
 */
import type { BrowserContext, Page } from 'playwright-core';
import { cellMiddles, readCode, type Sight, screen } from './code.ts';

/** Part of the title of the tab that is captured: what a command line can hold, letters of ASCII. */
const TITLE = 'ng Tin';

/** Arguments for the Chromium in which a recorder runs. */
export const captureArguments: readonly string[] = [
  `--auto-select-tab-capture-source-by-title=${TITLE}`,
];

export type Seen = {
  /** ms of the Unix epoch, by this machine's clock */
  readonly at: number;
  readonly sight: Sight;
};

export interface Recorder {
  /** what was seen since it was last asked */
  take(): Promise<Seen[]>;
  stop(): Promise<void>;
}

/** Of one captured picture: when, on the machine's monotonic clock, µs; brightness of each cell. */
type Glimpse = { readonly at: number; readonly lumas: readonly number[] };

declare global {
  var recording: { glimpses: Glimpse[]; stop(): void };
}

/**
 * Makes all of a page move, all the time, to no eye. Chromium's capture takes a rectangle in which
 * something moves for a film, and leaves out what changes elsewhere for a quarter of a second when
 * another rectangle begins to move: a clip of another shape would look as if it stood still.
 */
export async function keepMoving(watched: Page): Promise<void> {
  await watched.evaluate(() => {
    const sheet = document.createElement('div');
    sheet.style.cssText = 'position:fixed;inset:0;z-index:9;background:#fff;pointer-events:none';
    document.body.append(sheet);
    const opacity = [0.001, 0.002];
    sheet.animate(
      { opacity },
      { duration: 500, iterations: Number.POSITIVE_INFINITY, direction: 'alternate' },
    );
  });
}

/** `url`: any page of a secure origin. */
export async function startRecorder(context: BrowserContext, url: string): Promise<Recorder> {
  const page = await context.newPage();
  await page.goto(url);
  await page.evaluate(record, { cells: cellMiddles, screen });
  const epoch = Date.now() - Number(process.hrtime.bigint()) / 1e6;
  return {
    async take() {
      const glimpses = await page.evaluate(() => recording.glimpses.splice(0));
      return glimpses.map(({ at, lumas }) => ({ at: epoch + at / 1000, sight: readCode(lumas) }));
    },
    async stop() {
      await page.evaluate(() => recording.stop());
      await page.close();
    },
  };
}

/** In the page. */
async function record(given: {
  readonly cells: typeof cellMiddles;
  readonly screen: typeof screen;
}): Promise<void> {
  const { cells, screen } = given;
  const stream = await navigator.mediaDevices.getDisplayMedia({
    video: { ...screen, frameRate: 60 },
    audio: false,
  });
  const [track] = stream.getVideoTracks();
  const { MediaStreamTrackProcessor: Processor } = globalThis as unknown as {
    MediaStreamTrackProcessor: new (init: {
      track: MediaStreamTrack;
      maxBufferSize: number;
    }) => {
      readonly readable: ReadableStream<VideoFrame>;
    };
  };
  // Room for half a second, since this page may be kept waiting.
  const reader = new Processor({ track: track!, maxBufferSize: 30 }).readable.getReader();
  const glimpses: Glimpse[] = [];
  globalThis.recording = { glimpses, stop: () => track!.stop() };
  const even = (value: number) => Math.floor(value / 2) * 2;
  const look = async (frame: VideoFrame) => {
    const { width, height } = frame.visibleRect!;
    const points = cells.map(({ x, y }) => ({
      x: Math.round((x / screen.width) * width),
      y: Math.round((y / screen.height) * height),
    }));
    const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
    // Only what is looked at is copied; colour comes in blocks of two by two.
    const [x, y] = [even(Math.min(...xs)), even(Math.min(...ys))];
    const rect = {
      ...{ x, y },
      width: even(Math.max(...xs) - x) + 2,
      height: even(Math.max(...ys) - y) + 2,
    };
    const bytes = new Uint8Array(frame.allocationSize({ rect }));
    const [luma] = await frame.copyTo(bytes, { rect });
    glimpses.push({
      at: frame.timestamp,
      lumas: points.map((at) => bytes[luma!.offset + (at.y - y) * luma!.stride + at.x - x]!),
    });
    frame.close();
  };
  void (async () => {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      await look(value);
    }
  })();
}
