import { describe, expect, test } from 'vitest';
import { hands } from '#player/testing/hands.ts';
import { type HubMessage, type PlayerMessage, ScreenProfile } from '#shared/protocol/messages.ts';
import { createLink, type SocketEvents } from './link.ts';

const profile = ScreenProfile.parse({
  screenName: 'Sảnh chính',
  unitName: 'Trường Tiểu học Tân Hiệp',
  placeName: null,
  zone: 'Asia/Ho_Chi_Minh',
  locale: 'vi' as const,
});
const welcome: HubMessage = {
  type: 'welcome',
  time: 1_800_000_000_000,
  profile,
  assignment: {
    screen: 's',
    manifest: 'a'.repeat(64),
    sequence: 1,
    issuedAt: 1,
    signature: 'A'.repeat(86),
  },
  playsUpTo: 0,
  playsChain: null,
};

/** A link over sockets that the test opens, feeds and closes by hand. */
function world() {
  const time = hands();
  const sockets: { events: SocketEvents; sent: PlayerMessage[]; closed: boolean }[] = [];
  const messages: HubMessage['type'][] = [];
  const states: string[] = [];
  const problems: string[] = [];
  const times: number[][] = [];
  /** whether an exchange contradicts the others, one by one */
  const doubt: boolean[] = [];
  const link = createLink({
    open(events) {
      const socket = { events, sent: [] as PlayerMessage[], closed: false };
      sockets.push(socket);
      return {
        send: (text) => void socket.sent.push(JSON.parse(text)),
        close: () => {
          socket.closed = true;
        },
      };
    },
    hello: () => ({
      ...{ type: 'hello', screen: 's', token: 't', build: 'test' },
      ...{ manifest: null, sequence: 0 },
    }),
    monotonic: time.now,
    random: () => 0.3333,
    after: time.after,
    onMessage: ({ type }) => void messages.push(type),
    onTime: (...exchange) => {
      times.push(exchange);
      return doubt.shift() ?? false;
    },
    onState: ({ kind }) => void states.push(kind),
    onProblem: (problem) => void problems.push(problem),
  });
  link.start();
  const hear = (message: unknown) =>
    sockets
      .at(-1)!
      .events.onMessage(typeof message === 'string' ? message : JSON.stringify(message));
  return { time, sockets, messages, states, problems, times, doubt, link, hear };
}

async function live() {
  const all = world();
  await all.time.pass(0);
  all.sockets[0]!.events.onOpen();
  all.hear(welcome);
  return all;
}

describe('the link over a socket', () => {
  test('says hello first and hands on what it hears', async () => {
    const { sockets, messages, link, hear } = await live();
    hear({ type: 'identify', ms: 5000 });
    expect(sockets[0]!.sent[0]).toMatchObject({ type: 'hello', screen: 's' });
    expect(messages).toEqual(['welcome', 'identify']);
    expect(link.state.kind).toBe('live');
  });

  test('asks for the time in a quick row, then often enough never to be silent for a minute', async () => {
    const { time, sockets, hear, times } = await live();
    await time.pass(1300);
    const asked = () => sockets[0]!.sent.filter(({ type }) => type === 'time').length;
    expect(asked()).toBe(6);
    hear({ type: 'time', t0: 0, time: 1000 });
    expect(times).toEqual([[0, 1000, 1300]]);
    for (let i = 0; i < 6; i++) {
      await time.pass(20_000);
      hear({ type: 'time', t0: 0, time: 1000 });
    }
    expect(asked()).toBe(12);
  });

  test('asks for the time at once when an answer contradicts what was known', async () => {
    const { time, sockets, hear, doubt } = await live();
    await time.pass(5000);
    const asked = () => sockets[0]!.sent.filter(({ type }) => type === 'time').length;
    expect(asked()).toBe(6);
    doubt.push(true);
    hear({ type: 'time', t0: 0, time: 1000 });
    await time.pass(250);
    expect(asked()).toBe(7);
    hear({ type: 'time', t0: 0, time: 1000 });
    await time.pass(1500);
    expect(asked()).toBe(12);
  });

  test('a hub that has fallen silent is left, and another try is made', async () => {
    const { time, sockets, link } = await live();
    await time.pass(50_000);
    expect(sockets[0]!.closed).toBe(true);
    expect(link.state.kind).toBe('resting');
    await time.pass(1000);
    expect(sockets).toHaveLength(2);
  });

  test('tries again for as long as it takes', async () => {
    const { time, sockets } = await live();
    for (let tries = 2; tries < 40; tries++) {
      sockets.at(-1)!.events.onClose(1006);
      await time.pass(12_000);
      expect(sockets).toHaveLength(tries);
    }
  });

  test('what is no message of ours does no harm', async () => {
    const { hear, messages, problems, link } = await live();
    for (const text of ['', 'x', '[]', 'null', '{"type":"welcome"}', '{"type":"tomorrow"}'])
      hear(text);
    expect(messages).toEqual(['welcome']);
    expect(problems).toHaveLength(6);
    expect(link.state.kind).toBe('live');
  });

  test('late words of a socket that was given up are not heard', async () => {
    const { time, sockets, messages, link } = await live();
    await time.pass(50_000);
    sockets[0]!.events.onMessage(JSON.stringify(welcome));
    sockets[0]!.events.onClose(4410);
    expect(messages).toEqual(['welcome']);
    expect(link.state.kind).toBe('resting');
  });

  test('nothing but hello is sent before the welcome', async () => {
    const { time, sockets, link } = world();
    await time.pass(0);
    link.send({ type: 'ack', sequence: 1, state: 'held' });
    sockets[0]!.events.onOpen();
    link.send({ type: 'ack', sequence: 1, state: 'held' });
    expect(sockets[0]!.sent.map(({ type }) => type)).toEqual(['hello']);
  });

  test('that the office has removed the screen is handed on once', async () => {
    const { sockets, states, time } = await live();
    sockets[0]!.events.onClose(4410);
    await time.pass(100_000);
    expect(states.filter((kind) => kind === 'removed')).toHaveLength(1);
    expect(sockets).toHaveLength(1);
  });
});
