/** Uploads by tus, over a real socket where the protocol or a lost line is what is tested. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import fs from 'node:fs/promises';
import { type AddressInfo, connect, type Server } from 'node:net';
import path from 'node:path';
import { createAdaptorServer } from '@hono/node-server';
import { Upload } from 'tus-js-client';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { everything } from '#server/access/scope.ts';
import { sweepUploads } from '#server/routes/uploads.ts';
import { createWorld, type World } from '#test/support/app.ts';
import { uploadFile } from '#test/support/upload.ts';

type Person = Awaited<ReturnType<World['person']>>;

let world: World;
let dir: string;
let office: Person;
let teacher: Person;

beforeEach(async () => {
  world = await createWorld({ settings: { maxUploadBytes: 1_000_000 } });
  dir = world.uploads;
  office = await world.person({ unitId: world.units.office.id, role: 'editor' });
  teacher = await world.person({ unitId: world.units.school.id, role: 'contributor' });
});
afterEach(() => world.close());

const bytesOf = (size: number) => Buffer.alloc(size, 'phòng chống đuối nước ');
const encoded = (metadata: Record<string, string>) =>
  Object.entries(metadata)
    .map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
    .join(',');
const about = (more: Record<string, string> = {}) => ({
  filename: 'Clip đuối nước.mp4',
  unitId: world.units.school.id,
  title: 'Phòng chống đuối nước',
  ...more,
});

const tus = { 'Tus-Resumable': '1.0.0' };

/** Begins an upload; answers its address. */
async function begin(
  person: Person,
  length: number,
  metadata: Record<string, string> = about(),
): Promise<Response> {
  return person.ask('POST', '/api/uploads', undefined, {
    ...tus,
    'Upload-Length': String(length),
    'Upload-Metadata': encoded(metadata),
  });
}
async function begun(person: Person, length: number, metadata = about()): Promise<string> {
  const answer = await begin(person, length, metadata);
  expect(answer.status).toBe(201);
  return answer.headers.get('location')!;
}
/** Sends `bytes` at `offset` in one request. */
function send(person: Person, url: string, offset: number, bytes: Buffer): Promise<Response> {
  return Promise.resolve(
    world.app.request(url, {
      method: 'PATCH',
      headers: {
        ...tus,
        cookie: `bangtin_session=${person.secret}`,
        'Upload-Offset': String(offset),
        'Content-Type': 'application/offset+octet-stream',
        'Content-Length': String(bytes.length),
      },
      body: new Uint8Array(bytes),
    }),
  );
}
const head = (person: Person, url: string) => person.ask('HEAD', url, undefined, tus);
const problem = async (answer: Response) => ((await answer.json()) as { code: string }).code;

