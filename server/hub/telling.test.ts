/** A change of programme or of a screen, and who hears of it. */
import { describe, expect, test } from 'vitest';
import { everything } from '#server/access/scope.ts';
import { CloseCode } from '#shared/protocol/messages.ts';
import { EVERYBODY } from '#test/support/broadcast.ts';
import { district, eachInADistrict, openOnFailingDisk, turns } from '#test/support/hub-district.ts';

eachInADistrict();

describe('telling what changed', () => {
  test('[H3] only screens whose programme differs hear of a change', async () => {
    const inPrimary = district.listen(await district.pair(district.primary));
    const inSecondary = district.listen(await district.pair(district.secondary));
    await inPrimary.screen.connect();
    await inSecondary.screen.connect();
    inPrimary.heard.length = inSecondary.heard.length = 0;
    await district.publish(district.office, ['Phòng chống đuối nước'], {
      ...EVERYBODY,
      levels: ['primary'],
    });
    await inPrimary.next('manifest');
    await inPrimary.next('assign');
    await district.publish(district.secondary, ['Chỉ cho THCS']);
    await inSecondary.next('assign');
    expect(inPrimary.heard).toEqual([]);
    expect(inSecondary.heard).toEqual([]);
  });

  test('[H3] publishing the same again changes nothing and tells nobody', async () => {
    const { screen, heard, next } = district.listen(await district.pair(district.primary));
    await screen.connect();
    const scheduleId = await district.publish(district.office, ['Một lần']);
    await next('assign');
    await district.publisher.publish(everything, scheduleId, null);
    await district.publish(district.office, ['Hai lần']);
    await next('assign');
    expect(heard).toEqual([]);
  });

  test('[H3] a change is told as soon as the store works again', async () => {
    const disk = await openOnFailingDisk();
    const { screen, next } = district.listen(await district.pair(district.primary));
    await screen.connect();
    await district.publish(district.office, ['Tin bị giữ lại'], EVERYBODY, () => {
      disk.fails = true;
    });
    await turns();
    expect(screen.manifest?.loops).toEqual([]);
    disk.fails = false;
    district.clock.tick();
    await next('assign');
  });

  test('[H13] a batch verifies screen by screen, and for no other screen', async () => {
    const others = await Promise.all(
      Array.from({ length: 70 }, async () =>
        district.listen(await district.pair(district.primary)),
      ),
    );
    for (const { screen } of others) await screen.connect();
    await district.publish(district.office, ['Cho tất cả']);
    const assigned = await Promise.all(others.map(({ next }) => next('assign')));
    for (const [i, { assignment }] of assigned.entries()) {
      expect(assignment.screen).toBe(others[i]!.screen.paired.screenId);
      expect(assignment.proof?.length).toBeGreaterThan(0);
    }
    const signatures = new Set(assigned.map(({ assignment }) => assignment.signature));
    expect(signatures.size).toBeLessThan(5);
  });

  test('[H11] a removed screen hears so and is gone', async () => {
    const paired = await district.pair(district.primary);
    const { screen, closed } = district.listen(paired);
    await screen.connect();
    await district.store.screens.remove(everything, paired.screenId);
    district.bus.publish({ kind: 'screenRemoved', screenId: paired.screenId });
    expect(await closed()).toBe(CloseCode.removed);
    expect(district.hub.presence(paired.screenId)).toBeNull();
  });

  test('[H11] a screen that was removed while it was away hears it when it comes back', async () => {
    const paired = await district.pair(district.primary);
    const { screen, closed } = district.listen(paired);
    await screen.connect();
    screen.close();
    await closed();
    await district.store.screens.remove(everything, paired.screenId);
    district.bus.publish({ kind: 'screenRemoved', screenId: paired.screenId });
    const back = district.listen(paired);
    await expect(back.screen.connect()).rejects.toThrow();
    expect(await back.closed()).toBe(CloseCode.removed);
    expect(back.heard).toEqual([]);
  });

  test('[H2] the id of a removed screen with a token that was not its own tells nothing', async () => {
    const paired = await district.pair(district.primary);
    await district.store.screens.remove(everything, paired.screenId);
    const { screen, closed } = district.listen({ ...paired, token: `${paired.token}x` });
    await expect(screen.connect()).rejects.toThrow();
    expect(await closed()).toBe(CloseCode.unauthorised);
  });

  test('[H11] a screen whose removal nobody heard of is let go when it is looked for', async () => {
    const paired = await district.pair(district.primary);
    const { screen, closed } = district.listen(paired);
    await screen.connect();
    const { screenId } = paired;
    await district.store.screens.remove(everything, screenId);
    district.bus.publish({ kind: 'screenChanged', screenId, unitId: district.primary });
    expect(await closed()).toBe(CloseCode.draining);
    await expect(screen.connect()).rejects.toThrow(String(CloseCode.removed));
  });

  test('a screen that is moved gets the programme and the profile of its new school', async () => {
    await district.publish(district.secondary, ['Tin của trường THCS']);
    const paired = await district.pair(district.primary);
    const { screen, next } = district.listen(paired);
    await screen.connect();
    const { screenId } = paired;
    await district.store.screens.update(everything, screenId, { unitId: district.secondary });
    district.bus.publish({ kind: 'screenChanged', screenId, unitId: district.secondary });
    await next('assign');
    expect((await next('profile')).profile.unitName).toBe('Trường THCS');
  });

  test('a screen is told how it is installed, and when its unit lets it fetch', async () => {
    const paired = await district.pair(district.primary);
    const { screen, next } = district.listen(paired);
    await screen.connect();
    const { screenId } = paired;
    const installed = {
      kind: 'speaker',
      viewing: { distanceM: 12, heightM: 0.9 },
      captions: 'always',
      trimDb: -6,
    } as const;
    await district.store.screens.update(everything, screenId, installed);
    district.bus.publish({ kind: 'screenChanged', screenId, unitId: district.primary });
    expect((await next('profile')).profile).toMatchObject(installed);

    const windows = [{ start: '22:00', end: '05:00' }];
    await district.store.settings.put(everything, 0, {
      ...{ unitId: district.primary, kind: 'downloads', at: 0, by: null },
      value: { windows, jitterMinutes: 15, atATime: null },
    });
    district.bus.publish({
      ...{ kind: 'programme', only: 'settings', affects: { units: [district.primary] } },
      revision: await district.store.revision.next(),
    });
    expect((await next('profile')).profile.downloads).toEqual({
      ...{ windows, jitterMs: 15 * 60_000, atATime: 2 },
    });
  });

  test('identify reaches the screen', async () => {
    const paired = await district.pair(district.primary);
    const { screen, next } = district.listen(paired);
    await screen.connect();
    district.bus.publish({ kind: 'identify', screenId: paired.screenId, ms: 5000 });
    expect(await next('identify')).toEqual({ type: 'identify', ms: 5000 });
  });
});
