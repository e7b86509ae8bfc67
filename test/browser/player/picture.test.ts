/** What is to be seen and heard on a screen in real Chromium, and when. */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { templates } from '#playlists/templates/index.ts';
import type { Item } from '#shared/frame/manifest.ts';
import { launchChromium } from '#test/support/chromium.ts';
import { eventually } from '#test/support/eventually.ts';
import { HOUSE_TYPE, houseClip, picture, soundClip } from '#test/support/house-clip.ts';
import { audio, image, slide, ticker } from '#test/support/manifests.ts';
import { clipItem, onAir, programme, snapshot, videoNow } from '#test/support/player-page.ts';
import { playerScreens } from '#test/support/player-screens.ts';
import { mediaOf } from '#test/support/player-server.ts';

const player = playerScreens();

const landscape = { width: 1920, height: 1080 };
const news = { template: 'news', data: templates.get('news')!.sample };

/** Colour of one point of what the screen shows. */
async function colourAt(page: Page, x: number, y: number): Promise<number[]> {
  const { data } = await sharp(await page.screenshot())
    .extract({ left: x, top: y, width: 1, height: 1 })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return [...data];
}

/** The clip with all its boxes, and noise for pictures after the first second. */
function withoutPictures(clip: Buffer): Buffer {
  const bytes = Buffer.from(clip);
  let seen = 0;
  for (let at = 0; at < bytes.length; at += bytes.readUInt32BE(at)) {
    if (bytes.toString('latin1', at + 4, at + 8) !== 'mdat') continue;
    if (seen > 0) bytes.fill(0xa5, at + 8, at + bytes.readUInt32BE(at));
    seen += 1;
  }
  return bytes;
}

/** Kept for whoever wants to look: `SCREENSHOTS=folder`. */
async function look(page: Page, name: string): Promise<void> {
  const folder = process.env['SCREENSHOTS'];
  if (!folder) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, `${name}.png`) });
}