describe('from the first byte to the asset', () => {
  test('the finishing answer names the asset, which waits for its conversion', async () => {
    const url = await begun(teacher, 1000);
    const first = await send(teacher, url, 0, bytesOf(400));
    expect(first.status).toBe(204);
    expect(first.headers.get('upload-offset')).toBe('400');
    expect(first.headers.has('x-asset-id')).toBe(false);

    const last = await send(teacher, url, 400, bytesOf(1000).subarray(400));
    expect(last.status).toBe(204);
    const id = last.headers.get('x-asset-id')!;
    expect(last.headers.get('location')).toBe(`/api/assets/${id}`);
    const asset = await world.store.assets.get(everything, id);
    expect(asset).toMatchObject({
      unitId: world.units.school.id,
      title: 'Phòng chống đuối nước',
      filename: 'Clip đuối nước.mp4',
      state: 'processing',
      bytes: 1000,
      uploadedBy: teacher.id,
    });
    expect(await world.deps.media.size(asset!.sha256)).toBe(1000);
    expect((await world.store.media.get(asset!.sha256))?.chunks).toHaveLength(1);
    expect(await world.store.jobs.waiting('transcode')).toBe(1);
    expect(await fs.readdir(dir)).toEqual([]);
  });

  test('what a contributor sends waits for a decision; who decides for others needs none', async () => {
    const sent = async (person: Person, fill: string) => {
      const url = await begun(person, 3);
      const answer = await send(person, url, 0, Buffer.from(fill));
      return world.store.assets.get(everything, answer.headers.get('x-asset-id')!);
    };
    expect(await sent(teacher, 'abc')).toMatchObject({ decision: 'waiting', decidedBy: null });
    expect(world.told).toContainEqual({ kind: 'waiting', unitId: world.units.school.id });
    expect(await sent(office, 'def')).toMatchObject({
      decision: 'approved',
      decidedBy: office.id,
    });
  });

  test('it is written down who sent what', async () => {
    const url = await begun(teacher, 3);
    const answer = await send(teacher, url, 0, Buffer.from('abc'));
    const subjectId = answer.headers.get('x-asset-id')!;
    const [entry] = await world.store.audit.list(everything, { subjectId, limit: 5 });
    expect(entry).toMatchObject({
      by: teacher.id,
      action: 'asset.upload',
      unitId: world.units.school.id,
      subject: { kind: 'asset', name: 'Phòng chống đuối nước' },
    });
  });

  test('who lost the finishing answer is told the asset again, and there is only one', async () => {
    const url = await begun(teacher, 3);
    const first = await send(teacher, url, 0, Buffer.from('abc'));
    const id = first.headers.get('x-asset-id');
    for (const again of [await head(teacher, url), await send(teacher, url, 3, Buffer.alloc(0))]) {
      expect(again.headers.get('x-asset-id')).toBe(id);
      expect(again.headers.get('upload-offset')).toBe('3');
    }
    expect(await world.store.jobs.waiting('transcode')).toBe(1);
  });

  test('a server that died between the last byte and the asset makes it when it is asked', async () => {
    const url = await begun(teacher, 3);
    await send(teacher, url, 0, Buffer.from('ab'));
    // the last byte reached the disk, the process did not live to see it
    await fs.appendFile(path.join(dir, path.basename(url)), 'c');
    const answer = await head(teacher, url);
    expect(answer.headers.get('upload-offset')).toBe('3');
    const id = answer.headers.get('x-asset-id')!;
    expect(await world.store.assets.get(everything, id)).toMatchObject({ bytes: 3 });
  });

  test('two who ask for the end at once get the same asset', async () => {
    const url = await begun(teacher, 3);
    await send(teacher, url, 0, Buffer.from('ab'));
    await fs.appendFile(path.join(dir, path.basename(url)), 'c');
    const answers = await Promise.all([1, 2, 3].map(() => head(teacher, url)));
    expect(new Set(answers.map((a) => a.headers.get('x-asset-id'))).size).toBe(1);
    expect(await world.store.jobs.waiting('transcode')).toBe(1);
  });

  test('without a title the file’s name is one; a path in the name is dropped', async () => {
    const filename = 'C:\\Users\\cô Lan\\Lễ khai giảng.mp4';
    const url = await begun(teacher, 3, about({ filename, title: '' }));
    const answer = await send(teacher, url, 0, Buffer.from('abc'));
    const asset = await world.store.assets.get(everything, answer.headers.get('x-asset-id')!);
    expect(asset).toMatchObject({ filename: 'Lễ khai giảng.mp4', title: 'Lễ khai giảng' });
  });

  test('themes must exist', async () => {
    await world.store.themes.put({
      id: 'duoi-nuoc',
      name: { vi: 'Đuối nước', en: 'Drowning' },
      parent: null,
    });
    const url = await begun(teacher, 3, about({ themes: 'duoi-nuoc' }));
    const answer = await send(teacher, url, 0, Buffer.from('abc'));
    const asset = await world.store.assets.get(everything, answer.headers.get('x-asset-id')!);
    expect(asset?.themes).toEqual(['duoi-nuoc']);
    const wrong = await begin(teacher, 3, about({ themes: 'duoi-nuoc,khong-co' }));
    expect(wrong.status).toBe(400);
  });
});

