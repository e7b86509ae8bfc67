/**
 * A small district on the air: real store, bus, publishing and hub behind a real HTTP server on a
 * free port of this machine. Screens are simulated but speak the real protocol.
 */
import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { uuidv7 } from 'uuidv7';
import { everything } from '#server/access/scope.ts';
import { createMemoryBus } from '#server/bus/memory.ts';
import { createHub } from '#server/hub/hub.ts';
import type { Limits } from '#server/hub/session.ts';
import { createSigner } from '#server/hub/signing.ts';
import { startPublishing } from '#server/publish/start.ts';
import type { ScheduleRecord, Store } from '#server/store/port.ts';
import { openSqlite } from '#server/store/sqlite.ts';
import {
  type PlaylistEntry,
  plainManner,
  type Schedule,
  type Unit,
} from '#shared/api/resources.ts';
import { plainWhen } from '#shared/domain/when.ts';
import { type Paired, type ScreenEvents, SimulatedScreen } from '#test/scale/screen.ts';

export type Broadcast = Awaited<ReturnType<typeof openBroadcast>>;

export const ALWAYS: Schedule['when'] = {
  ...plainWhen,
  hours: [{ start: '00:00', end: '24:00' }],
  from: '2020-01-01',
  until: null,
};

export const EVERYBODY: Schedule['audience'] = { units: [], levels: [], tags: [] };

export type BroadcastOptions = {
  /** where the database is; in memory unless said */
  readonly path?: string;
  readonly now?: () => number;
  readonly limits?: Partial<Limits>;
  /** stands between the parts and the store, to watch or to disturb */
  readonly around?: (store: Store) => Store;
};

export async function openBroadcast(options: BroadcastOptions = {}) {
  const { now = Date.now, around = (store) => store } = options;
  const inner = await openSqlite(options.path ?? ':memory:');
  const store = around(inner);
  const errors: unknown[] = [];
  const bus = createMemoryBus((error) => errors.push(error));
  const log = pino({ level: 'silent' });
  const newId = () => uuidv7();
  const publishing = await startPublishing({
    store,
    bus,
    now,
    newId,
    random: () => 0,
    online: (id) => hub.presence(id) !== null,
    log,
  });
  const signer = createSigner(generateKeyPairSync('ed25519').privateKey);
  /** what the hub's deadlines are measured with; the test moves it */
  const clock = { elapsed: 0, tick: () => {} };
  const hub = createHub({
    ...publishing,
    store,
    bus,
    signer,
    now,
    elapsed: () => clock.elapsed,
    random: () => 0.5,
    newId,
    log,
    everySecond: (tick) => {
      clock.tick = tick;
      return () => {};
    },
    ...(options.limits && { limits: options.limits }),
  });
  const server = createServer();
  server.on('upgrade', hub.upgrade);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', 4096, resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const screens: SimulatedScreen[] = [];

  const unit = (parentId: string | null, name: string, more: Partial<Unit> = {}) =>
    inner.units.insert(everything, {
      id: newId(),
      parentId,
      kind: 'school',
      name,
      levels: [],
      tags: [],
      zone: null,
      ...more,
    });

  return {
    ...publishing,
    store: inner,
    bus,
    hub,
    url,
    errors,
    clock,
    unit,

    /** a screen in the unit, paired as if a technician had done it */
    async pair(unitId: string, tags: string[] = []): Promise<Paired> {
      const screenId = newId();
      const token = randomBytes(32).toString('base64url');
      await inner.screens.insert(everything, {
        id: screenId,
        unitId,
        name: 'Sảnh',
        tags,
        pairedAt: now(),
        pairedBy: null,
        tokenHash: createHash('sha256').update(token).digest('hex'),
      });
      bus.publish({ kind: 'screenChanged', screenId, unitId });
      return { screenId, token, serverKey: signer.publicKey };
    },

    /** a screen for what was paired; it is closed with the district */
    screen(paired: Paired, events: Partial<ScreenEvents> = {}): SimulatedScreen {
      const screen = new SimulatedScreen({ url, paired, now, verify: true, plays: false }, events);
      screens.push(screen);
      return screen;
    },

    /** a playlist and its schedule, not published yet */
    async draft(
      unitId: string,
      items: PlaylistEntry[],
      more: Partial<Omit<ScheduleRecord, 'id' | 'unitId' | 'playlistId' | 'publicationId'>> = {},
    ): Promise<{ scheduleId: string; playlistId: string }> {
      const [scheduleId, playlistId] = [newId(), newId()];
      await inner.playlists.insert(everything, {
        id: playlistId,
        unitId,
        name: 'Bản tin',
        themes: [],
        items,
        version: 1,
        updatedAt: now(),
        updatedBy: null,
      });
      await inner.schedules.insert(everything, {
        id: scheduleId,
        unitId,
        playlistId,
        audience: EVERYBODY,
        when: ALWAYS,
        ...plainManner,
        version: 1,
        updatedAt: now(),
        publicationId: null,
        ...more,
      });
      return { scheduleId, playlistId };
    },

    async close() {
      for (const screen of screens) screen.terminate();
      await hub.drain();
      publishing.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await bus.close();
      await inner.close();
    },
  };
}

/** An entry with a slide of the plainest kind. */
export function slideEntry(title: string, ms = 10_000): PlaylistEntry {
  return { id: title, ms, slide: { template: 'announcement', data: { title } } };
}
