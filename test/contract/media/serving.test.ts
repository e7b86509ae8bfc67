/** Media and manifests by hash: ranges, caching, and who is let in. */
import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { everything } from '#server/access/scope.ts';
import { createWorld, everyDay, type World } from '#test/support/app.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

/** Bytes in the media store, known as a rendition of an asset of `unitId`. */
async function published(unitId: string, text = '0123456789', type = 'image/webp') {
  const sha256 = createHash('sha256').update(text).digest('hex');
  const file = path.join(world.dir, 'incoming');
  await fs.writeFile(file, text);
  await world.deps.media.adopt(file, sha256);
  const bytes = Buffer.byteLength(text);
  const chunks = [createHash('sha256').update(text).digest('base64url')];
  await world.store.media.put(sha256, { bytes, type, ms: null, chunks }, 0);
  const image = { kind: 'image', sha256, bytes, type, width: 10, height: 10, ms: null } as const;
  const asset = await world.make.asset(unitId, { renditions: [image] });
  return { sha256, asset };
}
const viewerAt = (unitId: string) => world.person({ unitId, role: 'viewer' });

describe('media to people', () => {
  test('the whole, immutable and never sniffed', async () => {
    const { sha256 } = await published(world.units.school.id);
    const person = await viewerAt(world.units.school.id);
    const answer = await person.get(`/media/${sha256}`);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe('0123456789');
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      etag: `"${sha256}"`,
      'content-type': 'image/webp',
      'content-length': '10',
      'accept-ranges': 'bytes',
      'cache-control': 'private, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
    });
  });

  test('HEAD tells the size without the bytes', async () => {
    const { sha256 } = await published(world.units.school.id);
    const person = await viewerAt(world.units.school.id);
    const answer = await person.ask('HEAD', `/media/${sha256}`);
    expect(answer.headers.get('content-length')).toBe('10');
    expect(await answer.text()).toBe('');
  });

  test('parts by range; beyond the end is not satisfiable', async () => {
    const { sha256 } = await published(world.units.school.id);
    const person = await viewerAt(world.units.school.id);
    const part = await person.get(`/media/${sha256}`, { Range: 'bytes=2-4' });
    expect(part.status).toBe(206);
    expect(part.headers.get('content-range')).toBe('bytes 2-4/10');
    expect(await part.text()).toBe('234');
    const beyond = await person.get(`/media/${sha256}`, { Range: 'bytes=10-' });
    expect(beyond.status).toBe(416);
    expect(beyond.headers.get('content-range')).toBe('bytes */10');
  });

  test('If-Range with another version answers the whole; If-None-Match nothing', async () => {
    const { sha256 } = await published(world.units.school.id);
    const person = await viewerAt(world.units.school.id);
    const ask = (headers: Record<string, string>) => person.get(`/media/${sha256}`, headers);
    const range = { Range: 'bytes=2-4' };
    expect((await ask({ ...range, 'If-Range': `"${sha256}"` })).status).toBe(206);
    expect((await ask({ ...range, 'If-Range': '"other"' })).status).toBe(200);
    expect((await ask({ 'If-None-Match': `"${sha256}"` })).status).toBe(304);
  });

  test('only within the scope: beside it the file does not exist', async () => {
    const { sha256 } = await published(world.units.school.id);
    expect((await world.nobody.get(`/media/${sha256}`)).status).toBe(401);
    const beside = await viewerAt(world.units.otherSchool.id);
    expect((await beside.get(`/media/${sha256}`)).status).toBe(404);
    const above = await viewerAt(world.units.office.id);
    expect((await above.get(`/media/${sha256}`)).status).toBe(200);
  });

  test('what is no hash is not found, nor is a hash that nobody has', async () => {
    const person = await viewerAt(world.units.school.id);
    for (const name of ['..%2f..%2fsigning-key.pem', 'a'.repeat(64), 'A'.repeat(64), 'x']) {
      expect((await person.get(`/media/${name}`)).status).toBe(404);
    }
  });

  test('what somebody uploaded is only ever saved, never shown in place', async () => {
    const page = '<script>alert(1)</script>';
    const { sha256 } = await published(world.units.school.id, page, 'text/html');
    const person = await viewerAt(world.units.school.id);
    const answer = await person.get(`/media/${sha256}`);
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="[0-9a-f]+"$/);
    const own = await published(world.units.school.id, 'webp');
    const shown = await person.get(`/media/${own.sha256}`);
    expect(shown.headers.get('content-disposition')).toMatch(/^inline; filename="[0-9a-f]+\.webp"/);
  });
});

