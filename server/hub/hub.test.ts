import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { everything } from '#server/access/scope.ts';
import { type Store, StoreFull } from '#server/store/port.ts';
import {
  CloseCode,
  type HubMessage,
  type Play,
  type SignedAssignment,
  SUBPROTOCOL,
} from '#shared/protocol/messages.ts';
import type { Paired, ScreenEvents } from '#test/scale/screen.ts';
import {
  type Broadcast,
  type BroadcastOptions,
  EVERYBODY,
  openBroadcast,
  slideEntry,
} from '#test/support/broadcast.ts';

let district: Broadcast;
let office: string;
let primary: string;
let secondary: string;

async function open(options: BroadcastOptions = {}): Promise<void> {
  district = await openBroadcast(options);
  office = (await district.unit(null, 'Phòng GD&ĐT huyện Phú Giáo', { kind: 'office' })).id;
  primary = (await district.unit(office, 'Trường Tiểu học Tân Hiệp', { levels: ['primary'] })).id;
  secondary = (await district.unit(office, 'Trường THCS', { levels: ['lowerSecondary'] })).id;
}

beforeEach(() => open());
afterEach(async () => {
  await district.close();
  expect(district.errors).toEqual([]);
});

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

function listen(paired: Paired) {
  const { events, ...rest } = ears();
  return { screen: district.screen(paired, events), ...rest };
}

/** A bare socket, for what no screen of ours would say. */
async function stranger() {
  const webSocket = new WebSocket(`${district.url.replace('http', 'ws')}/ws/player`, SUBPROTOCOL);
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
}

/** Lets everything happen that waits for nothing but its turn. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise(setImmediate);
}

/** What the hub has noted is in the store. */
async function written(): Promise<void> {
  for (let i = 0; i < 3; i++) district.clock.tick();
  await district.store.ready();
}

/** Manifests and plays can't be written while `fails`. */
async function openOnFailingDisk(): Promise<{ fails: boolean }> {
  const disk = { fails: false };
  const unlessFailing = <Args extends unknown[], Answer>(
    work: (...args: Args) => Promise<Answer>,
  ) =>
    (async (...args) => {
      if (disk.fails) throw new StoreFull();
      return work(...args);
    }) as typeof work;
  await open({
    around: (store) => ({
      ...store,
      manifests: { ...store.manifests, put: unlessFailing(store.manifests.put) },
      transaction: unlessFailing(store.transaction) as Store['transaction'],
    }),
  });
  return disk;
}

function play(n: number): Play {
  return {
    n,
    manifest: 'a'.repeat(64),
    track: 'main',
    item: `item ${n}`,
    planned: { start: n * 1000, end: n * 1000 + 1000 },
    real: { start: n * 1000, end: n * 1000 + 1000 },
    ending: 'completed',
    reason: null,
    uncertainty: 5,
  };
}

async function publish(
  unitId: string,
  titles: string[],
  audience = EVERYBODY,
  afterwards = () => {},
) {
  const entries = titles.map((title) => slideEntry(title));
  const { scheduleId } = await district.draft(unitId, entries, { audience });
  await district.publisher.publish(everything, scheduleId, null);
  afterwards();
  return scheduleId;
}

