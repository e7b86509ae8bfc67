/** A screen finds its school: RFC 8628 from both ends, and what becomes of claimed screens. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { limitSizes } from '#server/access/limits.ts';
import { hashSecret } from '#server/access/secrets.ts';
import { createWorld, type World } from '#test/support/app.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

const json = async (response: Response | Promise<Response>) => (await response).json();
const technicianAt = (unitId = world.units.office.id) =>
  world.person({ unitId, role: 'technician' });
const begin = () => json(world.nobody.post('/api/pairings'));
const wait = (seconds: number) => {
  world.clock.now += seconds * 1000;
};
const poll = async (deviceCode: string) => {
  const response = await world.nobody.post('/api/pairings/token', { deviceCode });
  const body = await response.json();
  return response.ok ? body : body.code;
};
const claim = (by: Awaited<ReturnType<typeof technicianAt>>, userCode: string, unitId: string) =>
  by.post('/api/screens', { userCode, unitId, name: 'Màn hình sảnh' });

describe('pairing', () => {
  test('gives the screen a code to show and an address to send people to', async () => {
    const pairing = await begin();
    expect(pairing).toEqual({
      deviceCode: expect.stringMatching(/^[\w-]{43}$/),
      userCode: expect.stringMatching(/^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$/),
      verificationUri: 'http://localhost/pair',
      verificationUriComplete: `http://localhost/pair?code=${pairing.userCode}`,
      interval: 3,
      expiresIn: 600,
    });
  });

  test('goes from waiting over claimed to a token that lets the screen in, told once', async () => {
    const { deviceCode, userCode } = await begin();
    expect(await poll(deviceCode)).toBe('authorization_pending');
    const technician = await technicianAt();
    const found = await json(technician.get(`/api/pairings/${userCode}`));
    expect(found).toEqual({ userCode, expiresIn: 600 });
    const claimed = await claim(technician, userCode, world.units.hall.id);
    expect(claimed.status).toBe(201);
    const screen = await claimed.json();
    expect(screen).toMatchObject({ name: 'Màn hình sảnh', online: false, manifest: null });
    wait(3);
    const { screenId, token, serverKey } = await poll(deviceCode);
    expect(screenId).toBe(screen.id);
    expect(serverKey).toBe(world.deps.serverKey);
    const known = await world.store.screens.authenticate(screenId, hashSecret(token));
    expect(known).toMatchObject({ id: screen.id, unitId: world.units.hall.id });
    wait(3);
    expect(await poll(deviceCode)).toBe('expired_token');
  });

  test.each(['-lower', ' spaced out', 'nothing between'])(
    'takes a code as people type it: %s',
    async (how) => {
      const { userCode } = await begin();
      const typed = {
        '-lower': userCode.toLowerCase(),
        ' spaced out': ` ${[...userCode].join(' ')} `,
        'nothing between': userCode.replace('-', ''),
      }[how]!;
      const technician = await technicianAt();
      expect((await technician.get(`/api/pairings/${encodeURIComponent(typed)}`)).status).toBe(200);
      expect((await claim(technician, typed, world.units.school.id)).status).toBe(201);
    },
  );

  test('slows a screen down that asks too often', async () => {
    const { deviceCode } = await begin();
    expect(await poll(deviceCode)).toBe('authorization_pending');
    wait(1);
    expect(await poll(deviceCode)).toBe('slow_down');
    wait(3);
    expect(await poll(deviceCode)).toBe('authorization_pending');
  });

  test('ends after ten minutes, for the screen and for who types the code', async () => {
    const { deviceCode, userCode } = await begin();
    const technician = await technicianAt();
    wait(600);
    expect(await poll(deviceCode)).toBe('expired_token');
    expect((await technician.get(`/api/pairings/${userCode}`)).status).toBe(404);
    const refused = await json(claim(technician, userCode, world.units.hall.id));
    expect(refused.code).toBe('unknownUserCode');
  });

  test('lets a code be claimed once', async () => {
    const { userCode } = await begin();
    const technician = await technicianAt();
    await claim(technician, userCode, world.units.hall.id);
    const again = await json(claim(technician, userCode, world.units.school.id));
    expect(again.code).toBe('unknownUserCode');
    expect((await json(technician.get('/api/screens'))).screens).toHaveLength(1);
  });

  test('knows nothing of a device code that it did not give', async () => {
    expect(await poll('x'.repeat(43))).toBe('expired_token');
  });

  test('does not let codes be guessed, nor asked for without end', async () => {
    const { userCode } = await begin();
    const technician = await technicianAt();
    const guess = (n: number) => `BBBB-BB${'BCDFGHJKLMNPQRSTVWXZ'[n]}B`;
    for (let n = 0; n < limitSizes.userCodes; n += 1) {
      const wrong = n % 2 === 0 ? technician.get(`/api/pairings/${guess(n)}`) : undefined;
      const answer = await json(wrong ?? claim(technician, guess(n), world.units.hall.id));
      expect(answer.code).toBe('unknownUserCode');
    }
    expect((await technician.get(`/api/pairings/${userCode}`)).status).toBe(429);
    const codes = Array.from({ length: limitSizes.pairings }, begin);
    const last = (await Promise.all(codes)).at(-1);
    expect(last.code).toBe('tooManyTries');
  });

  test('sends people to where the server is reached from outside', async () => {
    await world.close();
    world = await createWorld({ settings: { publicUrl: 'https://bangtin.example.vn' } });
    expect((await begin()).verificationUri).toBe('https://bangtin.example.vn/pair');
  });
});

describe('a screen', () => {
  const told = async () => {
    await new Promise(setImmediate);
    return world.told.splice(0);
  };

  test('is online as the hub sees it', async () => {
    const { id } = await world.make.screen();
    const technician = await technicianAt();
    const look = () => json(technician.get(`/api/screens/${id}`));
    expect(await look()).toMatchObject({ online: false, lastSeenAt: null });
    world.hub.connect(id, { since: world.clock.now, status: null });
    expect(await look()).toMatchObject({ online: true, lastSeenAt: world.clock.now });
  });

  test('that is renamed, moved or tagged may play something else, here and where it was', async () => {
    const { hall, school, otherSchool } = world.units;
    const { id } = await world.make.screen(hall.id);
    const technician = await technicianAt();
    await told();
    await technician.patch(`/api/screens/${id}`, { unitId: school.id, tags: ['sân'] });
    const revision = await world.store.revision.current();
    expect(await told()).toEqual([
      { kind: 'programme', revision, affects: { units: [hall.id, school.id] } },
      { kind: 'screenChanged', screenId: id, unitId: school.id },
    ]);
    const away = await technician.patch(`/api/screens/${id}`, { unitId: otherSchool.id });
    expect(away.status).toBe(404);
  });

  test('says what it is, how it is read, captioned and how loud it is', async () => {
    const { id } = await world.make.screen();
    const technician = await technicianAt();
    const look = () => json(technician.get(`/api/screens/${id}`));
    expect(await look()).toMatchObject({
      ...{ kind: 'screen', viewing: null, captions: 'auto', trimDb: 0 },
    });
    const installed = {
      ...{ kind: 'speaker', viewing: { distanceM: 12, heightM: 0.9 } },
      ...{ captions: 'always', trimDb: -6 },
    };
    expect(await json(technician.patch(`/api/screens/${id}`, installed))).toMatchObject(installed);
    expect(await look()).toMatchObject(installed);
    const forgotten = await json(technician.patch(`/api/screens/${id}`, { viewing: null }));
    expect(forgotten).toMatchObject({ ...installed, viewing: null });
    const wrong = await technician.patch(`/api/screens/${id}`, {
      ...{ trimDb: 3, viewing: { distanceM: 0, heightM: 1 } },
    });
    expect((await json(wrong)).fields.map(({ path }: { path: string }) => path)).toEqual([
      'viewing.distanceM',
      'trimDb',
    ]);
  });

  test('that is removed is told so', async () => {
    const { id } = await world.make.screen();
    const technician = await technicianAt();
    await told();
    expect((await technician.delete(`/api/screens/${id}`)).status).toBe(204);
    expect(await told()).toEqual([{ kind: 'screenRemoved', screenId: id }]);
    expect((await technician.get(`/api/screens/${id}`)).status).toBe(404);
  });

  test('shows which one it is when asked', async () => {
    const { id } = await world.make.screen();
    const technician = await technicianAt();
    await technician.post(`/api/screens/${id}/identify`, { ms: 5000 });
    expect(await told()).toEqual([{ kind: 'identify', screenId: id, ms: 5000 }]);
    const long = await technician.post(`/api/screens/${id}/identify`, { ms: 600_000 });
    expect(long.status).toBe(400);
  });

  test.each([
    ['from=100&to=50', 'rangeReversed'],
    [`from=0&to=${32 * 24 * 3_600_000}`, 'rangeTooLong'],
    ['from=today', 'wrongFormat'],
  ])('has no timeline for %s', async (query, code) => {
    const { id } = await world.make.screen();
    const technician = await technicianAt();
    const refused = await json(technician.get(`/api/screens/${id}/timeline?${query}`));
    expect(refused.fields).toMatchObject([{ code }]);
  });

  test('answers for what it played', async () => {
    const { id, unitId } = await world.make.screen();
    const technician = await technicianAt();
    const start = world.clock.now - 60_000;
    const play = (n: number) => ({
      n,
      manifest: 'a'.repeat(64),
      track: 'main' as const,
      item: `item-${n}`,
      planned: { start: start + n * 1000, end: start + n * 1000 + 900 },
      real: { start: start + n * 1000, end: start + n * 1000 + 900 },
      ending: 'completed' as const,
      reason: null,
      uncertainty: 5,
      chain: null,
    });
    await world.store.plays.keep({ id, unitId }, [play(1), play(2), play(3)], world.clock.now);
    const first = await json(technician.get(`/api/plays?unit=${unitId}&limit=2`));
    const rest = await json(technician.get(`/api/plays?screen=${id}&limit=2&after=${first.next}`));
    const items = [...first.plays, ...rest.plays].map(({ item }: { item: string }) => item);
    expect(items).toEqual(['item-1', 'item-2', 'item-3']);
    expect((await json(technician.get(`/api/plays?to=${start}`))).plays).toEqual([]);
  });
});
