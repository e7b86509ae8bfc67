/**
 * What can't be shown: a decoder that stalls, a picture that does not decode, a web page that hangs.
 * It leaves, something of the programme stands in for it, and the office hears of it.
 */
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Item, WebItem } from '#shared/frame/manifest.ts';
import { eventually } from '#test/support/eventually.ts';
import { HOUSE_TYPE, houseClip, picture } from '#test/support/house-clip.ts';
import { ageless, image, slide } from '#test/support/manifests.ts';
import { clipItem, onAir, programme } from '#test/support/player-page.ts';
import { playerScreens } from '#test/support/player-screens.ts';
import { type Media, mediaOf } from '#test/support/player-server.ts';
import { type StrangeSite, startStrangeSite } from '#test/support/strange-site.ts';

const player = playerScreens();
let site: StrangeSite;
beforeAll(async () => {
  site = await startStrangeSite('rgb(0, 200, 0)');
});
afterAll(() => site?.stop());

/** A screen that begins to play a moment after it is paired. */
const screen = (
  media: readonly Media[],
  main: readonly Item[],
  before?: (page: Page) => Promise<unknown>,
): Promise<Page> =>
  player.screen(media, (now) => programme(media, now + 1500, main), {
    context: { ignoreHTTPSErrors: true },
    ...(before ? { before } : {}),
  });

/** `red`, `lime`, ... or the numbers, of the middle of what is to be seen. */
async function colour(page: Page): Promise<string> {
  const { data } = await sharp(await page.screenshot())
    .extract({ left: 320, top: 180, width: 1, height: 1 })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const [r = 0, g = 0, b = 0] = data;
  if (r > 200 && g < 60 && b < 60) return 'red';
  if (g > 170 && r < 60 && b < 60) return 'lime';
  if (b > 200 && r < 60 && g < 60) return 'blue';
  return `${r} ${g} ${b}`;
}

const shows = (page: Page, item: string, wanted: string) =>
  eventually(async () => (await onAir(page)) === item && (await colour(page)) === wanted, {
    what: `${wanted} while ${item} is on air`,
  });

const reported = (item: string, reason: RegExp) =>
  eventually(
    () =>
      [...player.server.plays.values()].some(
        (play) => play.item === item && play.ending === 'failed' && reason.test(play.reason ?? ''),
      ),
    { what: `the failure of ${item} in the log` },
  ).then(() =>
    eventually(() => (player.server.status?.skipped ?? 0) > 0, { what: 'the office to be told' }),
  );

/** The clip without the pictures between its second and its fifth second. */
function withHole(clip: Buffer): Buffer {
  const kept: Buffer[] = [];
  let fragment = -1;
  for (let at = 0; at < clip.length; at += clip.readUInt32BE(at)) {
    const type = clip.toString('latin1', at + 4, at + 8);
    if (type === 'moof') fragment += 1;
    const inside = type === 'moof' || type === 'mdat';
    if (inside && fragment >= 2 && fragment < 5) continue;
    kept.push(clip.subarray(at, at + clip.readUInt32BE(at)));
  }
  return Buffer.concat(kept);
}

const web = (id: string, url: string): WebItem => ({
  ...{ kind: 'web', id, ms: 5000, life: ageless, enter: 'cut', url },
});

describe('a clip', () => {
  test('on which the decoder stalls is skipped before it ends, and the next picture stands in', async () => {
    const whole = houseClip({ seconds: 8, picture: 'color=c=red' });
    const holed = mediaOf(withHole(whole.bytes), HOUSE_TYPE, 8000);
    const blue = picture('64x36', 'blue');
    const page = await screen(
      [holed, blue],
      [clipItem('holed', holed), image('blue', 4000, blue.sha256)],
    );
    await shows(page, 'holed', 'red');
    await shows(page, 'holed', 'blue');
    await shows(page, 'blue', 'blue');
    await reported('holed', /stands still/);
  });

  test('goes over into the next one when that is to fade in, and nothing is left of it', async () => {
    const red = houseClip({ seconds: 3, picture: 'color=c=red' });
    const blue = houseClip({ seconds: 3, picture: 'color=c=blue' });
    const page = await screen(
      [red, blue],
      [
        { ...clipItem('red', red), fit: 'cover' },
        { ...clipItem('blue', blue), fit: 'cover', enter: 'fade' },
      ],
    );
    await shows(page, 'red', 'red');
    const veiled = await page.evaluate(
      () =>
        new Promise<{ copy: number[]; fading: boolean }>((resolve) => {
          const { layers } = document.querySelector('bt-player')!;
          const look = () => {
            const canvas = layers.querySelector<HTMLCanvasElement>('canvas.veil');
            const [fade] = canvas?.getAnimations() ?? [];
            if (!canvas || !fade) return requestAnimationFrame(look);
            const { data } = canvas.getContext('2d')!.getImageData(9, 9, 1, 1);
            // A machine too busy to copy in time copies the clip that has come: the next round then.
            const [r = 0, , b = 0] = data;
            if (r < 200 || b > 60) return requestAnimationFrame(look);
            return resolve({ copy: [...data], fading: fade.playState === 'running' });
          };
          look();
        }),
    );
    expect(veiled.fading).toBe(true);
    expect(veiled.copy[0]).toBeGreaterThan(200);
    expect(veiled.copy[2]).toBeLessThan(60);
    await shows(page, 'blue', 'blue');
    const left = () =>
      page.evaluate(() =>
        document.querySelector('bt-player')!.layers.querySelector<HTMLCanvasElement>('canvas.veil'),
      );
    await eventually(async () => (await left()) === null, { what: 'the copy to be gone' });
  });
});

