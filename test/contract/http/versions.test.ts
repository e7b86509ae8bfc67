/** Versions of a schedule: what was published, what changed each time, and bringing one back. [P27] */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { everything } from '#server/access/scope.ts';
import { createWorld, type World } from '#test/support/app.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

const json = async (response: Response | Promise<Response>) => (await response).json();

async function publishedTwice() {
  const { office } = world.units;
  const editor = await world.person({ unitId: office.id, role: 'editor' });
  const playlist = await world.make.playlist(office.id, { name: 'Bản tin' });
  const schedule = await world.make.schedule(office.id, playlist.id);
  const url = `/api/schedules/${schedule.id}`;
  const publish = async () => (await json(editor.post(`${url}/publish`))).publicationId as string;
  const first = await publish();
  world.clock.now += 1000;
  await editor.patch(url, { version: 1, priority: 'priority', mode: 'ordered' });
  await editor.patch(`/api/playlists/${playlist.id}`, {
    version: 1,
    name: 'Bản tin tuần',
    items: [...playlist.items, { ticker: { text: 'Chào mừng' } }],
  });
  const second = await publish();
  world.clock.now += 1000;
  const versions = async () => (await json(editor.get(`${url}/versions`))).versions;
  return { editor, schedule, url, first, second, versions };
}

test('every version says when it was on air and how it differs from the one before', async () => {
  const { editor, first, second, versions } = await publishedTwice();
  const at = world.clock.now;
  expect(await versions()).toMatchObject([
    {
      ...{ publicationId: second, at: at - 1000, offAirAt: null, onAir: true, restores: null },
      ...{ by: editor.id, byName: 'Người 1', name: 'Bản tin tuần', items: 2 },
      changes: {
        name: ['Bản tin', 'Bản tin tuần'],
        priority: ['ordinary', 'priority'],
        mode: ['loop', 'ordered'],
      },
      itemChanges: { added: 1, removed: 0, changed: 0, moved: false },
    },
    {
      ...{ publicationId: first, at: at - 2000, offAirAt: at - 1000, onAir: false },
      ...{ changes: {}, items: 1 },
      itemChanges: { added: 0, removed: 0, changed: 0, moved: false },
    },
  ]);
  const viewer = await world.person({ unitId: world.units.office.id, role: 'viewer' });
  const url = `/api/schedules/${(await world.store.publications.get(everything, first))!.scheduleId}`;
  const [seen] = (await json(viewer.get(`${url}/versions`))).versions;
  // who may not see people is not told their names
  expect(seen).toMatchObject({ by: editor.id, byName: null });
});

test('[P27] an earlier version comes back as it was, also after it was taken off the air', async () => {
  const { editor, schedule, url, first, second, versions } = await publishedTwice();
  expect((await editor.delete(`${url}/publish`)).status).toBe(200);
  world.clock.now += 1000;
  // the bus speaks after this turn
  await new Promise(setImmediate);
  world.told.length = 0;
  const restored = await json(editor.post(`${url}/versions/${first}/restore`));
  expect(restored).toMatchObject({
    // the draft stays as it was written
    schedule: { priority: 'priority', published: { outdated: true } },
  });
  await new Promise(setImmediate);
  expect(world.told).toMatchObject([{ kind: 'programme', only: 'publications' }]);
  const [now, before] = await versions();
  expect(now).toMatchObject({
    ...{ publicationId: restored.publicationId, restores: first, onAir: true, items: 1 },
    ...{ priority: 'ordinary', name: 'Bản tin' },
  });
  expect(before).toMatchObject({ publicationId: second, offAirAt: world.clock.now - 1000 });
  expect(await versions()).toHaveLength(3);
  const [entry] = await world.store.audit.list(everything, { limit: 1 });
  expect(entry).toMatchObject({
    action: 'schedule.restore',
    by: editor.id,
    subject: { id: schedule.id, name: 'Bản tin' },
    changes: { publicationId: [null, restored.publicationId] },
  });
});

test('[P28] who publishes, or brings back, is told in the answer what can’t be kept', async () => {
  const { office, hall } = world.units;
  const editor = await world.person({ unitId: office.id, role: 'editor' });
  await world.make.screen(hall.id);
  const share = { mode: 'weighted', secondsPerHour: 2400 };
  const aired: { url: string; unmet: unknown; publicationId: string }[] = [];
  for (const name of ['Một', 'Hai']) {
    const playlist = await world.make.playlist(office.id, { name });
    const url = `/api/schedules/${(await world.make.schedule(office.id, playlist.id)).id}`;
    expect((await editor.patch(url, { version: 1, ...share })).status).toBe(200);
    aired.push({ url, ...(await json(editor.post(`${url}/publish`))) });
  }
  const [one, two] = aired as [(typeof aired)[0], (typeof aired)[0]];
  expect(one.unmet).toEqual([]);
  const short = { per: 'hour', asked: 2400, planned: 1800, screens: 1, date: null };
  expect(two.unmet).toMatchObject([
    { ...short, name: 'Hai' },
    { ...short, name: 'Một' },
  ]);
  await editor.delete(`${two.url}/publish`);
  const restored = editor.post(`${two.url}/versions/${two.publicationId}/restore`);
  expect((await json(restored)).unmet).toEqual(two.unmet);
});

test('[P27] only a version of this very schedule can be brought back', async () => {
  const { editor, url } = await publishedTwice();
  const other = await publishedTwice();
  const refused = await editor.post(`${url}/versions/${other.first}/restore`);
  expect(refused.status).toBe(404);
  expect((await editor.post(`${url}/versions/unknown/restore`)).status).toBe(404);
});
