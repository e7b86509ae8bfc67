import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openBus } from '#server/bus/open.ts';
import type { Bus, Change } from '#server/bus/port.ts';
import { type Nats, startNats } from '#test/support/nats.ts';
import { lineTo } from './line.ts';

const changes: Change[] = [
  { kind: 'programme', revision: 7, affects: { units: ['school', 'district'] } },
  { kind: 'screenRemoved', screenId: 'screen' },
  { kind: 'screenChanged', screenId: 'screen', unitId: 'hall' },
  { kind: 'identify', screenId: 'screen', ms: 10_000 },
  {
    kind: 'asset',
    assetId: 'asset',
    unitId: 'school',
    state: 'processing',
    progress: 0.25,
    mediaKind: null,
  },
  {
    kind: 'asset',
    assetId: 'asset',
    unitId: 'school',
    state: 'ready',
    progress: 1,
    mediaKind: 'video',
  },
  { kind: 'waiting', unitId: 'school' },
];
const change = (revision: number): Change => ({
  kind: 'programme',
  revision,
  affects: { units: [] },
});

const complaints: unknown[] = [];
const opened: Bus[] = [];
const open = async (url: string | undefined): Promise<Bus> => {
  const bus = await openBus(url, (error) => complaints.push(error));
  opened.push(bus);
  return bus;
};
afterEach(async () => {
  await Promise.all(opened.splice(0).map((bus) => bus.close()));
  complaints.length = 0;
});

/** Resolves with what the bus delivers, once it is `count` changes. */
function hearing(bus: Bus, count: number): Promise<Change[]> {
  const { promise, resolve } = Promise.withResolvers<Change[]>();
  const heard: Change[] = [];
  bus.subscribe((one) => {
    heard.push(one);
    if (heard.length === count) resolve(heard);
  });
  return promise;
}

/** What every bus promises to the node that publishes. */
function suite(url: () => string | undefined): void {
  test('delivers every kind of change to all who listen, in order', async () => {
    const bus = await open(url());
    const heard = [hearing(bus, changes.length), hearing(bus, changes.length)];
    for (const one of changes) bus.publish(one);
    expect(await Promise.all(heard)).toEqual([changes, changes]);
  });

  test('delivers after the current turn, so that the publisher finishes first', async () => {
    const bus = await open(url());
    const order: string[] = [];
    bus.subscribe(() => order.push('delivered'));
    const heard = hearing(bus, 1);
    bus.publish(change(1));
    order.push('published');
    await Promise.resolve();
    order.push('turn over');
    await heard;
    expect(order).toEqual(['published', 'turn over', 'delivered']);
  });

  test('a listener that throws stops nobody else, and is complained about', async () => {
    const bus = await open(url());
    const error = new Error('broken listener');
    bus.subscribe(() => {
      throw error;
    });
    const heard = hearing(bus, 2);
    bus.publish(change(1));
    bus.publish(change(2));
    expect(await heard).toEqual([change(1), change(2)]);
    expect(complaints).toEqual([error, error]);
  });

  test('who unsubscribed hears nothing, not even what was published before', async () => {
    const bus = await open(url());
    const silent: Change[] = [];
    const unsubscribe = bus.subscribe((one) => silent.push(one));
    const heard = hearing(bus, 1);
    bus.publish(change(1));
    unsubscribe();
    await heard;
    expect(silent).toEqual([]);
  });

  test('is ready, and silent once it is closed', async () => {
    const bus = await open(url());
    await bus.ready();
    const silent: Change[] = [];
    bus.subscribe((one) => silent.push(one));
    await bus.close();
    bus.publish(change(1));
    await new Promise((resolve) => setImmediate(resolve));
    expect(silent).toEqual([]);
  });
}

describe('the bus within a process', () => suite(() => undefined));

describe('the bus over NATS', () => {
  let nats: Nats;
  beforeAll(async () => {
    nats = await startNats();
  });
  afterAll(() => nats?.stop());

  suite(() => nats.url);

  test('delivers to every node once, the publishing one included', async () => {
    const nodes = await Promise.all([open(nats.url), open(nats.url), open(nats.url)]);
    await Promise.all(nodes.map((node) => node.ready()));
    const last = change(99);
    const heard = nodes.map((node) => hearing(node, changes.length + 1));
    for (const one of [...changes, last]) nodes[0].publish(one);
    expect(await Promise.all(heard)).toEqual(nodes.map(() => [...changes, last]));
  });

  test('a node that was cut off goes on alone; afterwards it and the others hear of the gap', async () => {
    const line = await lineTo(nats.port);
    try {
      const here = await open(nats.url.replace(`:${nats.port}`, `:${line.port}`));
      const there = await open(nats.url);
      await Promise.all([here.ready(), there.ready()]);
      const gaps = [here, there].map((bus) => new Promise<void>((resolve) => bus.onGap(resolve)));
      line.cut();
      await expect(here.ready()).rejects.toThrow();
      await expect(here.ready()).rejects.toThrow();
      await there.ready();

      const local = hearing(here, 1);
      here.publish(change(1));
      expect(await local).toEqual([change(1)]);

      line.mend();
      await Promise.all(gaps);
      await here.ready();
      const remote = hearing(there, 1);
      here.publish(change(2));
      expect(await remote).toEqual([change(2)]);
    } finally {
      await line.close();
    }
  });

  test('a message that no version here understands is a gap, not a crash', async () => {
    const bus = await open(nats.url);
    await bus.ready();
    const heard: Change[] = [];
    bus.subscribe((one) => heard.push(one));
    for (const text of ['{"kind":"fromTheFuture"}', 'no JSON', '{"kind":"waiting"}', '']) {
      const gap = new Promise<void>((resolve) => {
        const stop = bus.onGap(() => {
          stop();
          resolve();
        });
      });
      await nats.publish('bangtin.change', text);
      await gap;
    }
    expect(heard).toEqual([]);
  });

  test('wrong credentials are said at the start', async () => {
    await expect(open(nats.url.replace('bangtin:', 'somebody:'))).rejects.toThrow(/authorization/i);
  });
});

test('an address that no bus understands is refused by name', async () => {
  await expect(open('redis://host')).rejects.toThrow('BUS_URL');
});