describe('who may upload', () => {
  test('nobody without a sign-in', async () => {
    const headers = { ...tus, 'Upload-Length': '3', 'Upload-Metadata': encoded(about()) };
    const answer = await world.nobody.ask('POST', '/api/uploads', undefined, headers);
    expect(answer.status).toBe(401);
    expect(await problem(answer)).toBe('signInNeeded');
  });

  test('only where a role reaches: beside is hidden, above is not allowed, below is', async () => {
    const to = async (person: Person, unitId: string) =>
      (await begin(person, 3, about({ unitId }))).status;
    expect(await to(teacher, world.units.hall.id)).toBe(201);
    expect(await to(teacher, world.units.otherSchool.id)).toBe(404);
    expect(await to(teacher, 'no-such-unit')).toBe(404);
    const viewer = await world.person({ unitId: world.units.school.id, role: 'viewer' });
    expect(await to(viewer, world.units.school.id)).toBe(403);
  });

  test('an upload belongs to who began it: to others it does not exist', async () => {
    const url = await begun(teacher, 6);
    await send(teacher, url, 0, Buffer.from('abc'));
    expect((await head(office, url)).status).toBe(404);
    expect((await send(office, url, 3, Buffer.from('xyz'))).status).toBe(404);
    expect((await office.ask('DELETE', url, undefined, tus)).status).toBe(404);
    expect((await head(teacher, url)).headers.get('upload-offset')).toBe('3');
    await send(teacher, url, 3, Buffer.from('def'));
    expect((await head(office, url)).status).toBe(404);
  });

  test('the owner can’t be chosen', async () => {
    const url = await begun(teacher, 3, about({ owner: office.id }));
    expect((await head(office, url)).status).toBe(404);
    expect((await head(teacher, url)).status).toBe(200);
  });

  test('an id that is none never becomes a path', async () => {
    for (const id of ['..%2f..%2fetc%2fpasswd', '%00', 'a%2eb', 'x'.repeat(65)]) {
      expect((await head(teacher, `/api/uploads/${id}`)).status).toBe(404);
    }
  });

  test('no other site is allowed to upload from a browser', async () => {
    const answer = await begin(teacher, 3);
    expect(answer.headers.has('access-control-allow-origin')).toBe(false);
  });
});

describe('limits', () => {
  test('too large is refused at the beginning, in the asker’s language', async () => {
    const answer = await begin(teacher, 1_000_001);
    expect(answer.status).toBe(413);
    expect(await answer.json()).toMatchObject({
      code: 'fileTooLarge',
      title: expect.stringContaining('Tệp quá lớn'),
    });
  });

  test('a length told later is limited as well', async () => {
    const deferred = { ...tus, 'Upload-Defer-Length': '1', 'Upload-Metadata': encoded(about()) };
    const made = await teacher.ask('POST', '/api/uploads', undefined, deferred);
    expect(made.status).toBe(201);
    const url = made.headers.get('location')!;
    expect((await send(teacher, url, 0, bytesOf(1_000_001))).status).toBe(413);
    const late = await world.app.request(url, {
      method: 'PATCH',
      headers: {
        ...tus,
        cookie: `bangtin_session=${teacher.secret}`,
        'Upload-Offset': '0',
        'Upload-Length': '1000001',
        'Content-Type': 'application/offset+octet-stream',
      },
      body: new Uint8Array(3),
    });
    expect(late.status).toBe(413);
  });

  test('more than was announced is refused', async () => {
    const url = await begun(teacher, 5);
    expect((await send(teacher, url, 0, bytesOf(6))).status).toBe(413);
  });

  test('an empty file is refused at once', async () => {
    const answer = await begin(teacher, 0);
    expect(answer.status).toBe(422);
    expect(await problem(answer)).toBe('fileEmpty');
  });

  test('unfinished uploads of one person are counted, also when they begin at once', async () => {
    const answers = await Promise.all(Array.from({ length: 22 }, () => begin(teacher, 10)));
    expect(answers.filter((a) => a.status === 201)).toHaveLength(20);
    const refused = answers.find((a) => a.status === 429)!;
    expect(await refused.json()).toMatchObject({ code: 'tooManyUploads', params: { limit: 20 } });
    expect((await begin(office, 10)).status).toBe(201);
    const one = answers.find((a) => a.status === 201)!.headers.get('location')!;
    expect((await teacher.ask('DELETE', one, undefined, tus)).status).toBe(204);
    expect((await begin(teacher, 10)).status).toBe(201);
  });

  test('metadata that lacks something names what', async () => {
    const answer = await begin(teacher, 3, { unitId: world.units.school.id });
    expect(await answer.json()).toMatchObject({
      code: 'invalid',
      fields: [{ path: 'filename', code: 'required' }],
    });
    const none = await teacher.ask('POST', '/api/uploads', undefined, {
      ...tus,
      'Upload-Length': '3',
    });
    expect(none.status).toBe(400);
  });

  test('what nobody has gone on with for a day is removed', async () => {
    const url = await begun(teacher, 10);
    await send(teacher, url, 0, bytesOf(4));
    const { mtimeMs } = await fs.stat(path.join(dir, path.basename(url)));
    const day = 24 * 60 * 60 * 1000;
    await sweepUploads(dir, mtimeMs + day - 1000);
    expect((await head(teacher, url)).status).toBe(200);
    await sweepUploads(dir, mtimeMs + day + 1000);
    expect((await head(teacher, url)).status).toBe(404);
    expect(await fs.readdir(dir)).toEqual([]);
  });
});