describe('greeting', () => {
  test('[H1] one exchange brings a screen up to date: the manifest, then the welcome', async () => {
    await publish(office, ['Chào cờ đầu tuần']);
    const { screen, heard } = listen(await district.pair(primary));
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
    await publish(office, ['Chào cờ đầu tuần']);
    const { screen, heard, closed } = listen(await district.pair(primary));
    await screen.connect();
    screen.close();
    await closed();
    heard.length = 0;
    await screen.connect();
    expect(heard.map(({ type }) => type)).toEqual(['welcome']);
  });

  test('[H2] a wrong token and an unknown screen hear the close code only', async () => {
    const paired = await district.pair(primary);
    for (const wrong of [
      { ...paired, token: `${paired.token}x` },
      { ...paired, screenId: 'nobody' },
    ]) {
      const { screen, heard, closed } = listen(wrong);
      await expect(screen.connect()).rejects.toThrow();
      expect(await closed()).toBe(CloseCode.unauthorised);
      expect(heard).toEqual([]);
    }
  });

  test('[H5] a newer session of the same screen replaces the older', async () => {
    const paired = await district.pair(primary);
    const [older, newer] = [listen(paired), listen(paired)];
    await older.screen.connect();
    await newer.screen.connect();
    expect(await older.closed()).toBe(CloseCode.replaced);
    expect(district.hub.connected()).toBe(1);
    await publish(office, ['Vẫn nghe được']);
    await newer.next('assign');
  });

  test('[H9] a change that comes while a screen is greeted reaches it', async () => {
    await district.close();
    let publishMeanwhile: () => Promise<unknown> = async () => {};
    await open({
      around: (store) => withPlays(store, async () => void (await publishMeanwhile())),
    });
    const { scheduleId } = await district.draft(office, [slideEntry('Tin đến đúng lúc')]);
    const paired = await district.pair(primary);
    publishMeanwhile = async () => {
      // by now the old programme has been looked up; nobody counts this screen as connected yet
      await turns();
      await district.publisher.publish(everything, scheduleId, null);
      await turns();
    };
    const { screen, next } = listen(paired);
    await screen.connect();
    await next('assign');
    await turns();
    expect(screen.manifest?.loops).toHaveLength(1);
  });

  test('a store that fails for a moment sends the screen away to come again', async () => {
    await district.close();
    const disk = await openOnFailingDisk();
    const paired = await district.pair(primary);
    disk.fails = true;
    const { screen, closed } = listen(paired);
    await expect(screen.connect()).rejects.toThrow();
    expect(await closed()).toBe(CloseCode.draining);
    disk.fails = false;
    await screen.connect();
  });

  /** runs `before` whenever a greeting asks which plays are stored */
  function withPlays(store: Store, before: () => Promise<void>): Store {
    const plays: Store['plays'] = {
      ...store.plays,
      upTo: async (id) => {
        await before();
        return store.plays.upTo(id);
      },
    };
    return { ...store, plays };
  }
});

