/** The console's live channel: what changed, no further than the viewer sees, and it ends when it must. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { everything } from '#server/access/scope.ts';
import { ConsoleUpdate } from '#shared/api/events.ts';
import { type Client, createWorld, type World } from '#test/support/app.ts';

let world: World;
const open: ReadableStreamDefaultReader<string>[] = [];
beforeEach(async () => {
  world = await createWorld();
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((reader) => reader.cancel()));
  await world.close();
});

/** The updates of one open console, in order; `null` when the stream has ended. */
async function listen(client: Client) {
  const response = await client.get('/api/events');
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  open.push(reader);
  let text = '';
  return async (): Promise<ConsoleUpdate | null> => {
    for (;;) {
      const event = /^event: update\ndata: (.*)\n\n/m.exec(text);
      if (event) {
        text = text.slice(event.index + event[0].length);
        return ConsoleUpdate.parse(JSON.parse(event[1]!));
      }
      const { done, value } = await reader.read();
      if (done) return null;
      text += value;
    }
  };
}

const viewerAt = (unitId: string) => world.person({ unitId, role: 'viewer' });

describe('an open console', () => {
  test('is told at once that it starts afresh, and what waits', async () => {
    await world.make.asset(world.units.school.id, { decision: 'waiting' });
    await world.make.asset(world.units.otherSchool.id, { decision: 'waiting' });
    const next = await listen(await viewerAt(world.units.office.id));
    expect(await next()).toMatchObject({ fresh: true, counts: { waiting: 1 } });
  });

  test('hears of screens below its viewer, each once with its newest state', async () => {
    const { id } = await world.make.screen(world.units.hall.id);
    const foreign = await world.make.screen(world.units.otherSchool.id);
    const next = await listen(await viewerAt(world.units.office.id));
    await next();
    world.hub.connect(foreign.id, { since: 1, status: null });
    for (let n = 0; n < 50; n += 1) world.hub.connect(id, { since: 1, status: null });
    world.hub.disconnect(id);
    expect(await next()).toMatchObject({ screens: [{ id, online: false }], removedScreens: [] });
  });

  test('hears of a screen that is removed, or moved out of sight', async () => {
    const { office, hall, otherSchool } = world.units;
    const [gone, moved] = [await world.make.screen(hall.id), await world.make.screen(hall.id)];
    const next = await listen(await viewerAt(office.id));
    await next();
    const admin = await world.person({ unitId: world.units.province.id, role: 'admin' });
    await admin.delete(`/api/screens/${gone.id}`);
    await admin.patch(`/api/screens/${moved.id}`, { unitId: otherSchool.id });
    const update = await next();
    expect(update!.removedScreens.toSorted()).toEqual([gone.id, moved.id].toSorted());
    expect(update).toMatchObject({ screens: [], programme: true });
  });

  test('follows a conversion, and counts anew when it is done', async () => {
    const asset = await world.make.asset(world.units.school.id, {
      state: 'processing',
      progress: 0.4,
    });
    const next = await listen(await viewerAt(world.units.school.id));
    await next();
    const tell = (state: 'processing' | 'ready', progress: number) =>
      world.deps.bus.publish({
        kind: 'asset',
        assetId: asset.id,
        unitId: asset.unitId,
        state,
        progress,
        mediaKind: 'image',
      });
    tell('processing', 0.4);
    expect(await next()).toMatchObject({ assets: [{ id: asset.id, progress: 0.4 }], counts: null });
    await world.store.assets.update(everything, asset.id, { state: 'ready', progress: 1 });
    tell('ready', 1);
    expect(await next()).toMatchObject({
      assets: [{ id: asset.id, state: 'ready' }],
      counts: { processing: 0 },
    });
  });

  test('is told nothing by those whose rights end: the stream ends', async () => {
    const { id } = await world.make.screen(world.units.hall.id);
    const viewer = await viewerAt(world.units.office.id);
    const next = await listen(viewer);
    await next();
    await world.store.people.update(viewer.id, { disabledAt: world.clock.now });
    world.clock.now += 60_000;
    world.hub.connect(id, { since: 1, status: null });
    expect(await next()).toBeNull();
  });

  test('leaves nothing behind when it is closed', async () => {
    const next = await listen(await viewerAt(world.units.office.id));
    await next();
    expect(world.hub.watching()).toBe(1);
    await open.pop()!.cancel();
    await new Promise(setImmediate);
    expect(world.hub.watching()).toBe(0);
  });

  test('is let go when the server drains', async () => {
    const next = await listen(await viewerAt(world.units.office.id));
    await next();
    world.stop();
    expect(await next()).toBeNull();
    expect(world.hub.watching()).toBe(0);
  });
});
