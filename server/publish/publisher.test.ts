import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { below, everything } from '#server/access/scope.ts';
import type { Change } from '#server/bus/port.ts';
import type { AssetRecord } from '#server/store/port.ts';
import { Refusal } from '#shared/api/problems.ts';
import type { PlaylistEntry } from '#shared/api/resources.ts';
import { frameAt } from '#shared/frame/frame-at.ts';
import { type Broadcast, EVERYBODY, openBroadcast, slideEntry } from '#test/support/broadcast.ts';
import { hash, mediaInfo } from '#test/support/manifests.ts';

/** Tuesday, 24 November 2026, 10:00 in Việt Nam */
let now = 0;
let district: Broadcast;
let office: string;
let primary: string;
let secondary: string;

beforeEach(async () => {
  now = Date.UTC(2026, 10, 24, 3);
  district = await openBroadcast({ now: () => now });
  office = (await district.unit(null, 'Phòng GD&ĐT', { kind: 'office' })).id;
  primary = (await district.unit(office, 'Tiểu học', { levels: ['primary'] })).id;
  secondary = (await district.unit(office, 'THCS', { levels: ['lowerSecondary'] })).id;
});
afterEach(() => district.close());

async function asset(id: string, more: Partial<AssetRecord> = {}): Promise<PlaylistEntry> {
  const rendition = (kind: 'video' | 'poster') => ({
    kind,
    sha256: hash(`${id} ${kind}`),
    bytes: 1000,
    type: 'video/mp4',
    width: 1920,
    height: 1080,
    ms: kind === 'video' ? 12_000 : null,
  });
  const renditions = [rendition('video'), rendition('poster')];
  await district.store.assets.insert(everything, {
    id,
    unitId: office,
    title: id,
    filename: `${id}.mp4`,
    themes: [],
    kind: 'video',
    state: 'ready',
    progress: 1,
    error: null,
    sha256: hash(id),
    bytes: 1000,
    renditions,
    decision: 'approved',
    decidedBy: null,
    decidedAt: null,
    reason: null,
    uploadedBy: null,
    createdAt: now,
    ...more,
  });
  for (const { sha256, ms } of renditions) {
    await district.store.media.put(sha256, mediaInfo(1000, ms), now);
  }
  return { id, assetId: id, fit: 'contain', volume: 100 };
}

async function refusal(publishing: Promise<unknown>): Promise<Refusal> {
  const error = await publishing.then(
    () => null,
    (thrown) => thrown,
  );
  expect(error).toBeInstanceOf(Refusal);
  return error;
}

/** a screen in the unit, known to everybody */
async function pair(unitId: string, tags: string[] = []) {
  const paired = await district.pair(unitId, tags);
  await heard();
  return paired;
}

async function publish(entries: PlaylistEntry[], more = {}) {
  const { scheduleId } = await district.draft(office, entries, more);
  return { scheduleId, ...(await district.publisher.publish(everything, scheduleId, null)) };
}

const onScreen = async (screenId: string) => {
  const programme = await district.programmes.forScreen(screenId);
  return frameAt(programme!.compiled.manifest, now);
};