describe('video', () => {
  test('is joined in the middle at the right position', async () => {
    // Its brightness tells the second: 16 at the start, 22 more each second.
    const ramp = houseClip({
      ...{ seconds: 10, size: '64x36', picture: 'color=c=black' },
      filters: 'geq=lum=16+T*22:cb=128:cr=128',
    });
    const page = await player.screen([ramp], (now) =>
      programme([ramp], now - 4000, [clipItem('ramp', ramp)]),
    );
    const seen = await eventually(
      async () => {
        const video = await videoNow(page);
        return video.shown && video.item === 'ramp' && video.r > 20 && video;
      },
      { what: 'the clip' },
    );
    // Limited range is stretched to full range on the way to the canvas.
    const position = (at: { g: number }) => ((at.g / 255) * 219) / 22;
    expect(Math.abs(position(seen) - seen.at / 1000)).toBeLessThan(0.5);
    // It is brought nearer while it plays, without a jump.
    await eventually(
      async () => {
        const video = await videoNow(page);
        return Math.abs(position(video) - video.at / 1000) < 0.12;
      },
      { what: 'the clip to be in step with the clock' },
    );
  });

  test('follows video without a gap', async () => {
    const red = houseClip({ seconds: 3, picture: 'color=c=red' });
    const blue = houseClip({ seconds: 3, picture: 'color=c=blue', tone: 660 });
    const page = await player.screen([red, blue], (now) =>
      programme([red, blue], now, [clipItem('red', red), clipItem('blue', blue)]),
    );
    // What is joined late has no time to be prepared; from then on everything has.
    await eventually(() => player.server.plays.size >= 2 || null, { what: 'the first clips' });
    const frames = await page.evaluate(
      () =>
        new Promise<{ at: number; media: number; count: number }[]>((resolve) => {
          const video = document.querySelector('bt-player')!.layers.querySelector('video')!;
          const seen: { at: number; media: number; count: number }[] = [];
          const note = (at: number, frame: VideoFrameCallbackMetadata) => {
            seen.push({ at, media: frame.mediaTime, count: frame.presentedFrames });
            if (at - seen[0]!.at > 7000) resolve(seen);
            else video.requestVideoFrameCallback(note);
          };
          video.requestVideoFrameCallback(note);
        }),
    );
    // Two boundaries lie in 7 s. Pictures come on one time line that never stops or turns back.
    const steps = frames.slice(1).map(({ at, media }, i) => ({
      wall: at - frames[i]!.at,
      media: media - frames[i]!.media,
    }));
    expect(steps.every(({ media }) => media > 0)).toBe(true);
    expect(Math.max(...steps.map(({ media }) => media))).toBeLessThan(0.35);
    expect(Math.max(...steps.map(({ wall }) => wall))).toBeLessThan(350);
    const both = new Set<string>();
    await eventually(
      async () => {
        const { r, b, item } = await videoNow(page);
        if (item === 'red' && r > 180 && b < 60) both.add('red');
        if (item === 'blue' && b > 180 && r < 60) both.add('blue');
        return both.size === 2;
      },
      { what: 'both clips, each in its time' },
    );
  });

  test('met in its middle, where a window ends, is ready there before its instant', async () => {
    const red = houseClip({ seconds: 20, size: '64x36', picture: 'color=c=red' });
    const ramp = houseClip({
      ...{ seconds: 10, size: '64x36', picture: 'color=c=black' },
      filters: 'geq=lum=16+T*22:cb=128:cr=128',
    });
    const page = await player.screen([red, ramp], (now) => {
      const made = programme([red, ramp], now, [clipItem('red', red)]);
      const cut = now + 9000;
      return {
        ...made,
        items: [...made.items, clipItem('ramp', ramp)],
        loops: [...made.loops, { turns: [1] }],
        tracks: {
          ...made.tracks,
          main: [
            { start: now, end: cut, loop: 0, phase: 0 },
            { start: cut, end: made.until, loop: 1, phase: 4000 },
          ],
        },
      };
    });
    const waiting = await eventually(
      () =>
        page.evaluate(() => {
          const [first, other] = document
            .querySelector('bt-player')!
            .layers.querySelectorAll('video');
          const item = window.bangtin!.snapshot().frame?.main?.item.id;
          const ready = item === 'red' && other!.readyState >= 3 && !other!.seeking;
          const lies = Number(other!.style.zIndex) < Number(first!.style.zIndex);
          return ready && lies && { first: first!.style.opacity };
        }),
      { what: 'the other pipeline to have it ready while the first one plays' },
    );
    expect(Number(waiting.first)).toBeGreaterThan(0.9);
    const seen = await eventually(
      async () => {
        const video = await videoNow(page);
        return video.shown && video.item === 'ramp' && video.r > 60 && video;
      },
      { what: 'the second clip' },
    );
    expect(Math.abs(((seen.g / 255) * 219) / 22 - seen.at / 1000)).toBeLessThan(0.5);
  });

  test('that can’t be decoded gives way to its poster, and the next one plays', async () => {
    const good = houseClip({ seconds: 3, picture: 'color=c=blue' });
    const source = houseClip({ seconds: 4, picture: 'testsrc2' });
    const broken = mediaOf(withoutPictures(source.bytes), HOUSE_TYPE, 4000);
    const poster = picture('64x36', 'lime');
    const page = await player.screen([good, broken, poster], (now) =>
      programme([good, broken, poster], now, [
        { ...clipItem('broken', broken), poster: poster.sha256 },
        clipItem('good', good),
      ]),
    );
    await eventually(
      async () => {
        const [r, g, b] = await colourAt(page, 320, 180);
        return (await onAir(page)) === 'broken' && r! < 40 && g! > 200 && b! < 40;
      },
      { what: 'the poster' },
    );
    expect((await snapshot(page))!.problem).not.toBeNull();
    await eventually(
      async () => {
        const { item, b, shown } = await videoNow(page);
        return item === 'good' && shown && b > 180;
      },
      { what: 'the next clip' },
    );
    await eventually(
      () => {
        const plays = [...player.server.plays.values()];
        const failed = plays.find(({ ending }) => ending === 'failed');
        return failed?.item === 'broken' && failed.reason !== null;
      },
      { what: 'the failed play' },
    );
  });

  test('and slides take turns, each in its time', async () => {
    const red = houseClip({ seconds: 2, picture: 'color=c=red' });
    const green = picture('64x36', 'lime');
    const page = await player.screen([red, green], (now) =>
      programme([red, green], now, [
        clipItem('red', red),
        { ...image('green', 2000), media: green.sha256, fit: 'cover' },
      ]),
    );
    const seen = new Set<string>();
    await eventually(
      async () => {
        const before = await onAir(page);
        const [r, g] = await colourAt(page, 320, 180);
        if ((await onAir(page)) !== before) return false;
        if (before === 'red' && r! > 180 && g! < 60) seen.add('red');
        if (before === 'green' && g! > 180 && r! < 60) seen.add('green');
        return seen.size === 2;
      },
      { what: 'clip and picture in turn' },
    );
    await eventually(() => player.server.plays.size >= 6 || null, { what: 'some plays' });
    const plays = [...player.server.plays.values()].slice(1);
    expect(plays.every(({ ending }) => ending === 'completed')).toBe(true);
    // What was prepared comes in its instant.
    for (const { real, planned } of plays) expect(real.start - planned.start).toBeLessThan(400);
  });
});

