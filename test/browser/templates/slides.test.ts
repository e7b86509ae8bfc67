/** Slides as Chromium draws them: nothing cut off, nothing overlapping, codes that scan, still pictures. */
import jsQR from 'jsqr';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { templates } from '#playlists/templates/index.ts';
import { advance } from '#playlists/templates/type/advance.ts';
import { type Case, extreme, ordinary, shapes } from './drawings.ts';
import { faults } from './faults.ts';
import { type Drawing, Gallery } from './harness.ts';

let gallery: Gallery;
beforeAll(async () => {
  gallery = await Gallery.open();
});
afterAll(() => gallery?.close());

describe.each(shapes)('on a $name screen', ({ width, height }) => {
  /** what is wrong with the cases, by their names */
  const wrongOf = async (
    cases: readonly Case[],
    kept: (fault: string) => boolean,
    more: (one: Case) => Partial<Drawing> = () => ({}),
  ) => {
    const wrong: Record<string, string[]> = {};
    for (const one of cases) {
      const drawing = { template: one.template.id, data: one.data, width, height, ...more(one) };
      await gallery.eachPage(drawing, async (page) => {
        const found = (await faults(gallery.page)).filter(kept);
        if (found.length > 0) wrong[`${one.name}, page ${page + 1}`] = found;
      });
    }
    return wrong;
  };

  test('no slide loses, cuts or overlaps a word, or sets it too small, however full its form', async () => {
    for (const { name, template, data } of ordinary)
      expect(template.schema.safeParse(data).success, name).toBe(true);
    expect(await wrongOf(ordinary, () => true)).toEqual({});
  });

  test('nor does one in English', async () => {
    // the longest names of a month and of a day
    const september = { at: '2026-09-23T23:45', until: '2026-09-23T23:45', date: '2026-09-23' };
    const now = Date.UTC(2026, 8, 20);
    const wrong = await wrongOf(
      ordinary,
      () => true,
      ({ data }) => {
        const dates = Object.entries(september).filter(([field]) => field in data);
        return { data: { ...data, ...Object.fromEntries(dates) }, locale: 'en', now };
      },
    );
    expect(wrong).toEqual({});
  });

  test('nor does one that is read from far, though it may have to be smaller than that asks', async () => {
    const wrong = await wrongOf(
      ordinary,
      (fault) => !fault.includes('too small'),
      () => ({ smallest: 11 }),
    );
    expect(wrong).toEqual({});
  });

  test('text that nobody should write stays on the slide', async () => {
    expect(await wrongOf(extreme, (fault) => fault.startsWith('beyond'))).toEqual({});
  });
});

test('a preview of 320 pixels breaks its lines where the 4K screen does', async () => {
  const breaks = (width: number, height: number, data: Record<string, unknown>, template: string) =>
    gallery.draw({ template, data, width, height }).then(() =>
      gallery.page.evaluate(() =>
        [...document.querySelector('bt-slide')!.shadowRoot!.querySelectorAll('.fitted')].map(
          (element) => {
            const range = document.createRange();
            range.selectNodeContents(element);
            return new Set([...range.getClientRects()].map((rect) => Math.round(rect.top))).size;
          },
        ),
      ),
    );
  for (const { name, template, data } of ordinary) {
    expect(await breaks(320, 180, data, template.id), name).toEqual(
      await breaks(3840, 2160, data, template.id),
    );
  }
});

test('the table of letter widths bounds what Chromium sets, and not by much', async () => {
  const letters = [
    ...new Set(
      'aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵfjwz' +
        'AÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬBCDĐEÈÉẺẼẸÊỀẾỂỄỆGHIÌÍỈĨỊKLMNOÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢPQRSTUÙÚỦŨỤƯỪỨỬỮỰVXYFJWZ' +
        '0123456789 .,;:!?-–—()[]/%&+="“”‘’…·',
    ),
  ];
  const measured = await gallery.page.evaluate(
    ({ letters }) => {
      const context = document.createElement('canvas').getContext('2d')!;
      context.fontKerning = 'none';
      return letters.map((letter) =>
        Math.max(
          ...[500, 700, 800].map((weight) => {
            context.font = `${weight} 1000px 'Be Vietnam Pro'`;
            return context.measureText(letter).width / 1000;
          }),
        ),
      );
    },
    { letters },
  );
  const wrong = letters.filter((letter, index) => {
    const real = measured[index]!;
    return advance(letter) < real - 0.005 || advance(letter) > real + 0.09;
  });
  expect(wrong).toEqual([]);
});

const coded = [...templates.values()].filter(({ fields }) =>
  fields.some(({ input }) => input === 'url'),
);

test.each(coded)(
  'the QR code of $id scans, upright and turned, at 1080p and at 720p',
  async (template) => {
    const longest = `https://phugiao.example/${'v'.repeat(176)}`;
    for (const address of [template.sample.address as string, longest])
      for (const [width, height] of [
        [1920, 1080],
        [1080, 1920],
        [1280, 720],
        [720, 1280],
      ] as const) {
        const data = { ...template.sample, address };
        await gallery.draw({ template: template.id, data, width, height });
        const image = sharp(await gallery.screenshot())
          .ensureAlpha()
          .raw();
        const { data: pixels, info } = await image.toBuffer({ resolveWithObject: true });
        const found = jsQR(new Uint8ClampedArray(pixels), info.width, info.height);
        expect(found?.data).toBe(address);
        // who stands three picture heights away has the code under a tenth of the distance
        const code = gallery.page.locator('bt-slide .code');
        expect((await code.boundingBox())!.width / Math.min(width, height)).toBeGreaterThan(0.3);
      }
  },
);

