/** The library, playlists and schedules: what is checked, what is refused, what others are told. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FORGOTTEN_AFTER } from '#server/publish/recalls.ts';
import { createWorld, everyDay, sampleOf, type World } from '#test/support/app.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

const editorAt = (unitId = world.units.office.id) => world.person({ unitId, role: 'editor' });
const json = async (response: Response | Promise<Response>) => (await response).json();
const toldOf = async (kind: string) => {
  await new Promise(setImmediate);
  return world.told.filter((change) => change.kind === kind);
};
const anywhere = { units: [], levels: [], tags: [] };

describe('the library', () => {
  test('finds words without their diacritics, and files by what they are', async () => {
    const { school } = world.units;
    const { make } = world;
    const water = await make.asset(school.id, { title: 'Phòng chống đuối nước' });
    const song = await make.asset(school.id, { title: 'Bài hát', kind: 'audio' });
    await make.asset(school.id, { title: 'Chưa xong', state: 'processing', decision: 'waiting' });
    const editor = await editorAt();
    const found = async (query: string) =>
      (await json(editor.get(`/api/assets?${query}`))).assets.map(({ id }: { id: string }) => id);
    expect(await found('q=DUOI%20nuoc')).toEqual([water.id]);
    expect(await found('kind=audio')).toEqual([song.id]);
    expect(await found('decision=waiting&state=processing')).toHaveLength(1);
    expect(await found(`unit=${world.units.hall.id}`)).toEqual([]);
    expect((await editor.get('/api/assets?state=lost')).status).toBe(400);
  });

  test('is read page by page', async () => {
    const editor = await editorAt();
    const made = [];
    for (let n = 0; n < 5; n += 1) made.push((await world.make.asset(world.units.school.id)).id);
    const seen: string[] = [];
    let after = '';
    for (let pages = 0; pages < 3; pages += 1) {
      const page = await json(editor.get(`/api/assets?limit=2${after}`));
      seen.push(...page.assets.map(({ id }: { id: string }) => id));
      after = `&after=${page.next}`;
    }
    expect(seen).toEqual(made.toReversed());
  });

  test('words a failure in the language of who looks', async () => {
    const error = { code: 'fileLies', params: { claimed: 'jpg', found: 'png' } } as const;
    const asset = await world.make.asset(world.units.school.id, { state: 'failed', error });
    const editor = await editorAt();
    const title = async () => (await json(editor.get(`/api/assets/${asset.id}`))).error.message;
    expect(await title()).toBe(
      'Tệp tên là jpg nhưng bên trong là png. Hãy gửi tệp gốc, đừng đổi đuôi tệp.',
    );
    await editor.patch('/api/session', { locale: 'en' });
    expect(await title()).toMatch(/^The file is named jpg but holds png\./);
  });

  test('refuses themes that do not exist', async () => {
    const asset = await world.make.asset(world.units.school.id);
    const editor = await editorAt();
    const refused = await json(editor.patch(`/api/assets/${asset.id}`, { themes: ['khong-co'] }));
    expect(refused.fields).toMatchObject([{ path: 'themes.0', code: 'unknownTheme' }]);
  });

  test('keeps a file that a playlist uses, telling names only to who may see them', async () => {
    const { school, office } = world.units;
    const asset = await world.make.asset(school.id);
    const playlist = await world.make.playlist(office.id, {
      name: 'Bản tin huyện',
      items: [{ id: 'a', assetId: asset.id, fit: 'contain', volume: 100 }],
    });
    const [above, inside] = [await editorAt(), await editorAt(school.id)];
    const remove = (by: typeof above) => by.delete(`/api/assets/${asset.id}`);
    expect(await json(remove(above))).toMatchObject({ params: { where: 'Bản tin huyện' } });
    expect(await json(remove(inside))).toMatchObject({ params: { where: 'đơn vị khác' } });
    await above.patch(`/api/playlists/${playlist.id}`, { version: 1, items: [] });
    expect((await remove(inside)).status).toBe(204);
  });

  test('keeps a picture that a slide shows', async () => {
    const picture = await world.make.asset(world.units.school.id);
    const data = { ...sampleOf('news'), photo: picture.sha256 };
    await world.make.playlist(world.units.school.id, {
      name: 'Bản tin có ảnh',
      items: [{ id: 'a', slide: { template: 'news', data } }],
    });
    const editor = await editorAt();
    const refused = await json(editor.delete(`/api/assets/${picture.id}`));
    expect(refused).toMatchObject({ code: 'stillInUse', params: { where: 'Bản tin có ảnh' } });
  });

  test('keeps a file that is on air, though no playlist names it any more', async () => {
    const { school } = world.units;
    const asset = await world.make.asset(school.id);
    const playlist = await world.make.playlist(school.id, {
      items: [{ id: 'a', assetId: asset.id, fit: 'contain', volume: 100 }],
    });
    const schedule = await world.make.schedule(school.id, playlist.id);
    const editor = await editorAt();
    expect((await editor.post(`/api/schedules/${schedule.id}/publish`)).status).toBe(200);
    await editor.patch(`/api/playlists/${playlist.id}`, { version: 1, items: [] });
    expect(await json(editor.delete(`/api/assets/${asset.id}`))).toMatchObject({
      code: 'stillInUse',
    });
    await editor.delete(`/api/schedules/${schedule.id}/publish`);
    expect((await editor.delete(`/api/assets/${asset.id}`)).status).toBe(204);
  });
});

describe('a decision', () => {
  const decide = async (id: string, body: object) => {
    const moderator = await world.person({ unitId: world.units.office.id, role: 'moderator' });
    return { moderator, response: await moderator.post(`/api/assets/${id}/decision`, body) };
  };

  test('names who, when and why, and holds for the bytes that were seen', async () => {
    const { id, sha256 } = await world.make.asset(world.units.school.id, { decision: 'waiting' });
    const reason = 'Thiếu giấy đồng ý';
    const wrong = await decide(id, { decision: 'refused', sha256: 'a'.repeat(64), reason });
    expect(await json(wrong.response)).toMatchObject({ code: 'contentChanged' });
    const { moderator, response } = await decide(id, { decision: 'refused', sha256, reason });
    expect(await json(response)).toMatchObject({
      decision: 'refused',
      reason,
      decidedBy: moderator.id,
      decidedAt: world.clock.now,
    });
    expect(await toldOf('waiting')).toEqual([{ kind: 'waiting', unitId: world.units.school.id }]);
    // it was on no screen and is on none now
    expect(await toldOf('programme')).toEqual([]);
  });

  test('to refuse needs a reason', async () => {
    const { id, sha256 } = await world.make.asset(world.units.school.id, { decision: 'waiting' });
    const { response } = await decide(id, { decision: 'refused', sha256, reason: '  ' });
    expect((await json(response)).fields).toMatchObject([{ path: 'reason', code: 'required' }]);
  });

  test('to approve needs something that can be looked at', async () => {
    const { id, sha256 } = await world.make.asset(world.units.school.id, {
      decision: 'waiting',
      state: 'processing',
    });
    const { response } = await decide(id, { decision: 'approved', sha256 });
    expect(await json(response)).toMatchObject({ code: 'notReady' });
  });

  test('taken back recalls the file: all programmes are looked at anew', async () => {
    const asset = await world.make.asset(world.units.school.id);
    const moderator = await world.person({ unitId: world.units.office.id, role: 'moderator' });
    const undone = await json(moderator.delete(`/api/assets/${asset.id}/decision`));
    expect(undone).toMatchObject({ decision: 'waiting', decidedBy: null, decidedAt: null });
    const media = asset.renditions.map(({ sha256 }) => ({ sha256, at: world.clock.now }));
    expect(media).not.toEqual([]);
    expect(await world.store.recalls.since(0)).toEqual(
      media.toSorted((a, b) => (a.sha256 < b.sha256 ? -1 : 1)),
    );
    expect(await toldOf('programme')).toMatchObject([
      { affects: { units: [world.units.province.id] } },
    ]);
  });

  test('taken back, it makes those forgotten that no week’s list reaches any more', async () => {
    const asset = await world.make.asset(world.units.school.id);
    const [long, longer] = ['d', 'e'].map((letter) => letter.repeat(64));
    await world.store.recalls.add([long!], world.clock.now - FORGOTTEN_AFTER);
    await world.store.recalls.add([longer!], world.clock.now - FORGOTTEN_AFTER - 1);
    const moderator = await world.person({ unitId: world.units.office.id, role: 'moderator' });
    await json(moderator.delete(`/api/assets/${asset.id}/decision`));
    const kept = (await world.store.recalls.since(0)).map((recall) => recall.sha256);
    expect(kept.toSorted()).toEqual([...asset.renditions.map((each) => each.sha256), long].sort());
  });
});

describe('a playlist', () => {
  const make = async (items: unknown[]) => {
    const editor = await editorAt();
    const body = { unitId: world.units.office.id, name: 'Bản tin tuần 12', items };
    return json(editor.post('/api/playlists', body));
  };
  const news = { slide: { template: 'news', data: sampleOf('news') } };

  test('gives every entry an id of its own and keeps the ones it has', async () => {
    const ticker = { ticker: { text: 'Chào mừng ngày Nhà giáo Việt Nam' } };
    const { items, version } = await make([
      { ...ticker, id: 'mine' },
      { ...ticker, id: 'mine' },
      news,
    ]);
    const ids = items.map(({ id }: { id: string }) => id);
    expect(version).toBe(1);
    expect(ids[0]).toBe('mine');
    expect(new Set(ids).size).toBe(3);
  });

  test('tells what is wrong with a slide at its very field', async () => {
    const wrong = { template: 'news', data: { ...sampleOf('news'), headline: '' } };
    const refused = await make([news, { slide: wrong }, { slide: { template: 'khac', data: {} } }]);
    expect(refused.fields).toMatchObject([
      { path: 'items.1.slide.data.headline', code: 'required', message: 'Cần điền mục này.' },
      { path: 'items.2.slide.template', code: 'unknownTemplate' },
    ]);
  });

  test('takes only what its editor may see from the library', async () => {
    const foreign = await world.make.asset(world.units.otherSchool.id);
    const own = await world.make.asset(world.units.school.id);
    const refused = await make([{ assetId: own.id }, { assetId: foreign.id }, { assetId: 'x' }]);
    expect(refused.fields.map(({ path }: { path: string }) => path)).toEqual([
      'items.1.assetId',
      'items.2.assetId',
    ]);
    expect((await make([{ assetId: own.id }])).items).toMatchObject([
      { assetId: own.id, fit: 'contain', volume: 100 },
    ]);
  });

  test('takes only pictures on its slides that its editor may see', async () => {
    const foreign = await world.make.asset(world.units.otherSchool.id);
    const own = await world.make.asset(world.units.school.id);
    const withPhoto = (photo: string) => ({
      slide: { template: 'news', data: { ...sampleOf('news'), photo } },
    });
    const refused = await make([withPhoto(foreign.sha256)]);
    expect(refused.fields).toMatchObject([
      { path: 'items.0.slide.data.photo', code: 'unknownAsset' },
    ]);
    expect((await make([withPhoto(own.sha256)])).items).toHaveLength(1);
  });

  test('is not overwritten by who has not seen the newest version', async () => {
    const { id } = await world.make.playlist(world.units.office.id);
    const [one, other] = [await editorAt(), await editorAt()];
    const rename = (by: typeof one, version: number, name: string) =>
      json(by.patch(`/api/playlists/${id}`, { version, name }));
    expect(await rename(one, 1, 'Của tôi')).toMatchObject({ version: 2, updatedBy: one.id });
    expect(await rename(other, 1, 'Của bạn')).toMatchObject({ code: 'editedMeanwhile' });
    expect(await rename(other, 2, 'Của bạn')).toMatchObject({ version: 3, name: 'Của bạn' });
  });

  test('stays while a schedule names it', async () => {
    const { school } = world.units;
    const { id } = await world.make.playlist(school.id);
    const schedule = await world.make.schedule(school.id, id);
    const editor = await editorAt();
    const refused = await json(editor.delete(`/api/playlists/${id}`));
    expect(refused).toMatchObject({ code: 'stillInUse', params: { where: school.name } });
    await editor.delete(`/api/schedules/${schedule.id}`);
    expect((await editor.delete(`/api/playlists/${id}`)).status).toBe(204);
  });
});

describe('a schedule', () => {
  const draft = async (change: object = {}) => {
    const { office } = world.units;
    const playlist = await world.make.playlist(office.id);
    const editor = await editorAt();
    const body = { unitId: office.id, playlistId: playlist.id, audience: anywhere, when: everyDay };
    return {
      editor,
      playlist,
      response: await editor.post('/api/schedules', { ...body, ...change }),
    };
  };

  test('is a draft until it is published, and says when an edit is not on air yet', async () => {
    const { editor, playlist, response } = await draft();
    const { id, published } = await json(response);
    expect(published).toBeNull();
    const first = await json(editor.post(`/api/schedules/${id}/publish`));
    expect(first.schedule.published).toMatchObject({ by: editor.id, outdated: false });
    const state = async () => (await json(editor.get(`/api/schedules/${id}`))).published?.outdated;
    await editor.patch(`/api/playlists/${playlist.id}`, { version: 1, name: 'Sửa' });
    expect(await state()).toBe(true);
    const listed = await json(editor.get('/api/schedules'));
    expect(listed.schedules).toMatchObject([{ id, published: { outdated: true } }]);
    await editor.post(`/api/schedules/${id}/publish`);
    expect(await state()).toBe(false);
    await editor.patch(`/api/schedules/${id}`, { version: 1, priority: 'priority' });
    expect(await state()).toBe(true);
    const withdrawn = await json(editor.delete(`/api/schedules/${id}/publish`));
    expect(withdrawn.schedule.published).toBeNull();
  });

  test('is not removed while it is on air', async () => {
    const { editor, response } = await draft();
    const { id } = await json(response);
    await editor.post(`/api/schedules/${id}/publish`);
    expect(await json(editor.delete(`/api/schedules/${id}`))).toMatchObject({ code: 'onAir' });
    await editor.delete(`/api/schedules/${id}/publish`);
    expect((await editor.delete(`/api/schedules/${id}`)).status).toBe(204);
  });

  test('reaches no further than its own unit', async () => {
    const { school, otherSchool, province } = world.units;
    const units = [school.id, otherSchool.id, province.id];
    const { editor, response } = await draft({ audience: { ...anywhere, units } });
    const outside = [
      { path: 'audience.units.1', code: 'outsideUnit' },
      { path: 'audience.units.2', code: 'outsideUnit' },
    ];
    expect((await json(response)).fields).toMatchObject(outside);
    const { id } = await json((await draft()).response);
    const edit = { version: 1, audience: { ...anywhere, units } };
    expect((await json(editor.patch(`/api/schedules/${id}`, edit))).fields).toMatchObject(outside);
  });

  test('needs a playlist that its editor may see', async () => {
    const foreign = await world.make.playlist(world.units.otherOffice.id);
    const { response } = await draft({ playlistId: foreign.id });
    expect((await json(response)).fields).toMatchObject([
      { path: 'playlistId', code: 'unknownPlaylist' },
    ]);
  });

  test('can be asked how far it would reach', async () => {
    const screens = [
      await world.make.screen(),
      await world.make.screen(world.units.otherSchool.id),
    ];
    world.hub.connect(screens[0]!.id, { since: world.clock.now, status: null });
    const editor = await editorAt(world.units.province.id);
    const body = {
      unitId: world.units.province.id,
      audience: { ...anywhere, levels: ['primary'] },
    };
    const reach = await json(editor.post('/api/reach', body));
    expect(reach).toEqual({ schools: 1, screens: 1, online: 1 });
  });

  test('puts its playlist on the screens it reaches', async () => {
    const { editor, response } = await draft();
    const { id } = await json(response);
    const screen = await world.make.screen();
    const timeline = async () =>
      json(editor.get(`/api/screens/${screen.id}/timeline?from=${world.clock.now}`));
    expect((await timeline()).entries).toEqual([]);
    const published = await json(editor.post(`/api/schedules/${id}/publish`));
    expect(published.screens).toBe(1);
    expect(await toldOf('programme')).toHaveLength(1);
    const { entries, more } = await timeline();
    expect(entries[0]).toMatchObject({ track: 'main', item: { kind: 'slide' } });
    expect(entries.length).toBeGreaterThan(1000);
    expect(more).toBe(entries.length === 5000);
  });
});

describe('captions', () => {
  const vtt = 'WEBVTT\n\n00:01.000 --> 00:02.000 line:0\nChào các em\n';
  const clip = () => world.make.asset(world.units.school.id, { kind: 'video' });
  const bring = async (id: string, body: string, type = 'text/vtt') => {
    const editor = await world.person({ unitId: world.units.school.id, role: 'editor' });
    const response = await editor.ask('PUT', `/api/assets/${id}/captions`, body, {
      'Content-Type': type,
    });
    return { editor, response, asset: await json(response) };
  };

  test('become a medium of the clip, which stays approved by who may approve', async () => {
    const { id } = await clip();
    const { editor, asset } = await bring(id, vtt);
    const captions = asset.renditions.find(({ kind }: { kind: string }) => kind === 'captions');
    expect(captions).toMatchObject({ type: 'text/vtt', width: null, ms: null });
    expect(asset.decision).toBe('approved');
    expect(await world.store.recalls.since(0)).toEqual([]);
    const media = await editor.get(`/media/${captions.sha256}`);
    expect(media.headers.get('content-type')).toContain('text/vtt');
    expect(await media.text()).toBe('WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nChào các em\n');
  });

  test('take the place of those before, and are taken off', async () => {
    const { id, renditions } = await clip();
    await bring(id, vtt);
    const srt = '1\n00:00:01,000 --> 00:00:02,000\nChào cô\n';
    const { editor, asset } = await bring(id, srt, 'application/x-subrip');
    expect(asset.renditions).toHaveLength(renditions.length + 1);
    const bare = await json(editor.delete(`/api/assets/${id}/captions`));
    expect(bare.renditions).toEqual(renditions);
  });

  test.each([
    ['a text', 'Chào các em', 'text/vtt', 'notCaptions'],
    ['too much', `${vtt}\n${'x'.repeat(300_000)}`, 'text/vtt', 'requestTooLarge'],
    ['something else', '{}', 'application/json', 'unsupportedType'],
  ])('%s is refused', async (_, body, type, code) => {
    const { id } = await clip();
    expect((await bring(id, body, type)).asset).toMatchObject({ code });
  });

  test('are for clips that are ready', async () => {
    const picture = await world.make.asset(world.units.school.id);
    expect((await bring(picture.id, vtt)).asset).toMatchObject({ code: 'notCaptions' });
    const waiting = await world.make.asset(world.units.school.id, {
      ...{ kind: 'video', state: 'processing' },
    });
    expect((await bring(waiting.id, vtt)).asset).toMatchObject({ code: 'notReady' });
  });
});
