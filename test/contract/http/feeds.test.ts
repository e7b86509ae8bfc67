/** Calendar feeds: told once, listed to who made them, ended, and read without an account. */

import ICAL from 'ical.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { everything } from '#server/access/scope.ts';
import { hashSecret } from '#server/access/secrets.ts';
import { createWorld, everyDay, type World } from '#test/support/app.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

const json = async (response: Response | Promise<Response>) => (await response).json();

describe('an address for a calendar program', () => {
  test('is told once and kept as a hash', async () => {
    const { school } = world.units;
    const viewer = await world.person({ unitId: school.id, role: 'viewer' });
    const made = await json(viewer.post(`/api/units/${school.id}/feeds`));
    expect(made).toMatchObject({ createdAt: world.clock.now, createdBy: viewer.id });
    const token = /^http:\/\/localhost\/feeds\/([\w-]{43})\.ics$/.exec(made.url)![1]!;
    expect(await world.store.feeds.find(token)).toBeNull();
    expect(await world.store.feeds.find(hashSecret(token))).toEqual({
      ...{ id: made.id, subject: { kind: 'unit', id: school.id }, unitId: school.id },
      ...{ createdBy: viewer.id, createdAt: world.clock.now },
    });
    const listed = await (await viewer.get(`/api/units/${school.id}/feeds`)).text();
    expect(JSON.parse(listed).feeds).toHaveLength(1);
    expect(listed).not.toContain(token);
    const admin = await world.person({ unitId: school.id, role: 'admin' });
    const audit = await (await admin.get(`/api/audit?subject=${school.id}`)).text();
    expect(JSON.parse(audit).entries[0]).toMatchObject({ action: 'feed.create', by: viewer.id });
    expect(audit).not.toContain(token);
  });

  test('can be listed and ended by who made it, and by who sets the rules there', async () => {
    const screen = await world.make.screen();
    const at = { unitId: world.units.office.id };
    const [maker, other, editor] = [
      await world.person({ ...at, role: 'viewer' }),
      await world.person({ ...at, role: 'viewer' }),
      await world.person({ ...at, role: 'editor' }),
    ];
    const url = `/api/screens/${screen.id}/feeds`;
    const make = async () => (await json(maker.post(url))).id;
    const listed = async (by: typeof maker) => (await json(by.get(url))).feeds.length;
    const [first, second] = [await make(), await make()];
    expect([await listed(maker), await listed(other), await listed(editor)]).toEqual([2, 0, 2]);
    expect((await other.delete(`/api/feeds/${first}`)).status).toBe(403);
    expect((await maker.delete(`/api/feeds/${first}`)).status).toBe(204);
    expect((await editor.delete(`/api/feeds/${second}`)).status).toBe(204);
    expect((await editor.delete(`/api/feeds/${second}`)).status).toBe(404);
    expect(await listed(editor)).toBe(0);
  });
});