describe('over a real line', () => {
  let server: Server;
  let url: string;
  async function listen(): Promise<void> {
    server = createAdaptorServer({ fetch: world.app.fetch }) as Server;
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }
  const hangUp = () => new Promise((done) => server.close(done));
  beforeEach(listen);
  afterEach(hangUp);

  test('the console’s client sends a file in pieces and learns the asset', async () => {
    const cookie = `bangtin_session=${teacher.secret}`;
    const id = await uploadFile(url, cookie, bytesOf(700_000), about());
    expect(await world.store.assets.get(everything, id)).toMatchObject({ bytes: 700_000 });
  });

  test('a line that breaks in the middle of a piece goes on from what arrived', async () => {
    const at = await begun(teacher, 200_000);
    const { port, hostname } = new URL(url);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    socket.write(
      `PATCH ${at} HTTP/1.1\r\nHost: ${hostname}\r\nCookie: bangtin_session=${teacher.secret}\r\n` +
        'Tus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\nContent-Type: application/offset+octet-stream\r\n' +
        'Content-Length: 200000\r\n\r\n',
    );
    socket.write(bytesOf(200_000).subarray(0, 120_000));
    const file = path.join(dir, path.basename(at));
    await expect.poll(async () => (await fs.stat(file)).size).toBe(120_000);
    socket.destroy();
    const answer = await head(teacher, at);
    expect(answer.headers.get('upload-offset')).toBe('120000');
    const rest = await send(teacher, at, 120_000, bytesOf(200_000).subarray(120_000));
    const asset = await world.store.assets.get(everything, rest.headers.get('x-asset-id')!);
    expect(asset?.sha256).toBe(createHash('sha256').update(bytesOf(200_000)).digest('hex'));
  });

  test('an upload outlives a restart of the server', async () => {
    const cookie = `bangtin_session=${teacher.secret}`;
    const bytes = bytesOf(300_000);
    const uploadUrl = await new Promise<string>((resolve, reject) => {
      const upload = new Upload(bytes, {
        endpoint: `${url}/api/uploads`,
        headers: { cookie },
        metadata: about(),
        chunkSize: 100_000,
        onError: reject,
        onChunkComplete: () => {
          void upload.abort().then(() => resolve(upload.url!));
        },
      });
      upload.start();
    });
    await hangUp();
    await listen();
    const id = await new Promise<string>((resolve, reject) => {
      new Upload(bytes, {
        uploadUrl: `${url}${new URL(uploadUrl).pathname}`,
        headers: { cookie },
        onError: reject,
        onSuccess: ({ lastResponse }) => resolve(lastResponse.getHeader('X-Asset-Id')!),
      }).start();
    });
    expect(await world.store.assets.get(everything, id)).toMatchObject({ bytes: 300_000 });
  });
});
