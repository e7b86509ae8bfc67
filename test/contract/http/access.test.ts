/**
 * Who may do what, over the whole API: every operation of the OpenAPI document is asked by every
 * role, by an account without any, by a disabled one and by nobody; about things in their scope,
 * beside it and above it. What must come out follows from `x-access` and the table of roles alone.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { everything } from '#server/access/scope.ts';
import { hashSecret } from '#server/access/secrets.ts';
import { openApiDocument } from '#server/routes/openapi/document.ts';
import type { Access as DeclaredAccess } from '#server/routes/route.ts';
import { subjects } from '#server/routes/subjects.ts';
import { type Action, type Role, roleAllows, roles } from '#shared/domain/roles.ts';
import { type Client, createWorld, type World } from '#test/support/app.ts';
import { type Example, examples } from './examples.ts';

/** The mounted applications (uploads, media) enforce theirs themselves, by the same rules. */
type Access = DeclaredAccess | 'own upload' | { readonly action: Action; readonly orScreen: true };
type Operation = { readonly name: string; readonly method: string; readonly access: Access };

const operations: Operation[] = Object.entries(openApiDocument().paths ?? {}).flatMap(
  ([path, methods]) =>
    Object.entries(methods as Record<string, { 'x-access'?: Access }>).map(
      ([method, operation]) => ({
        name: `${method.toUpperCase()} ${path}`,
        method: method.toUpperCase(),
        access: operation['x-access']!,
      }),
    ),
);

/** `role`: held at the district office; none: an account without roles. */
type Asker =
  | { readonly kind: 'nobody' }
  | { readonly kind: 'disabled' }
  | { readonly kind: 'screen' }
  | { readonly kind: 'session' | 'token'; readonly role: Role | null };

const askers: { readonly name: string; readonly asker: Asker }[] = [
  { name: 'nobody', asker: { kind: 'nobody' } },
  { name: 'a disabled administrator', asker: { kind: 'disabled' } },
  { name: 'a screen by its token', asker: { kind: 'screen' } },
  { name: 'an account without roles', asker: { kind: 'session', role: null } },
  { name: 'an administrator’s token', asker: { kind: 'token', role: 'admin' } },
  ...roles.map((role) => ({ name: role, asker: { kind: 'session', role } as const })),
];

const places = ['in scope', 'beside it', 'above it'] as const;
type Place = (typeof places)[number];

/** The status that must come out; `done`: the one for whoever may. */
function expected(access: Access, asker: Asker, place: Place, done: number): number {
  if (access === 'public') return done;
  const byHash = typeof access === 'object' && 'orScreen' in access;
  // to a screen, what its programme does not name is not there
  if (asker.kind === 'screen') return byHash ? 404 : 401;
  if (asker.kind === 'nobody' || asker.kind === 'disabled') return 401;
  if (access === 'signedIn' || access === 'own upload') return done;
  if (access === 'session') return asker.kind === 'session' ? done : 403;
  const may = (action: Action) => asker.role !== null && roleAllows(asker.role, action);
  if (access === 'operator') return may('audit.read') ? done : 403;
  if (byHash) return may(access.action) && place === 'in scope' ? done : 404;
  if ('subject' in access) {
    if (place !== 'in scope') return 404;
    if (may(access.action)) return done;
    return may(subjects[access.subject].read) ? 403 : 404;
  }
  if (!may(access.action)) return 403;
  return 'unit' in access && place !== 'in scope' ? 404 : done;
}