describe('the captions of a clip', () => {
  const lines = 'WEBVTT\n\n00:00.000 --> 00:59.000\nĐừng tắm sông một mình\n';
  const vtt = mediaOf(Buffer.from(lines), 'text/vtt', null);
  const said = (page: Page) =>
    page.evaluate(() => document.querySelector('bt-player')!.captions.innerText);

  test('are read where it can’t be heard, and go with it', async () => {
    const clip = houseClip({ seconds: 3, picture: 'color=c=navy' });
    const silent = { ...clipItem('silent', clip), captions: vtt.sha256, volume: 0 };
    const loud = { ...clipItem('loud', clip), captions: vtt.sha256, volume: 50 };
    const page = await player.screen([clip, vtt], (now) =>
      programme([clip, vtt], now, [silent, loud]),
    );
    for (const [item, text] of [
      ['silent', 'Đừng tắm sông một mình'],
      ['loud', ''],
      ['silent', 'Đừng tắm sông một mình'],
    ] as const) {
      await eventually(async () => (await onAir(page)) === item && (await said(page)) === text, {
        what: `“${text}” while ${item} is on air`,
      });
    }
    await look(page, 'captions');
  });

  test('are always read where the office says so', async () => {
    const clip = houseClip({ seconds: 3, picture: 'color=c=navy' });
    const page = await player.screen([clip, vtt], (now) =>
      programme([clip, vtt], now, [{ ...clipItem('loud', clip), captions: vtt.sha256 }]),
    );
    player.server.profile = { ...player.server.profile, captions: 'always' };
    player.server.send({ type: 'profile', profile: player.server.profile });
    await eventually(async () => (await said(page)) === 'Đừng tắm sông một mình', {
      what: 'the captions of a clip that is heard',
    });
  });
});

describe('a slide', () => {
  test('that was published is on the screen within half a second', async () => {
    const hour = 3_600_000;
    const page = await player.screen([], (now) =>
      programme([], now, [slide('old', hour, { title: 'Cũ' })]),
    );
    await eventually(async () => (await onAir(page)) === 'old', { what: 'the first slide' });
    await page.evaluate(() => {
      const seen: Record<string, number> = {};
      Object.assign(window, { seen });
      const watch = () => {
        for (const element of document
          .querySelector('bt-player')!
          .layers.querySelectorAll('bt-slide')) {
          const title = /Tin \d+/.exec(element.shadowRoot?.textContent ?? '')?.[0];
          const visible = Number(getComputedStyle(element).opacity) > 0.5;
          if (title && visible) seen[title] ??= Date.now();
        }
        requestAnimationFrame(watch);
      };
      watch();
    });
    const delays: number[] = [];
    for (let i = 1; i <= 10; i++) {
      const title = `Tin ${i}`;
      const published = Date.now();
      player.server.assign(
        programme([], player.server.now(), [slide(`new-${i}`, hour, { title, body: '' })]),
      );
      const at = await eventually(
        () => page.evaluate((name) => (window as never)['seen'][name] as number | undefined, title),
        { what: title },
      );
      delays.push(at - published);
    }
    delays.sort((a, b) => a - b);
    expect(delays[5]).toBeLessThan(500);
  });
});

