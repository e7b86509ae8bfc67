import { describe, expect, test } from 'vitest';
import { everything } from '#server/access/scope.ts';
import { Taken } from '#server/store/port.ts';
import { Refusal } from '#shared/api/problems.ts';
import { onEveryStore } from './every-store.ts';
import {
  assetAt,
  auditEntry,
  NOON,
  newId,
  personOf,
  plant,
  playlistAt,
  unitOf,
} from './records.ts';

onEveryStore((openEmptyStore) => {
  describe('a transaction', () => {
    test('lands as a whole or leaves nothing', async () => {
      const store = await openEmptyStore();
      const [unit, entry] = [unitOf(null), auditEntry(null)];
      const work = (fail: boolean) =>
        store.transaction(async (tx) => {
          await tx.units.insert(everything, unit);
          await tx.audit.add(entry);
          const revision = await tx.revision.next();
          if (fail) throw new Error('changed my mind');
          return revision;
        });
      await expect(work(true)).rejects.toThrow('changed my mind');
      expect(await store.units.list(everything)).toEqual([]);
      expect(await store.audit.list(everything, { limit: 9 })).toEqual([]);
      expect(await store.revision.current()).toBe(0);
      expect(await work(false)).toBe(1);
      expect(await store.units.list(everything)).toHaveLength(1);
      expect(await store.audit.list(everything, { limit: 9 })).toHaveLength(1);
    });

    test('within a transaction joins it', async () => {
      const store = await openEmptyStore();
      const [first, second] = [unitOf(null), unitOf(null)];
      await expect(
        store.transaction(async (tx) => {
          await tx.transaction((inner) => inner.units.insert(everything, first));
          await tx.transaction((inner) => inner.units.insert(everything, second));
          throw new Error('after the inner ones');
        }),
      ).rejects.toThrow('after the inner ones');
      expect(await store.units.list(everything)).toEqual([]);
    });

    test('sees its own changes; others see them once it has landed, and never wait for good', async () => {
      const store = await openEmptyStore();
      const unit = unitOf(null);
      let readOutside: Promise<unknown> | undefined;
      await store.transaction(async (tx) => {
        await tx.units.insert(everything, unit);
        readOutside = store.units.get(everything, newId());
        expect(await tx.units.get(everything, unit.id)).toMatchObject({ id: unit.id });
      });
      expect(await readOutside).toBeNull();
      expect(await store.units.get(everything, unit.id)).toMatchObject({ id: unit.id });
    });

    test('that fails leaves the store as usable as before', async () => {
      const store = await openEmptyStore();
      const person = personOf();
      await store.people.insert(person);
      await expect(
        store.transaction((tx) => tx.people.insert({ ...personOf(), email: person.email })),
      ).rejects.toBeInstanceOf(Taken);
      await store.people.insert(personOf());
      expect(await store.people.count()).toBe(2);
    });

    test('at the same time as others loses none of their changes', async () => {
      const store = await openEmptyStore();
      const at = await plant(store, ['school']);
      const playlist = playlistAt(at.school, { name: '0' });
      await store.playlists.insert(everything, playlist);
      const addOne = async (): Promise<void> => {
        const done = await store.transaction(async (tx) => {
          const { name, version } = (await tx.playlists.get(everything, playlist.id))!;
          return tx.playlists.update(everything, playlist.id, version, {
            name: String(Number(name) + 1),
            updatedAt: NOON,
            updatedBy: null,
          });
        });
        if (done === 'edited') await addOne();
      };
      await Promise.all(Array.from({ length: 10 }, addOne));
      expect(await store.playlists.get(everything, playlist.id)).toMatchObject({
        name: '10',
        version: 11,
      });
    });
  });

  describe('the store', () => {
    test('says that it is ready, and after it was closed that it is not', async () => {
      const store = await openEmptyStore();
      await store.ready();
      await store.close();
      await expect(store.ready()).rejects.toThrow();
    });

    test('refuses text that holds U+0000, which no database could search', async () => {
      const store = await openEmptyStore();
      const at = await plant(store, ['school']);
      await expect(
        store.assets.insert(everything, assetAt(at.school, { title: 'a\0b' })),
      ).rejects.toEqual(new Refusal('invalid'));
      await expect(store.assets.list(everything, { theme: 'a\0' }, { limit: 1 })).rejects.toEqual(
        new Refusal('invalid'),
      );
      expect(await store.assets.list(everything, {}, { limit: 1 })).toEqual([]);
    });

    test('keeps what no text should hold either, as far as Unicode goes', async () => {
      const store = await openEmptyStore();
      const name = 'ế \u{1F3EB} \u200B\u202E " \' \\ ; -- {} \n';
      const unit = await store.units.insert(everything, unitOf(null, { name }));
      expect((await store.units.get(everything, unit.id))?.name).toBe(name);
    });
  });
});