describe('publishing', () => {
  test('[P11] writes the publication, points the schedule at it and says who did it', async () => {
    const { scheduleId, publicationId, revision } = await publish([slideEntry('Chào cờ')]);
    const schedule = await district.store.schedules.get(everything, scheduleId);
    expect(schedule?.publicationId).toBe(publicationId);
    expect(await district.store.revision.current()).toBe(revision);
    expect(await district.store.publications.current(everything)).toMatchObject([
      { id: publicationId, onAirSince: now, at: now, assets: [[]] },
    ]);
    const [entry] = await district.store.audit.list(everything, { limit: 1 });
    expect(entry).toMatchObject({ action: 'schedule.publish', subject: { id: scheduleId } });
  });

  test('says how many screens it reaches, and tells the bus where', async () => {
    const told: Change[] = [];
    district.bus.subscribe((change) => told.push(change));
    await pair(primary);
    await pair(primary);
    await pair(secondary);
    told.length = 0;
    const audience = { ...EVERYBODY, levels: ['primary' as const] };
    expect((await publish([slideEntry('Chào cờ')], { audience })).screens).toBe(2);
    await heard();
    expect(told).toMatchObject([{ kind: 'programme', affects: { units: [office] } }]);
  });

  test('a clip plays for its own length at most, with its poster at hand', async () => {
    const clip = await asset('clip');
    const { screenId } = await pair(primary);
    await publish([{ ...clip, ms: 60_000 }]);
    expect((await onScreen(screenId)).main?.item).toMatchObject({
      kind: 'video',
      ms: 12_000,
      media: hash('clip video'),
      poster: hash('clip poster'),
    });
  });

  test('[P7] publishing again without a break keeps its place and its phase', async () => {
    const { screenId } = await pair(primary);
    const { scheduleId } = await publish([slideEntry('a', 30_000), slideEntry('b', 30_000)]);
    now += 40_000;
    const before = await onScreen(screenId);
    await district.publisher.publish(everything, scheduleId, null);
    expect(await onScreen(screenId)).toEqual(before);
    expect(before.main?.item.id).toMatch(/\/b$/);
    await district.publisher.withdraw(everything, scheduleId, null);
    await district.publisher.publish(everything, scheduleId, null);
    expect((await onScreen(screenId)).main?.item.id).toMatch(/\/a$/);
  });

  test('taking off the air leaves nothing; doing it twice is no error', async () => {
    const { screenId } = await pair(primary);
    const { scheduleId } = await publish([slideEntry('a')]);
    const withdrawn = await district.publisher.withdraw(everything, scheduleId, null);
    expect(withdrawn).toMatchObject({ publicationId: null, screens: 1 });
    expect((await onScreen(screenId)).main).toBeNull();
    expect(await district.publisher.withdraw(everything, scheduleId, null)).toMatchObject({
      publicationId: null,
      screens: 0,
    });
  });

  test('[P8] what is recalled leaves the programme, and comes back with its approval', async () => {
    const clip = await asset('clip');
    const { screenId } = await pair(primary);
    await publish([clip]);
    const decide = async (decision: 'approved' | 'refused') => {
      await district.store.assets.update(everything, 'clip', { decision });
      const revision = await district.store.revision.next();
      district.bus.publish({ kind: 'programme', revision, affects: { units: [office] } });
      await heard();
      return (await onScreen(screenId)).main;
    };
    expect(await decide('refused')).toBeNull();
    expect((await decide('approved'))?.item.id).toMatch(/\/clip$/);
  });
});

describe('[P32] a page of another site', () => {
  const page = { id: 'w', ms: 30_000, web: { url: 'https://thoitiet.example/hom-nay' } };
  const allow = async (unitId: string, ...origins: string[]) => {
    const before = await district.store.settings.get(everything, unitId, 'web');
    await district.store.settings.put(everything, before?.version ?? 0, {
      ...{ unitId, kind: 'web', value: { origins }, at: now, by: null },
    });
    district.bus.publish({
      kind: 'programme',
      revision: await district.store.revision.next(),
      affects: { units: [office] },
    });
    await heard();
  };

  test('airs when the top has named its origin, and leaves the air when it is named no more', async () => {
    const { screenId } = await pair(primary);
    await allow(office, 'https://thoitiet.example');
    await publish([page]);
    expect((await onScreen(screenId)).main?.item).toMatchObject({
      ...{ kind: 'web', url: page.web.url, ms: 30_000, enter: 'fade' },
    });
    await allow(office, 'https://khac.example');
    expect((await onScreen(screenId)).main).toBeNull();
  });

  test('is refused otherwise, at the field', async () => {
    await allow(primary, 'https://thoitiet.example');
    const { fields } = await refusal(publish([page]));
    expect(fields).toMatchObject([{ path: 'items.0.web.url', code: 'originNotAllowed' }]);
  });
});

test('an entry says how it comes in, and whether a sound is an announcement', async () => {
  const { screenId } = await pair(primary);
  await asset('clip');
  await asset('song', {
    kind: 'audio',
    renditions: [
      {
        ...{ kind: 'audio', sha256: hash('song video'), bytes: 1000, type: 'audio/mp4' },
        ...{ width: null, height: null, ms: 12_000 },
      },
    ],
  });
  const clip = { assetId: 'clip', fit: 'contain', volume: 100 } as const;
  await publish([
    { ...clip, id: 'a', enter: 'fade' },
    { ...clip, id: 'b' },
    { ...slideEntry('Chào cờ'), enter: 'cut' },
    { ...clip, assetId: 'song', id: 'c', role: 'announcement' },
    { ...clip, assetId: 'song', id: 'd' },
  ]);
  const { items } = (await district.programmes.forScreen(screenId))!.compiled.manifest;
  expect(
    items.map((item) => ('enter' in item ? item.enter : item.kind === 'audio' && item.role)),
  ).toEqual(['fade', 'cut', 'cut', 'music', 'announcement']);
});

