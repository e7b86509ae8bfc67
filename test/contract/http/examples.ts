/**
 * One allowed request for every operation of the OpenAPI document. The access test asks each of them
 * as everybody, about things in scope, beside it and above it; an operation without an example fails.
 */
import { createHash, randomInt } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { FileStore } from '@tus/file-store';
import { Upload } from '@tus/server';
import { hashPassword } from '#server/access/passwords.ts';
import { everything } from '#server/access/scope.ts';
import { hashSecret } from '#server/access/secrets.ts';
import { everyDay, PASSWORD, type World } from '#test/support/app.ts';

export type Example = {
  readonly url: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  /** status of the answer for whoever may ask */
  readonly done: number;
};

/**
 * `unitId`: where the thing stands, or is to be made. `asker`: the id and e-mail of who asks, null
 * for nobody.
 */
export type MakeExample = (
  world: World,
  unitId: string,
  asker: { readonly id: string; readonly email: string } | null,
) => Promise<Example> | Example;

const at =
  (url: string, done = 200): MakeExample =>
  () => ({ url, done });

const waiting = async ({ store, clock, deps }: World) => {
  const letters = 'BCDFGHJKLMNPQRSTVWXZ';
  const pick = () => letters[randomInt(letters.length)];
  const userCode = Array.from({ length: 8 }, pick).join('').replace(/^..../, '$&-');
  const deviceCode = deps.newId();
  const expiresAt = clock.now + 600_000;
  await store.pairings.insert({ deviceCodeHash: hashSecret(deviceCode), userCode, expiresAt });
  return { userCode, deviceCode };
};

/** Two bytes that the asker has begun to upload; nobody's, when nobody asks. */
const begun = async ({ uploads, deps }: World, unitId: string, asker: { id: string } | null) => {
  const id = deps.newId();
  const metadata = { filename: 'ảnh.png', unitId, owner: asker?.id ?? 'nobody' };
  await new FileStore({ directory: uploads }).create(
    new Upload({ id, size: 2, offset: 0, metadata }),
  );
  return { url: `/api/uploads/${id}`, headers: { 'Tus-Resumable': '1.0.0' } };
};

/** Units stand for themselves above (the province), and get a new one below the place elsewhere. */
const unitAt = async ({ make, units }: World, unitId: string) =>
  unitId === units.province.id ? unitId : (await make.unit(unitId)).id;

const noCalendar = { weekdays: null, terms: null, yearly: [], decided: [] };
const noTimetable = { templates: [], exceptions: [] };
const noPolicy = { airtime: null, sound: null, screens: null, speakers: null };

/**
 * What a unit has set can be read, set and read back in its history. `done`: of setting it below the
 * top.
 */
const settingExamples = (kind: string, value: object, done = 200): Record<string, MakeExample> => ({
  [`GET /api/units/{id}/${kind}`]: async (world, unitId) => ({
    url: `/api/units/${await unitAt(world, unitId)}/${kind}`,
    done: 200,
  }),
  [`PUT /api/units/{id}/${kind}`]: async (world, unitId) => ({
    url: `/api/units/${await unitAt(world, unitId)}/${kind}`,
    body: { version: 0, value },
    done: unitId === world.units.province.id ? 200 : done,
  }),
  [`GET /api/units/{id}/${kind}/history`]: async (world, unitId) => ({
    url: `/api/units/${await unitAt(world, unitId)}/${kind}/history`,
    done: 200,
  }),
});

const ofScreen =
  (what: string, done = 200): MakeExample =>
  async ({ make }, unitId) => ({
    url: `/api/screens/${(await make.screen(unitId)).id}/${what}`,
    done,
  });

const ofUnit =
  (what: string, done = 200): MakeExample =>
  async (world, unitId) => ({ url: `/api/units/${await unitAt(world, unitId)}/${what}`, done });

