/**
 * A district for the tests of the hub: an office, a primary and a secondary school, screens whose every
 * message is kept, sockets that are no screens, and a disk that can be made to fail.
 */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { afterEach, beforeEach } from 'vitest';
import { WebSocket } from 'ws';
import { everything } from '#server/access/scope.ts';
import { type Store, StoreFull } from '#server/store/port.ts';
import { type HubMessage, SUBPROTOCOL } from '#shared/protocol/messages.ts';
import type { Paired, ScreenEvents } from '#test/scale/screen.ts';
import { type BroadcastOptions, EVERYBODY, openBroadcast, slideEntry } from './broadcast.ts';

export type HubDistrict = Awaited<ReturnType<typeof openHubDistrict>>;

/** of the test that runs */
export let district: HubDistrict;

/** Each test of the file has a district of its own. */
export function eachInADistrict(): void {
  beforeEach(async () => {
    district = await openHubDistrict();
  });
  afterEach(() => district.close());
}

/** For a test that needs another one. */
export async function reopen(options: BroadcastOptions): Promise<void> {
  await district.close();
  district = await openHubDistrict(options);
}

/** Another district, where manifests and plays can't be written while `fails`. */
export async function openOnFailingDisk(): Promise<{ fails: boolean }> {
  const disk = { fails: false };
  const unlessFailing = <Args extends unknown[], Answer>(
    work: (...args: Args) => Promise<Answer>,
  ) =>
    (async (...args) => {
      if (disk.fails) throw new StoreFull();
      return work(...args);
    }) as typeof work;
  await reopen({
    around: (store) => ({
      ...store,
      manifests: { ...store.manifests, put: unlessFailing(store.manifests.put) },
      transaction: unlessFailing(store.transaction) as Store['transaction'],
    }),
  });
  return disk;
}

async function openHubDistrict(options: BroadcastOptions = {}) {
  const broadcast = await openBroadcast(options);
  const { url, clock, store, publisher, errors } = broadcast;
  const office = (await broadcast.unit(null, 'Phòng GD&ĐT huyện Phú Giáo', { kind: 'office' })).id;
  const school = async (name: string, levels: ('primary' | 'lowerSecondary')[]) =>
    (await broadcast.unit(office, name, { levels })).id;
  const primary = await school('Trường Tiểu học Tân Hiệp', ['primary']);
  const secondary = await school('Trường THCS', ['lowerSecondary']);

  return {
    ...broadcast,
    office,
    primary,
    secondary,

    listen(paired: Paired) {
      const { events, ...rest } = ears();
      return { screen: broadcast.screen(paired, events), ...rest };
    },

    /** A bare socket, for what no screen of ours would say. */
    async stranger() {
      const webSocket = new WebSocket(`${url.replace('http', 'ws')}/ws/player`, SUBPROTOCOL);
      await once(webSocket, 'open');
      const closed = once(webSocket, 'close').then(([code]) => code as number);
      let count = 0;
      const waiting: (() => void)[] = [];
      webSocket.on('message', () => {
        count += 1;
        for (const resolve of waiting.splice(0)) resolve();
      });
      /** resolves when it has heard `n` messages in all */
      const heard = async (n: number) => {
        while (count < n) await new Promise<void>((resolve) => waiting.push(resolve));
      };
      return { webSocket, closed, heard };
    },

    /** What the hub has noted is in the store. */
    async written(): Promise<void> {
      for (let i = 0; i < 3; i++) clock.tick();
      await store.ready();
    },

    async publish(
      unitId: string,
      titles: string[],
      audience = EVERYBODY,
      afterwards = () => {},
    ): Promise<string> {
      const entries = titles.map((title) => slideEntry(title));
      const { scheduleId } = await broadcast.draft(unitId, entries, { audience });
      await publisher.publish(everything, scheduleId, null);
      afterwards();
      return scheduleId;
    },

    /** Nothing may have gone wrong unseen. */
    async close(): Promise<void> {
      await broadcast.close();
      assert.deepEqual(errors, []);
    },
  };
}

/** What a screen hears, as a queue: `next('assign')` waits for the next message of that type. */
function ears() {
  const heard: HubMessage[] = [];
  const waiting: (() => void)[] = [];
  const wake = () => {
    for (const resolve of waiting.splice(0)) resolve();
  };
  let closedWith: number | null = null;
  const events: Partial<ScreenEvents> = {
    message: (message) => {
      heard.push(message);
      wake();
    },
    closed: (code) => {
      closedWith = code;
      wake();
    },
  };
  const until = async <T>(found: () => T | null | undefined): Promise<T> => {
    for (;;) {
      const value = found();
      if (value !== null && value !== undefined) return value;
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
  };
  return {
    heard,
    events,
    closed: () => until(() => closedWith),
    next: <Type extends HubMessage['type']>(type: Type) =>
      until(() => {
        const i = heard.findIndex((message) => message.type === type);
        return i < 0
          ? null
          : (heard.splice(0, i + 1).at(-1) as Extract<HubMessage, { type: Type }>);
      }),
  };
}

/** Lets everything happen that waits for nothing but its turn. */
export async function turns(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise(setImmediate);
}
