/** Calendar feeds: told once, listed to who made them, ended, and read without an account. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hashSecret } from '#server/access/secrets.ts';
import { createWorld, type World } from '#test/support/app.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

const json = async (response: Response | Promise<Response>) => (await response).json();

describe('an address for a calendar program', () => {
  test('is told once and kept as a hash', async () => {
    const { school } = world.units;
    const viewer = await world.person({ unitId: school.id, role: 'viewer' });
    const made = await json(viewer.post(`/api/units/${school.id}/feeds`));
    expect(made).toMatchObject({ createdAt: world.clock.now, createdBy: viewer.id });
    const token = /^http:\/\/localhost\/feeds\/([\w-]{43})\.ics$/.exec(made.url)![1]!;
    expect(await world.store.feeds.find(token)).toBeNull();
    expect(await world.store.feeds.find(hashSecret(token))).toEqual({
      ...{ id: made.id, subject: { kind: 'unit', id: school.id }, unitId: school.id },
      ...{ createdBy: viewer.id, createdAt: world.clock.now },
    });
    const listed = await (await viewer.get(`/api/units/${school.id}/feeds`)).text();
    expect(JSON.parse(listed).feeds).toHaveLength(1);
    expect(listed).not.toContain(token);
    const admin = await world.person({ unitId: school.id, role: 'admin' });
    const audit = await (await admin.get(`/api/audit?subject=${school.id}`)).text();
    expect(JSON.parse(audit).entries[0]).toMatchObject({ action: 'feed.create', by: viewer.id });
    expect(audit).not.toContain(token);
  });

  test('can be listed and ended by who made it, and by who sets the rules there', async () => {
    const screen = await world.make.screen();
    const at = { unitId: world.units.office.id };
    const [maker, other, editor] = [
      await world.person({ ...at, role: 'viewer' }),
      await world.person({ ...at, role: 'viewer' }),
      await world.person({ ...at, role: 'editor' }),
    ];
    const url = `/api/screens/${screen.id}/feeds`;
    const make = async () => (await json(maker.post(url))).id;
    const listed = async (by: typeof maker) => (await json(by.get(url))).feeds.length;
    const [first, second] = [await make(), await make()];
    expect([await listed(maker), await listed(other), await listed(editor)]).toEqual([2, 0, 2]);
    expect((await other.delete(`/api/feeds/${first}`)).status).toBe(403);
    expect((await maker.delete(`/api/feeds/${first}`)).status).toBe(204);
    expect((await editor.delete(`/api/feeds/${second}`)).status).toBe(204);
    expect((await editor.delete(`/api/feeds/${second}`)).status).toBe(404);
    expect(await listed(editor)).toBe(0);
  });
});