export const examples: Readonly<Record<string, MakeExample>> = {
  'POST /api/session': async ({ make, store }, unitId, asker) => {
    const email = asker?.email ?? (await make.person(unitId)).email;
    if (asker === null) {
      const person = await store.people.findByEmail(email);
      const passwordHash = await hashPassword(PASSWORD, () => new Uint8Array(16));
      await store.people.update(person!.id, { passwordHash });
    }
    return { url: '/api/session', body: { email, password: PASSWORD }, done: 201 };
  },
  'GET /api/session': at('/api/session'),
  'PATCH /api/session': () => ({ url: '/api/session', body: { locale: 'en' }, done: 200 }),
  'DELETE /api/session': at('/api/session', 204),
  'GET /api/tokens': at('/api/tokens'),
  'POST /api/tokens': () => ({ url: '/api/tokens', body: { name: 'Thử' }, done: 201 }),
  'DELETE /api/tokens/{id}': async ({ store, deps, clock }, _, asker) => {
    const id = deps.newId();
    const token = { id, hash: id, personId: asker?.id ?? '', name: 'Thử', at: clock.now };
    if (asker !== null) await store.tokens.insert(token);
    return { url: `/api/tokens/${id}`, done: 204 };
  },

  'GET /api/units': at('/api/units'),
  'POST /api/units': (_, parentId) => ({
    url: '/api/units',
    body: { parentId, kind: 'zone', name: 'Sân trường' },
    done: 201,
  }),
  'GET /api/units/{id}': async (world, unitId) => ({
    url: `/api/units/${await unitAt(world, unitId)}`,
    done: 200,
  }),
  'PATCH /api/units/{id}': async (world, unitId) => ({
    url: `/api/units/${await unitAt(world, unitId)}`,
    body: { name: 'Nhà đa năng' },
    done: 200,
  }),
  'DELETE /api/units/{id}': async (world, unitId) => ({
    url: `/api/units/${await unitAt(world, unitId)}`,
    done: 204,
  }),

  ...settingExamples('calendar', noCalendar),
  ...settingExamples('timetable', noTimetable),
  ...settingExamples('policy', noPolicy),
  ...settingExamples('downloads', { windows: null, jitterMinutes: null, atATime: null }),
  // the unit at the top alone may say so
  ...settingExamples('web', { origins: [] }, 400),
  'GET /api/units/{id}/windows': ofUnit('windows'),
  'GET /api/units/{id}/feeds': ofUnit('feeds'),
  'POST /api/units/{id}/feeds': ofUnit('feeds', 201),
  'GET /feeds/{file}': async ({ make, store, deps, clock }, unitId) => {
    const token = Buffer.from(deps.randomBytes(32)).toString('base64url');
    const createdBy = (await make.person(unitId)).id;
    const feed = { id: deps.newId(), unitId, createdBy, createdAt: clock.now };
    const subject = { kind: 'unit', id: unitId } as const;
    await store.feeds.insert(everything, { ...feed, subject, tokenHash: hashSecret(token) });
    return { url: `/feeds/${token}.ics`, done: 200 };
  },
  'DELETE /api/feeds/{id}': async ({ make, store, deps, clock }, unitId, asker) => {
    const id = deps.newId();
    const createdBy = asker?.id ?? (await make.person(unitId)).id;
    const feed = { id, unitId, createdBy, createdAt: clock.now, tokenHash: id };
    await store.feeds.insert(everything, { ...feed, subject: { kind: 'unit', id: unitId } });
    return { url: `/api/feeds/${id}`, done: 204 };
  },

  'GET /api/people': at('/api/people'),
  'POST /api/people': ({ deps }, unitId) => ({
    url: '/api/people',
    body: {
      email: `${deps.newId()}@example.vn`,
      name: 'Nguyễn Thị Mới',
      password: PASSWORD,
      role: { unitId, role: 'editor' },
    },
    done: 201,
  }),
  'GET /api/people/{id}': async ({ make }, unitId) => ({
    url: `/api/people/${(await make.person(unitId)).id}`,
    done: 200,
  }),
  'PATCH /api/people/{id}': async ({ make }, unitId) => ({
    url: `/api/people/${(await make.person(unitId)).id}`,
    body: { name: 'Trần Văn Khác' },
    done: 200,
  }),
  'POST /api/people/{id}/roles': async ({ make, units }, unitId) => ({
    url: `/api/people/${(await make.person(units.school.id)).id}/roles`,
    body: { unitId, role: 'editor' },
    done: 201,
  }),
  'DELETE /api/people/{id}/roles/{unitId}/{role}': async ({ make, store, clock }, unitId) => {
    const { id } = await make.person(unitId);
    await store.people.grant(everything, id, { unitId, role: 'editor' }, clock.now);
    return { url: `/api/people/${id}/roles/${unitId}/editor`, done: 200 };
  },

  'GET /api/themes': at('/api/themes'),
  'PUT /api/themes/{theme}': () => ({
    url: '/api/themes/an-toan',
    body: { name: { vi: 'An toàn', en: 'Safety' }, parent: null },
    done: 200,
  }),

  'GET /api/assets': at('/api/assets'),
  'GET /api/assets/{id}': async ({ make }, unitId) => ({
    url: `/api/assets/${(await make.asset(unitId)).id}`,
    done: 200,
  }),
  'PATCH /api/assets/{id}': async ({ make }, unitId) => ({
    url: `/api/assets/${(await make.asset(unitId)).id}`,
    body: { title: 'Phòng chống đuối nước' },
    done: 200,
  }),
  'DELETE /api/assets/{id}': async ({ make }, unitId) => ({
    url: `/api/assets/${(await make.asset(unitId)).id}`,
    done: 204,
  }),
  'PUT /api/assets/{id}/captions': async ({ make }, unitId) => ({
    url: `/api/assets/${(await make.asset(unitId, { kind: 'video' })).id}/captions`,
    body: 'WEBVTT\n\n00:01.000 --> 00:02.000\nChào các em\n',
    headers: { 'Content-Type': 'text/vtt' },
    done: 200,
  }),
  'DELETE /api/assets/{id}/captions': async ({ make }, unitId) => ({
    url: `/api/assets/${(await make.asset(unitId)).id}/captions`,
    done: 200,
  }),
  'POST /api/assets/{id}/decision': async ({ make }, unitId) => {
    const { id, sha256 } = await make.asset(unitId, { decision: 'waiting' });
    return { url: `/api/assets/${id}/decision`, body: { decision: 'approved', sha256 }, done: 200 };
  },
  'DELETE /api/assets/{id}/decision': async ({ make }, unitId) => ({
    url: `/api/assets/${(await make.asset(unitId)).id}/decision`,
    done: 200,
  }),

  'GET /api/playlists': at('/api/playlists'),
  'POST /api/playlists': (_, unitId) => ({
    url: '/api/playlists',
    body: { unitId, name: 'Bản tin tuần' },
    done: 201,
  }),
  'GET /api/playlists/{id}': async ({ make }, unitId) => ({
    url: `/api/playlists/${(await make.playlist(unitId)).id}`,
    done: 200,
  }),
  'PATCH /api/playlists/{id}': async ({ make }, unitId) => ({
    url: `/api/playlists/${(await make.playlist(unitId)).id}`,
    body: { version: 1, name: 'Bản tin tháng' },
    done: 200,
  }),
  'DELETE /api/playlists/{id}': async ({ make }, unitId) => ({
    url: `/api/playlists/${(await make.playlist(unitId)).id}`,
    done: 204,
  }),

  'GET /api/schedules': at('/api/schedules'),
  'POST /api/schedules': async ({ make, units }, unitId) => ({
    url: '/api/schedules',
    body: {
      unitId,
      playlistId: (await make.playlist(units.school.id)).id,
      audience: { units: [], levels: [], tags: [] },
      when: everyDay,
    },
    done: 201,
  }),
  'GET /api/schedules/{id}': async ({ make }, unitId) => ({
    url: `/api/schedules/${(await make.schedule(unitId)).id}`,
    done: 200,
  }),
  'PATCH /api/schedules/{id}': async ({ make }, unitId) => ({
    url: `/api/schedules/${(await make.schedule(unitId)).id}`,
    body: { version: 1, priority: 'priority' },
    done: 200,
  }),
  'DELETE /api/schedules/{id}': async ({ make }, unitId) => ({
    url: `/api/schedules/${(await make.schedule(unitId)).id}`,
    done: 204,
  }),
  'POST /api/schedules/{id}/publish': async ({ make }, unitId) => ({
    url: `/api/schedules/${(await make.schedule(unitId)).id}/publish`,
    done: 200,
  }),
  'DELETE /api/schedules/{id}/publish': async ({ make, deps }, unitId) => {
    const { id } = await make.schedule(unitId);
    await deps.publisher.publish(everything, id, null);
    return { url: `/api/schedules/${id}/publish`, done: 200 };
  },
  'GET /api/schedules/{id}/versions': async ({ make }, unitId) => ({
    url: `/api/schedules/${(await make.schedule(unitId)).id}/versions`,
    done: 200,
  }),
  'POST /api/schedules/{id}/versions/{publicationId}/restore': async ({ make, deps }, unitId) => {
    const { id } = await make.schedule(unitId);
    const { publicationId } = await deps.publisher.publish(everything, id, null);
    return { url: `/api/schedules/${id}/versions/${publicationId}/restore`, done: 200 };
  },
  'POST /api/schedules/{id}/rehearsal': async ({ make }, unitId) => ({
    url: `/api/schedules/${(await make.schedule(unitId)).id}/rehearsal`,
    done: 200,
  }),
  'GET /api/schedules/{id}/calendar': async ({ make }, unitId) => ({
    url: `/api/schedules/${(await make.schedule(unitId)).id}/calendar`,
    done: 200,
  }),
  'POST /api/schedules/import': (_, unitId) => ({
    url: `/api/schedules/import?unitId=${unitId}`,
    body: 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nEND:VCALENDAR\r\n',
    headers: { 'Content-Type': 'text/calendar' },
    done: 200,
  }),
  'POST /api/schedules/warnings': async ({ make, units }, unitId) => ({
    url: '/api/schedules/warnings',
    body: {
      unitId,
      playlistId: (await make.playlist(units.school.id)).id,
      audience: { units: [], levels: [], tags: [] },
      when: everyDay,
    },
    done: 200,
  }),
  'POST /api/reach': (_, unitId) => ({
    url: '/api/reach',
    body: { unitId, audience: { units: [], levels: [], tags: [] } },
    done: 200,
  }),

  'GET /api/screens': at('/api/screens'),
  'POST /api/screens': async (world, unitId) => ({
    url: '/api/screens',
    body: { userCode: (await waiting(world)).userCode, unitId, name: 'Màn hình sảnh' },
    done: 201,
  }),
  'GET /api/screens/{id}': async ({ make }, unitId) => ({
    url: `/api/screens/${(await make.screen(unitId)).id}`,
    done: 200,
  }),
  'PATCH /api/screens/{id}': async ({ make }, unitId) => ({
    url: `/api/screens/${(await make.screen(unitId)).id}`,
    body: { name: 'Màn hình sân' },
    done: 200,
  }),
  'DELETE /api/screens/{id}': async ({ make }, unitId) => ({
    url: `/api/screens/${(await make.screen(unitId)).id}`,
    done: 204,
  }),
  'POST /api/screens/{id}/identify': async ({ make }, unitId) => ({
    url: `/api/screens/${(await make.screen(unitId)).id}/identify`,
    body: {},
    done: 204,
  }),
  'GET /api/screens/{id}/timeline': async ({ make }, unitId) => ({
    url: `/api/screens/${(await make.screen(unitId)).id}/timeline`,
    done: 200,
  }),

  'GET /api/screens/{id}/explanation': ofScreen('explanation'),
  'GET /api/screens/{id}/frame': ofScreen('frame'),
  'GET /api/screens/{id}/windows': ofScreen('windows'),
  'GET /api/screens/{id}/feeds': ofScreen('feeds'),
  'POST /api/screens/{id}/feeds': ofScreen('feeds', 201),

  'POST /api/pairings': at('/api/pairings', 201),
  'POST /api/pairings/token': async (world) => ({
    url: '/api/pairings/token',
    body: { deviceCode: (await waiting(world)).deviceCode },
    // not claimed yet: the screen is told to ask again
    done: 400,
  }),
  'GET /api/pairings/{userCode}': async (world) => ({
    url: `/api/pairings/${(await waiting(world)).userCode}`,
    done: 200,
  }),

  'OPTIONS /api/uploads': at('/api/uploads', 204),
  'POST /api/uploads': (_, unitId) => {
    const text = (value: string) => Buffer.from(value).toString('base64');
    return {
      url: '/api/uploads',
      headers: {
        'Tus-Resumable': '1.0.0',
        'Upload-Length': '2',
        'Upload-Metadata': `filename ${text('ảnh.png')},unitId ${text(unitId)}`,
      },
      done: 201,
    };
  },
  'HEAD /api/uploads/{id}': async (world, unitId, asker) => ({
    ...(await begun(world, unitId, asker)),
    done: 200,
  }),
  'PATCH /api/uploads/{id}': async (world, unitId, asker) => {
    const { url, headers } = await begun(world, unitId, asker);
    const type = { 'Content-Type': 'application/offset+octet-stream', 'Upload-Offset': '0' };
    return { url, headers: { ...headers, ...type }, body: 'x', done: 204 };
  },
  'DELETE /api/uploads/{id}': async (world, unitId, asker) => ({
    ...(await begun(world, unitId, asker)),
    done: 204,
  }),
  'GET /media/{sha256}': async ({ make, deps, dir }, unitId) => {
    const bytes = `Những byte của ${deps.newId()}`;
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const file = path.join(dir, sha256);
    await writeFile(file, bytes);
    await deps.media.adopt(file, sha256);
    await make.asset(unitId, { sha256 });
    return { url: `/media/${sha256}`, done: 200 };
  },
  'GET /manifests/{id}': async ({ make, store, deps, clock }, unitId) => {
    const screen = await make.screen(unitId);
    const manifest = createHash('sha256').update(deps.newId()).digest('hex');
    await store.manifests.put(manifest, '{}', clock.now);
    await store.screens.note([{ id: screen.id, manifest }]);
    return { url: `/manifests/${manifest}`, done: 200 };
  },

  'GET /api/plays': at('/api/plays'),
  'GET /api/audit': at('/api/audit'),
  'GET /api/events': at('/api/events'),
  'GET /healthz': at('/healthz'),
  'GET /readyz': at('/readyz'),
  'GET /metrics': at('/metrics'),
  'GET /api/openapi.json': at('/api/openapi.json'),
};
