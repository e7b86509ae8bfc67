import { describe, expect, test } from 'vitest';
import { below, everything } from '#server/access/scope.ts';
import { OutOfScope, type Store, Taken } from '#server/store/port.ts';
import { Refusal } from '#shared/api/problems.ts';
import { onEveryStore } from './every-store.ts';
import { NOON, newId, personOf, plant, sha256, unitOf } from './records.ts';

const names = (list: readonly { name: string }[]) => list.map(({ name }) => name);

onEveryStore((openEmptyStore) => {
  describe('units', () => {
    test('are listed depth first, siblings in Vietnamese order', async () => {
      const store = await openEmptyStore();
      await plant(store, [
        'Tỉnh/Phòng/Trường Đông',
        'Tỉnh/Phòng/Trường An',
        'Tỉnh/Phòng/Trường 10',
        'Tỉnh/Phòng/Trường 2',
        'Tỉnh/Phòng/Trường Dương',
        'Tỉnh/Phòng/Trường Ẩn/Sân',
        'Tỉnh/Ban',
      ]);
      expect(names(await store.units.list(everything))).toEqual([
        'Tỉnh',
        'Ban',
        'Phòng',
        'Trường 2',
        'Trường 10',
        'Trường An',
        'Trường Ẩn',
        'Sân',
        'Trường Dương',
        'Trường Đông',
      ]);
    });

    test('come back as they were put, names in every Unicode form included', async () => {
      const store = await openEmptyStore();
      const given = unitOf(null, {
        name: 'Trường Mầm non Hướng Dương'.normalize('NFD'),
        kind: 'campus',
        levels: ['preschool', 'continuing'],
        tags: ['vùng sâu', 'đạt chuẩn “2”'],
        zone: 'Asia/Ho_Chi_Minh',
      });
      const unit = await store.units.insert(everything, given);
      expect(unit).toEqual({ ...given, path: [given.id], closedAt: null });
      expect(await store.units.get(everything, given.id)).toEqual(unit);
    });

    test('carry their whole subtree along when they move, and nothing else', async () => {
      const store = await openEmptyStore();
      const at = await plant(store, [
        'province/district/school/campus/zone',
        'province/district/other',
        'province/commune',
      ]);
      const moved = await store.units.update(everything, at.school, {
        parentId: at.commune,
      });
      expect(moved?.path).toEqual([at.province, at.commune, at.school]);
      const paths = Object.fromEntries(
        (await store.units.list(everything)).map((unit) => [
          unit.name,
          unit.path
            .map((id) => Object.entries(at).find(([, known]) => known === id)?.[0])
            .join('/'),
        ]),
      );
      expect(paths).toEqual({
        province: 'province',
        district: 'province/district',
        other: 'province/district/other',
        commune: 'province/commune',
        school: 'province/commune/school',
        campus: 'province/commune/school/campus',
        zone: 'province/commune/school/campus/zone',
      });
      expect(names(await store.units.list(below([at.commune])))).toEqual([
        'commune',
        'school',
        'campus',
        'zone',
      ]);
      expect(names(await store.units.list(below([at.district])))).toEqual(['district', 'other']);
    });

    test('never move into themselves or below', async () => {
      const store = await openEmptyStore();
      const at = await plant(store, ['province/district/school']);
      const before = await store.units.list(everything);
      for (const target of ['district', 'school'] as const) {
        await expect(
          store.units.update(everything, at.district, { parentId: at[target] }),
        ).rejects.toEqual(new Refusal('moveIntoItself'));
      }
      expect(await store.units.list(everything)).toEqual(before);
    });

    test('whose ids begin alike are not taken for each other', async () => {
      const store = await openEmptyStore();
      await store.units.insert(everything, unitOf(null, { id: 'a', name: 'a' }));
      await store.units.insert(everything, unitOf(null, { id: 'a0', name: 'a0' }));
      await store.units.insert(everything, unitOf('a', { id: 'a%', name: 'a/a%' }));
      await store.units.insert(everything, unitOf('a', { id: '￿', name: 'a/￿' }));
      await store.units.insert(everything, unitOf(null, { id: 'a_', name: 'a_' }));
      expect(names(await store.units.list(below(['a']))).sort()).toEqual(['a', 'a/a%', 'a/￿']);
      expect(names(await store.units.list(below(['a%'])))).toEqual(['a/a%']);
      await store.units.update(everything, 'a', { parentId: 'a0' });
      expect((await store.units.get(below(['a0']), '￿'))?.path).toEqual(['a0', 'a', '￿']);
      await expect(store.units.insert(everything, unitOf(null, { id: 'a/b' }))).rejects.toThrow();
    });

    test('stay listed when they are closed, with the day of the first closing', async () => {
      const store = await openEmptyStore();
      const at = await plant(store, ['province/district']);
      expect(await store.units.close(everything, at.district, NOON)).toBe(true);
      expect(await store.units.close(everything, at.district, NOON + 1)).toBe(true);
      expect((await store.units.list(everything)).map((unit) => unit.closedAt)).toEqual([
        null,
        NOON,
      ]);
      expect(await store.units.close(everything, newId(), NOON)).toBe(false);
    });

    test('keep what a change does not name', async () => {
      const store = await openEmptyStore();
      const { id } = await store.units.insert(everything, unitOf(null, { tags: ['x'] }));
      expect(await store.units.update(everything, id, {})).toMatchObject({ tags: ['x'] });
      expect(await store.units.update(everything, id, { name: 'Mới', zone: null })).toMatchObject({
        name: 'Mới',
        tags: ['x'],
        levels: ['primary'],
      });
      expect(await store.units.update(everything, newId(), { name: 'Mới' })).toBeNull();
    });

    test('stay a tree when children are added while their parents move', async () => {
      const store = await openEmptyStore();
      const at = await plant(store, ['p/a/b/c', 'p/d', 'p/e']);
      const move = (unit: keyof typeof at, parent: keyof typeof at) =>
        store.units
          .update(everything, at[unit], { parentId: at[parent] })
          .catch((error) => expect(error).toEqual(new Refusal('moveIntoItself')));
      await Promise.all([
        move('a', 'd'),
        ...Array.from({ length: 5 }, () => store.units.insert(everything, unitOf(at.c))),
        move('b', 'e'),
        move('d', 'c'),
        move('e', 'a'),
        ...Array.from({ length: 5 }, () => store.units.insert(everything, unitOf(at.b))),
      ]);
      const units = await store.units.list(everything);
      expect(units).toHaveLength(16);
      const byId = new Map(units.map((unit) => [unit.id, unit]));
      for (const unit of units) {
        const above = unit.parentId === null ? [] : byId.get(unit.parentId)!.path;
        expect(unit.path).toEqual([...above, unit.id]);
      }
    });
  });

  describe('people', () => {
    async function withPerson(store: Store) {
      const at = await plant(store, ['province/district/school', 'province/other']);
      const person = personOf({ email: 'Dao@PhuGiao.example' });
      await store.people.insert(person);
      return { at, person };
    }

    test('are found by their e-mail however it is written', async () => {
      const store = await openEmptyStore();
      const { person, at } = await withPerson(store);
      const role = { unitId: at.school, role: 'editor' as const };
      await store.people.grant(everything, person.id, role, NOON);
      expect(await store.people.findByEmail('DAO@phugiao.example')).toEqual({
        id: person.id,
        email: 'dao@phugiao.example',
        name: person.name,
        locale: 'vi',
        roles: [role],
        disabledAt: null,
        passwordHash: person.passwordHash,
      });
      expect(await store.people.findById(person.id)).toMatchObject({ name: person.name });
      expect(await store.people.findByEmail('nobody@phugiao.example')).toBeNull();
      expect(await store.people.count()).toBe(1);
    });

    test('never share an e-mail', async () => {
      const store = await openEmptyStore();
      await withPerson(store);
      await expect(
        store.people.insert(personOf({ email: 'dao@phugiao.EXAMPLE' })),
      ).rejects.toBeInstanceOf(Taken);
      expect(await store.people.count()).toBe(1);
    });

    test('are seen with those of their roles that are in scope', async () => {
      const store = await openEmptyStore();
      const { at, person } = await withPerson(store);
      const inSchool = { unitId: at.school, role: 'contributor' as const };
      const elsewhere = { unitId: at.other, role: 'admin' as const };
      await store.people.grant(everything, person.id, inSchool, NOON);
      await store.people.grant(everything, person.id, inSchool, NOON);
      await store.people.grant(everything, person.id, elsewhere, NOON);
      const district = below([at.district]);
      expect((await store.people.list(district)).map((p) => p.roles)).toEqual([[inSchool]]);
      expect((await store.people.get(district, person.id))?.roles).toEqual([inSchool]);
      expect((await store.people.get(everything, person.id))?.roles).toHaveLength(2);
      expect(await store.people.holders(at.school, 'contributor')).toEqual([person.id]);
      expect(await store.people.holders(at.district, 'contributor')).toEqual([]);
      expect(await store.people.revoke(district, person.id, inSchool)).toBe(true);
      expect(await store.people.revoke(district, person.id, inSchool)).toBe(false);
      expect(await store.people.list(district)).toEqual([]);
    });

    test('get no role at a unit, or as a person, that does not exist', async () => {
      const store = await openEmptyStore();
      const { at, person } = await withPerson(store);
      const grant = (personId: string, unitId: string) =>
        store.people.grant(everything, personId, { unitId, role: 'viewer' }, NOON);
      await expect(grant(newId(), at.school)).rejects.toBeInstanceOf(OutOfScope);
      await expect(grant(person.id, newId())).rejects.toBeInstanceOf(OutOfScope);
    });

    test('are changed field by field', async () => {
      const store = await openEmptyStore();
      const { person } = await withPerson(store);
      expect(await store.people.update(person.id, { disabledAt: NOON })).toBe(true);
      expect(await store.people.update(person.id, { name: 'Đào', passwordHash: 'new' })).toBe(true);
      expect(await store.people.update(person.id, {})).toBe(true);
      expect(await store.people.findById(person.id)).toMatchObject({
        name: 'Đào',
        passwordHash: 'new',
        disabledAt: NOON,
        locale: 'vi',
      });
      await store.people.update(person.id, { disabledAt: null });
      expect(await store.people.findById(person.id)).toMatchObject({ disabledAt: null });
      expect(await store.people.update(newId(), { name: 'Đào' })).toBe(false);
      expect(await store.people.update(newId(), {})).toBe(false);
    });
  });

  describe('sessions', () => {
    test('end at their time, with sign-out, and all together', async () => {
      const store = await openEmptyStore();
      const { id: personId, ...person } = personOf();
      await store.people.insert({ id: personId, ...person });
      for (const hash of ['a', 'b', 'c']) {
        await store.sessions.insert({ hash, personId, at: NOON, expiresAt: NOON + 1000 });
      }
      const still = { personId, at: NOON, expiresAt: NOON + 1000 };
      expect(await store.sessions.find('a', NOON + 999)).toEqual(still);
      expect(await store.sessions.find('a', NOON + 1000)).toBeNull();
      await store.sessions.extend('a', NOON + 5000);
      expect(await store.sessions.find('a', NOON + 1000)).toMatchObject({ expiresAt: NOON + 5000 });
      await store.sessions.remove('b');
      expect(await store.sessions.find('b', NOON)).toBeNull();
      await store.sessions.removeAllOf(personId, 'a');
      expect(await store.sessions.find('c', NOON)).toBeNull();
      expect(await store.sessions.prune(NOON + 4999)).toBe(0);
      expect(await store.sessions.prune(NOON + 5000)).toBe(1);
      await store.sessions.insert({ hash: 'd', personId, at: NOON, expiresAt: NOON + 1000 });
      await store.sessions.removeAllOf(personId);
      expect(await store.sessions.find('d', NOON)).toBeNull();
    });
  });

  describe('tokens', () => {
    test('are used by their hash, listed without it, removed by their owner alone', async () => {
      const store = await openEmptyStore();
      const person = personOf();
      await store.people.insert(person);
      const token = { id: newId(), hash: sha256('1'), personId: person.id, name: 'Máy chủ' };
      await store.tokens.insert({ ...token, at: NOON });
      expect(await store.tokens.use(sha256('2'), NOON)).toBeNull();
      expect(await store.tokens.use(sha256('1'), NOON + 1)).toEqual({ personId: person.id });
      await store.tokens.use(sha256('1'), NOON + 60_000);
      const lastUsed = async () => (await store.tokens.list(person.id))[0]?.lastUsedAt;
      expect(await lastUsed()).toBe(NOON + 1);
      await store.tokens.use(sha256('1'), NOON + 60_001);
      expect(await lastUsed()).toBe(NOON + 60_001);
      expect(await store.tokens.list(person.id)).toEqual([
        { id: token.id, name: 'Máy chủ', createdAt: NOON, lastUsedAt: NOON + 60_001 },
      ]);
      expect(await store.tokens.remove(newId(), token.id)).toBe(false);
      expect(await store.tokens.remove(person.id, token.id)).toBe(true);
      expect(await store.tokens.use(sha256('1'), NOON)).toBeNull();
    });
  });
});
