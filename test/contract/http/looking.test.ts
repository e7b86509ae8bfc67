/** What screens show: the frame of an instant past and future, the reasons, the windows of a week. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { everything } from '#server/access/scope.ts';
import { createWorld, everyDay, type World } from '#test/support/app.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

const json = async (response: Response | Promise<Response>) => (await response).json();
const heard = () => new Promise(setImmediate);
const viewerAt = (unitId: string) => world.person({ unitId, role: 'viewer' });

/** A schedule of one slide with this title, on air; its title is its playlist's name. */
async function onAir(title: string, when: object = {}) {
  const { office } = world.units;
  const playlist = await world.make.playlist(office.id, {
    name: title,
    items: [{ id: title, ms: 10_000, slide: { template: 'announcement', data: { title } } }],
  });
  const { id } = await world.make.schedule(office.id, playlist.id);
  await world.store.schedules.update(everything, id, 1, {
    when: { ...everyDay, ...when },
    updatedAt: world.clock.now,
  });
  await world.deps.publisher.publish(everything, id, null);
  await heard();
  return id;
}

/** As the hub does: the screen is told what it should play now. */
async function tell(screenId: string) {
  const programme = await world.deps.programmes.forScreen(screenId);
  const { compiled, sequence } = programme!;
  const assignedAt = world.clock.now;
  await world.store.screens.note([{ id: screenId, manifest: compiled.id, sequence, assignedAt }]);
  return compiled.id;
}

describe('the frame of an instant', () => {
  test('is the one that the screen had been told by then, and the coming one after now', async () => {
    const screen = await world.make.screen();
    const viewer = await viewerAt(world.units.school.id);
    const frame = async (at?: number) =>
      json(viewer.get(`/api/screens/${screen.id}/frame${at === undefined ? '' : `?at=${at}`}`));
    const morning = world.clock.now;
    const first = await onAir('Buổi sáng');
    const told = await tell(screen.id);
    // in the middle of a turn
    world.clock.now += HOUR + 3000;
    const changed = world.clock.now;
    await world.deps.publisher.withdraw(everything, first, null);
    await onAir('Buổi trưa');
    const toldLater = await tell(screen.id);
    world.clock.now += HOUR;

    expect(await frame(morning - 1)).toEqual({
      ...{ at: morning - 1, manifest: null, next: morning },
      frame: { main: null, ticker: null, audio: null, voice: null },
    });
    expect(await frame(morning + 5000)).toMatchObject({
      manifest: told,
      frame: { main: { item: { data: { title: 'Buổi sáng' } } }, ticker: null },
    });
    expect(await frame(morning + HOUR + 1000)).toMatchObject({ manifest: told, next: changed });
    const noon = await frame(changed + 5000);
    expect(noon).toMatchObject({
      manifest: toldLater,
      frame: { main: { item: { data: { title: 'Buổi trưa' } } } },
      next: changed + 10_000,
    });
    expect(await frame()).toMatchObject({
      at: world.clock.now,
      frame: { main: { item: { data: { title: 'Buổi trưa' } } } },
    });
    expect(await frame(world.clock.now + 80 * DAY)).toMatchObject({
      frame: { main: { item: { data: { title: 'Buổi trưa' } } } },
    });
  });

  test('must be an instant', async () => {
    const { id } = await world.make.screen();
    const viewer = await viewerAt(world.units.school.id);
    const refused = await json(viewer.get(`/api/screens/${id}/frame?at=soon`));
    expect(refused.fields).toMatchObject([{ path: 'at', code: 'wrongFormat' }]);
  });
});

describe('a timeline', () => {
  test('says of the past what was told then, of the future what is planned', async () => {
    const screen = await world.make.screen();
    const viewer = await viewerAt(world.units.school.id);
    const start = world.clock.now;
    const first = await onAir('Cũ');
    await tell(screen.id);
    // in the middle of the fourth turn
    world.clock.now += 35_000;
    await world.deps.publisher.withdraw(everything, first, null);
    await onAir('Mới');
    await tell(screen.id);
    world.clock.now += 25_000;
    const { entries, more } = await json(
      viewer.get(`/api/screens/${screen.id}/timeline?from=${start - HOUR}&to=${start + 80_000}`),
    );
    type Entry = { item: { data: { title: string } }; start: number; end: number; cut: boolean };
    const said = entries.map(
      ({ item, start: from, end, cut }: Entry) =>
        `${item.data.title} ${(from - start) / 1000}-${(end - start) / 1000}${cut ? ' cut' : ''}`,
    );
    expect(more).toBe(false);
    expect(said.slice(0, 4)).toEqual(['Cũ 0-10', 'Cũ 10-20', 'Cũ 20-30', 'Cũ 30-35 cut']);
    expect(said.slice(4).every((entry: string) => entry.startsWith('Mới'))).toBe(true);
    // without a gap or an overlap, over the change and over now
    for (const [n, entry] of entries.entries()) {
      if (n > 0) expect(entry.start).toBe(entries[n - 1].end);
    }
    expect(entries.at(-1).end).toBeGreaterThanOrEqual(start + 80_000);
  });

  test('reaches over the end of the programme that is held now', async () => {
    const screen = await world.make.screen();
    const viewer = await viewerAt(world.units.school.id);
    await onAir('Chào cờ', { hours: [{ start: '07:00', end: '07:01' }], days: [1] });
    const from = world.clock.now + 28 * DAY;
    const { entries } = await json(
      viewer.get(`/api/screens/${screen.id}/timeline?from=${from}&to=${from + 31 * DAY}`),
    );
    const mondays = new Set(
      entries.map((entry: { start: number }) => Math.floor(entry.start / DAY)),
    );
    expect(mondays.size).toBeGreaterThanOrEqual(4);
  });
});

