/** What goes wrong is told as problem details, in the asker's language, and never too much of it. */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { problemCodes, problems, wording } from '#shared/api/problems.ts';
import { createWorld, type World } from '#test/support/app.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const admin = () => world.person({ unitId: world.units.office.id, role: 'admin' });

test.each(problemCodes)('%s is worded in both languages, and an error', (code) => {
  expect(wording(code, 'vi')).not.toBe(wording(code, 'en'));
  expect(problems[code].status).toBeGreaterThanOrEqual(400);
});

describe('the language of a problem', () => {
  test.each([
    [undefined, 'Bạn cần đăng nhập để tiếp tục.', 'vi'],
    ['en-US,en;q=0.9', 'Sign in to go on.', 'en'],
    ['fr,de;q=0.8', 'Bạn cần đăng nhập để tiếp tục.', 'vi'],
    ['en;q=0.3,vi-VN;q=0.9', 'Bạn cần đăng nhập để tiếp tục.', 'vi'],
    ['*', 'Bạn cần đăng nhập để tiếp tục.', 'vi'],
  ])('follows the browser where nobody is signed in: %s', async (accepted, title, locale) => {
    const headers = accepted === undefined ? {} : { 'accept-language': accepted };
    const response = await world.nobody.get('/api/units', headers);
    expect(response.status).toBe(401);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(response.headers.get('content-language')).toBe(locale);
    expect(await response.json()).toEqual({
      type: '/problems/signInNeeded',
      title,
      status: 401,
      code: 'signInNeeded',
    });
  });

  test('follows the person where somebody is, whatever the browser says', async () => {
    const person = await admin();
    await person.patch('/api/session', { locale: 'en' });
    const response = await person.get('/api/units/khong-co', { 'accept-language': 'vi' });
    expect((await response.json()).title).toBe('Not found, or not yours to see.');
  });
});

describe('a request that can’t be used', () => {
  test('is told field by field', async () => {
    const person = await admin();
    const response = await person.post('/api/schedules', {
      unitId: world.units.office.id,
      playlistId: 'x',
      audience: { units: [], levels: ['kindergarten'], tags: [] },
      when: {
        days: [],
        hours: [
          { start: '07:00', end: '07:00' },
          { start: '7 giờ', end: '08:00' },
        ],
        from: '2026-12-31',
        until: '2026-11-01',
      },
    });
    expect(response.status).toBe(400);
    const { code, fields } = await response.json();
    expect(code).toBe('invalid');
    expect(fields).toEqual([
      {
        path: 'audience.levels.0',
        code: 'notOneOf',
        message: 'Hãy chọn một trong các giá trị có sẵn.',
      },
      {
        path: 'when.days',
        code: 'tooFew',
        message: 'Cần chọn ít nhất 1 mục.',
        params: { minimum: 1 },
      },
      {
        path: 'when.hours.0',
        code: 'hoursEmpty',
        message: 'Giờ kết thúc trùng với giờ bắt đầu.',
      },
      {
        path: 'when.hours.1.start',
        code: 'wrongFormat',
        message: 'Cách viết chưa đúng.',
      },
      {
        path: 'when.until',
        code: 'datesReversed',
        message: 'Ngày kết thúc đứng trước ngày bắt đầu.',
      },
    ]);
  });

  test.each([
    ['{"name":', 'unreadable', 400],
    ['{"name":"a\\u0000b"}', 'unreadable', 400],
    ['[]', 'invalid', 400],
    [JSON.stringify({ name: 'x'.repeat(5_000_000) }), 'requestTooLarge', 413],
  ])('is refused plainly: %.20s', async (body, code, status) => {
    const person = await admin();
    const response = await person.patch('/api/session', body);
    expect([response.status, (await response.json()).code]).toEqual([status, code]);
  });

  test('must be JSON', async () => {
    const person = await admin();
    const type = { 'content-type': 'text/plain' };
    const response = await person.ask('PATCH', '/api/session', '{"name":"Tên"}', type);
    expect([response.status, (await response.json()).code]).toEqual([415, 'unsupportedType']);
  });

  test('an id that is none, or hostile, names nothing', async () => {
    const person = await admin();
    for (const id of ['%00', "' or 1=1 --", '..%2f..%2fetc', 'x'.repeat(3000)]) {
      expect.soft((await person.get(`/api/playlists/${id}`)).status, id).toBe(404);
    }
  });

  test('an address that leads nowhere is a problem, too', async () => {
    const response = await world.nobody.get('/api/khong-co');
    expect([response.status, (await response.json()).code]).toEqual([404, 'notFound']);
  });
});

test('a failure of the server tells its log everything and the asker nothing', async () => {
  const person = await admin();
  const logged = vi.spyOn(world.deps.log, 'error');
  const broken = vi
    .spyOn(world.store.themes, 'list')
    .mockRejectedValueOnce(new Error('connect ECONNREFUSED db.internal:5432'));
  const response = await person.get('/api/themes');
  expect(response.status).toBe(500);
  const text = await response.text();
  expect(JSON.parse(text)).toMatchObject({ code: 'internal' });
  expect(text).not.toContain('ECONNREFUSED');
  expect(logged).toHaveBeenCalledOnce();
  expect(logged.mock.calls[0]![0]).toMatchObject({ path: '/api/themes' });
  broken.mockRestore();
  logged.mockRestore();
});

test('answers of the API are not kept by caches', async () => {
  const person = await admin();
  expect((await person.get('/api/units')).headers.get('cache-control')).toBe('no-store');
  expect((await world.nobody.get('/api/units')).headers.get('cache-control')).toBe('no-store');
});