test('captions of a clip come with it', async () => {
  const { screenId } = await pair(primary);
  const entry = await asset('clip');
  const { renditions } = (await district.store.assets.get(everything, 'clip'))!;
  const captions = {
    ...{ kind: 'captions' as const, sha256: hash('words'), bytes: 10, type: 'text/vtt' },
    ...{ width: null, height: null, ms: null },
  };
  await district.store.media.put(hash('words'), mediaInfo(10), now);
  await district.store.assets.update(everything, 'clip', {
    renditions: [...renditions, captions],
  });
  await publish([entry]);
  const { items, media } = (await district.programmes.forScreen(screenId))!.compiled.manifest;
  expect(items).toMatchObject([{ captions: hash('words') }]);
  expect(media[hash('words')]).toMatchObject({ bytes: 10 });
});

describe('[P30] what was approved once', () => {
  const recalledOn = async (screenId: string) =>
    (await district.programmes.forScreen(screenId))!.compiled.manifest.recalled;
  const media = (...ids: string[]) =>
    ids.flatMap((id) => [hash(`${id} poster`), hash(`${id} video`)]).sort();
  const recall = async (...hashes: string[]) => {
    await district.store.recalls.add(hashes, now);
    district.bus.publish({
      kind: 'programme',
      revision: await district.store.revision.next(),
      affects: { units: [office] },
    });
    await heard();
  };

  test('is listed for every screen until it is approved again', async () => {
    const { screenId } = await pair(secondary);
    await asset('clip');
    expect(await recalledOn(screenId)).toEqual([]);
    await district.store.assets.update(everything, 'clip', { decision: 'refused' });
    await recall(...media('clip'));
    expect(await recalledOn(screenId)).toEqual(media('clip'));
    await district.store.assets.update(everything, 'clip', { decision: 'approved' });
    await recall();
    expect(await recalledOn(screenId)).toEqual([]);
  });

  test('may still be shown where another approved file has the same bytes', async () => {
    const { screenId } = await pair(secondary);
    await asset('clip', { decision: 'refused' });
    await recall(...media('clip', 'gone'));
    expect(await recalledOn(screenId)).toEqual(media('clip', 'gone'));
    const { renditions } = (await district.store.assets.get(everything, 'clip'))!;
    await asset('copy', { renditions });
    await recall();
    expect(await recalledOn(screenId)).toEqual(media('gone'));
  });

  test('is forgotten after sixty days', async () => {
    const { screenId } = await pair(secondary);
    await recall(hash('gone'));
    now += 56 * 86_400_000;
    expect(await recalledOn(screenId)).toEqual([hash('gone')]);
    now += 14 * 86_400_000;
    expect(await recalledOn(screenId)).toEqual([]);
  });
});

