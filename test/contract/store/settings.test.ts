import { describe, expect, test } from 'vitest';
import { everything } from '#server/access/scope.ts';
import { onEveryStore } from './every-store.ts';
import { feedAt, NOON, newId, personOf, plant, settingAt } from './records.ts';

onEveryStore((openEmptyStore) => {
  describe('what units set', () => {
    test('is kept version by version, each kind for itself', async () => {
      const store = await openEmptyStore();
      const at = await plant(store, ['province/school']);
      const policy = settingAt(at.school, { by: newId() });
      const calendar = {
        ...{ unitId: at.school, kind: 'calendar' as const, at: NOON, by: null },
        value: { weekdays: [1, 2, 3, 4, 5], terms: null, yearly: [], decided: [] },
      };
      expect(await store.settings.get(everything, at.school, 'policy')).toBeNull();
      const first = await store.settings.put(everything, 0, policy);
      expect(first).toEqual({ ...policy, version: 1 });
      const taken = { ...policy, value: null, at: NOON + 5 };
      const second = await store.settings.put(everything, 1, taken);
      expect(second).toEqual({ ...taken, version: 2 });
      expect(await store.settings.put(everything, 0, calendar)).toEqual({
        ...calendar,
        version: 1,
      });
      expect(await store.settings.get(everything, at.school, 'policy')).toEqual(second);
      expect(await store.settings.history(everything, at.school, 'policy')).toEqual([
        second,
        first,
      ]);
      expect(await store.settings.get(everything, at.province, 'policy')).toBeNull();
    });

    test('put by two at once keeps the first and says so to the others', async () => {
      const store = await openEmptyStore();
      const at = await plant(store, ['school']);
      const put = (times: number) =>
        store.settings.put(everything, 0, settingAt(at.school, { at: NOON + times }));
      const answers = await Promise.all([put(1), put(2), put(3)]);
      expect(answers.filter((answer) => answer === 'edited')).toHaveLength(2);
      expect(await store.settings.history(everything, at.school, 'policy')).toHaveLength(1);
      expect(await store.settings.put(everything, 2, settingAt(at.school))).toBe('edited');
    });

    test('can be asked for as it stood at an instant', async () => {
      const store = await openEmptyStore();
      const at = await plant(store, ['province/school']);
      await store.settings.put(everything, 0, settingAt(at.school, { at: NOON }));
      await store.settings.put(everything, 1, settingAt(at.school, { at: NOON + 10 }));
      await store.settings.put(everything, 0, settingAt(at.province, { at: NOON + 10 }));
      const versions = async (asOf?: number) =>
        (await store.settings.all(everything, asOf)).map(
          ({ unitId, version }) => `${unitId === at.school ? 'school' : 'province'} ${version}`,
        );
      expect(await versions(NOON - 1)).toEqual([]);
      expect(await versions(NOON)).toEqual(['school 1']);
      expect((await versions(NOON + 10)).sort()).toEqual(['province 1', 'school 2']);
      expect((await versions()).sort()).toEqual(['province 1', 'school 2']);
    });
  });

  describe('feeds', () => {
    test('are found by the hash of their token until they are taken back', async () => {
      const store = await openEmptyStore();
      const at = await plant(store, ['school']);
      const person = personOf();
      await store.people.insert(person);
      const ofUnit = feedAt(at.school, { createdBy: person.id });
      const ofScreen = feedAt(at.school, {
        createdBy: person.id,
        subject: { kind: 'screen', id: newId() },
      });
      await store.feeds.insert(everything, { ...ofUnit, tokenHash: 'one' });
      await store.feeds.insert(everything, { ...ofScreen, tokenHash: 'two' });
      expect(await store.feeds.find('one')).toEqual(ofUnit);
      expect(await store.feeds.find('three')).toBeNull();
      expect(await store.feeds.list(everything, ofScreen.subject.id)).toEqual([ofScreen]);
      expect(await store.feeds.remove(everything, ofUnit.id)).toBe(true);
      expect(await store.feeds.remove(everything, ofUnit.id)).toBe(false);
      expect(await store.feeds.find('one')).toBeNull();
    });
  });
});
