/** The server's own addresses, the headers on every page, and the files for browsers. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openApiText } from '#server/routes/openapi/document.ts';
import { createWorld, type World } from '#test/support/app.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
  await mkdir(path.join(world.dir, 'assets'));
  await writeFile(path.join(world.dir, 'assets', 'entry-1a2b.js'), 'export {};');
  await writeFile(path.join(world.dir, 'sw.js'), 'self.skipWaiting();');
  await writeFile(path.join(world.dir, 'player.html'), '<bt-player></bt-player>');
  await writeFile(path.join(world.dir, 'build.json'), '{"version":"1","files":[]}');
});
afterAll(() => world.close());

describe('the OpenAPI document', () => {
  test('that is committed and served is the one that the routes make (npm run openapi)', async () => {
    const file = new URL('../../../server/routes/openapi/openapi.json', import.meta.url);
    expect(await readFile(file, 'utf8')).toBe(openApiText());
    const served = await world.nobody.get('/api/openapi.json');
    expect(await served.json()).toEqual(JSON.parse(openApiText()));
  });

  test('is of version 3.1 and names its resources', () => {
    const { openapi, components } = JSON.parse(openApiText());
    expect(openapi).toBe('3.1.0');
    expect(Object.keys(components.schemas)).toEqual(
      expect.arrayContaining([
        'Unit',
        'Person',
        'Asset',
        'Playlist',
        'Schedule',
        'Screen',
        'Problem',
      ]),
    );
  });
});

describe('readiness', () => {
  test('names each part', async () => {
    const response = await world.nobody.get('/readyz');
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ store: 'ready', bus: 'ready', media: 'ready' });
  });

  test('fails with the part that does not answer, and does not say why', async () => {
    const broken = vi.spyOn(world.deps.bus, 'ready').mockRejectedValueOnce(new Error('10.0.0.7'));
    const response = await world.nobody.get('/readyz');
    expect(response.status).toBe(503);
    expect(await response.json()).toEqual({ store: 'ready', bus: 'failed', media: 'ready' });
    broken.mockRestore();
  });

  test('is something else than being alive', async () => {
    const response = await world.nobody.get('/healthz');
    expect(await response.json()).toEqual({ status: 'ok', version: '0.0.0' });
  });
});

describe('metrics', () => {
  const from = (remoteAddress: string) => ({ incoming: { socket: { remoteAddress } } });
  const scrape = (address: string, headers = {}) =>
    world.app.request('/metrics', { headers }, from(address));

  test('are for this machine, but not for who comes through a proxy on it', async () => {
    expect((await scrape('127.0.0.1')).status).toBe(200);
    expect((await scrape('::1')).status).toBe(200);
    expect((await scrape('::ffff:127.0.0.1')).status).toBe(200);
    expect((await scrape('192.0.2.1')).status).toBe(401);
    expect((await scrape('127.0.0.1', { 'x-forwarded-for': '192.0.2.1' })).status).toBe(401);
  });

  test('tell durations by route, screens, conversions and the event loop', async () => {
    const admin = await world.person({ unitId: world.units.office.id, role: 'admin' });
    await admin.get(`/api/units/${world.units.school.id}`);
    world.hub.connect('a', { since: 1, status: null });
    await world.deps.store.jobs.add({ id: 'j', kind: 'transcode', subject: 's', at: 1 });
    const text = await (await scrape('127.0.0.1')).text();
    expect(text).toContain('method="GET",route="/api/units/:id",status="200"} 1');
    expect(text).not.toContain(world.units.school.id);
    expect(text).toMatch(/^bangtin_screens_connected 1$/m);
    expect(text).toMatch(/^bangtin_jobs_waiting 1$/m);
    expect(text).toMatch(/^bangtin_assets\{state="ready"\} \d+$/m);
    expect(text).toMatch(/^nodejs_eventloop_lag_seconds /m);
  });

  test('fold all unknown addresses into one series', async () => {
    for (let n = 0; n < 20; n += 1) await world.nobody.get(`/khong-co-${n}`);
    const text = await (await scrape('127.0.0.1')).text();
    expect(text).not.toContain('khong-co');
  });
});

describe('every page', () => {
  test('may load nothing foreign, run no inline script and be framed by nobody', async () => {
    for (const url of ['/player', '/api/units', '/healthz', '/khong-co']) {
      const { headers } = await world.nobody.get(url);
      const policy = headers.get('content-security-policy')!;
      expect.soft(policy, url).toContain("script-src 'self';");
      expect.soft(policy, url).toContain("frame-ancestors 'none'");
      expect.soft(policy, url).toContain("object-src 'none'");
      expect.soft(headers.get('x-content-type-options'), url).toBe('nosniff');
      expect.soft(headers.get('referrer-policy'), url).toBe('same-origin');
      expect.soft(headers.get('cross-origin-opener-policy'), url).toBe('same-origin');
      expect.soft(headers.get('permissions-policy'), url).toContain('camera=()');
      expect.soft(headers.get('strict-transport-security'), url).toBeNull();
    }
  });

  test('frames nothing, but a screen pages of other sites over https', async () => {
    const framed = async (url: string) => {
      const { headers } = await world.nobody.get(url);
      return /frame-src ([^;]*)/.exec(headers.get('content-security-policy')!)?.[1];
    };
    for (const url of ['/player', '/player/x']) expect(await framed(url), url).toBe('https:');
    const asks = async (url: string) =>
      (await world.nobody.get(url)).headers.get('content-security-policy')!;
    expect(await asks('/player')).toMatch(/connect-src [^;]*https:/);
    expect(await asks('/')).not.toMatch(/connect-src [^;]*https:/);
    for (const url of ['/', '/api/units', '/players', '/healthz']) {
      expect(await framed(url), url).toBe("'none'");
    }
    const { headers } = await world.nobody.get('/player');
    expect(headers.get('content-security-policy')).toContain("media-src 'self' blob:;");
  });

  test('stays on TLS once it came over it', async () => {
    const secured = await createWorld({ settings: { publicUrl: 'https://bangtin.example.vn' } });
    const { headers } = await secured.nobody.get('/healthz');
    expect(headers.get('strict-transport-security')).toBe('max-age=31536000');
    await secured.close();
  });
});

describe('files for browsers', () => {
  test('are kept for good, because their names change with their content', async () => {
    const response = await world.nobody.get('/assets/entry-1a2b.js');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('javascript');
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    const etag = response.headers.get('etag')!;
    await response.text();
    const again = await world.nobody.get('/assets/entry-1a2b.js', { 'if-none-match': etag });
    expect(again.status).toBe(304);
  });

  test('that do not exist are not kept at all', async () => {
    const response = await world.nobody.get('/assets/entry-9z9z.js');
    expect(response.status).toBe(404);
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  test.each(['/assets/../manifest.json', '/assets/%2e%2e/sw.js', '/assets/..%2f..%2fetc/passwd'])(
    'do not lead out of their folder: %s',
    async (url) => {
      expect((await world.nobody.get(url)).status).toBe(404);
    },
  );

  test('of the player come with its service worker in charge of /player', async () => {
    const worker = await world.nobody.get('/player/sw.js');
    expect(await worker.text()).toBe('self.skipWaiting();');
    expect(worker.headers.get('content-type')).toContain('javascript');
    expect(worker.headers.get('service-worker-allowed')).toBe('/player');
    expect(worker.headers.get('cache-control')).toBe('no-cache');
  });

  test('of the player’s newest build are listed, and the list is never kept', async () => {
    const list = await world.nobody.get('/player/build.json');
    expect(await list.json()).toEqual({ version: '1', files: [] });
    expect(list.headers.get('cache-control')).toBe('no-store');
  });

  test.each(['/player', '/player/anything'])(
    'the player’s page at %s is the build’s own, asked about each time',
    async (url) => {
      const response = await world.nobody.get(url);
      expect(await response.text()).toBe('<bt-player></bt-player>');
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(response.headers.get('cache-control')).toBe('no-cache');
    },
  );
});