describe('the whole screen', () => {
  const shapes = [
    landscape,
    { width: 1080, height: 1920 },
    { width: 1280, height: 720 },
    { width: 1024, height: 768 },
  ];

  test('is filled without scrollbars in any shape, the ticker below the picture', async () => {
    const text = 'Trường nghỉ học thứ Sáu 20/11. CHÚC MỪNG NGÀY NHÀ GIÁO VIỆT NAM: Ễ Ậ Ỗ';
    const items: Item[] = [{ ...slide('news', 3_600_000), ...news }];
    const page = await player.screen(
      [],
      (now) => programme([], now - 20_000, items, { ticker: [ticker('line', 30_000, text)] }),
      { context: { viewport: landscape } },
    );
    await eventually(async () => (await onAir(page)) === 'news', { what: 'the slide' });
    for (const shape of shapes) {
      await page.setViewportSize(shape);
      const measure = () =>
        page.evaluate(() => {
          const player = document.querySelector('bt-player')!;
          const box = (element: Element | null) => element?.getBoundingClientRect().toJSON();
          return {
            scrolls:
              document.documentElement.scrollHeight > innerHeight ||
              document.documentElement.scrollWidth > innerWidth,
            slide: box(player.layers.querySelector('bt-slide')),
            line: box(player.ticker),
            copies: [...player.ticker.children].map((copy) => box(copy)),
            cursor: getComputedStyle(document.body).cursor,
          };
        });
      const seen = await eventually(
        async () => {
          const now = await measure();
          return now.copies.length > 0 && Math.round(now.line.right) === shape.width && now;
        },
        { what: 'the ticker' },
      );
      expect(seen.scrolls).toBe(false);
      expect(seen.cursor).toBe('none');
      expect(seen.slide).toMatchObject({ left: 0, top: 0, right: shape.width });
      expect(seen.slide.bottom).toBeCloseTo(seen.line.top, 0);
      expect(seen.line.bottom).toBeCloseTo(shape.height, 0);
      // Room for stacked marks: the letters' box, 1.47 times the type, fits the line.
      const { width, height } = shape;
      const size = Math.min(width, height, (Math.max(width, height) * 9) / 16);
      expect(seen.line.height).toBeGreaterThan(1.47 * 0.08 * size);
      await look(page, `ticker-${shape.width}x${shape.height}`);
    }
  });

  test('shows the ticker at constant speed', async () => {
    const page = await player.screen(
      [],
      (now) =>
        programme([], now, [slide('s', 3_600_000)], {
          ticker: [ticker('line', 60_000, 'Đi bơi phải có người lớn')],
        }),
      { context: { viewport: landscape } },
    );
    const samples = await eventually(
      () =>
        page.evaluate(async () => {
          const { ticker } = document.querySelector('bt-player')!;
          const [copy] = ticker.children;
          if (!copy || copy.getBoundingClientRect().left > innerWidth - 50) return null;
          const seen: { at: number; left: number }[] = [];
          while (seen.length < 30) {
            const at = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
            seen.push({ at, left: copy.getBoundingClientRect().left });
          }
          return seen;
        }),
      { what: 'a copy on its way' },
    );
    const speeds = samples
      .slice(1)
      .map(({ at, left }, i) => (samples[i]!.left - left) / (at - samples[i]!.at));
    for (const speed of speeds) expect(speed * 1000).toBeCloseTo(240, -1);
  });

  test('shows the school’s name and time when nothing is scheduled', async () => {
    const page = await player.screen([], (now) => programme([], now, [slide('gone', 1000)]), {
      context: { viewport: landscape },
    });
    await eventually(async () => (await onAir(page)) === 'gone', { what: 'the slide' });
    player.server.assign({
      ...programme([], player.server.now(), [slide('x', 1000)]),
      tracks: { main: [], ticker: [], audio: [], voice: [] },
    });
    await eventually(
      () =>
        page.evaluate(() => {
          const player = document.querySelector('bt-player')!;
          const card = player.shadowRoot!.querySelector('bt-idle-card')!;
          const text = card.shadowRoot!.textContent!;
          return (
            !card.hidden &&
            player.layers.querySelectorAll('bt-slide').length === 0 &&
            text.includes('Trường Tiểu học Tân Hiệp') &&
            /\d\d:\d\d/.test(text.replaceAll(/\s/g, ''))
          );
        }),
      { what: 'the idle card' },
    );
    for (const shape of shapes) {
      await page.setViewportSize(shape);
      const inside = await page.evaluate(() => {
        const card = document
          .querySelector('bt-player')!
          .shadowRoot!.querySelector('bt-idle-card')!;
        return [...card.shadowRoot!.querySelectorAll('h1, .clock, .date')].every((element) => {
          const { left, top, right, bottom } = element.getBoundingClientRect();
          return left > 0 && top > 0 && right < innerWidth && bottom < innerHeight;
        });
      });
      expect(inside).toBe(true);
      await look(page, `idle-${shape.width}x${shape.height}`);
    }
  });

  test('shows its name when the office asks which one it is', async () => {
    const page = await player.screen([], (now) => programme([], now, [slide('s', 3_600_000)]), {
      context: { viewport: landscape },
    });
    await eventually(async () => (await onAir(page)) === 's', { what: 'the slide' });
    player.server.send({ type: 'identify', ms: 1500 });
    const named = () =>
      page.evaluate(
        () =>
          document.querySelector('bt-player')!.shadowRoot!.querySelector('.identify')
            ?.textContent ?? '',
      );
    await eventually(async () => (await named()).includes('Sảnh chính'), { what: 'the name' });
    await eventually(async () => (await named()) === '', { what: 'the name to go again' });
  });
});

