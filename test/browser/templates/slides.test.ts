/** Slides as Chromium draws them: nothing cut off, nothing overlapping, codes that scan, still pictures. */
import jsQR from 'jsqr';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { templates } from '#playlists/templates/index.ts';
import { advance } from '#playlists/templates/type/advance.ts';
import { extreme, ordinary, shapes } from './drawings.ts';
import { Gallery } from './harness.ts';

let gallery: Gallery;
beforeAll(async () => {
  gallery = await Gallery.open();
});
afterAll(() => gallery?.close());

type Drawn = { text: string; left: number; top: number; right: number; bottom: number };

/**
 * What is wrong with the slide on the page: text or codes beyond the edge of the slide (less than
 * 3 % from it), over one another, or on a motif that stands upright.
 */
function faults(): Promise<string[]> {
  return gallery.page.evaluate(() => {
    const slide = document.querySelector('bt-slide')!;
    const root = slide.shadowRoot!;
    const box = slide.getBoundingClientRect();
    const margin = Math.min(box.width, box.height) * 0.03;
    const drawn: Drawn[] = [];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.parentElement?.closest('style,svg') || !node.textContent?.trim()) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const lines = [...range.getClientRects()].filter((rect) => rect.width > 0);
      const text = node.textContent.trim().slice(0, 30);
      for (const { left, top, right, bottom, height } of lines) {
        // a line's rectangle is 1.27 em high; letters leave at least a seventh of it free at each end
        drawn.push({ text, left, top: top + height / 7, right, bottom: bottom - height / 7 });
      }
    }
    for (const solid of root.querySelectorAll('.code, .ring, .friends, .leaves, .arch, .photo')) {
      const { left, top, right, bottom } = solid.getBoundingClientRect();
      if (!solid.matches('.photo .photo, .arch .photo'))
        drawn.push({ text: `<${solid.getAttribute('class')}>`, left, top, right, bottom });
    }
    const found: string[] = [];
    for (const one of drawn) {
      if (one.text.startsWith('<') && !one.text.includes('code')) continue;
      if (one.left < box.left + margin || one.right > box.right - margin)
        found.push(`beyond the side: ${one.text}`);
      if (one.top < box.top + margin || one.bottom > box.bottom - margin)
        found.push(`beyond top or bottom: ${one.text}`);
    }
    for (const [index, one] of drawn.entries())
      for (const other of drawn.slice(index + 1)) {
        const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
        const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
        if (across > 1 && down > 1) found.push(`${one.text} over ${other.text}`);
      }
    return found;
  });
}

describe.each(shapes)('on a $name screen', ({ width, height }) => {
  test('no slide loses or overlaps a word, however full its form', async () => {
    const wrong: Record<string, string[]> = {};
    for (const { name, template, data } of ordinary) {
      expect(template.schema.safeParse(data).success, name).toBe(true);
      await gallery.draw({ template: template.id, data, width, height });
      const found = await faults();
      if (found.length > 0) wrong[name] = found;
    }
    expect(wrong).toEqual({});
  });

  test('nor does one in English', async () => {
    const wrong: Record<string, string[]> = {};
    // the longest names of a month and of a day
    const september = { at: '2026-09-23T23:45', until: '2026-09-23T23:45', date: '2026-09-23' };
    for (const { name, template, data } of ordinary) {
      const dates = Object.entries(september).filter(([field]) => field in data);
      const dated = { ...data, ...Object.fromEntries(dates) };
      const now = Date.UTC(2026, 8, 20);
      await gallery.draw({ template: template.id, data: dated, width, height, locale: 'en', now });
      const found = await faults();
      if (found.length > 0) wrong[name] = found;
    }
    expect(wrong).toEqual({});
  });

  test('text that nobody should write stays on the slide', async () => {
    const wrong: Record<string, string[]> = {};
    for (const { name, template, data } of extreme) {
      await gallery.draw({ template: template.id, data, width, height });
      const found = (await faults()).filter((fault) => fault.startsWith('beyond'));
      if (found.length > 0) wrong[name] = found;
    }
    expect(wrong).toEqual({});
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

test.each(['event-invitation', 'official-document'])('the QR code of %s scans', async (id) => {
  const template = templates.get(id)!;
  const longest = `https://phugiao.example/${'v'.repeat(176)}`;
  for (const address of [template.sample.address as string, longest])
    for (const [width, height] of [
      [1920, 1080],
      [1080, 1920],
    ] as const) {
      const data = { ...template.sample, address };
      await gallery.draw({ template: id, data, width, height });
      const image = sharp(await gallery.screenshot())
        .ensureAlpha()
        .raw();
      const { data: pixels, info } = await image.toBuffer({ resolveWithObject: true });
      const found = jsQR(new Uint8ClampedArray(pixels), info.width, info.height);
      expect(found?.data).toBe(address);
    }
});

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
