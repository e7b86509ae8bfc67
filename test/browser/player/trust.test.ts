/** What a screen refuses, in real Chromium, while it goes on playing what it trusts. */
import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { canonicalText } from '#shared/frame/canonical.ts';
import { CHUNK_BYTES } from '#shared/frame/manifest.ts';
import { launchChromium } from '#test/support/chromium.ts';
import { eventually } from '#test/support/eventually.ts';
import { houseClip, picture } from '#test/support/house-clip.ts';
import { slide } from '#test/support/manifests.ts';
import { buildPlayer } from '#test/support/player-build.ts';
import { clipItem, onAir, pairedPage, programme, snapshot } from '#test/support/player-page.ts';
import { mediaOf, type PlayerServer, startPlayerServer } from '#test/support/player-server.ts';

let dist: string;
let server: PlayerServer;
let browser: Browser;
let page: Page;
const trusted = slide('trusted', 3_600_000, { title: 'Tin cậy', body: '' });

beforeAll(async () => {
  dist = await buildPlayer();
  server = await startPlayerServer(dist);
  browser = await launchChromium();
  server.assign(programme([], server.now(), [trusted]));
  page = await pairedPage(await browser.newContext(), server);
  await eventually(async () => (await onAir(page)) === 'trusted', { what: 'the trusted slide' });
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await rm(dist, { recursive: true, force: true });
});

const refusals = () => server.heard.filter(({ type }) => type === 'refused').length;
const refused = async (before: number) => {
  await eventually(() => refusals() > before, { what: 'the refusal' });
  expect(await onAir(page)).toBe('trusted');
};
const evil = () => {
  const body = canonicalText(programme([], server.now(), [slide('evil', 5000, { title: 'x' })]));
  return { id: createHash('sha256').update(body).digest('hex'), body };
};

test('an assignment that another key signed is refused', async () => {
  const before = refusals();
  const { id, body } = evil();
  const forged = { screen: server.screenId, manifest: id, sequence: 1000, issuedAt: server.now() };
  server.send({ type: 'manifest', id, body });
  server.send(server.signed(forged, server.strangersKey));
  await refused(before);
});

test('an assignment of another screen is refused though the server signed it', async () => {
  const before = refusals();
  const { id, body } = evil();
  server.send({ type: 'manifest', id, body });
  server.send(
    server.signed({ screen: 'screen-2', manifest: id, sequence: 1000, issuedAt: server.now() }),
  );
  await refused(before);
});

test('a manifest whose bytes were changed is refused', async () => {
  const before = refusals();
  const { id, body } = evil();
  server.send({ type: 'manifest', id, body: body.replace('evil', 'evyl') });
  server.send(
    server.signed({
      ...{ screen: server.screenId, manifest: id, sequence: 500, issuedAt: server.now() },
    }),
  );
  await refused(before);
});

test('media with wrong bytes never come on the screen; with the right ones they do', async () => {
  const clip = houseClip({ seconds: 2, picture: 'color=c=blue' });
  const wrong = Buffer.from(clip.bytes);
  wrong[wrong.length - 100]! ^= 1;
  server.addMedia(clip);
  server.corrupt(clip.sha256, wrong);
  // The refused sequence above was accepted as the newest, so this one is newer still.
  while ((server.assignment?.sequence ?? 0) < 500) {
    server.assign(programme([clip], server.now(), [clipItem('clip', clip)]));
  }
  server.assign(programme([clip], server.now(), [clipItem('clip', clip)]));
  await eventually(async () => (await snapshot(page))?.problem?.includes('hash'), {
    what: 'the problem to be told',
  });
  expect(await onAir(page)).toBe('trusted');
  expect((await snapshot(page))!.cache.used).toBe(0);
  server.corrupt(clip.sha256, null);
  await eventually(async () => (await onAir(page)) === 'clip', {
    within: 60_000,
    what: 'the clip with its right bytes',
  });
});