describe('the reasons', () => {
  test('name what airs, and why another does not', async () => {
    const screen = await world.make.screen();
    const viewer = await viewerAt(world.units.school.id);
    await onAir('Đang phát');
    await onAir('Buổi tối', { hours: [{ start: '20:00', end: '21:00' }] });
    await tell(screen.id);
    const explanation = await json(
      viewer.get(`/api/screens/${screen.id}/explanation?at=${world.clock.now + 1000}`),
    );
    expect(explanation).toMatchObject({
      at: world.clock.now + 1000,
      zone: 'Asia/Ho_Chi_Minh',
      tracks: { main: { airing: { item: { data: { title: 'Đang phát' } } } } },
    });
    const verdicts = explanation.tracks.main.schedules.map(
      ({ name, verdict }: { name: string; verdict: string }) => `${name}: ${verdict}`,
    );
    expect(verdicts).toContain('Đang phát: onAir');
    expect(verdicts).toContain('Buổi tối: outsideHours');
  });

  test('do not tell a school of what another writes', async () => {
    const screen = await world.make.screen();
    const { school, otherSchool } = world.units;
    const hidden = await world.make.playlist(otherSchool.id, { name: 'Bí mật' });
    await world.make.schedule(otherSchool.id, hidden.id);
    const viewer = await viewerAt(school.id);
    for (const what of ['explanation', 'windows']) {
      const text = await (await viewer.get(`/api/screens/${screen.id}/${what}`)).text();
      expect(text).not.toContain('Bí mật');
    }
    expect((await viewer.get(`/api/units/${otherSchool.id}/windows`)).status).toBe(404);
  });
});

describe('windows', () => {
  test('are those of a week, of a unit or a screen', async () => {
    const screen = await world.make.screen();
    const viewer = await viewerAt(world.units.office.id);
    const id = await onAir('Ra chơi', { hours: [{ start: '09:00', end: '09:30' }], days: [1, 3] });
    const span = `from=${world.clock.now - HOUR}&to=${world.clock.now + 6 * DAY}`;
    for (const where of [`screens/${screen.id}`, `units/${world.units.school.id}`]) {
      const { windows } = await json(viewer.get(`/api/${where}/windows?${span}`));
      const ofIt = windows.filter((each: { scheduleId: string }) => each.scheduleId === id);
      expect(ofIt, where).toHaveLength(2);
      expect(ofIt[0]).toMatchObject({
        name: 'Ra chơi',
        state: 'onAir',
        source: { kind: 'hours', index: 0 },
        meets: [],
      });
      expect(ofIt[0].end - ofIt[0].start).toBe(HOUR / 2);
    }
  });

  test('of more than six weeks are refused', async () => {
    const viewer = await viewerAt(world.units.office.id);
    const url = `/api/units/${world.units.office.id}/windows?from=0&to=${43 * DAY}`;
    expect((await json(viewer.get(url))).fields).toMatchObject([
      { path: 'to', code: 'rangeTooLong', params: { maximum: 42 } },
    ]);
  });
});

describe('a dry run', () => {
  test('says what publishing would do, and changes nothing', async () => {
    await world.make.screen();
    const { office } = world.units;
    const editor = await world.person({ unitId: office.id, role: 'editor' });
    const { id } = await world.make.schedule(office.id);
    await heard();
    world.told.length = 0;
    const rehearsal = await json(editor.post(`/api/schedules/${id}/rehearsal`));
    expect(rehearsal).toMatchObject({ screens: { reached: 1, changed: 1, schools: 1 } });
    await heard();
    expect(world.told).toEqual([]);
    expect(await json(editor.get(`/api/schedules/${id}`))).toMatchObject({ published: null });
  });

  test('refuses what publishing would refuse', async () => {
    const { office } = world.units;
    const editor = await world.person({ unitId: office.id, role: 'editor' });
    const empty = await world.make.playlist(office.id, { items: [] });
    const { id } = await world.make.schedule(office.id, empty.id);
    expect(await json(editor.post(`/api/schedules/${id}/rehearsal`))).toMatchObject({
      code: 'nothingToPublish',
    });
  });

  test('warns in the language of who asks', async () => {
    const { office } = world.units;
    const editor = await world.person({ unitId: office.id, role: 'editor' });
    const input = {
      unitId: office.id,
      playlistId: (await world.make.playlist(office.id)).id,
      audience: { units: [], levels: ['preschool'], tags: [] },
      when: everyDay,
    };
    const warnings = async () =>
      (await json(editor.post('/api/schedules/warnings', input))).warnings as {
        code: string;
        message: string;
      }[];
    const empty = async () => (await warnings()).find(({ code }) => code === 'audienceEmpty');
    expect((await empty())?.message).toBe('Chưa có màn hình nào thuộc nơi phát này.');
    await editor.patch('/api/session', { locale: 'en' });
    expect((await empty())?.message).toBe('No screen is in this audience yet.');
  });
});
