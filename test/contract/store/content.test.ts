import { describe, expect, test } from 'vitest';
import { below, everything } from '#server/access/scope.ts';
import type { AssetFilter, Store } from '#server/store/port.ts';
import { Taken } from '#server/store/port.ts';
import type { MediaInfo } from '#shared/frame/manifest.ts';
import { onEveryStore } from './every-store.ts';
import { assetAt, NOON, newId, plant, sha256 } from './records.ts';

onEveryStore((openEmptyStore) => {
  describe('recalls', () => {
    const rendition = (letter: string) => ({
      ...{ kind: 'image' as const, sha256: sha256(letter), bytes: 10, type: 'image/webp' },
      ...{ width: 10, height: 10, ms: null },
    });

    test('are told from an instant on, by hash, each with its newest', async () => {
      const store = await openEmptyStore();
      await store.recalls.add([sha256('c'), sha256('a'), sha256('c')], NOON);
      await store.recalls.add([sha256('b')], NOON + 5);
      await store.recalls.add([sha256('a')], NOON + 9);
      await store.recalls.add([], NOON + 9);
      expect(await store.recalls.since(NOON + 5)).toEqual([
        { sha256: sha256('a'), at: NOON + 9 },
        { sha256: sha256('b'), at: NOON + 5 },
      ]);
    });

    test('are forgotten before an instant', async () => {
      const store = await openEmptyStore();
      await store.recalls.add([sha256('a')], NOON - 1);
      await store.recalls.add([sha256('b')], NOON);
      await store.recalls.forget(NOON);
      expect(await store.recalls.since(0)).toEqual([{ sha256: sha256('b'), at: NOON }]);
    });

    test('do not hold for what an approved asset has', async () => {
      const store = await openEmptyStore();
      const at = await plant(store, ['school']);
      const renditions = [rendition('b'), rendition('c')];
      const refused = assetAt(at.school, { renditions, decision: 'refused' });
      await store.assets.insert(everything, refused);
      await store.recalls.add([sha256('b'), sha256('c'), sha256('d')], NOON);
      const recalled = async () => (await store.recalls.since(0)).map((each) => each.sha256[0]);
      expect(await recalled()).toEqual(['b', 'c', 'd']);
      const copy = assetAt(at.school, { renditions: [rendition('c')] });
      await store.assets.insert(everything, copy);
      expect(await recalled()).toEqual(['b', 'd']);
      await store.assets.update(everything, refused.id, { decision: 'approved' });
      expect(await recalled()).toEqual(['d']);
      await store.assets.remove(everything, copy.id);
      await store.assets.remove(everything, refused.id);
      expect(await recalled()).toEqual(['b', 'c', 'd']);
    });
  });

  describe('assets', () => {
    async function titlesOf(store: Store, filter: AssetFilter) {
      const found = await store.assets.list(everything, filter, { limit: 50 });
      return found.map(({ title }) => title);
    }

    test('come back as they were put', async () => {
      const store = await openEmptyStore();
      const at = await plant(store, ['school']);
      const asset = assetAt(at.school, {
        title: '“Gương người tốt” 🌱 \u{20BB7}',
        filename: 'IMG_0001.MOV',
        themes: ['good-people', 'drowning-prevention'],
        kind: null,
        state: 'failed',
        progress: 0.375,
        error: { code: 'fileLies', params: { claimed: 'mp4', found: 'zip' } },
        bytes: 6_000_000_000,
        renditions: [
          {
            kind: 'video',
            sha256: sha256('b'),
            bytes: 5_000_000_000,
            type: 'video/mp4; codecs="avc1.640028, mp4a.40.2"',
            width: 1920,
            height: 1080,
            ms: 60_000,
          },
        ],
        decision: 'refused',
        decidedBy: newId(),
        decidedAt: NOON + 5,
        reason: 'Âm thanh quá nhỏ',
        uploadedBy: newId(),
      });
      await store.assets.insert(everything, asset);
      expect(await store.assets.get(everything, asset.id)).toEqual(asset);
      expect(await store.assets.getMany(everything, [asset.id, newId(), asset.id])).toEqual([
        asset,
      ]);
      expect(await store.assets.list(everything, {}, { limit: 1 })).toEqual([asset]);
      await expect(store.assets.insert(everything, asset)).rejects.toBeInstanceOf(Taken);
    });

    test('are found by words in title or file name, without marks, in any order', async () => {
      const store = await openEmptyStore();
      const at = await plant(store, ['school']);
      const put = (title: string, filename: string) =>
        store.assets.insert(everything, assetAt(at.school, { title, filename }));
      await put('Phòng chống đuối nước mùa hè', 'clip.mp4');
      await put('Nước sạch', 'ĐUỐI_100%.mp4'.normalize('NFD'));
      await put('Sữa học đường', 'sua-hoc-duong.mp4');

      for (const words of ['duoi nuoc', 'NƯỚC ĐUỐI', 'đuối nước'.normalize('NFD'), 'nuo  uoi']) {
        expect(await titlesOf(store, { words }), words).toEqual([
          'Nước sạch',
          'Phòng chống đuối nước mùa hè',
        ]);
      }
      expect(await titlesOf(store, { words: 'hoc duong' })).toEqual(['Sữa học đường']);
      expect(await titlesOf(store, { words: 'duoi sua' })).toEqual([]);
      expect(await titlesOf(store, { words: '100%' })).toEqual(['Nước sạch']);
      expect(await titlesOf(store, { words: '!' })).toEqual([]);
      expect(await titlesOf(store, { words: 'duoi_100' })).toEqual(['Nước sạch']);
      expect(await titlesOf(store, { words: 'sua_hoc' })).toEqual([]);
      expect(await titlesOf(store, { words: ' ' })).toHaveLength(3);
      const endless = Array.from({ length: 3000 }, (_, word) => `w${word}`).join(' ');
      expect(await titlesOf(store, { words: endless })).toEqual([]);
    });

    test('are found by a new title once it is changed, and by the old file name still', async () => {
      const store = await openEmptyStore();
      const at = await plant(store, ['school']);
      const asset = assetAt(at.school, { title: 'Cũ', filename: 'hè.mp4' });
      await store.assets.insert(everything, asset);
      await store.assets.update(everything, asset.id, { title: 'Mới' });
      expect(await titlesOf(store, { words: 'cu' })).toEqual([]);
      expect(await titlesOf(store, { words: 'moi he' })).toEqual(['Mới']);
    });

    test('are filtered by what they are, and paged from the newest on without loss', async () => {
      const store = await openEmptyStore();
      const at = await plant(store, ['province/school/hall', 'province/other']);
      const put = async (title: string, given: Parameters<typeof assetAt>[1], unit = at.school) => {
        const asset = assetAt(unit, { title, ...given });
        await store.assets.insert(everything, asset);
        return asset;
      };
      const first = await put('1', { kind: 'image', decision: 'waiting' });
      const second = await put('2', { state: 'processing', themes: ['milk', 'food'] }, at.hall);
      await put('3', { state: 'failed', themes: ['milk-2'] }, at.other);
      expect(await titlesOf(store, {})).toEqual(['3', '2', '1']);
      expect(await titlesOf(store, { kind: 'image' })).toEqual(['1']);
      expect(await titlesOf(store, { decision: 'waiting', state: 'ready' })).toEqual(['1']);
      expect(await titlesOf(store, { state: 'failed' })).toEqual(['3']);
      expect(await titlesOf(store, { theme: 'milk' })).toEqual(['2']);
      expect(await titlesOf(store, { unitId: at.school })).toEqual(['2', '1']);
      expect(await titlesOf(store, { unitId: newId() })).toEqual([]);
      expect(
        await store.assets.list(below([at.other]), { unitId: at.school }, { limit: 9 }),
      ).toEqual([]);

      const page = (after: string) => store.assets.list(everything, {}, { limit: 1, after });
      expect(await page(second.id)).toEqual([first]);
      await store.assets.remove(everything, second.id);
      expect(await page(second.id)).toEqual([first]);
      expect(await page(first.id)).toEqual([]);
    });

    test('keep what a change does not name, and answer null when they are gone', async () => {
      const store = await openEmptyStore();
      const at = await plant(store, ['school']);
      const asset = assetAt(at.school, {
        themes: ['milk'],
        error: { code: 'internal', params: {} },
      });
      await store.assets.insert(everything, asset);
      const change = { state: 'processing' as const, progress: 0.5, themes: [], error: null };
      const changed = await store.assets.update(everything, asset.id, change);
      expect(changed).toEqual({ ...asset, ...change });
      expect(await store.assets.update(everything, asset.id, {})).toEqual(changed);
      expect(await titlesOf(store, { theme: 'milk' })).toEqual([]);
      expect(await store.assets.remove(everything, asset.id)).toBe(true);
      expect(await store.assets.remove(everything, asset.id)).toBe(false);
      expect(await store.assets.get(everything, asset.id)).toBeNull();
      expect(await store.assets.update(everything, asset.id, change)).toBeNull();
    });

    test('are known by the hash of the original and of every rendition they have now', async () => {
      const store = await openEmptyStore();
      const at = await plant(store, ['province/school', 'province/other']);
      const rendition = (letter: string) => ({
        kind: 'image' as const,
        sha256: sha256(letter),
        bytes: 1,
        type: 'image/webp',
        width: 1,
        height: 1,
        ms: null,
      });
      const asset = assetAt(at.school, { sha256: sha256('0'), renditions: [rendition('1')] });
      const twin = assetAt(at.other, { sha256: sha256('0') });
      await store.assets.insert(everything, asset);
      await store.assets.insert(everything, twin);
      const readable = (letter: string) => store.assets.mayRead(below([at.school]), sha256(letter));
      expect([await readable('0'), await readable('1'), await readable('2')]).toEqual([
        true,
        true,
        false,
      ]);
      await store.assets.update(everything, asset.id, {
        renditions: [rendition('2'), rendition('2'), rendition('0')],
      });
      expect([await readable('0'), await readable('1'), await readable('2')]).toEqual([
        true,
        false,
        true,
      ]);
      const ids = async (letters: string) =>
        (await store.assets.withMedia(everything, [...letters].map(sha256))).map(({ id }) => id);
      expect((await ids('02')).sort()).toEqual([asset.id, twin.id].sort());
      expect(await ids('1')).toEqual([]);
      expect(await ids('')).toEqual([]);
      await store.assets.remove(everything, asset.id);
      expect(await readable('2')).toBe(false);
    });

    test('are counted; what waits for a decision is what can be looked at', async () => {
      const store = await openEmptyStore();
      const at = await plant(store, ['school']);
      expect(await store.assets.counts(everything)).toEqual({
        waiting: 0,
        processing: 0,
        ready: 0,
        failed: 0,
      });
      for (const given of [
        { state: 'ready', decision: 'waiting' },
        { state: 'ready', decision: 'approved' },
        { state: 'failed', decision: 'waiting' },
        { state: 'processing', decision: 'waiting' },
      ] as const) {
        await store.assets.insert(everything, assetAt(at.school, given));
      }
      expect(await store.assets.counts(everything)).toEqual({
        waiting: 1,
        processing: 1,
        ready: 2,
        failed: 1,
      });
    });
  });

  describe('facts about media', () => {
    test('are kept by hash, many at once', async () => {
      const store = await openEmptyStore();
      const info = {
        bytes: 5_000_000_000,
        type: 'video/mp4',
        ms: 60_000,
        chunks: ['c'.repeat(43)],
      };
      const still = { ...info, ms: null };
      await store.media.put(sha256('a'), info, NOON);
      await store.media.put(sha256('a'), info, NOON + 1);
      await store.media.put(sha256('b'), still, NOON);
      expect(await store.media.get(sha256('a'))).toEqual(info);
      expect(await store.media.get(sha256('c'))).toBeNull();
      const absent = Array.from({ length: 2500 }, (_, n) => String(n).padStart(64, '0'));
      expect(await store.media.getMany([sha256('a'), ...absent, sha256('b'), sha256('a')])).toEqual(
        new Map<string, MediaInfo>([
          [sha256('a'), info],
          [sha256('b'), still],
        ]),
      );
      expect(await store.media.getMany([])).toEqual(new Map());
    });
  });

  describe('jobs', () => {
    const LEASE = 60_000;

    test('go to one worker each, the oldest first', async () => {
      const store = await openEmptyStore();
      const ids = Array.from({ length: 8 }, newId);
      for (const [age, id] of ids.entries()) {
        await store.jobs.add({ id, kind: 'transcode', subject: `asset ${age}`, at: NOON + age });
      }
      expect(await store.jobs.waiting('transcode')).toBe(8);
      const oldest = await store.jobs.claim('transcode', 'w', NOON + 100, LEASE);
      expect(oldest).toEqual({ id: ids[0], kind: 'transcode', subject: 'asset 0', attempts: 1 });
      const claimed = await Promise.all(
        ids.map((_, worker) => store.jobs.claim('transcode', `w${worker}`, NOON + 100, LEASE)),
      );
      const got = claimed.flatMap((job) => job?.id ?? []);
      expect(got.sort()).toEqual(ids.slice(1));
      expect(await store.jobs.waiting('transcode')).toBe(0);
    });

    test('are free again when their lease runs out, and lost to the one who had them', async () => {
      const store = await openEmptyStore();
      const id = newId();
      await store.jobs.add({ id, kind: 'transcode', subject: 'asset', at: NOON });
      expect(await store.jobs.claim('transcode', 'a', NOON - 1, LEASE)).toBeNull();
      await store.jobs.claim('transcode', 'a', NOON, LEASE);
      expect(await store.jobs.claim('transcode', 'b', NOON + LEASE - 1, LEASE)).toBeNull();
      expect(await store.jobs.extend(id, 'a', NOON + 2 * LEASE)).toBe(true);
      expect(await store.jobs.claim('transcode', 'b', NOON + LEASE, LEASE)).toBeNull();
      expect(await store.jobs.claim('transcode', 'b', NOON + 2 * LEASE, LEASE)).toMatchObject({
        id,
        attempts: 2,
      });
      expect(await store.jobs.extend(id, 'a', NOON + 9 * LEASE)).toBe(false);
      expect(await store.jobs.finish(id, 'a')).toBe(false);
      expect(await store.jobs.release(id, 'a', NOON)).toBe(false);
      expect(await store.jobs.finish(id, 'b')).toBe(true);
      expect(await store.jobs.claim('transcode', 'c', NOON + 99 * LEASE, LEASE)).toBeNull();
    });

    test('that were given back wait until their time', async () => {
      const store = await openEmptyStore();
      const id = newId();
      await store.jobs.add({ id, kind: 'transcode', subject: 'asset', at: NOON });
      await store.jobs.claim('transcode', 'a', NOON, LEASE);
      expect(await store.jobs.release(id, 'a', NOON + 10)).toBe(true);
      expect(await store.jobs.waiting('transcode')).toBe(1);
      expect(await store.jobs.claim('transcode', 'b', NOON + 9, LEASE)).toBeNull();
      expect(await store.jobs.claim('transcode', 'b', NOON + 10, LEASE)).toMatchObject({
        attempts: 2,
      });
    });

    test('that were given back through no fault of theirs have that attempt forgiven', async () => {
      const store = await openEmptyStore();
      const id = newId();
      await store.jobs.add({ id, kind: 'transcode', subject: 'asset', at: NOON });
      await store.jobs.claim('transcode', 'a', NOON, LEASE);
      expect(await store.jobs.release(id, 'a', NOON, 'forgiven')).toBe(true);
      expect(await store.jobs.claim('transcode', 'b', NOON, LEASE)).toMatchObject({ attempts: 1 });
    });
  });

  describe('themes', () => {
    test('are put again to be changed, and listed in Vietnamese order', async () => {
      const store = await openEmptyStore();
      const theme = (id: string, vi: string, parent: string | null = null) => ({
        id,
        name: { vi, en: id },
        parent,
      });
      await store.themes.put(theme('milk', 'Sữa học đường', 'health'));
      await store.themes.put(theme('health', 'Y tế'));
      await store.themes.put(theme('drowning', 'Nước'));
      await store.themes.put(theme('drowning', 'Đuối nước', 'health'));
      expect(await store.themes.list()).toEqual([
        theme('drowning', 'Đuối nước', 'health'),
        theme('milk', 'Sữa học đường', 'health'),
        theme('health', 'Y tế'),
      ]);
    });
  });
});