test('a large file comes over a line that breaks again and again: each time it goes on where it was', async () => {
  const noise = Buffer.alloc(CHUNK_BYTES + 700_000);
  for (let at = 0; at < noise.length; at += 4) noise.writeUInt32LE((at * 2_654_435_761) >>> 0, at);
  const large = mediaOf(noise, 'application/octet-stream');
  const image = picture('64x36', 'green');
  server.addMedia(large);
  server.addMedia(image);
  const shown = {
    ...slide('with-media', 3_600_000, { title: 'Có tệp lớn', body: '' }),
    media: [large.sha256, image.sha256],
  };
  server.breakMediaAfter = 1_500_000;
  server.assign(programme([large, image], server.now(), [shown]));
  await eventually(async () => (await onAir(page)) === 'with-media', {
    within: 60_000,
    what: 'the slide whose media are large',
  });
  // What the browser had received and not read yet is lost with the line, so a request may begin
  // where the one before began; but none starts over.
  const starts = server.mediaStarts.get(large.sha256)!;
  expect(starts.length).toBeGreaterThan(3);
  for (const piece of [0, 1]) {
    const its = starts.filter((start) => Math.floor(start / CHUNK_BYTES) === piece);
    expect(its).toEqual(its.toSorted((a, b) => a - b));
    if (piece === 0) expect(its.at(-1)).toBeGreaterThan(2_000_000);
  }
  expect(server.mediaStarts.get(image.sha256)).toEqual([0]);
});

test('an older programme that the server once signed does not come back', async () => {
  const older = programme([], server.now(), [slide('older', 5000, { title: 'Cũ', body: '' })]);
  const newer = programme([], server.now(), [
    slide('newer', 3_600_000, { title: 'Mới', body: '' }),
  ]);
  const id = server.assign(older);
  const replayed = server.signed(server.assignment!);
  await eventually(async () => (await onAir(page)) === 'older', { what: 'the older programme' });
  server.assign(newer);
  await eventually(async () => (await onAir(page)) === 'newer', { what: 'the newer programme' });
  const before = refusals();
  server.send({ type: 'manifest', id, body: canonicalText(older) });
  server.send(replayed);
  await eventually(() => refusals() > before, { what: 'the refusal' });
  expect(await onAir(page)).toBe('newer');
  // Nor under a newer number, which nobody signed.
  server.send({ type: 'assign', assignment: { ...replayed.assignment, sequence: 100_000 } });
  await eventually(() => refusals() > before + 1, { what: 'the second refusal' });
  expect(await onAir(page)).toBe('newer');
});

test('a screen that its server does not know plays on, with a code beside it, until somebody claims it', async () => {
  const still = picture('64x36', 'teal');
  server.addMedia(still);
  const shown = {
    ...slide('held', 3_600_000, { title: 'Đang giữ', body: '' }),
    media: [still.sha256],
  };
  server.assign(programme([still], server.now(), [shown]));
  await eventually(async () => (await onAir(page)) === 'held', { what: 'the programme' });
  const asked = server.mediaStarts.get(still.sha256)!.length;

  // As when the server was restored from a backup that is older than the screen.
  server.revoke();
  server.closeSockets(4401);
  const corner = () =>
    page.evaluate(
      () =>
        document.querySelector('bt-player')!.shadowRoot!.querySelector('.code')?.textContent ??
        null,
    );
  await eventually(async () => (await corner())?.includes('BCDF-GHJK'), { what: 'the code' });
  expect((await snapshot(page))!.link).toBe('refused');
  expect((await snapshot(page))!.problem).toContain('does not know this screen');
  expect(await onAir(page)).toBe('held');

  // Its plays are those of a screen that the server has never heard of.
  server.plays.clear();
  server.claim();
  await eventually(async () => (await snapshot(page))?.link === 'live', { what: 'the new link' });
  await eventually(async () => (await onAir(page)) === 'held', { what: 'the programme again' });
  expect(await corner()).toBeNull();
  // What was held was not fetched again.
  expect(server.mediaStarts.get(still.sha256)).toHaveLength(asked);
});
