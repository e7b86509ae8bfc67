/** Hello, and what a screen is answered. */
import { describe, expect, test } from 'vitest';
import { everything } from '#server/access/scope.ts';
import type { Store } from '#server/store/port.ts';
import { CloseCode } from '#shared/protocol/messages.ts';
import { slideEntry } from '#test/support/broadcast.ts';
import {
  district,
  eachInADistrict,
  openOnFailingDisk,
  reopen,
  turns,
} from '#test/support/hub-district.ts';

eachInADistrict();

describe('greeting', () => {
  test('[H1] one exchange brings a screen up to date: the manifest, then the welcome', async () => {
    await district.publish(district.office, ['Chào cờ đầu tuần']);
    const { screen, heard } = district.listen(await district.pair(district.primary));
    await screen.connect();
    expect(heard.map(({ type }) => type)).toEqual(['manifest', 'welcome']);
    expect(screen.profile).toMatchObject({
      unitName: 'Trường Tiểu học Tân Hiệp',
      placeName: null,
      zone: 'Asia/Ho_Chi_Minh',
    });
    expect(screen.manifest?.items[0]).toMatchObject({ kind: 'slide' });
    expect(screen.assignment?.screen).toBe(screen.paired.screenId);
  });

  test('[H1] a screen that holds the manifest is not sent it again', async () => {
    await district.publish(district.office, ['Chào cờ đầu tuần']);
    const { screen, heard, closed } = district.listen(await district.pair(district.primary));
    await screen.connect();
    screen.close();
    await closed();
    heard.length = 0;
    await screen.connect();
    expect(heard.map(({ type }) => type)).toEqual(['welcome']);
  });

  test('[H2] a wrong token and an unknown screen hear the close code only', async () => {
    const paired = await district.pair(district.primary);
    for (const wrong of [
      { ...paired, token: `${paired.token}x` },
      { ...paired, screenId: 'nobody' },
    ]) {
      const { screen, heard, closed } = district.listen(wrong);
      await expect(screen.connect()).rejects.toThrow();
      expect(await closed()).toBe(CloseCode.unauthorised);
      expect(heard).toEqual([]);
    }
  });

  test('[H5] a newer session of the same screen replaces the older', async () => {
    const paired = await district.pair(district.primary);
    const [older, newer] = [district.listen(paired), district.listen(paired)];
    await older.screen.connect();
    await newer.screen.connect();
    expect(await older.closed()).toBe(CloseCode.replaced);
    expect(district.hub.connected()).toBe(1);
    await district.publish(district.office, ['Vẫn nghe được']);
    await newer.next('assign');
  });

  test('[H9] a change that comes while a screen is greeted reaches it', async () => {
    let publishMeanwhile: () => Promise<unknown> = async () => {};
    await reopen({
      around: (store) => withPlays(store, async () => void (await publishMeanwhile())),
    });
    const { scheduleId } = await district.draft(district.office, [slideEntry('Tin đến đúng lúc')]);
    const paired = await district.pair(district.primary);
    publishMeanwhile = async () => {
      // by now the old programme has been looked up; nobody counts this screen as connected yet
      await turns();
      await district.publisher.publish(everything, scheduleId, null);
      await turns();
    };
    const { screen, next } = district.listen(paired);
    await screen.connect();
    await next('assign');
    await turns();
    expect(screen.manifest?.loops).toHaveLength(1);
  });

  test('a store that fails for a moment sends the screen away to come again', async () => {
    const disk = await openOnFailingDisk();
    const paired = await district.pair(district.primary);
    disk.fails = true;
    const { screen, closed } = district.listen(paired);
    await expect(screen.connect()).rejects.toThrow();
    expect(await closed()).toBe(CloseCode.draining);
    disk.fails = false;
    await screen.connect();
  });

  /** runs `before` whenever a greeting asks which plays are stored */
  function withPlays(store: Store, before: () => Promise<void>): Store {
    const plays: Store['plays'] = {
      ...store.plays,
      newest: async (id) => {
        await before();
        return store.plays.newest(id);
      },
    };
    return { ...store, plays };
  }
});
