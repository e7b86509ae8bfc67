import { describe, expect, test } from 'vitest';
import { below, everything, type Scope } from '#server/access/scope.ts';
import { OutOfScope, type Store, Taken } from '#server/store/port.ts';
import { Refusal } from '#shared/api/problems.ts';
import type { Play, ScreenStatus } from '#shared/protocol/messages.ts';
import { onEveryStore } from './every-store.ts';
import { chainedPlays, NOON, newId, plant, play, screenAt, sha256, unitOf } from './records.ts';

const status: ScreenStatus = {
  manifest: sha256('b'),
  fetching: { manifest: null, bytes: 0, of: 0 },
  onAir: { main: 'clip', ticker: null, audio: null, voice: null },
  storage: { used: 1, quota: 10_737_418_240, full: false },
  clock: { offset: -12, uncertainty: 3, trust: 'synchronised' },
  skipped: 0,
  backlog: 0,
  viewport: { width: 1080, height: 1920 },
  problem: null,
};

onEveryStore((openEmptyStore) => {
  describe('screens', () => {
    test('begin without a programme and come back as they were claimed', async () => {
      const store = await openEmptyStore();
      const at = await plant(store, ['school']);
      const { tokenHash, ...screen } = screenAt(at.school, { pairedBy: newId() });
      await store.screens.insert(everything, { ...screen, tokenHash });
      const record = {
        ...screen,
        lastSeenAt: null,
        build: null,
        status: null,
        manifest: null,
        sequence: 0,
        acknowledged: 'none',
        ...{ kind: 'screen', viewing: null, captions: 'auto', trimDb: 0 },
      };
      expect(await store.screens.get(everything, screen.id)).toEqual(record);
      expect(await store.screens.list(everything)).toEqual([record]);
      expect(await store.screens.authenticate(screen.id, tokenHash)).toEqual(record);
      expect(await store.screens.authenticate(screen.id, sha256('0'))).toBeNull();
      expect(await store.screens.authenticate(newId(), tokenHash)).toBeNull();
    });

    test('are renamed, moved and removed', async () => {
      const store = await openEmptyStore();
      const at = await plant(store, ['school/hall', 'other']);
      const screen = screenAt(at.hall);
      await store.screens.insert(everything, screen);
      const update = (change: object) => store.screens.update(everything, screen.id, change);
      expect(await update({ name: 'Sân', tags: [] })).toMatchObject({ name: 'Sân', tags: [] });
      expect(await update({ unitId: at.other })).toMatchObject({ unitId: at.other, name: 'Sân' });
      expect(await update({})).toMatchObject({ unitId: at.other });
      const installed = {
        ...{ kind: 'speaker', viewing: { distanceM: 12.5, heightM: 0.75 } },
        ...{ captions: 'never', trimDb: -6 },
      };
      expect(await update(installed)).toMatchObject(installed);
      expect(await update({ viewing: null })).toMatchObject({ ...installed, viewing: null });
      await expect(update({ unitId: newId() })).rejects.toBeInstanceOf(OutOfScope);
      expect(await store.screens.remove(everything, screen.id)).toBe(true);
      expect(await store.screens.remove(everything, screen.id)).toBe(false);
      expect(await update({ name: 'Sảnh' })).toBeNull();
      expect(await store.screens.authenticate(screen.id, screen.tokenHash)).toBeNull();
    });

    test('are remembered by their token after they were removed, and only then', async () => {
      const store = await openEmptyStore();
      const at = await plant(store, ['school', 'other']);
      const screen = screenAt(at.school);
      await store.screens.insert(everything, screen);
      const removed = (id = screen.id, hash = screen.tokenHash) =>
        store.screens.wasRemoved(id, hash);
      expect(await removed()).toBe(false);
      expect(await store.screens.remove(below([at.other!]), screen.id)).toBe(false);
      expect(await removed()).toBe(false);
      expect(await store.screens.remove(everything, screen.id)).toBe(true);
      expect(await removed()).toBe(true);
      expect(await removed(screen.id, sha256('0'))).toBe(false);
      expect(await removed(newId())).toBe(false);
    });

    test('are noted many at once; what a note leaves out stays', async () => {
      const store = await openEmptyStore();
      const at = await plant(store, ['school']);
      const ids = Array.from({ length: 1100 }, newId);
      await store.transaction(async (tx) => {
        for (const id of ids) await tx.screens.insert(everything, screenAt(at.school, { id }));
      });
      await store.screens.note([
        ...ids.map((id, n) => ({ id, lastSeenAt: NOON + n, build: '0.1.0', status })),
        { id: newId(), lastSeenAt: NOON },
      ]);
      await store.screens.note([
        { id: ids[7]!, manifest: sha256('c'), sequence: 4, acknowledged: 'sent' },
        { id: ids[7]!, acknowledged: 'held' },
      ]);
      await store.screens.note([]);
      const screens = new Map((await store.screens.list(everything)).map((s) => [s.id, s]));
      expect(screens.size).toBe(1100);
      expect(screens.get(ids[1099]!)).toMatchObject({
        lastSeenAt: NOON + 1099,
        build: '0.1.0',
        status,
        manifest: null,
        sequence: 0,
        acknowledged: 'none',
      });
      expect(screens.get(ids[7]!)).toMatchObject({
        lastSeenAt: NOON + 7,
        status,
        manifest: sha256('c'),
        sequence: 4,
        acknowledged: 'held',
      });
    });

    test('never go back to an older assignment because its note comes late', async () => {
      const store = await openEmptyStore();
      const at = await plant(store, ['school']);
      const screen = screenAt(at.school);
      await store.screens.insert(everything, screen);
      const note = (sequence: number, letter: string, lastSeenAt: number) =>
        store.screens.note([
          {
            id: screen.id,
            sequence,
            manifest: sha256(letter),
            acknowledged: letter === 'a' ? 'onAir' : 'sent',
            lastSeenAt,
          },
        ]);
      await note(5, 'b', NOON);
      await note(4, 'a', NOON + 1);
      const told = { manifest: sha256('b'), sequence: 5, acknowledged: 'sent' };
      expect(await store.screens.get(everything, screen.id)).toMatchObject({
        ...told,
        lastSeenAt: NOON + 1,
      });
      await note(5, 'a', NOON + 2);
      expect(await store.screens.get(everything, screen.id)).toMatchObject({
        manifest: sha256('a'),
        acknowledged: 'onAir',
      });
    });
  });

  describe('what screens were told', () => {
    const tell = (id: string, sequence: number, letter: string, assignedAt: number) => ({
      ...{ id, sequence, manifest: sha256(letter), assignedAt },
    });

    test('is remembered from when to when, the same manifest once', async () => {
      const store = await openEmptyStore();
      const at = await plant(store, ['school']);
      const [one, two] = [screenAt(at.school), screenAt(at.school)];
      await store.screens.insert(everything, one);
      await store.screens.insert(everything, two);
      await store.screens.note([
        tell(one.id, 3, 'a', NOON),
        tell(one.id, 4, 'a', NOON + 5),
        tell(one.id, 5, 'b', NOON + 10),
        tell(one.id, 6, 'a', NOON + 20),
        tell(two.id, 6, 'a', NOON + 20),
        tell(newId(), 6, 'a', NOON + 20),
      ]);
      const toldAt = async (id: string, t: number) => {
        const told = await store.screens.toldAt(everything, id, t);
        return told && `${told.manifest[0]} since ${told.at - NOON}`;
      };
      expect(await toldAt(one.id, NOON - 1)).toBeNull();
      expect(await toldAt(one.id, NOON)).toBe('a since 0');
      expect(await toldAt(one.id, NOON + 9)).toBe('a since 0');
      expect(await toldAt(one.id, NOON + 19)).toBe('b since 10');
      expect(await toldAt(one.id, NOON + 99)).toBe('a since 20');
      expect(await toldAt(two.id, NOON + 19)).toBeNull();
      const told = await store.screens.told(everything, one.id, { from: NOON + 9, to: NOON + 20 });
      expect(told.map(({ manifest, at }) => `${manifest[0]} since ${at - NOON}`)).toEqual([
        'a since 0',
        'b since 10',
      ]);
      expect(await store.screens.told(everything, two.id, { from: NOON, to: NOON + 20 })).toEqual(
        [],
      );
      // late, again, and told the same by another sequence
      await store.screens.note([
        tell(one.id, 5, 'c', NOON + 30),
        tell(one.id, 6, 'a', NOON + 30),
        tell(one.id, 7, 'a', NOON + 30),
        tell(two.id, 7, 'b', NOON + 30),
      ]);
      expect(await toldAt(one.id, NOON + 99)).toBe('a since 20');
      expect(await toldAt(two.id, NOON + 99)).toBe('b since 30');
      await store.screens.note([{ id: two.id, sequence: 8, manifest: sha256('c') }]);
      expect(await toldAt(two.id, NOON + 99)).toBe('b since 30');
    });

    test('goes with the screen when it is removed', async () => {
      const store = await openEmptyStore();
      const at = await plant(store, ['school']);
      const screen = screenAt(at.school);
      await store.screens.insert(everything, screen);
      await store.screens.note([tell(screen.id, 1, 'a', NOON)]);
      expect(await store.screens.remove(everything, screen.id)).toBe(true);
      expect(await store.screens.toldAt(everything, screen.id, NOON)).toBeNull();
    });
  });

  describe('pairings', () => {
    const pairing = (letter: string, userCode = 'BCDF-GHJK') => ({
      deviceCodeHash: sha256(letter),
      userCode,
      expiresAt: NOON + 1000,
    });

    test('lead from the code on the glass to the token, once', async () => {
      const store = await openEmptyStore();
      const at = await plant(store, ['school']);
      await store.pairings.insert(pairing('d'));
      const screen = screenAt(at.school, { tokenHash: '' });
      expect(await store.pairings.byUserCode('BCDF-GHJK', NOON)).toEqual({
        ...pairing('d'),
        lastPolledAt: null,
        screenId: null,
      });
      await store.screens.insert(everything, screen);
      const claims = await Promise.all(
        [screen.id, newId()].map((id) => store.pairings.claim('BCDF-GHJK', id, NOON)),
      );
      expect(claims.sort()).toEqual([false, true]);
      await store.pairings.polled(sha256('d'), NOON + 5);
      const claimed = await store.pairings.byDeviceCode(sha256('d'));
      expect(claimed).toMatchObject({ lastPolledAt: NOON + 5 });
      expect(claimed?.screenId).not.toBeNull();
    });

    test('end with the token, so that two polls at once do not make two', async () => {
      const store = await openEmptyStore();
      const at = await plant(store, ['school']);
      const screen = screenAt(at.school, { tokenHash: '' });
      await store.pairings.insert(pairing('d'));
      await store.screens.insert(everything, screen);
      await store.pairings.claim('BCDF-GHJK', screen.id, NOON);
      const polls = await Promise.allSettled(
        ['1', '2'].map(async (letter) => {
          await store.pairings.complete(sha256('d'), screen.id, sha256(letter));
          return sha256(letter);
        }),
      );
      const told = polls.flatMap((poll) => (poll.status === 'fulfilled' ? [poll.value] : []));
      expect(told).toHaveLength(1);
      expect(polls.find((poll) => poll.status === 'rejected')?.reason).toEqual(
        new Refusal('expired_token'),
      );
      expect(await store.screens.authenticate(screen.id, told[0]!)).toMatchObject({
        id: screen.id,
      });
      expect(await store.pairings.byDeviceCode(sha256('d'))).toBeNull();
    });

    test('of a screen that was removed meanwhile give no token', async () => {
      const store = await openEmptyStore();
      await store.pairings.insert(pairing('d'));
      const gone = newId();
      await store.pairings.claim('BCDF-GHJK', gone, NOON);
      await expect(store.pairings.complete(sha256('d'), gone, sha256('1'))).rejects.toEqual(
        new Refusal('expired_token'),
      );
    });

    test('expire, and no two show the same code', async () => {
      const store = await openEmptyStore();
      await store.pairings.insert(pairing('d'));
      await expect(store.pairings.insert(pairing('e'))).rejects.toBeInstanceOf(Taken);
      expect(await store.pairings.byUserCode('BCDF-GHJK', NOON + 1000)).toBeNull();
      expect(await store.pairings.claim('BCDF-GHJK', newId(), NOON + 1000)).toBe(false);
      expect(await store.pairings.byDeviceCode(sha256('d'))).not.toBeNull();
      expect(await store.pairings.prune(NOON + 999)).toBe(0);
      expect(await store.pairings.prune(NOON + 1000)).toBe(1);
      await store.pairings.insert(pairing('e'));
    });
  });

  describe('plays', () => {
    const upTo = async (store: Store, id: string) => (await store.plays.newest(id)).upTo;
    const stored = async (store: Store) =>
      (await store.plays.list(everything, { from: 0, to: 9e15, limit: 100 })).plays;
    const links = async (store: Store) =>
      (await stored(store)).map(({ n, link }) => `${n} ${link}`).join(', ');

    test('count once however often and in whatever order they arrive', async () => {
      const store = await openEmptyStore();
      const at = await plant(store, ['school']);
      const screen = { id: newId(), unitId: at.school };
      const keep = async (...ns: number[]) => {
        const plays = ns.map((n) => play(n));
        return (await store.plays.keep(screen, plays, NOON)).upTo;
      };
      expect(await upTo(store, screen.id)).toBe(0);
      expect(await keep(1, 3)).toBe(1);
      expect(await keep(1, 1, 5)).toBe(1);
      expect(await keep(2)).toBe(3);
      expect(await keep(1)).toBe(3);
      expect(await keep()).toBe(3);
      expect(await keep(4)).toBe(5);
      expect(await upTo(store, screen.id)).toBe(5);
      expect(await stored(store)).toEqual(
        [1, 2, 3, 4, 5].map((n) => ({
          ...play(n),
          ...{ screenId: screen.id, unitId: at.school, receivedAt: NOON, link: 'none' },
        })),
      );
    });

    test('are gone for good if they lie before the oldest that the screen still has', async () => {
      const store = await openEmptyStore();
      const at = await plant(store, ['school']);
      const screen = { id: newId(), unitId: at.school };
      const plays = chainedPlays(1, 6);
      await store.plays.keep(screen, plays.slice(0, 2), NOON);
      // restored from a backup, the server lacks 3 and 4, which it had acknowledged
      expect(await store.plays.keep(screen, plays.slice(4), NOON)).toEqual({
        ...{ upTo: 6, broken: [5], refused: [] },
      });
      expect(await links(store)).toBe('1 sound, 2 sound, 5 broken, 6 sound');
    });

    test('tell whether each follows from the one before, and the newest its chain', async () => {
      const store = await openEmptyStore();
      const at = await plant(store, ['school']);
      const screen = { id: newId(), unitId: at.school };
      const [first, second, third, ...more] = chainedPlays(1, 5) as [Play, Play, Play, Play, Play];
      await store.plays.keep(screen, [first, third], NOON);
      expect(await links(store)).toBe('1 sound, 3 broken');
      expect(await store.plays.newest(screen.id)).toEqual({ upTo: 1, chain: first.chain });
      await store.plays.keep(screen, [second], NOON);
      expect(await links(store)).toBe('1 sound, 2 sound, 3 sound');
      const changed = { ...more[0], item: 'another' };
      const kept = await store.plays.keep(screen, [changed, more[1]], NOON);
      expect(kept).toEqual({ upTo: 5, broken: [4], refused: [] });
      expect(await stored(store)).toMatchObject([{}, {}, {}, { item: 'another' }, { n: 5 }]);
      expect(await store.plays.newest(screen.id)).toEqual({ upTo: 5, chain: more[1].chain });
    });

    test('of a build that knew no chain are followed by those of one that does', async () => {
      const store = await openEmptyStore();
      const at = await plant(store, ['school']);
      const screen = { id: newId(), unitId: at.school };
      await store.plays.keep(screen, [play(1), play(2)], NOON);
      const chained = chainedPlays(3, 2);
      expect(await store.plays.keep(screen, chained, NOON)).toMatchObject({ broken: [] });
      expect(await links(store)).toBe('1 none, 2 none, 3 sound, 4 sound');
    });

    test('under a number that is taken are refused unless they are the same', async () => {
      const store = await openEmptyStore();
      const at = await plant(store, ['school']);
      const screen = { id: newId(), unitId: at.school };
      const plays = chainedPlays(1, 2);
      await store.plays.keep(screen, [plays[0]!, play(2)], NOON);
      // The second was sent before the screen knew chains, and is sent again with one.
      expect(await store.plays.keep(screen, plays, NOON)).toMatchObject({ refused: [] });
      const other = play(2, { item: 'of a copy of this screen' });
      expect(await store.plays.keep(screen, [other], NOON)).toEqual({
        ...{ upTo: 2, broken: [], refused: [other] },
      });
      expect((await stored(store)).map(({ item }) => item)).toEqual(['item 1', 'item 2']);
    });

    test('sent twice do not overwrite what was kept', async () => {
      const store = await openEmptyStore();
      const at = await plant(store, ['school']);
      const screen = { id: newId(), unitId: at.school };
      await store.plays.keep(screen, [play(1, { ending: 'failed', reason: 'no decoder' })], NOON);
      await store.plays.keep(screen, [play(1)], NOON + 1);
      const { plays } = await store.plays.list(everything, { from: 0, to: 9e15, limit: 9 });
      expect(plays).toMatchObject([{ ending: 'failed', reason: 'no decoder', receivedAt: NOON }]);
    });

    test('of two connections at once both land, and the answer counts both', async () => {
      const store = await openEmptyStore();
      const at = await plant(store, ['school']);
      const screen = { id: newId(), unitId: at.school };
      const batch = (from: number) => Array.from({ length: 1200 }, (_, i) => play(from + 2 * i));
      const answers = await Promise.all([
        store.plays.keep(screen, batch(1), NOON),
        store.plays.keep(screen, batch(2), NOON),
      ]);
      expect(Math.max(...answers.map((answer) => answer.upTo))).toBe(2400);
      expect(await upTo(store, screen.id)).toBe(2400);
    });

    test('are paged by real start without loss, by screen and by unit', async () => {
      const store = await openEmptyStore();
      const at = await plant(store, ['province/school/hall', 'province/other']);
      const here = { id: newId(), unitId: at.hall };
      const there = { id: newId(), unitId: at.other };
      const sameTime = { real: { start: NOON, end: NOON + 1 } };
      await store.plays.keep(
        here,
        [1, 2, 3].map((n) => play(n, sameTime)),
        NOON,
      );
      await store.plays.keep(
        there,
        [1, 2].map((n) => play(n, sameTime)),
        NOON,
      );
      await store.plays.keep(here, [play(4, { real: { start: NOON - 1, end: NOON } })], NOON);

      const pages = async (query: object): Promise<string[]> => {
        const seen: string[] = [];
        let after: string | undefined;
        do {
          const page = await store.plays.list(everything, {
            from: NOON - 1,
            to: NOON + 1,
            limit: 2,
            after,
            ...query,
          });
          expect(page.plays.length).toBeLessThanOrEqual(2);
          seen.push(
            ...page.plays.map((p) => `${p.screenId === here.id ? 'here' : 'there'} ${p.n}`),
          );
          after = page.next ?? undefined;
        } while (after !== undefined);
        return seen;
      };
      expect(await pages({})).toEqual([
        'here 4',
        'here 1',
        'here 2',
        'here 3',
        'there 1',
        'there 2',
      ]);
      expect(await pages({ from: NOON })).toHaveLength(5);
      expect(await pages({ to: NOON })).toEqual(['here 4']);
      expect(await pages({ screenId: there.id })).toEqual(['there 1', 'there 2']);
      expect(await pages({ unitId: at.school })).toHaveLength(4);
      await expect(pages({ after: 'yesterday' })).rejects.toEqual(new Refusal('invalid'));
    });

    test('come in the same order however many units they are gathered from', async () => {
      const store = await openEmptyStore();
      const at = await plant(store, ['province/district', 'province/other']);
      const screens = await store.transaction(async (tx) => {
        const kept: { id: string; unitId: string }[] = [];
        for (let n = 0; n < 405; n++) {
          const unit = unitOf(n % 3 === 0 ? at.district : at.other);
          await tx.units.insert(everything, unit);
          if (n % 10 > 3) continue;
          const screen = { id: newId(), unitId: unit.id };
          const real = { start: NOON + ((n * 7) % 11), end: NOON + 99 };
          await tx.plays.keep(screen, [play(1, { real }), play(2, { real })], NOON);
          if (n % 3 === 0) kept.push(screen);
        }
        return kept;
      });
      const read = async (scope: Scope, query: object) => {
        const seen: string[] = [];
        let after: string | undefined;
        do {
          const page = await store.plays.list(scope, {
            from: NOON,
            to: NOON + 99,
            limit: 17,
            after,
            ...query,
          });
          seen.push(...page.plays.map((p) => `${p.real.start} ${p.screenId} ${p.n}`));
          after = page.next ?? undefined;
        } while (after !== undefined);
        return seen;
      };
      const all = await read(everything, {});
      expect(all).toEqual(all.toSorted());
      expect(all).toHaveLength(2 * 164);
      expect(await read(below([at.province]), {})).toEqual(all);
      const ofDistrict = all.filter((line) => screens.some(({ id }) => line.includes(id)));
      expect(ofDistrict).toHaveLength(2 * screens.length);
      expect(await read(below([at.district]), {})).toEqual(ofDistrict);
      expect(await read(below([at.province]), { unitId: at.district })).toEqual(ofDistrict);
      expect(await read(below([at.other]), { unitId: at.district })).toEqual([]);
      const screenId = screens[0]!.id;
      expect(await read(below([at.district]), { screenId })).toHaveLength(2);
      expect(await read(below([at.other]), { screenId })).toEqual([]);
    });

    test('outlive their screen', async () => {
      const store = await openEmptyStore();
      const at = await plant(store, ['school']);
      const screen = screenAt(at.school);
      await store.screens.insert(everything, screen);
      await store.plays.keep(screen, [play(1)], NOON);
      await store.screens.remove(everything, screen.id);
      const { plays } = await store.plays.list(everything, { from: 0, to: 9e15, limit: 9 });
      expect(plays).toHaveLength(1);
    });
  });
});
