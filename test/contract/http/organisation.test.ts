/** Units and people: what administrators may do to the tree and to accounts, and what that tells. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { everything } from '#server/access/scope.ts';
import { createWorld, PASSWORD, type World } from '#test/support/app.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

const adminAt = (unitId: string) => world.person({ unitId, role: 'admin' });
const codeOf = async (response: Response | Promise<Response>) =>
  ((await (await response).json()) as { code?: string }).code;
const toldOf = async (kind: string) => {
  await new Promise(setImmediate);
  return world.told.filter((change) => change.kind === kind);
};

describe('a unit', () => {
  test('is added below another', async () => {
    const { office } = world.units;
    const admin = await adminAt(office.id);
    const response = await admin.post('/api/units', {
      parentId: office.id,
      kind: 'school',
      name: '  Trường Mầm non Hoa Sen ',
      levels: ['preschool'],
    });
    expect(response.status).toBe(201);
    expect(await response.json()).toMatchObject({
      name: 'Trường Mầm non Hoa Sen',
      path: [world.units.province.id, office.id, expect.any(String)],
      zone: null,
    });
  });

  test('can’t be made a root of its own', async () => {
    const admin = await adminAt(world.units.province.id);
    const body = { parentId: null, kind: 'province', name: 'Tỉnh khác' };
    expect((await admin.post('/api/units', body)).status).toBe(403);
    const { id } = world.units.school;
    expect((await admin.patch(`/api/units/${id}`, { parentId: null })).status).toBe(403);
  });

  test('keeps what a change does not name', async () => {
    const { school, office } = world.units;
    const admin = await adminAt(office.id);
    const renamed = await admin.patch(`/api/units/${school.id}`, { name: 'Tiểu học Tân Hiệp A' });
    expect(await renamed.json()).toMatchObject({ levels: ['primary'], parentId: office.id });
  });

  test('moves with all below it, and its programmes are looked at anew', async () => {
    const { school, hall, otherOffice, province } = world.units;
    const admin = await adminAt(province.id);
    const before = await world.store.revision.current();
    const moved = await admin.patch(`/api/units/${school.id}`, { parentId: otherOffice.id });
    expect(moved.status).toBe(200);
    const { path } = (await world.store.units.get(everything, hall.id))!;
    expect(path).toEqual([province.id, otherOffice.id, school.id, hall.id]);
    const revision = await world.store.revision.current();
    expect(revision).toBeGreaterThan(before);
    expect(await toldOf('programme')).toEqual([
      { kind: 'programme', revision, affects: { units: [school.id] } },
    ]);
  });

  test('does not move below itself, nor out of or into what the mover is not in charge of', async () => {
    const { school, hall, office, otherOffice, province } = world.units;
    const move = async (by: string, id: string, parentId: string) =>
      codeOf((await adminAt(by)).patch(`/api/units/${id}`, { parentId }));
    expect(await move(office.id, school.id, hall.id)).toBe('moveIntoItself');
    expect(await move(office.id, school.id, school.id)).toBe('moveIntoItself');
    expect(await move(office.id, school.id, otherOffice.id)).toBe('notFound');
    expect(await move(school.id, school.id, province.id)).toBe('notFound');
    // in charge of the school and of the other office, but not of the office it stands in
    const both = await world.person(
      { unitId: school.id, role: 'admin' },
      { unitId: otherOffice.id, role: 'admin' },
    );
    const taken = both.patch(`/api/units/${school.id}`, { parentId: otherOffice.id });
    expect(await codeOf(taken)).toBe('notAllowed');
  });

  test('is closed only when nothing open or playing is left in it', async () => {
    const { school, hall } = world.units;
    const admin = await adminAt(world.units.office.id);
    const screen = await world.make.screen(hall.id);
    const close = (id: string) => admin.delete(`/api/units/${id}`);
    const refused = await (await close(school.id)).json();
    expect(refused).toMatchObject({ code: 'stillInUse' });
    expect(refused.params.where).toContain('Sảnh chính');
    expect(await codeOf(close(hall.id))).toBe('stillInUse');
    await admin.delete(`/api/screens/${screen.id}`);
    expect((await close(hall.id)).status).toBe(204);
    expect((await close(school.id)).status).toBe(204);
    // nothing new is made in it
    const body = { unitId: school.id, name: 'Bản tin' };
    expect(await codeOf(admin.post('/api/playlists', body))).toBe('unitClosed');
  });
});

describe('an account', () => {
  const someone = { email: 'Lan.Tran@Example.VN', name: 'Trần Thị Lan', password: PASSWORD };

  test('is made with a role in the maker’s scope, and can sign in', async () => {
    const { school, office } = world.units;
    const admin = await adminAt(office.id);
    const role = { unitId: school.id, role: 'contributor' };
    const made = await admin.post('/api/people', { ...someone, role });
    expect(made.status).toBe(201);
    expect(await made.json()).toMatchObject({ email: 'lan.tran@example.vn', roles: [role] });
    const signIn = { email: 'lan.tran@example.vn', password: PASSWORD };
    expect((await world.nobody.post('/api/session', signIn)).status).toBe(201);
    expect(await codeOf(admin.post('/api/people', { ...someone, role }))).toBe('emailTaken');
  });

  test('without a role in scope can’t be seen or given one', async () => {
    const { school, otherSchool } = world.units;
    const admin = await adminAt(school.id);
    const stranger = await world.make.person(otherSchool.id);
    const grant = admin.post(`/api/people/${stranger.id}/roles`, {
      unitId: school.id,
      role: 'viewer',
    });
    expect(await codeOf(grant)).toBe('notFound');
  });

  test('shows an administrator no roles beyond their scope', async () => {
    const { school, otherSchool } = world.units;
    const admin = await adminAt(school.id);
    const both = await world.person(
      { unitId: school.id, role: 'viewer' },
      { unitId: otherSchool.id, role: 'editor' },
    );
    const { roles } = await (await admin.get(`/api/people/${both.id}`)).json();
    expect(roles).toEqual([{ unitId: school.id, role: 'viewer' }]);
  });

  test('that is also somebody else’s is not theirs to rename, disable or reset', async () => {
    const { school, otherSchool, province } = world.units;
    const admin = await adminAt(school.id);
    const both = await world.person(
      { unitId: school.id, role: 'viewer' },
      { unitId: otherSchool.id, role: 'editor' },
    );
    for (const body of [{ name: 'Khác' }, { disabled: true }, { password: 'mật khẩu mới!' }]) {
      expect(await codeOf(admin.patch(`/api/people/${both.id}`, body))).toBe('notAllowed');
    }
    const above = await adminAt(province.id);
    expect((await above.patch(`/api/people/${both.id}`, { disabled: true })).status).toBe(200);
  });

  test('that is disabled, or got a new password, is out of every browser and script', async () => {
    const { office, school } = world.units;
    const admin = await adminAt(office.id);
    for (const body of [{ disabled: true }, { password: 'mật khẩu đặt lại' }]) {
      const person = await world.person({ unitId: school.id, role: 'editor' });
      const { token } = await (await person.post('/api/tokens', { name: 'x' })).json();
      const script = { authorization: `Bearer ${token}` };
      expect((await admin.patch(`/api/people/${person.id}`, body)).status).toBe(200);
      expect((await person.get('/api/session')).status).toBe(401);
      expect((await world.nobody.get('/api/session', script)).status).toBe(401);
    }
  });

  test('does not get around the current password of its own', async () => {
    const admin = await adminAt(world.units.office.id);
    const response = await admin.patch(`/api/people/${admin.id}`, { password: 'chiếm tài khoản' });
    expect((await response.json()).fields).toMatchObject([{ code: 'ownPassword' }]);
  });

  test('is given and loses roles, but keeps its last', async () => {
    const { office, school } = world.units;
    const admin = await adminAt(office.id);
    const { id } = await world.make.person(school.id, 'viewer');
    const granted = await admin.post(`/api/people/${id}/roles`, {
      unitId: school.id,
      role: 'technician',
    });
    expect((await granted.json()).roles).toHaveLength(2);
    const revoke = (role: string) => admin.delete(`/api/people/${id}/roles/${school.id}/${role}`);
    const left = await (await revoke('viewer')).json();
    expect(left.roles).toEqual([{ unitId: school.id, role: 'technician' }]);
    expect(await codeOf(revoke('technician'))).toBe('lastRole');
    expect(await codeOf(revoke('admin'))).toBe('notFound');
  });

  test('of the last administrator at the top stays', async () => {
    const { province, office } = world.units;
    const last = await world.person(
      { unitId: province.id, role: 'admin' },
      { unitId: office.id, role: 'viewer' },
    );
    const role = `/api/people/${last.id}/roles/${province.id}/admin`;
    const disable = () => last.patch(`/api/people/${last.id}`, { disabled: true });
    expect(await codeOf(last.delete(role))).toBe('lastAdmin');
    expect(await codeOf(disable())).toBe('lastAdmin');
    // another one who can't sign in is no help
    const second = await adminAt(province.id);
    await last.patch(`/api/people/${second.id}`, { disabled: true });
    expect(await codeOf(last.delete(role))).toBe('lastAdmin');
    await last.patch(`/api/people/${second.id}`, { disabled: false });
    expect((await last.delete(role)).status).toBe(200);
  });
});

describe('themes', () => {
  test('are added by an office, under one that exists', async () => {
    const editor = await world.person({ unitId: world.units.office.id, role: 'editor' });
    const put = (id: string, parent: string | null) =>
      editor.put(`/api/themes/${id}`, { name: { vi: id, en: id }, parent });
    expect((await put('an-toan', null)).status).toBe(200);
    expect((await put('duoi-nuoc', 'an-toan')).status).toBe(200);
    const refused = await (await put('bao-luc', 'khong-co')).json();
    expect(refused.fields).toMatchObject([{ path: 'parent', code: 'unknownTheme' }]);
    expect((await put('Sai Cách Viết', null)).status).toBe(404);
    const { themes } = await (await editor.get('/api/themes')).json();
    expect(themes.map(({ id }: { id: string }) => id).toSorted()).toEqual(['an-toan', 'duoi-nuoc']);
  });
});