describe('telling what changed', () => {
  test('[H3] only screens whose programme differs hear of a change', async () => {
    const inPrimary = listen(await district.pair(primary));
    const inSecondary = listen(await district.pair(secondary));
    await inPrimary.screen.connect();
    await inSecondary.screen.connect();
    inPrimary.heard.length = inSecondary.heard.length = 0;
    await publish(office, ['Phòng chống đuối nước'], { ...EVERYBODY, levels: ['primary'] });
    await inPrimary.next('manifest');
    await inPrimary.next('assign');
    await publish(secondary, ['Chỉ cho THCS']);
    await inSecondary.next('assign');
    expect(inPrimary.heard).toEqual([]);
    expect(inSecondary.heard).toEqual([]);
  });

  test('[H3] publishing the same again changes nothing and tells nobody', async () => {
    const { screen, heard, next } = listen(await district.pair(primary));
    await screen.connect();
    const scheduleId = await publish(office, ['Một lần']);
    await next('assign');
    await district.publisher.publish(everything, scheduleId, null);
    await publish(office, ['Hai lần']);
    await next('assign');
    expect(heard).toEqual([]);
  });

  test('[H3] a change is told as soon as the store works again', async () => {
    await district.close();
    const disk = await openOnFailingDisk();
    const { screen, next } = listen(await district.pair(primary));
    await screen.connect();
    await publish(office, ['Tin bị giữ lại'], EVERYBODY, () => {
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
      Array.from({ length: 70 }, async () => listen(await district.pair(primary))),
    );
    for (const { screen } of others) await screen.connect();
    await publish(office, ['Cho tất cả']);
    const assigned = await Promise.all(others.map(({ next }) => next('assign')));
    for (const [i, { assignment }] of assigned.entries()) {
      expect(assignment.screen).toBe(others[i]!.screen.paired.screenId);
      expect(assignment.proof?.length).toBeGreaterThan(0);
    }
    const signatures = new Set(assigned.map(({ assignment }) => assignment.signature));
    expect(signatures.size).toBeLessThan(5);
  });

  test('[H11] a removed screen hears so and is gone', async () => {
    const paired = await district.pair(primary);
    const { screen, closed } = listen(paired);
    await screen.connect();
    await district.store.screens.remove(everything, paired.screenId);
    district.bus.publish({ kind: 'screenRemoved', screenId: paired.screenId });
    expect(await closed()).toBe(CloseCode.removed);
    expect(district.hub.presence(paired.screenId)).toBeNull();
  });

  test('[H11] a screen whose removal nobody heard of is let go when it is looked for', async () => {
    const paired = await district.pair(primary);
    const { screen, closed } = listen(paired);
    await screen.connect();
    const { screenId } = paired;
    await district.store.screens.remove(everything, screenId);
    district.bus.publish({ kind: 'screenChanged', screenId, unitId: primary });
    expect(await closed()).toBe(CloseCode.draining);
    await expect(screen.connect()).rejects.toThrow(String(CloseCode.unauthorised));
  });

  test('a screen that is moved gets the programme and the profile of its new school', async () => {
    await publish(secondary, ['Tin của trường THCS']);
    const paired = await district.pair(primary);
    const { screen, next } = listen(paired);
    await screen.connect();
    const { screenId } = paired;
    await district.store.screens.update(everything, screenId, { unitId: secondary });
    district.bus.publish({ kind: 'screenChanged', screenId, unitId: secondary });
    await next('assign');
    expect((await next('profile')).profile.unitName).toBe('Trường THCS');
  });

  test('identify reaches the screen', async () => {
    const paired = await district.pair(primary);
    const { screen, next } = listen(paired);
    await screen.connect();
    district.bus.publish({ kind: 'identify', screenId: paired.screenId, ms: 5000 });
    expect(await next('identify')).toEqual({ type: 'identify', ms: 5000 });
  });
});

describe('what a screen was told', () => {
  test('[H14] is kept one by one, though it all happens before anything is written', async () => {
    const { screen, next } = listen(await district.pair(primary));
    const told: string[] = [];
    await screen.connect();
    told.push(screen.assignment!.manifest);
    for (const title of ['Một', 'Hai']) {
      await publish(office, [title]);
      told.push((await next('assign')).assignment.manifest);
    }
    await written();
    const span = { from: 0, to: Number.MAX_SAFE_INTEGER };
    const kept = await district.store.screens.told(everything, screen.paired.screenId, span);
    expect(kept.map(({ manifest }) => manifest)).toEqual(told);
  });
});

describe('[H4] the sequence', () => {
  test('grows with each change and stays while nothing changes', async () => {
    const { screen, closed, next } = listen(await district.pair(primary));
    await screen.connect();
    const first = screen.assignment!.sequence;
    screen.close();
    await closed();
    await screen.connect();
    expect(screen.assignment!.sequence).toBe(first);
    const second = await assigned(next, 'Một');
    const third = await assigned(next, 'Hai');
    expect(second.sequence).toBeGreaterThan(first);
    expect(third.sequence).toBeGreaterThan(second.sequence);
  });

  test('a screen that has accepted more than the store knows is told a higher one', async () => {
    const paired = await district.pair(primary);
    const { screen, closed } = listen(paired);
    await screen.connect();
    const ahead: SignedAssignment = { ...screen.assignment!, sequence: 1_000_000 };
    screen.close();
    await closed();
    screen.assignment = { ...ahead, manifest: 'f'.repeat(64) };
    await screen.connect();
    expect(screen.assignment.sequence).toBe(1_000_001);
  });

  async function assigned(next: ReturnType<typeof listen>['next'], title: string) {
    await publish(office, [title]);
    return (await next('assign')).assignment;
  }
});

describe('listening', () => {
  test('[H8] plays are in the store before playsKept, and count once when sent twice', async () => {
    const paired = await district.pair(primary);
    const { screen, next } = listen(paired);
    await screen.connect();
    const plays = [play(1), play(2), play(3)];
    screen.send({ type: 'plays', plays });
    expect((await next('playsKept')).upTo).toBe(3);
    expect(await district.store.plays.upTo(paired.screenId)).toBe(3);
    screen.send({ type: 'plays', plays: [...plays, play(4)] });
    expect((await next('playsKept')).upTo).toBe(4);
    const stored = await district.store.plays.list(everything, { from: 0, to: 1e15, limit: 100 });
    expect(stored.plays.map(({ n }) => n)).toEqual([1, 2, 3, 4]);
  });

  test('[H8] plays that could not be stored are not acknowledged, and kept when sent again', async () => {
    await district.close();
    const disk = await openOnFailingDisk();
    const { screen, next, heard } = listen(await district.pair(primary));
    await screen.connect();
    disk.fails = true;
    screen.send({ type: 'plays', plays: [play(1)] });
    screen.send({ type: 'time', t0: 1 });
    await next('time');
    await turns();
    expect(heard.map(({ type }) => type)).not.toContain('playsKept');
    disk.fails = false;
    screen.send({ type: 'plays', plays: [play(1)] });
    expect((await next('playsKept')).upTo).toBe(1);
  });

  test('[H8] a gap is not acknowledged away', async () => {
    const { screen, next } = listen(await district.pair(primary));
    await screen.connect();
    screen.send({ type: 'plays', plays: [play(1), play(3)] });
    expect((await next('playsKept')).upTo).toBe(1);
    screen.send({ type: 'plays', plays: [play(2)] });
    expect((await next('playsKept')).upTo).toBe(3);
  });

  test('acknowledgements reach the store', async () => {
    const paired = await district.pair(primary);
    const { screen, next } = listen(paired);
    await screen.connect();
    await publish(office, ['Đã nhận']);
    await next('assign');
    screen.send({ type: 'time', t0: 1 });
    await next('time');
    await written();
    const stored = await district.store.screens.get(everything, paired.screenId);
    expect(stored).toMatchObject({
      acknowledged: 'onAir',
      manifest: screen.assignment!.manifest,
      sequence: screen.assignment!.sequence,
      build: 'simulated',
    });
  });

  test('the time is told at once', async () => {
    const { screen, next } = listen(await district.pair(primary));
    await screen.connect();
    const before = Date.now();
    screen.send({ type: 'time', t0: 12.5 });
    const { t0, time } = await next('time');
    expect(t0).toBe(12.5);
    expect(time).toBeGreaterThanOrEqual(before);
  });

  test('presence tells the status, and whoever watches hears of coming and going', async () => {
    const paired = await district.pair(primary);
    const seen: string[] = [];
    const stop = district.hub.watch((id) => seen.push(id));
    const { screen, closed } = listen(paired);
    await screen.connect();
    expect(district.hub.presence(paired.screenId)).toMatchObject({ status: null });
    screen.terminate();
    await closed();
    await gone(paired.screenId);
    expect(seen).toEqual([paired.screenId, paired.screenId]);
    stop();
  });

  test('[H10] a screen that talks too fast is heard to the end, bit by bit', async () => {
    await district.close();
    await open({ limits: { messagesAtOnce: 5, messagesPerSecond: 5 } });
    const { screen, next } = listen(await district.pair(primary));
    await screen.connect();
    for (let t0 = 0; t0 < 300; t0++) screen.send({ type: 'time', t0 });
    for (let t0 = 0; t0 < 300; ) {
      district.clock.tick();
      t0 = (await next('time')).t0 + 1;
    }
  });

  async function gone(screenId: string): Promise<void> {
    while (district.hub.presence(screenId)) await new Promise(setImmediate);
  }
});

describe('[H7] nonsense', () => {
  test.each([
    ['no JSON', '{'],
    ['no message of ours', '{"type":"emergency"}'],
    ['something before hello', '{"type":"time","t0":1}'],
    ['an array', '[]'],
    ['a number', '12'],
    ['nothing', ''],
  ])('%s closes the session with protocol', async (_, text) => {
    const { webSocket, closed } = await stranger();
    webSocket.send(text);
    expect(await closed).toBe(CloseCode.protocol);
  });

  test('binary closes the session with protocol', async () => {
    const { webSocket, closed } = await stranger();
    webSocket.send(Buffer.from([1, 2, 3]));
    expect(await closed).toBe(CloseCode.protocol);
  });

  test('a message that is too large is cut off', async () => {
    const { webSocket, closed } = await stranger();
    webSocket.send('x'.repeat(300 * 1024));
    expect(await closed).toBe(1009);
  });

  test('a second hello closes the session with protocol', async () => {
    const paired = await district.pair(primary);
    const { screen, closed } = listen(paired);
    await screen.connect();
    const { screenId, token } = paired;
    const hello = { type: 'hello', screen: screenId, token, build: '', manifest: null } as const;
    screen.send({ ...hello, sequence: 0 });
    expect(await closed()).toBe(CloseCode.protocol);
  });

  test('other paths, other protocols and other addresses are no sockets', async () => {
    const address = district.url.replace('http', 'ws');
    for (const [path, protocol, status] of [
      ['/ws/other', SUBPROTOCOL, 404],
      ['//', SUBPROTOCOL, 404],
      ['/ws/player', 'chat', 400],
      ['/ws/player', undefined, 400],
    ] as const) {
      const webSocket = new WebSocket(`${address}${path}`, protocol ? [protocol] : []);
      const [error] = (await once(webSocket, 'error')) as [Error];
      expect(error.message).toContain(String(status));
    }
  });
});

describe('[H6] deadlines', () => {
  test('hello must come within ten seconds', async () => {
    const { closed } = await stranger();
    district.clock.elapsed += 9_000;
    district.clock.tick();
    district.clock.elapsed += 2_000;
    district.clock.tick();
    expect(await closed).toBe(CloseCode.stalled);
  });

  test('a screen that has been silent for a minute is let go', async () => {
    const { screen, closed } = listen(await district.pair(primary));
    await screen.connect();
    district.clock.elapsed += 61_000;
    district.clock.tick();
    expect(await closed()).toBe(CloseCode.stalled);
  });

  test('a screen that says nothing but answers pings stays', async () => {
    const paired = await district.pair(primary);
    const { screen, next } = listen(paired);
    await screen.connect();
    for (let round = 0; round < 4; round++) {
      district.clock.elapsed += 25_000;
      district.clock.tick();
      // Frames arrive in order: when this one is there, the ping is answered.
      district.bus.publish({ kind: 'identify', screenId: paired.screenId, ms: 1 });
      await next('identify');
      await turns();
    }
    expect(district.hub.connected()).toBe(1);
  });

  test('an assignment that nobody answers ends the session', async () => {
    const paired = await district.pair(primary);
    const { webSocket, closed, heard } = await stranger();
    const { screenId, token } = paired;
    webSocket.send(
      JSON.stringify({
        type: 'hello',
        screen: screenId,
        token,
        build: '',
        manifest: null,
        sequence: 0,
      }),
    );
    await heard(2);
    district.clock.elapsed += 59_000;
    webSocket.send('{"type":"time","t0":1}');
    await heard(3);
    district.clock.tick();
    district.clock.elapsed += 2_000;
    district.clock.tick();
    expect(await closed).toBe(CloseCode.stalled);
  });
});

describe('[H12] draining', () => {
  test('every screen hears draining; newcomers are turned away', async () => {
    const { screen, closed } = listen(await district.pair(primary));
    await screen.connect();
    const drained = district.hub.drain();
    expect(await closed()).toBe(CloseCode.draining);
    await drained;
    const address = `${district.url.replace('http', 'ws')}/ws/player`;
    const [error] = (await once(new WebSocket(address, SUBPROTOCOL), 'error')) as [Error];
    expect(error.message).toContain('503');
  });
});