describe('a picture', () => {
  test('that does not decode is skipped', async () => {
    const noise = mediaOf(Buffer.alloc(4000, 0x5a), 'image/webp', null);
    const blue = picture('64x36', 'blue');
    const page = await screen(
      [noise, blue],
      [image('blue', 3000, blue.sha256), image('noise', 5000, noise.sha256)],
    );
    await shows(page, 'blue', 'blue');
    await shows(page, 'noise', 'blue');
    await reported('noise', /decoded/);
  });

  test('whose decoding never ends is skipped', async () => {
    const red = picture('64x36', 'red');
    const blue = picture('80x36', 'blue');
    const page = await screen(
      [red, blue],
      [image('blue', 6000, blue.sha256), image('red', 6000, red.sha256)],
      (page) =>
        page.addInitScript(() => {
          const { createImageBitmap } = window;
          window.createImageBitmap = async (...given: unknown[]) => {
            const picture = await createImageBitmap(...(given as [Blob]));
            return picture.width === 64 ? new Promise(() => {}) : picture;
          };
        }),
    );
    await shows(page, 'red', 'blue');
    await reported('red', /not ready/);
    await shows(page, 'blue', 'blue');
  });
});

describe('a slide', () => {
  test('is shown with its photo, and without one that does not decode', async () => {
    const red = picture('64x36', 'red');
    const noise = mediaOf(Buffer.alloc(2000, 7), 'image/webp', null);
    const told = (id: string, { sha256 }: Media): Item => ({
      ...{ ...slide(id, 4000, { headline: 'Tin vui', photo: sha256 }), template: 'news' },
      media: [sha256],
    });
    const page = await screen([red, noise], [told('red', red), told('noise', noise)]);
    await eventually(async () => (await onAir(page)) === 'red' && (await hasRed(page)), {
      what: 'the photo',
    });
    await eventually(async () => (await onAir(page)) === 'noise' && !(await hasRed(page)), {
      what: 'the slide without its photo',
    });
    await eventually(() => [...player.server.plays.values()].find(({ item }) => item === 'noise'), {
      what: 'the play of the slide without its photo',
    }).then(({ ending }) => expect(ending).toBe('completed'));
  });
});

/** whether a fiftieth of what is to be seen is pure red */
async function hasRed(page: Page): Promise<boolean> {
  const data = await sharp(await page.screenshot())
    .removeAlpha()
    .raw()
    .toBuffer();
  let red = 0;
  for (let i = 0; i < data.length; i += 3) {
    if (data[i]! > 230 && data[i + 1]! < 40 && data[i + 2]! < 40) red += 1;
  }
  return red > data.length / 3 / 50;
}

describe('a web page', () => {
  test('is shown, cannot lead the screen away, and is gone afterwards', async () => {
    const blue = picture('64x36', 'blue');
    const page = await screen([blue], [image('blue', 3000, blue.sha256), web('page', site.well)]);
    const address = page.url();
    await shows(page, 'page', 'lime');
    await page.mouse.click(320, 180);
    await shows(page, 'blue', 'blue');
    expect(page.url()).toBe(address);
    expect(site.asked).toContain('GET /well');
    // At most the next one is there already, to no eye.
    const seen = () =>
      page.evaluate(() =>
        [...document.querySelector('bt-player')!.layers.querySelectorAll('iframe')].map(
          ({ style }) => Number(style.opacity) > 0.01,
        ),
      );
    await eventually(async () => (await seen()).length < 2 && !(await seen()).includes(true), {
      what: 'the frame to be gone',
    });
  });

  for (const [how, reason] of [
    ['deaf', /not ready/],
    ['hanging', /not ready/],
    ['gone', /fetch/],
  ] as const) {
    test(`that is ${how} is skipped`, async () => {
      const blue = picture('64x36', 'blue');
      const page = await screen([blue], [image('blue', 6000, blue.sha256), web('page', site[how])]);
      await shows(page, 'page', 'blue');
      await reported('page', reason);
      await shows(page, 'blue', 'blue');
    });
  }
});
