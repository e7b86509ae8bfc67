/**
 * A page of pictures to be looked at: every template upright and turned, with little, usual and most
 * text, and what the player itself shows. It goes to `GALLERY_DIR`, `.tmp/gallery` unless told.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { View } from '#player/cards/player-element.ts';
import { templates } from '#playlists/templates/index.ts';
import { ScreenProfile } from '#shared/protocol/messages.ts';
import { ordinary } from './drawings.ts';
import { Gallery } from './harness.ts';

const folder = path.resolve(process.env.GALLERY_DIR ?? '.tmp/gallery');
const shapes = [
  { way: 'landscape', width: 1280, height: 720 },
  { way: 'portrait', width: 720, height: 1280 },
] as const;

type Picture = { readonly group: string; readonly file: string; readonly alt: string };
const pictures: Picture[] = [];

let gallery: Gallery;
beforeAll(async () => {
  gallery = await Gallery.open('cards.ts');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
});
afterAll(async () => {
  await gallery?.close();
  const groups = Map.groupBy(pictures, ({ group }) => group);
  const body = [...groups].map(
    ([group, of]) =>
      `<h2>${group}</h2><div>${of
        .map(
          ({ file, alt }) =>
            `<figure><img src="${file}" alt="${alt}"><figcaption>${alt}</figcaption></figure>`,
        )
        .join('')}</div>`,
  );
  const style =
    'body{font:16px system-ui;margin:2rem;background:#ddd}div{display:flex;flex-wrap:wrap;gap:1rem}' +
    'figure{margin:0}img{display:block;height:300px}figcaption{font-size:12px}';
  await writeFile(
    path.join(folder, 'index.html'),
    `<!doctype html><html lang="vi"><meta charset="utf-8"><title>Bảng Tin</title><style>${style}</style>${body.join('')}`,
  );
});

async function take(group: string, name: string): Promise<void> {
  const file = `${`${group} ${name}`.replace(/[^\p{L}\p{N}]+/gu, '-')}.png`;
  await gallery.screenshot(path.join(folder, file));
  pictures.push({ group, file, alt: name });
}

test.each([...templates.keys()])(
  '%s, with little, usual and most text',
  async (id) => {
    for (const { way, width, height } of shapes)
      for (const { name, template, data } of ordinary.filter((one) => one.template.id === id))
        await gallery.eachPage({ template: template.id, data, width, height }, (page) =>
          take(id, `${name}, ${way}, ${page + 1}`),
        );
    expect(pictures.filter(({ group }) => group === id).length).toBeGreaterThanOrEqual(6);
  },
  300_000,
);

const profile = ScreenProfile.parse({
  ...{ screenName: 'Sảnh chính', unitName: 'Trường Tiểu học Tân Hiệp', placeName: 'Sảnh dãy A' },
  ...{ zone: 'Asia/Ho_Chi_Minh', locale: 'vi' },
});
const pairing: View = {
  kind: 'pairing',
  state: {
    kind: 'shown',
    reachable: true,
    ...{ due: 0, interval: 5 },
    pairing: {
      ...{ deviceCode: 'x', interval: 5, expiresIn: 600 },
      userCode: 'BCDF-GHJK',
      verificationUri: 'https://bangtin.example.edu.vn/pair',
      verificationUriComplete: 'https://bangtin.example.edu.vn/pair?code=BCDF-GHJK',
    },
  },
};
const cards: Record<string, { view: View; now?: number; line?: string; vtt?: string }> = {
  'idle, the time known': { view: { kind: 'stage' }, now: Date.UTC(2026, 10, 23, 0, 5) },
  'idle, the time not known': { view: { kind: 'stage' } },
  pairing: { view: pairing },
  'no secure context': { view: { kind: 'notice', notice: 'insecure' } },
  'no storage': { view: { kind: 'notice', notice: 'storage' } },
  'ticker and captions': {
    view: { kind: 'stage' },
    line: 'Ngày mai nghỉ học: CHÚC MỪNG NGÀY NHÀ GIÁO VIỆT NAM. Ễ Ậ Ỗ Ẵ',
    vtt: 'WEBVTT\n\n00:00.000 --> 01:00.000\nĐi bơi phải có người lớn đi cùng,\nlên đò phải mặc áo phao.',
  },
};

test.each(Object.entries(cards))('the player’s own: %s', async (name, { view, now, line, vtt }) => {
  for (const { way, width, height } of shapes) {
    await gallery.page.setViewportSize({ width, height });
    const beyond = await gallery.page.evaluate(
      async ({ view, now, line, vtt, profile }) => {
        const player = document.createElement('bt-player');
        document.body.replaceChildren(player);
        Object.assign(player, { view, profile, now: now ?? null, ticking: line !== undefined });
        await player.updateComplete;
        if (line) {
          const copy = document.createElement('span');
          copy.textContent = line;
          player.ticker.append(copy);
        }
        if (vtt) {
          const after = (ms: number, callback: () => void) => {
            const timer = setTimeout(callback, ms);
            return () => clearTimeout(timer);
          };
          const said = new Promise((resolve) => {
            new MutationObserver(resolve).observe(player.captions, { childList: true });
          });
          window.createCaptions({ host: player.captions, after }).show(vtt, () => 1000);
          await said;
        }
        const card = player.shadowRoot!.querySelector(
          'bt-idle-card, bt-pairing-card, bt-notice-card',
        );
        await (card as (Element & { updateComplete?: Promise<unknown> }) | null)?.updateComplete;
        const texts = [
          ...(card?.shadowRoot?.querySelectorAll('h1, p, time, b') ?? []),
          ...player.captions.querySelectorAll('span'),
        ];
        return texts
          .filter((element) => {
            const { left, right, top, bottom } = element.getBoundingClientRect();
            const [x, y] = [innerWidth * 0.03, innerHeight * 0.03];
            return left < x || right > innerWidth - x || top < y || bottom > innerHeight - y;
          })
          .map((element) => element.textContent);
      },
      { view, now, line, vtt, profile },
    );
    await take('player', `${name}, ${way}`);
    expect(beyond).toEqual([]);
  }
});
