import { describe, expect, test } from 'vitest';
import { everything } from '#server/access/scope.ts';
import { onEveryStore } from './every-store.ts';
import {
  auditEntry,
  NOON,
  newId,
  plant,
  playlistAt,
  publicationAt,
  scheduleAt,
  sha256,
} from './records.ts';

onEveryStore((openEmptyStore) => {
  describe('playlists', () => {
    test('come back as they were put, in Vietnamese order', async () => {
      const store = await openEmptyStore();
      const at = await plant(store, ['school']);
      const full = playlistAt(at.school, {
        name: 'Đuối nước',
        items: [
          { id: 'a', assetId: newId(), fit: 'cover', volume: 80, ms: 5000 },
          { id: 'b', slide: { template: 'news', data: { title: 'Tin\u0000 “mới”', lines: [1] } } },
          { id: 'c', ticker: { text: 'Chào mừng' } },
        ],
      });
      const empty = playlistAt(at.school, { name: 'An toàn', updatedBy: newId() });
      await store.playlists.insert(everything, full);
      await store.playlists.insert(everything, empty);
      expect(await store.playlists.get(everything, full.id)).toEqual(full);
      expect(await store.playlists.list(everything)).toEqual([empty, full]);
    });

    test('edited by two at once keep the first edit and say so to the second', async () => {
      const store = await openEmptyStore();
      const at = await plant(store, ['school']);
      const playlist = playlistAt(at.school);
      await store.playlists.insert(everything, playlist);
      const edit = (name: string) =>
        store.playlists.update(everything, playlist.id, 1, {
          name,
          updatedAt: NOON + 1,
          updatedBy: newId(),
        });
      const answers = await Promise.all([edit('A'), edit('B'), edit('C')]);
      const [saved, ...others] = answers.filter((answer) => answer !== 'edited');
      expect(others).toEqual([]);
      expect(saved).toMatchObject({ version: 2, updatedAt: NOON + 1, items: [] });
      expect(await store.playlists.get(everything, playlist.id)).toEqual(saved);
      expect(
        await store.playlists.update(everything, newId(), 1, { updatedAt: NOON, updatedBy: null }),
      ).toBeNull();
    });

    test('are named where an asset is used, as long as it is', async () => {
      const store = await openEmptyStore();
      const at = await plant(store, ['school']);
      const [used, unused] = [newId(), newId()];
      const entry = (assetId: string) => ({ assetId, fit: 'contain' as const, volume: 100 });
      const twice = playlistAt(at.school, { name: 'B', items: [entry(used), entry(used)] });
      const once = playlistAt(at.school, { name: 'A', items: [entry(used)] });
      await store.playlists.insert(everything, twice);
      await store.playlists.insert(everything, once);
      const using = async (assetId: string) =>
        (await store.playlists.using(everything, assetId)).map(({ name }) => name);
      expect(await using(used)).toEqual(['A', 'B']);
      expect(await using(unused)).toEqual([]);
      const edited = { updatedAt: NOON, updatedBy: null };
      await store.playlists.update(everything, once.id, 1, { ...edited, name: 'A2' });
      expect(await using(used)).toEqual(['A2', 'B']);
      await store.playlists.update(everything, once.id, 2, { ...edited, items: [entry(unused)] });
      expect(await using(used)).toEqual(['B']);
      expect(await using(unused)).toEqual(['A2']);
      expect(await store.playlists.remove(everything, twice.id)).toBe(true);
      expect(await store.playlists.remove(everything, twice.id)).toBe(false);
      expect(await using(used)).toEqual([]);
    });
  });

  describe('schedules', () => {
    test('come back as they were put, newest first, and change by version', async () => {
      const store = await openEmptyStore();
      const at = await plant(store, ['school']);
      const older = scheduleAt(at.school);
      const newer = scheduleAt(at.school, { priority: 'priority' });
      await store.schedules.insert(everything, older);
      await store.schedules.insert(everything, newer);
      expect(await store.schedules.list(everything)).toEqual([newer, older]);
      const change = {
        priority: 'filler' as const,
        mode: 'shuffled' as const,
        secondsPerHour: 200,
        frequency: { atLeast: null, atMostPerHour: 3, minutesApart: null },
        sound: 'always' as const,
        updatedAt: NOON + 1,
      };
      const changed = { ...older, ...change, version: 2 };
      expect(await store.schedules.update(everything, older.id, 1, change)).toEqual(changed);
      expect(await store.schedules.update(everything, older.id, 1, change)).toBe('edited');
      expect(await store.schedules.update(everything, newId(), 1, change)).toBeNull();
      expect(await store.schedules.get(everything, older.id)).toEqual(changed);
      const bare = { secondsPerHour: null, frequency: null, updatedAt: NOON + 2 };
      expect(await store.schedules.update(everything, older.id, 2, bare)).toEqual({
        ...changed,
        ...bare,
        version: 3,
      });
      expect(await store.schedules.remove(everything, older.id)).toBe(true);
      expect(await store.schedules.get(everything, older.id)).toBeNull();
    });
  });

  describe('publications', () => {
    test('are current while a schedule points at them, and history for good', async () => {
      const store = await openEmptyStore();
      const at = await plant(store, ['school']);
      const [one, two] = [scheduleAt(at.school), scheduleAt(at.school)];
      await store.schedules.insert(everything, one);
      await store.schedules.insert(everything, two);
      const publish = async (scheduleId: string, at_: number) => {
        const publication = publicationAt(at.school, { scheduleId, at: at_ });
        await store.publications.insert(everything, publication);
        expect(
          await store.schedules.setPublication(everything, scheduleId, publication.id, at_),
        ).toBe(true);
        return publication;
      };
      const later = await publish(two.id, NOON + 2);
      const first = await publish(one.id, NOON);
      const second = await publish(one.id, NOON + 1);
      expect(await store.publications.current(everything)).toEqual([second, later]);
      expect(await store.publications.get(everything, first.id)).toEqual(first);
      expect(await store.schedules.get(everything, one.id)).toMatchObject({
        publicationId: second.id,
        version: 1,
      });
      await store.schedules.setPublication(everything, two.id, null, NOON + 3);
      expect(await store.publications.current(everything)).toEqual([second]);
      await store.schedules.remove(everything, one.id);
      expect(await store.publications.current(everything)).toEqual([]);
      expect(await store.publications.history(everything, one.id)).toEqual([
        { ...first, offAirAt: NOON + 1 },
        { ...second, offAirAt: null },
      ]);
      expect(await store.schedules.setPublication(everything, newId(), null, NOON)).toBe(false);
    });

    test('were on air from then until then, to the instant', async () => {
      const store = await openEmptyStore();
      const at = await plant(store, ['school']);
      const schedule = scheduleAt(at.school);
      await store.schedules.insert(everything, schedule);
      const publish = async (at_: number, restores: string | null = null) => {
        const publication = publicationAt(at.school, {
          scheduleId: schedule.id,
          at: at_,
          restores,
          mode: 'weighted',
          secondsPerHour: 200,
          frequency: { atLeast: { times: 2, per: 'day' }, atMostPerHour: null, minutesApart: 5 },
          sound: 'never',
        });
        await store.publications.insert(everything, publication);
        await store.schedules.setPublication(everything, schedule.id, publication.id, at_);
        return publication;
      };
      const first = await publish(NOON);
      const second = await publish(NOON + 10);
      await store.schedules.setPublication(everything, schedule.id, null, NOON + 20);
      const third = await publish(NOON + 30, first.id);
      // pointing at the same again is no end of it
      await store.schedules.setPublication(everything, schedule.id, third.id, NOON + 35);
      const onAirAt = async (t: number) =>
        (await store.publications.onAirAt(everything, t)).map(({ id }) => id);
      expect(await onAirAt(NOON - 1)).toEqual([]);
      expect(await onAirAt(NOON)).toEqual([first.id]);
      expect(await onAirAt(NOON + 9)).toEqual([first.id]);
      expect(await onAirAt(NOON + 10)).toEqual([second.id]);
      expect(await onAirAt(NOON + 20)).toEqual([]);
      expect(await onAirAt(NOON + 40)).toEqual([third.id]);
      expect(await store.publications.history(everything, schedule.id)).toEqual([
        { ...first, offAirAt: NOON + 10 },
        { ...second, offAirAt: NOON + 20 },
        { ...third, offAirAt: null },
      ]);
      expect(await store.publications.currentIds(everything)).toEqual([third.id]);
      const known = [third.id, newId(), first.id];
      expect(await store.publications.getMany(everything, known)).toEqual([first, third]);
      expect(await store.publications.getMany(everything, [])).toEqual([]);
    });

    test('must be stored before a schedule can point at them', async () => {
      const store = await openEmptyStore();
      const at = await plant(store, ['school']);
      const schedule = scheduleAt(at.school);
      await store.schedules.insert(everything, schedule);
      await expect(
        store.schedules.setPublication(everything, schedule.id, newId(), NOON),
      ).rejects.toThrow();
      expect(await store.schedules.get(everything, schedule.id)).toEqual(schedule);
    });
  });

  describe('manifests', () => {
    test('are kept byte for byte, and putting one again changes nothing', async () => {
      const store = await openEmptyStore();
      const body = `{"text":"Chào mừng 🎉 \\u0000 ${'x'.repeat(2_000_000)}"}`;
      await store.manifests.put(sha256('a'), body, NOON);
      await store.manifests.put(sha256('a'), 'another text', NOON + 1);
      expect(await store.manifests.get(sha256('a'))).toBe(body);
      expect(await store.manifests.get(sha256('b'))).toBeNull();
    });
  });

  describe('the revision', () => {
    test('never gives two askers the same number', async () => {
      const store = await openEmptyStore();
      expect(await store.revision.current()).toBe(0);
      const taken = await Promise.all(Array.from({ length: 20 }, () => store.revision.next()));
      expect(taken.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
      expect(await store.revision.current()).toBe(20);
    });
  });

  describe('the audit log', () => {
    test('is read from the newest on, by subject, by person, page by page', async () => {
      const store = await openEmptyStore();
      const at = await plant(store, ['school']);
      const [person, subject] = [newId(), { kind: 'unit', id: at.school, name: 'Tân Hiệp' }];
      const entries = [
        auditEntry(at.school, { by: person }),
        auditEntry(null, { subject, changes: {} }),
        auditEntry(at.school, { by: person, subject, changes: { roles: [[], [{ a: null }]] } }),
      ];
      for (const entry of entries) await store.audit.add(entry);
      const [first, second, third] = entries;
      const list = (query: object) => store.audit.list(everything, { limit: 10, ...query });
      expect(await list({})).toEqual([third, second, first]);
      expect(await list({ by: person })).toEqual([third, first]);
      expect(await list({ subjectId: at.school })).toEqual([third, second]);
      expect(await list({ limit: 1 })).toEqual([third]);
      expect(await list({ limit: 1, before: third!.id })).toEqual([second]);
    });
  });
});