describe('[P27] an earlier publication', () => {
  const published = async (title: string) => {
    const draft = await publish([slideEntry(title)]);
    const edit = async (change: object) => {
      const schedule = await district.store.schedules.get(everything, draft.scheduleId);
      const { version, playlistId } = schedule!;
      const updatedAt = now;
      await district.store.schedules.update(everything, draft.scheduleId, version, {
        ...change,
        updatedAt,
      });
      const playlist = await district.store.playlists.get(everything, playlistId);
      await district.store.playlists.update(everything, playlistId, playlist!.version, {
        ...{ items: [slideEntry(`${title}, sửa`)], updatedAt, updatedBy: null },
      });
      return district.publisher.publish(everything, draft.scheduleId, null);
    };
    return { ...draft, edit };
  };

  test('comes back as it was, and keeps its place on the air', async () => {
    const { screenId } = await pair(primary);
    const { scheduleId, publicationId, edit } = await published('Chào cờ');
    const since = now;
    now += 60_000;
    await edit({ mode: 'weighted', secondsPerHour: 200, priority: 'filler', sound: 'never' });
    const [current] = await district.store.publications.current(everything);
    expect(current).toMatchObject({
      ...{ mode: 'weighted', secondsPerHour: 200, priority: 'filler', sound: 'never' },
      ...{ restores: null, onAirSince: since },
    });
    now += 60_000;
    const restored = await district.publisher.restore(everything, scheduleId, publicationId!, null);
    expect(restored.screens).toBe(1);
    expect((await onScreen(screenId)).main?.item).toMatchObject({ data: { title: 'Chào cờ' } });
    const history = await district.store.publications.history(everything, scheduleId);
    const [first, second, third] = history;
    expect(third).toEqual({
      ...first,
      ...{ id: restored.publicationId, restores: first!.id, at: now, offAirAt: null },
    });
    expect([first!.offAirAt, second!.offAirAt]).toEqual([since + 60_000, now]);
    // the draft goes on from where it was
    expect(await district.store.schedules.get(everything, scheduleId)).toMatchObject({
      ...{ mode: 'weighted', version: 2, publicationId: restored.publicationId },
    });
  });

  test('comes back after it was taken off the air, without what was recalled since [P8]', async () => {
    const { screenId } = await pair(primary);
    const clip = await asset('clip');
    const { scheduleId, publicationId } = await publish([clip, slideEntry('Chào cờ')]);
    await district.publisher.withdraw(everything, scheduleId, null);
    expect((await onScreen(screenId)).main).toBeNull();
    await district.store.assets.update(everything, 'clip', { decision: 'refused' });
    now += 60_000;
    await district.publisher.restore(everything, scheduleId, publicationId!, null);
    const programme = await district.programmes.forScreen(screenId);
    expect(programme!.compiled.manifest.items).toMatchObject([{ data: { title: 'Chào cờ' } }]);
    const [current] = await district.store.publications.current(everything);
    expect(current).toMatchObject({ restores: publicationId, onAirSince: now });
    expect(current!.items).toHaveLength(2);
  });

  test('of another schedule, or out of sight, is not there', async () => {
    const one = await published('Một');
    const other = await published('Hai');
    const restore = async (scope: typeof everything, id: string, publicationId: string) =>
      (await refusal(district.publisher.restore(scope, id, publicationId, null))).code;
    expect(await restore(everything, one.scheduleId, other.publicationId!)).toBe('notFound');
    expect(await restore(everything, one.scheduleId, 'none')).toBe('notFound');
    expect(await restore(everything, 'none', one.publicationId!)).toBe('notFound');
    expect(await restore(below([primary]), one.scheduleId, one.publicationId!)).toBe('notFound');
  });
});

describe('[P10] it is refused', () => {
  test('when there is nothing in the playlist', async () => {
    expect((await refusal(publish([]))).code).toBe('nothingToPublish');
  });

  test('when something is still being processed', async () => {
    const entry = await asset('clip', { state: 'processing', renditions: [], kind: null });
    expect((await refusal(publish([entry]))).code).toBe('notReady');
  });

  test('when a medium is not stored yet', async () => {
    const entry = await asset('clip', {
      renditions: [
        { kind: 'video', sha256: hash('x'), bytes: 1, type: '', width: 1, height: 1, ms: 5 },
      ],
    });
    expect((await refusal(publish([entry]))).code).toBe('notReady');
  });

  test('field by field, when something can never air as it is', async () => {
    const entries: PlaylistEntry[] = [
      slideEntry('fine'),
      await asset('waiting', { decision: 'waiting' }),
      await asset('refused', { decision: 'refused' }),
      await asset('failed', { state: 'failed' }),
      { assetId: 'nowhere', fit: 'contain', volume: 100 },
      { slide: { template: 'nothing', data: {} } },
      { slide: { template: 'announcement', data: { title: '' } } },
      { slide: { template: 'news', data: { headline: 'Tin', photo: hash('nobody’s') } } },
      { ticker: { text: 'nửa \ud83d ký tự' } },
    ];
    const { code, fields } = await refusal(publish(entries));
    expect(code).toBe('invalid');
    expect(fields.map(({ path, code: why }) => `${path}: ${why}`)).toEqual([
      'items.1.assetId: assetNotApproved',
      'items.2.assetId: assetNotApproved',
      'items.3.assetId: assetFailed',
      'items.4.assetId: unknownAsset',
      'items.5.slide.template: unknownTemplate',
      'items.6.slide.data.title: required',
      'items.7.slide.data: unknownAsset',
      'items.8: wrongFormat',
    ]);
    expect(await district.store.publications.current(everything)).toEqual([]);
    expect(await district.store.audit.list(everything, { limit: 10 })).toEqual([]);
  });

  test('when the schedule, its playlist or its media are out of sight', async () => {
    const { scheduleId } = await district.draft(office, [slideEntry('a')]);
    const atSchool = below([primary]);
    const code = async (scope: typeof everything, id: string) =>
      (await refusal(district.publisher.publish(scope, id, null))).code;
    expect(await code(atSchool, scheduleId)).toBe('notFound');
    expect(await code(everything, 'no such schedule')).toBe('notFound');
    const entry = await asset('clip');
    const own = await district.draft(primary, [entry]);
    const refused = await refusal(district.publisher.publish(atSchool, own.scheduleId, null));
    expect(refused.fields).toMatchObject([{ path: 'items.0.assetId', code: 'unknownAsset' }]);
  });
});