test('a photo that can’t be shown leaves a plain field, no broken picture', async () => {
  const template = templates.get('news')!;
  const data = { ...template.sample, photo: 'b'.repeat(64) };
  const photo = 'data:image/png;base64,AAAA';
  await gallery.draw({ template: 'news', data, width: 640, height: 360, photo });
  const hidden = await gallery.page.waitForFunction(
    () => document.querySelector('bt-slide')!.shadowRoot!.querySelector('img')!.hidden,
  );
  expect(await hidden.jsonValue()).toBe(true);
});

test('all that ever moves on a slide is opacity and place, and a slide at rest has nothing that runs', async () => {
  const box = { width: 1280, height: 720 };
  for (const { name, template, data } of ordinary) {
    await gallery.draw({ template: template.id, data, ...box, moving: true, ms: 20_000 });
    const { moved, painted } = await gallery.page.evaluate(() => {
      const root = document.querySelector('bt-slide')!.shadowRoot!;
      const notProperties = ['offset', 'computedOffset', 'easing', 'composite'];
      return {
        moved: root
          .getAnimations()
          .flatMap((animation) => (animation.effect as KeyframeEffect).getKeyframes())
          .flatMap((keyframe) => Object.keys(keyframe))
          .filter((property) => !notProperties.includes(property)),
        painted: [...root.querySelectorAll('*')].flatMap((element) => {
          const { filter, backdropFilter, boxShadow } = getComputedStyle(element);
          // a ruled edge is no shadow: it has no blur
          const blurred = boxShadow !== 'none' && !/px 0px 0px( inset)?$/.test(boxShadow);
          return filter !== 'none' || backdropFilter !== 'none' || blurred
            ? [element.className]
            : [];
        }),
      };
    });
    expect(new Set(moved), name).toSatisfy((seen: Set<string>) =>
      seen.isSubsetOf(new Set(['opacity', 'transform'])),
    );
    expect(painted, name).toEqual([]);
    await gallery.draw({ template: template.id, data, ...box });
    const running = await gallery.page.evaluate(() => document.getAnimations().length);
    expect(running, name).toBe(0);
  }
});

test('pages turn while the slide is on air: at each instant one is to be seen, all of them once a turn', async () => {
  const template = templates.get('menu')!;
  const drawing = { template: 'menu', data: template.sample, width: 1280, height: 720, ms: 30_000 };
  await gallery.draw(drawing);
  const seen = await gallery.page.evaluate(() => {
    const root = document.querySelector('bt-slide')!.shadowRoot!;
    const pages = [...root.querySelectorAll<HTMLElement>('.page.turns')];
    for (const page of pages) page.style.opacity = '';
    const turning = root.getAnimations();
    return [1, 5, 9, 11, 15, 19, 21, 25, 29, 31, 41].map((seconds) => {
      for (const animation of turning) {
        animation.pause();
        animation.currentTime = seconds * 1000;
      }
      return pages.map((page) => Number(getComputedStyle(page).opacity)).join(' ');
    });
  });
  const [first, second, third] = ['1 0 0', '0 1 0', '0 0 1'];
  expect(seen).toEqual([
    ...[first, first, first, second, second, second, third, third, third],
    // the same slide again: from the first page on
    ...[first, second],
  ]);
});

test('the entrance moves nothing for whoever asked for less motion, nor in a still', async () => {
  const running = () =>
    gallery.page.evaluate(
      () => document.querySelector('bt-slide')!.shadowRoot!.getAnimations().length,
    );
  const drawing = {
    template: 'news',
    data: templates.get('news')!.sample,
    width: 640,
    height: 360,
  };
  await gallery.draw({ ...drawing, moving: true });
  expect(await running()).toBeGreaterThan(0);
  await gallery.draw(drawing);
  expect(await running()).toBe(0);
  await gallery.page.emulateMedia({ reducedMotion: 'reduce' });
  await gallery.draw({ ...drawing, moving: true });
  expect(await running()).toBe(0);
  await gallery.page.emulateMedia({ reducedMotion: null });
});

test('the entrance ends with everything in place', async () => {
  const drawing = {
    template: 'news',
    data: templates.get('news')!.sample,
    width: 640,
    height: 360,
  };
  await gallery.draw(drawing);
  const still = await gallery.screenshot();
  await gallery.draw({ ...drawing, moving: true });
  await gallery.page.evaluate(() =>
    Promise.all(
      document
        .querySelector('bt-slide')!
        .shadowRoot!.getAnimations()
        .map((animation) => animation.finished),
    ),
  );
  const [moved, unmoved] = await Promise.all(
    [await gallery.screenshot(), still].map((png) => sharp(png).greyscale().raw().toBuffer()),
  );
  const difference = unmoved!.reduce(
    (sum, level, index) => sum + Math.abs(level - moved![index]!),
    0,
  );
  // letters on a layer of their own are smoothed a little differently
  expect(difference / unmoved!.length).toBeLessThan(0.5);
});