describe('sound', () => {
  test('of the audio track plays beside the picture, and counts as a play of its own', async () => {
    const song = soundClip(20);
    const still = slide('s', 3_600_000);
    const page = await player.screen([song], (now) =>
      programme([song], now - 5000, [still], {
        audio: [{ ...audio('song', 20_000), media: song.sha256 }],
      }),
    );
    await eventually(async () => (await snapshot(page))?.frame?.audio?.item.id === 'song', {
      what: 'the sound on air',
    });
    // A play is begun only when the browser says that it plays.
    const begun = () =>
      page.evaluate(
        () =>
          new Promise<unknown>((resolve, reject) => {
            const opening = indexedDB.open('bangtin');
            opening.onerror = () => reject(opening.error);
            opening.onsuccess = () => {
              const reading = opening.result
                .transaction('openPlays')
                .objectStore('openPlays')
                .get('audio');
              reading.onsuccess = () => {
                opening.result.close();
                resolve(reading.result?.item ?? null);
              };
            };
          }),
      );
    await eventually(async () => (await begun()) === 'song', { what: 'the sound to play' });
    player.server.assign(programme([], player.server.now(), [still]));
    await eventually(
      () =>
        [...player.server.plays.values()].some(
          ({ track, item, ending }) =>
            track === 'audio' && item === 'song' && ending === 'replaced',
        ),
      { what: 'the play of the sound' },
    );
    expect((await snapshot(page))!.problem).toBeNull();
  });

  test('that the browser refuses plays muted, and the office is told', async () => {
    const red = houseClip({ seconds: 2, picture: 'color=c=red' });
    const strict = await launchChromium(['--autoplay-policy=document-user-activation-required']);
    try {
      const server = await player.serve();
      server.addMedia(red);
      server.assign(programme([red], server.now(), [clipItem('red', red)]));
      // Whatever is evaluated in a page counts as a gesture, so that nobody looks yet.
      const page = await (await strict.newContext()).newPage();
      await page.goto(`${server.url}/player`);
      await eventually(() => server.userCode, { what: 'the screen to ask for a code' });
      server.claim();
      await eventually(() => server.status?.problem?.includes('sound is refused'), {
        what: 'the problem to be told',
      });
      expect(server.status!.onAir.main).toBe('red');
      // Somebody touches the screen: there is sound at once.
      await page.mouse.click(10, 10);
      await eventually(() => server.status?.problem === null, { what: 'the sound' });
      const video = await page.evaluate(() => {
        const { muted, paused } = document
          .querySelector('bt-player')!
          .layers.querySelector('video')!;
        return { muted, paused };
      });
      expect(video).toEqual({ muted: false, paused: false });
    } finally {
      await strict.close();
    }
  });
});
