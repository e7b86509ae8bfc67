/** Every change is written down with who made it, lands whole or not at all, and keeps no secret. */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { everything } from '#server/access/scope.ts';
import { openApiDocument } from '#server/routes/openapi/document.ts';
import { createWorld, PASSWORD, type World } from '#test/support/app.ts';
import { examples } from './examples.ts';

/** These change nothing that a person is answerable for. */
const unrecorded = new Set([
  'POST /api/screens/{id}/identify',
  'POST /api/reach',
  'POST /api/schedules/{id}/rehearsal',
  'POST /api/schedules/warnings',
  'POST /api/schedules/import',
  'POST /api/pairings',
  'POST /api/pairings/token',
  // an upload is written down when it has become an asset
  'POST /api/uploads',
  'PATCH /api/uploads/{id}',
  'DELETE /api/uploads/{id}',
]);

const changing = Object.keys(examples).filter(
  (name) => /^(POST|PUT|PATCH|DELETE) /.test(name) && !unrecorded.has(name),
);

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const adminAt = (unitId: string) => world.person({ unitId, role: 'admin' });
const admin = () => adminAt(world.units.office.id);
const newest = async () => (await world.store.audit.list(everything, { limit: 1 }))[0];

test('the operations that are not written down exist', () => {
  const paths = openApiDocument().paths!;
  for (const name of unrecorded) {
    const [method, path] = name.split(' ') as [string, string];
    expect.soft(Object.keys(paths[path] ?? {}), name).toContain(method.toLowerCase());
  }
});

describe('the audit log', () => {
  test.each(changing)('holds who asked for %s', async (name) => {
    const atTop = name === 'PUT /api/units/{id}/web';
    const person = await (atTop ? adminAt(world.units.province.id) : admin());
    const { school, province } = world.units;
    const example = await examples[name]!(world, atTop ? province.id : school.id, person);
    const before = await newest();
    const response = await person.ask(
      name.split(' ')[0]!,
      example.url,
      example.body,
      example.headers,
    );
    expect(response.status).toBe(example.done);
    const entry = await newest();
    expect(entry?.id).not.toBe(before?.id);
    expect(entry).toMatchObject({ by: person.id, at: world.clock.now });
    expect(entry!.subject.kind).not.toBe('');
  });

  test('tells what was before and after', async () => {
    const person = await admin();
    const { id } = await world.make.screen(world.units.school.id);
    await person.patch(`/api/screens/${id}`, { name: 'Sảnh A', tags: ['sảnh'] });
    const { entries } = await (await person.get(`/api/audit?subject=${id}`)).json();
    expect(entries).toMatchObject([
      {
        action: 'screen.edit',
        subject: { kind: 'screen', id, name: 'Sảnh A' },
        changes: { name: [`Màn hình ${id}`, 'Sảnh A'], tags: [[], ['sảnh']] },
      },
    ]);
    expect(Object.keys(entries[0].changes)).toEqual(['name', 'tags']);
  });

  test('holds no password, no hash of one, no token', async () => {
    const person = await admin();
    const { token } = await (await person.post('/api/tokens', { name: 'Kịch bản' })).json();
    await person.patch('/api/session', { password: { current: PASSWORD, next: 'mật khẩu mới!' } });
    const someone = await world.make.person(world.units.school.id);
    await person.patch(`/api/people/${someone.id}`, { password: 'mật khẩu đặt lại' });
    const entries = await world.store.audit.list(everything, { limit: 200 });
    const text = JSON.stringify(entries);
    expect(entries.map(({ action }) => action)).toContain('person.password');
    for (const secret of [token, PASSWORD, 'mật khẩu mới!', 'mật khẩu đặt lại', '$argon2']) {
      expect(text).not.toContain(secret);
    }
  });

  test('is read newest first, page by page', async () => {
    const person = await admin();
    const { id } = await world.make.screen(world.units.school.id);
    for (const name of ['Một', 'Hai', 'Ba']) await person.patch(`/api/screens/${id}`, { name });
    const page = async (query: string) =>
      (await person.get(`/api/audit?subject=${id}&limit=2${query}`)).json();
    const first = await page('');
    const second = await page(`&before=${first.next}`);
    const names = [...first.entries, ...second.entries].map(({ subject }) => subject.name);
    expect(names).toEqual(['Ba', 'Hai', 'Một']);
    expect(second.next).toBeNull();
  });
});

test('a change that can’t be written down does not happen, and nobody is told of it', async () => {
  const person = await admin();
  const { id } = await world.make.screen(world.units.school.id);
  const transaction = world.store.transaction.bind(world.store);
  const broken = vi
    .spyOn(world.store, 'transaction')
    .mockImplementationOnce((work) =>
      transaction((tx) =>
        work({ ...tx, audit: { ...tx.audit, add: () => Promise.reject(new Error('disk')) } }),
      ),
    );
  await new Promise(setImmediate);
  const told = world.told.length;
  const logged = vi.spyOn(world.deps.log, 'error');
  expect((await person.patch(`/api/screens/${id}`, { name: 'Không lưu' })).status).toBe(500);
  expect(logged.mock.calls[0]![0]).toMatchObject({ err: new Error('disk') });
  logged.mockRestore();
  broken.mockRestore();
  expect((await world.store.screens.get(everything, id))?.name).toBe(`Màn hình ${id}`);
  await new Promise(setImmediate);
  expect(world.told.length).toBe(told);
});