describe('media and manifests to screens', () => {
  /** A screen whose programme shows one picture; its manifest's id and that picture. */
  async function showing() {
    const { sha256, asset } = await published(world.units.province.id);
    const screen = await world.make.screen();
    const { id: entryId } = asset;
    const playlist = await world.make.playlist(world.units.province.id, {
      items: [{ id: entryId, assetId: asset.id, fit: 'contain', volume: 100, ms: 5000 }],
    });
    const schedule = await world.make.schedule(world.units.province.id, playlist.id);
    await world.store.schedules.update(everything, schedule.id, 1, {
      when: everyDay,
      updatedAt: world.clock.now,
    });
    await world.deps.publisher.publish(everything, schedule.id, null);
    // the bus tells of the change after the current turn
    const programmeNow = () => world.deps.programmes.forScreen(screen.id);
    await expect
      .poll(async () => Object.keys((await programmeNow())!.compiled.manifest.media))
      .toContain(sha256);
    const programme = (await programmeNow())!;
    const headers = { Authorization: `Bearer ${screen.id}.${screen.token}` };
    return { sha256, screen, programme, headers };
  }

  test('what the programme names, and nothing else', async () => {
    const { sha256, headers } = await showing();
    const other = await published(world.units.province.id, 'not in the programme');
    const ask = (hash: string, more = headers) => world.nobody.get(`/media/${hash}`, more);
    expect((await ask(sha256)).status).toBe(200);
    expect((await ask(other.sha256)).status).toBe(404);
  });

  test('a wrong token is nobody', async () => {
    const { sha256, screen } = await showing();
    for (const token of ['wrong', '', `${screen.token}x`]) {
      const headers = { Authorization: `Bearer ${screen.id}.${token}` };
      expect((await world.nobody.get(`/media/${sha256}`, headers)).status).toBe(401);
    }
  });

  test('its own manifest, exactly the bytes that its id is the hash of, in any encoding', async () => {
    const { programme, headers } = await showing();
    const { id } = programme.compiled;
    const ask = (encoding: string) =>
      world.nobody.get(`/manifests/${id}`, { ...headers, 'Accept-Encoding': encoding });
    const bytesOf = async (answer: Response) => Buffer.from(await answer.arrayBuffer());
    const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

    const plain = await ask('identity');
    expect(plain.headers.has('content-encoding')).toBe(false);
    expect(hash(await bytesOf(plain))).toBe(id);
    const gzip = await ask('gzip, br;q=0');
    expect(gzip.headers.get('content-encoding')).toBe('gzip');
    expect(hash(gunzipSync(await bytesOf(gzip)))).toBe(id);
    const brotli = await ask('gzip, deflate, br');
    expect(brotli.headers.get('content-encoding')).toBe('br');
    expect(hash(brotliDecompressSync(await bytesOf(brotli)))).toBe(id);
    expect(brotli.headers.get('cache-control')).toContain('immutable');
    expect(brotli.headers.get('vary')).toContain('Accept-Encoding');
  });

  test('no manifest that was not made for it; people see those of their own screens', async () => {
    const { programme, screen } = await showing();
    const { id } = programme.compiled;
    const stranger = await world.make.screen(world.units.otherSchool.id);
    await world.store.manifests.put('f'.repeat(64), '{}', 0);
    const headers = { Authorization: `Bearer ${stranger.id}.${stranger.token}` };
    expect((await world.nobody.get(`/manifests/${'f'.repeat(64)}`, headers)).status).toBe(404);

    const note = { id: screen.id, manifest: id, sequence: 1 };
    await world.store.screens.note([note]);
    const own = await viewerAt(world.units.hall.id);
    const beside = await viewerAt(world.units.otherSchool.id);
    expect((await own.get(`/manifests/${id}`)).status).toBe(200);
    expect((await beside.get(`/manifests/${id}`)).status).toBe(404);
  });

  test('people see what a screen of theirs will play and has played, told to it lately or not', async () => {
    const { programme, screen } = await showing();
    const of = (id: string, at?: number) =>
      `/manifests/${id}?screen=${screen.id}${at === undefined ? '' : `&at=${at}`}`;
    const own = await viewerAt(world.units.hall.id);
    const beside = await viewerAt(world.units.otherSchool.id);
    const { id } = programme.compiled;
    // never connected: it was told nothing
    const planned = await own.get(of(id));
    expect(planned.status).toBe(200);
    expect(await planned.text()).toBe(programme.compiled.body);
    expect((await own.get(`/manifests/${id}`)).status).toBe(404);
    expect((await beside.get(of(id))).status).toBe(404);
    // a later week's was never handed out at all
    const inTenWeeks = world.clock.now + 70 * 86_400_000;
    const later = await own.get(`/api/screens/${screen.id}/frame?at=${inTenWeeks}`);
    const { manifest } = (await later.json()) as { manifest: string };
    expect(manifest).not.toBe(id);
    expect((await own.get(of(manifest, inTenWeeks))).status).toBe(200);
    expect((await own.get(of(manifest))).status).toBe(404);
    // what it was told before it was told something else
    const past = world.clock.now;
    await world.store.screens.note([
      { id: screen.id, manifest: id, sequence: 1, assignedAt: past },
    ]);
    world.clock.now += 60_000;
    const next = { manifest: 'e'.repeat(64), sequence: 2, assignedAt: world.clock.now };
    await world.store.screens.note([{ id: screen.id, ...next }]);
    world.clock.now += 60_000;
    expect((await own.get(`/manifests/${id}`)).status).toBe(404);
    expect((await own.get(of(id, past + 1000))).status).toBe(200);
    expect((await beside.get(of(id, past + 1000))).status).toBe(404);
    for (const wrong of ['never', '-1', '1.5']) {
      expect((await own.get(`${of(id)}&at=${wrong}`)).status).toBe(404);
    }
  });

  test('people see what is shown on their own screens, though the file is another unit’s', async () => {
    const { sha256 } = await showing();
    const other = await published(world.units.province.id, 'not in the programme');
    const own = await viewerAt(world.units.hall.id);
    const beside = await viewerAt(world.units.otherSchool.id);
    expect((await own.get(`/media/${sha256}`)).status).toBe(200);
    expect((await own.get(`/media/${other.sha256}`)).status).toBe(404);
    expect((await beside.get(`/media/${sha256}`)).status).toBe(404);
  });
});
