/** Signing in, the session's cookie and its end, requests from other sites, too many tries. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { limitSizes } from '#server/access/limits.ts';
import { everything } from '#server/access/scope.ts';
import { ABSOLUTE_MS, IDLE_MS } from '#server/access/sessions.ts';
import { createWorld, PASSWORD, type World } from '#test/support/app.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

const editor = () => world.person({ unitId: world.units.office.id, role: 'editor' });
const signIn = (email: string, password = PASSWORD, headers: Record<string, string> = {}) =>
  world.nobody.ask('POST', '/api/session', { email, password }, headers);
const cookieOf = (response: Response) => response.headers.get('set-cookie')!.split(';')[0]!;
const whoIs = async (cookie: string) => (await world.nobody.get('/api/session', { cookie })).status;

describe('signing in', () => {
  test('answers the person with their roles, never their password', async () => {
    const { email } = await editor();
    const response = await signIn(email.toUpperCase());
    expect(response.status).toBe(201);
    const { person } = await response.json();
    expect(person).toMatchObject({ email, roles: [{ role: 'editor' }] });
    expect(Object.keys(person).toSorted()).toEqual(
      ['disabledAt', 'email', 'id', 'locale', 'name', 'roles'].toSorted(),
    );
  });

  test('opens a session that the next request carries on', async () => {
    const { email } = await editor();
    expect(await whoIs(cookieOf(await signIn(email)))).toBe(200);
  });

  test('takes a password however a keyboard composes its diacritics', async () => {
    const { email } = await editor();
    expect((await signIn(email, PASSWORD.normalize('NFD'))).status).toBe(201);
  });

  test('says the same of a wrong password, an unknown account and a disabled one', async () => {
    const [known, disabled] = [await editor(), await editor()];
    await world.store.people.update(disabled.id, { disabledAt: 1 });
    const answers = [
      await signIn(known.email, 'không phải'),
      await signIn('khong.co@example.vn'),
      await signIn(disabled.email),
    ];
    const problems = await Promise.all(answers.map((answer) => answer.json()));
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401]);
    expect(new Set(problems.map((problem) => JSON.stringify(problem))).size).toBe(1);
    expect(problems[0].code).toBe('wrongCredentials');
  });

  test('ends the session that the browser had before', async () => {
    const { email } = await editor();
    const first = cookieOf(await signIn(email));
    const second = cookieOf(await signIn(email, PASSWORD, { cookie: first }));
    expect(await whoIs(first)).toBe(401);
    expect(await whoIs(second)).toBe(200);
  });

  test('is written down, whether it succeeds or not, and without what was typed as password', async () => {
    const { email, id } = await editor();
    await signIn(email);
    await signIn(email, 'mật khẩu sai');
    await signIn('mật khẩu gõ nhầm chỗ', 'x');
    const entries = await world.store.audit.list(everything, { limit: 10 });
    expect(entries.map(({ action, by }) => [action, by])).toEqual([
      ['session.refused', null],
      ['session.refused', null],
      ['session.create', id],
    ]);
    expect(entries[1]!.unitId).toBe(world.units.office.id);
    expect(JSON.stringify(entries)).not.toContain('mật khẩu');
  });
});

describe('the session’s cookie', () => {
  test('is out of reach of scripts and of other sites', async () => {
    const { email } = await editor();
    const cookie = (await signIn(email)).headers.get('set-cookie')!;
    expect(cookie).toMatch(/^bangtin_session=[\w-]{43}; /);
    expect(cookie).toContain('; HttpOnly');
    expect(cookie).toContain('; SameSite=Lax');
    expect(cookie).toContain('; Path=/');
    expect(cookie).not.toContain('Secure');
  });

  test('travels over TLS only, under a name that no other host can set, where there is TLS', async () => {
    const secured = await createWorld({ settings: { publicUrl: 'https://bangtin.example.vn' } });
    try {
      const { email } = await secured.person({ unitId: secured.units.office.id, role: 'viewer' });
      const response = await secured.nobody.post('/api/session', { email, password: PASSWORD });
      const cookie = response.headers.get('set-cookie')!;
      expect(cookie).toMatch(/^__Host-bangtin_session=/);
      expect(cookie).toContain('; Secure');
      expect(cookie).not.toMatch(/domain=/i);
      const sent = { cookie: cookieOf(response) };
      expect((await secured.nobody.get('/api/session', sent)).status).toBe(200);
      const plain = { cookie: cookieOf(response).replace('__Host-', '') };
      expect((await secured.nobody.get('/api/session', plain)).status).toBe(401);
    } finally {
      await secured.close();
    }
  });

  test.each([
    { trustProxy: true, name: '__Host-bangtin_session' },
    { trustProxy: false, name: 'bangtin_session' },
  ])('believes a proxy’s word about TLS: $trustProxy', async ({ trustProxy, name }) => {
    const behind = await createWorld({ settings: { trustProxy } });
    try {
      const { email } = await behind.person({ unitId: behind.units.office.id, role: 'viewer' });
      const body = { email, password: PASSWORD };
      const proxied = { 'x-forwarded-proto': 'https' };
      const response = await behind.nobody.ask('POST', '/api/session', body, proxied);
      expect(response.headers.get('set-cookie')!.split('=')[0]).toBe(name);
    } finally {
      await behind.close();
    }
  });

  test('is stored as a hash only', async () => {
    const { email } = await editor();
    const secret = cookieOf(await signIn(email)).split('=')[1]!;
    expect(await world.store.sessions.find(secret, world.clock.now)).toBeNull();
  });
});

describe('a session', () => {
  test('ends twelve hours after its last use', async () => {
    const person = await editor();
    world.clock.now += IDLE_MS - 1000;
    expect((await person.get('/api/session')).status).toBe(200);
    world.clock.now += IDLE_MS - 1000;
    expect((await person.get('/api/session')).status).toBe(200);
    world.clock.now += IDLE_MS + 1000;
    expect((await person.get('/api/session')).status).toBe(401);
  });

  test('ends after thirty days, however much it is used', async () => {
    const person = await editor();
    const end = world.clock.now + ABSOLUTE_MS;
    while (world.clock.now < end - IDLE_MS) {
      world.clock.now += IDLE_MS - 1000;
      expect((await person.get('/api/session')).status).toBe(200);
    }
    world.clock.now = end;
    expect((await person.get('/api/session')).status).toBe(401);
  });

  test('ends by signing out, and its cookie goes', async () => {
    const person = await editor();
    const response = await person.delete('/api/session');
    expect(response.status).toBe(204);
    expect(response.headers.get('set-cookie')).toMatch(/^bangtin_session=; Max-Age=0/);
    expect((await person.get('/api/session')).status).toBe(401);
  });

  test('a new password ends all others, and needs the old one', async () => {
    const person = await editor();
    const elsewhere = cookieOf(await signIn(person.email));
    const change = (current: string) =>
      person.patch('/api/session', { password: { current, next: 'mật khẩu hoàn toàn mới' } });
    const refused = await change('không phải');
    expect(refused.status).toBe(400);
    expect((await refused.json()).fields).toMatchObject([
      { path: 'password.current', code: 'wrongPassword' },
    ]);
    expect(await whoIs(elsewhere)).toBe(200);
    expect((await change(PASSWORD)).status).toBe(200);
    expect(await whoIs(elsewhere)).toBe(401);
    expect((await person.get('/api/session')).status).toBe(200);
    expect((await signIn(person.email)).status).toBe(401);
    expect((await signIn(person.email, 'mật khẩu hoàn toàn mới')).status).toBe(201);
  });
});

describe('too many tries', () => {
  const from = (address: string) => ({ 'x-forwarded-for': address });

  beforeEach(async () => {
    await world.close();
    world = await createWorld({ settings: { trustProxy: true } });
  });

  test('are stopped for one account and address, in words and with Retry-After', async () => {
    const { email } = await editor();
    for (let n = 0; n < limitSizes.accountFromAddress; n += 1) {
      expect((await signIn(email, 'đoán mò', from('192.0.2.1'))).status).toBe(401);
    }
    const stopped = await signIn(email, PASSWORD, from('192.0.2.1'));
    expect(stopped.status).toBe(429);
    const { title, params } = await stopped.json();
    expect(stopped.headers.get('retry-after')).toBe(String(params.seconds));
    expect(title).toBe(`Bạn đã thử quá nhiều lần. Hãy chờ ${params.seconds} giây rồi thử lại.`);
    // the account's owner, elsewhere, is not locked out
    expect((await signIn(email, PASSWORD, from('198.51.100.7'))).status).toBe(201);
  });

  test('are forgotten after a right password', async () => {
    const { email } = await editor();
    for (let n = 0; n < limitSizes.accountFromAddress * 2; n += 1) {
      const right = n % 5 === 4;
      const { status } = await signIn(email, right ? PASSWORD : 'nhầm', from('192.0.2.1'));
      expect(status).toBe(right ? 201 : 401);
    }
  });

  test('are counted for the address that our own proxy saw', async () => {
    const { email } = await editor();
    for (let n = 0; n < limitSizes.accountFromAddress; n += 1) {
      await signIn(email, 'đoán mò', from(`203.0.113.${n}, 192.0.2.1`));
    }
    expect((await signIn(email, PASSWORD, from('203.0.113.99, 192.0.2.1'))).status).toBe(429);
  });

  test('also stop guessing the current password from a stolen session', async () => {
    const person = await editor();
    const body = { password: { current: 'đoán mò', next: 'mật khẩu của kẻ trộm' } };
    for (let n = 0; n < limitSizes.accountFromAddress; n += 1) {
      expect((await person.patch('/api/session', body)).status).toBe(400);
    }
    expect((await person.patch('/api/session', body)).status).toBe(429);
  });
});

describe('a request that another site makes in the browser', () => {
  const rename = (headers: Record<string, string>) => async () => {
    const person = await editor();
    const response = await person.ask('PATCH', '/api/session', { name: 'Đổi tên' }, headers);
    return { status: response.status, problem: await response.json() };
  };

  test.each([
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'cross-site', origin: 'http://localhost' },
    { origin: 'https://xau.example' },
    { origin: 'http://localhost:1234' },
    { origin: 'null' },
  ])('is refused: %o', async (headers) => {
    const { status, problem } = await rename(headers)();
    expect(status).toBe(403);
    expect(problem.code).toBe('crossSite');
  });

  test.each([
    { 'sec-fetch-site': 'same-origin' },
    { 'sec-fetch-site': 'none' },
    { origin: 'http://localhost' },
    {},
  ])('is not what our own pages and scripts send: %o', async (headers) => {
    expect((await rename(headers)()).status).toBe(200);
  });

  test('can’t sign anybody in either', async () => {
    const { email } = await editor();
    const response = await signIn(email, PASSWORD, { 'sec-fetch-site': 'cross-site' });
    expect(response.status).toBe(403);
    expect(response.headers.get('set-cookie')).toBeNull();
  });
});

describe('tokens', () => {
  test('act as the person who made them, until they are taken back', async () => {
    const person = await editor();
    const { id, token } = await (
      await person.post('/api/tokens', { name: 'Máy chấm công' })
    ).json();
    expect(token).toMatch(/^bt_[\w-]{43}$/);
    const authorization = `Bearer ${token}`;
    const asScript = () => world.nobody.get('/api/session', { authorization });
    expect((await (await asScript()).json()).person.id).toBe(person.id);
    const listed = await (await person.get('/api/tokens')).json();
    expect(listed.tokens).toMatchObject([{ id, name: 'Máy chấm công' }]);
    expect(JSON.stringify(listed)).not.toContain(token);
    expect((await person.delete(`/api/tokens/${id}`)).status).toBe(204);
    expect((await asScript()).status).toBe(401);
  });

  test('of somebody else can’t be taken back', async () => {
    const [one, other] = [await editor(), await editor()];
    const { id } = await (await one.post('/api/tokens', { name: 'Của tôi' })).json();
    expect((await other.delete(`/api/tokens/${id}`)).status).toBe(404);
  });

  test('a wrong one is not made good by a cookie that comes along', async () => {
    const person = await editor();
    const response = await person.get('/api/session', { authorization: 'Bearer bt_sai' });
    expect(response.status).toBe(401);
  });
});