describe('access to the API', () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  afterAll(() => world.close());

  const unitOf = (place: Place) =>
    ({
      'in scope': world.units.school,
      'beside it': world.units.otherSchool,
      'above it': world.units.province,
    })[place].id;

  async function clientOf(asker: Asker): Promise<Client & { id?: string; email?: string }> {
    if (asker.kind === 'nobody') return world.nobody;
    if (asker.kind === 'screen') {
      const { id, token } = await world.make.screen();
      return bearing(`${id}.${token}`);
    }
    const role = asker.kind === 'disabled' ? 'admin' : asker.role;
    const unitId = world.units.office.id;
    const person = await world.person(...(role === null ? [] : [{ unitId, role }]));
    if (asker.kind === 'disabled') await world.store.people.update(person.id, { disabledAt: 1 });
    if (asker.kind !== 'token') return person;
    const token = `bt_${world.deps.newId()}`;
    await world.store.tokens.insert({
      id: world.deps.newId(),
      hash: hashSecret(token),
      personId: person.id,
      name: 'script',
      at: world.clock.now,
    });
    return { ...person, ...bearing(token) };
  }

  function bearing(token: string): Client {
    const authorization = `Bearer ${token}`;
    return {
      ...world.nobody,
      ask: (method, url, body, extra) =>
        world.nobody.ask(method, url, body, { ...extra, authorization }),
    };
  }

  async function statusOf(client: Client, { url, body, headers }: Example, method: string) {
    const response = await client.ask(method, url, body, headers);
    // an event stream would go on for good
    await response.body?.cancel();
    return response.status;
  }

  test('every operation declares who may call it and has an example here', () => {
    const names = operations.map(({ name }) => name);
    expect(operations.filter(({ access }) => access === undefined)).toEqual([]);
    expect(Object.keys(examples).toSorted()).toEqual(names.toSorted());
  });

  test('every route of the application is in the document', () => {
    const handlers = world.app.routes.filter(
      ({ method, path }) => method !== 'ALL' && /^\/(api|media|manifests)\//.test(path),
    );
    const inDocument = new Set(operations.map(({ name }) => name));
    const missing = handlers
      .map(({ method, path }) => ({ method, path: path.replace(/:(\w+)/g, '{$1}') }))
      // Hono hands HEAD to the handler of GET
      .filter(({ method, path }) => method !== 'GET' || !inDocument.has(`HEAD ${path}`))
      .map(({ method, path }) => `${method} ${path}`)
      .filter((name) => !inDocument.has(name));
    expect(missing).toEqual([]);
  });

  describe.each(operations)('$name', ({ name, method, access }) => {
    const placed =
      typeof access === 'object' &&
      ('subject' in access || 'unit' in access || 'orScreen' in access);
    const cases = askers.flatMap((who) =>
      (placed ? places : places.slice(0, 1)).map((place) => ({ ...who, place })),
    );
    test.each(cases)('asked by $name, $place', async ({ asker, place }) => {
      const client = await clientOf(asker);
      const identified = client.id === undefined ? null : { id: client.id, email: client.email! };
      // a disabled account can't sign in either: whoever may is somebody else
      const somebodyElse = name === 'POST /api/session' && asker.kind === 'disabled';
      const signsIn = somebodyElse ? null : identified;
      const example = await examples[name]!(world, unitOf(place), signsIn);
      const wanted = expected(access, asker, place, example.done);
      expect(await statusOf(client, example, method)).toBe(wanted);
    });
  });

  test('an upload that somebody else began is not there', async () => {
    const [owner, other] = [
      await world.person({ unitId: world.units.office.id, role: 'admin' }),
      await world.person({ unitId: world.units.office.id, role: 'admin' }),
    ];
    const uploads = operations.filter(({ access }) => access === 'own upload');
    expect(uploads.map(({ method }) => method)).toEqual(['HEAD', 'PATCH', 'DELETE']);
    for (const { name, method } of uploads) {
      const example = await examples[name]!(world, world.units.school.id, owner);
      expect.soft(await statusOf(other, example, method), name).toBe(404);
    }
  });

  test('what is done to all units needs an office, not a school', async () => {
    const { school } = world.units;
    const admin = await world.person({ unitId: school.id, role: 'admin' });
    const shared = operations.filter(
      ({ access }) => access === 'operator' || (typeof access === 'object' && 'within' in access),
    );
    expect(shared).not.toEqual([]);
    for (const { name, method } of shared) {
      const example = await examples[name]!(world, school.id, admin);
      expect.soft(await statusOf(admin, example, method), name).toBe(403);
    }
  });

  test.each(roles)('no list that %s asks for holds anything from beside or above', async (role) => {
    const foreign: string[] = [];
    for (const place of ['beside it', 'above it'] as const) {
      const unitId = unitOf(place);
      const { make } = world;
      foreign.push(unitId, (await make.asset(unitId)).id, (await make.person(unitId)).id);
      const playlist = await make.playlist(unitId);
      foreign.push(playlist.id, (await make.schedule(unitId, playlist.id)).id);
      foreign.push((await make.screen(unitId)).id);
    }
    const person = await world.person({ unitId: world.units.office.id, role });
    const lists = operations.filter(
      ({ name, method, access }) =>
        method === 'GET' && !name.includes('{') && typeof access === 'object',
    );
    expect(lists.length).toBeGreaterThan(5);
    for (const { name } of lists) {
      const { url } = await examples[name]!(world, '', person);
      const text = await (await person.get(url)).text();
      const [, path] = name.split(' ');
      // a unit's path names its ancestors: that they exist is no secret to who works below them
      const ignored = path === '/api/units' ? [world.units.province.id] : [];
      const leaked = foreign.filter((id) => !ignored.includes(id) && text.includes(id));
      expect.soft(leaked, name).toEqual([]);
    }
  });

  test('all rights end where the role is taken back', async () => {
    const { office, school } = world.units;
    const editor = await world.person({ unitId: office.id, role: 'editor' });
    const { id } = await world.make.playlist(school.id);
    expect((await editor.get(`/api/playlists/${id}`)).status).toBe(200);
    await world.store.people.revoke(everything, editor.id, { unitId: office.id, role: 'editor' });
    expect((await editor.get(`/api/playlists/${id}`)).status).toBe(404);
  });
});