describe('programmes', () => {
  test('[P9] the sequence stays with the manifest and grows with another', async () => {
    const { screenId } = await pair(primary);
    const first = await district.programmes.forScreen(screenId);
    const { id: manifest } = first!.compiled;
    await district.store.screens.note([{ id: screenId, manifest, sequence: first!.sequence }]);
    await district.store.revision.next();
    expect((await district.programmes.forScreen(screenId))?.sequence).toBe(first!.sequence);
    const { revision } = await publish([slideEntry('a')]);
    expect((await district.programmes.forScreen(screenId))?.sequence).toBe(revision);
    const sequence = revision + 50;
    await district.store.screens.note([{ id: screenId, manifest: hash('x'), sequence }]);
    expect((await district.programmes.forScreen(screenId))?.sequence).toBe(sequence + 1);
  });

  test('[P11] a manifest is in the store before it is handed out', async () => {
    const { screenId } = await pair(primary);
    await publish([slideEntry('a')]);
    const { compiled } = (await district.programmes.forScreen(screenId))!;
    expect(await district.store.manifests.get(compiled.id)).toBe(compiled.body);
  });

  test('[P1] the week turns by itself', async () => {
    const { screenId } = await pair(primary);
    const manifest = async () => (await district.programmes.forScreen(screenId))!.compiled.manifest;
    const before = await manifest();
    now += 7 * 86_400_000;
    expect((await manifest()).from).toBe(before.from + 7 * 86_400_000);
    expect((await manifest()).until - now).toBeGreaterThan(35 * 86_400_000);
  });

  test('a screen may fetch what its current and its previous manifest name, and nothing else', async () => {
    const { screenId } = await pair(primary);
    const elsewhere = await pair(secondary);
    const [one, two] = [await asset('one'), await asset('two')];
    const audience = { ...EVERYBODY, levels: ['primary' as const] };
    const { scheduleId } = await publish([one], { audience });
    const may = (screen: string, name: string) =>
      district.programmes.mayFetch(screen, hash(`${name} video`));
    expect(await may(screenId, 'one')).toBe(true);
    expect(await may(screenId, 'two')).toBe(false);
    expect(await may(elsewhere.screenId, 'one')).toBe(false);
    await publish([two], { audience });
    await heard();
    expect(await may(screenId, 'two')).toBe(true);
    await district.publisher.withdraw(everything, scheduleId, null);
    await heard();
    expect(await may(screenId, 'one')).toBe(true);
    await publish([slideEntry('a')], { audience });
    await heard();
    expect(await may(screenId, 'two')).toBe(true);
    expect(await may(screenId, 'one')).toBe(false);
    expect(await may('nobody', 'two')).toBe(false);
  });

  test('reach counts schools and screens within the asker’s sight', async () => {
    await pair(primary);
    await pair(secondary, ['cổng']);
    const reach = (scope: typeof everything, audience = EVERYBODY) =>
      district.programmes.reach(scope, office, audience);
    expect(await reach(everything)).toEqual({ schools: 2, screens: 2, online: 0 });
    expect(await reach(below([primary]))).toEqual({ schools: 1, screens: 1, online: 0 });
    expect(await reach(everything, { ...EVERYBODY, tags: ['cổng'] })).toEqual({
      schools: 1,
      screens: 1,
      online: 0,
    });
  });
});

/** The bus delivers after the current turn. */
async function heard(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await new Promise(setImmediate);
}