describe('what a calendar program reads', () => {
  /** A schedule at the office from 9:00 to 9:30 on Mondays, on air, and a feed of the school. */
  async function subscribed(kind: 'unit' | 'screen' = 'unit') {
    const { office, school } = world.units;
    const playlist = await world.make.playlist(office.id, { name: 'Ra chơi: vui, khoẻ' });
    const { id } = await world.make.schedule(office.id, playlist.id);
    const when = { ...everyDay, days: [1], hours: [{ start: '09:00', end: '09:30' }] };
    const edit = { when, updatedAt: world.clock.now };
    await world.store.schedules.update(everything, id, 1, edit);
    await world.deps.publisher.publish(everything, id, null);
    await new Promise(setImmediate);
    const draft = await world.make.playlist(office.id, { name: 'Bản nháp' });
    await world.make.schedule(office.id, draft.id);
    const screen = await world.make.screen();
    const maker = await world.person({ unitId: school.id, role: 'viewer' });
    const where = kind === 'unit' ? `units/${school.id}` : `screens/${screen.id}`;
    const { url, id: feedId } = await json(maker.post(`/api/${where}/feeds`));
    return { maker, screen, feedId, path: new URL(url).pathname, scheduleId: id };
  }
  const read = (path: string, headers: Record<string, string> = {}) =>
    world.nobody.get(path, headers);

  test.each(['unit', 'screen'] as const)('is what airs at the %s, and no draft', async (kind) => {
    const { path } = await subscribed(kind);
    const answer = await read(path);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(answer.headers.get('set-cookie')).toBeNull();
    const calendar = new ICAL.Component(ICAL.parse(await answer.text()));
    const events = calendar.getAllSubcomponents('vevent').map((each) => new ICAL.Event(each));
    expect(new Set(events.map(({ summary }) => summary))).toEqual(new Set(['Ra chơi: vui, khoẻ']));
    // today is a Monday: 9:00 in Việt Nam
    const starts = events.map(({ startDate }) => startDate.toJSDate().toISOString());
    expect(starts).toContain('2026-11-23T02:00:00.000Z');
    expect(starts).toContain('2026-12-21T02:00:00.000Z');
  });

  test('stays as published while the schedule is edited', async () => {
    const { path, scheduleId } = await subscribed();
    const before = await (await read(path)).text();
    const hours = [{ start: '15:00', end: '15:30' }];
    const edit = { when: { ...everyDay, hours }, updatedAt: world.clock.now };
    await world.store.schedules.update(everything, scheduleId, 2, edit);
    expect(await (await read(path)).text()).toBe(before);
    await world.deps.publisher.publish(everything, scheduleId, null);
    await new Promise(setImmediate);
    const after = await (await read(path)).text();
    expect(before).toContain('DTSTART:20261123T020000Z');
    expect(after).not.toContain('DTSTART:20261123T020000Z');
    expect(after).toContain('DTSTART:20261124T080000Z');
  });

  test('is not sent again while it stays the same', async () => {
    const { path } = await subscribed();
    const etag = (await read(path)).headers.get('etag')!;
    world.clock.now += 3_600_000;
    const again = await read(path, { 'If-None-Match': etag });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe('');
  });

  test('is not there at a guessed address, and guessing is soon refused', async () => {
    const { path } = await subscribed();
    const guess = path.replace(/.{8}\.ics$/, 'AAAAAAAA.ics');
    for (const wrong of [guess, '/feeds/x.ics', path.replace('.ics', ''), `${path}x`]) {
      expect((await read(wrong)).status, wrong).toBe(404);
    }
    const statuses = new Set<number>();
    for (let n = 0; n < 40; n += 1) statuses.add((await read(guess)).status);
    expect(statuses).toEqual(new Set([404, 429]));
  });

  test('ends with the feed, with the right of who made it, with their account', async () => {
    const one = await subscribed();
    const two = await subscribed();
    const three = await subscribed();
    await one.maker.delete(`/api/feeds/${one.feedId}`);
    expect((await read(one.path)).status).toBe(404);
    const viewer = { unitId: world.units.school.id, role: 'viewer' } as const;
    await world.store.people.revoke(everything, two.maker.id, viewer);
    expect((await read(two.path)).status).toBe(404);
    await world.store.people.update(three.maker.id, { disabledAt: world.clock.now });
    expect((await read(three.path)).status).toBe(404);
  });

  test('ends with the screen, and with the unit', async () => {
    const ofScreen = await subscribed('screen');
    expect((await read(ofScreen.path)).status).toBe(200);
    await world.store.screens.remove(everything, ofScreen.screen.id);
    expect((await read(ofScreen.path)).status).toBe(404);
    const ofUnit = await subscribed('unit');
    await world.store.units.close(everything, world.units.school.id, world.clock.now);
    expect((await read(ofUnit.path)).status).toBe(404);
  });

  test('goes where the screen goes only as far as its maker may see', async () => {
    const { screen, path } = await subscribed('screen');
    const unitId = world.units.otherSchool.id;
    await world.store.screens.update(everything, screen.id, { unitId });
    expect((await read(path)).status).toBe(404);
  });
});
