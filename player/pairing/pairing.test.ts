import { describe, expect, test } from 'vitest';
import { hands } from '#player/testing/hands.ts';
import { type PairingState, startPairing } from './pairing.ts';

type Reply = { readonly status: number; readonly body: unknown } | 'silence';
const codes = (n: number) => ({
  status: 201,
  body: {
    deviceCode: `device-${n}`,
    userCode: `BCDF-GHJ${'KLM'[n - 1]}`,
    verificationUri: 'https://school.example/ghep',
    verificationUriComplete: `https://school.example/ghep?code=${n}`,
    interval: 3,
    expiresIn: 600,
  },
});
const problem = (code: string, status = 400): Reply => ({ status, body: { code } });
const token = { screenId: 's1', token: 'secret', serverKey: 'key' };

/** A screen that pairs with a server that answers whatever `reply` says. */
function world() {
  const time = hands();
  const states: PairingState[] = [];
  const asked: { path: string; body: { deviceCode?: string }; at: number }[] = [];
  let handedOut = 0;
  const server = {
    pairings: (): Reply => codes(++handedOut),
    token: (): Reply => problem('authorization_pending'),
  };
  const stop = startPairing({
    async fetch(path, init) {
      asked.push({ path, body: JSON.parse(String(init.body)), at: time.now() });
      const reply = path === '/api/pairings' ? server.pairings() : server.token();
      if (reply === 'silence') throw new TypeError('Failed to fetch');
      return new Response(JSON.stringify(reply.body), { status: reply.status });
    },
    monotonic: time.now,
    random: () => 0,
    after: time.after,
    onState: (state) => void states.push(state),
  });
  const polls = () => asked.filter(({ path }) => path.endsWith('/token'));
  return { time, states, asked, polls, server, stop };
}

describe('pairing', () => {
  test('shows a code, asks at the interval that it was told, and is paired when somebody claims it', async () => {
    const { time, states, polls, server } = world();
    await time.pass(10_000);
    expect(states.at(-1)).toMatchObject({ kind: 'shown', pairing: { userCode: 'BCDF-GHJK' } });
    expect(polls().map(({ at }) => at)).toEqual([3000, 6000, 9000]);
    expect(polls()[0]!.body).toEqual({ deviceCode: 'device-1' });
    server.token = () => ({ status: 200, body: token });
    await time.pass(3000);
    expect(states.at(-1)).toEqual({ kind: 'paired', identity: token });
    await time.pass(60_000);
    expect(polls()).toHaveLength(4);
  });

  test('asks 5 seconds less often each time it is told to slow down', async () => {
    const { time, polls, server } = world();
    server.token = () => problem('slow_down');
    await time.pass(30_000);
    expect(polls().map(({ at }) => at)).toEqual([3000, 11_000, 24_000]);
  });

  test('shows a new code when the old one has expired, on either clock', async () => {
    const { time, states, server } = world();
    await time.pass(4000);
    server.token = () => problem('expired_token');
    await time.pass(3000);
    expect(states.at(-1)).toMatchObject({ kind: 'shown', pairing: { userCode: 'BCDF-GHJL' } });
    server.token = () => problem('authorization_pending');
    await time.pass(603_000);
    expect(states.at(-1)).toMatchObject({ kind: 'shown', pairing: { userCode: 'BCDF-GHJM' } });
  });

  test('keeps its code while the server is away, says so, and is claimed when it is back', async () => {
    const { time, states, server } = world();
    await time.pass(1000);
    server.token = () => 'silence';
    await time.pass(60_000);
    expect(states.at(-1)).toMatchObject({ kind: 'shown', reachable: false });
    server.token = () => problem('internal', 503);
    await time.pass(3000);
    expect(states.at(-1)).toMatchObject({ kind: 'shown', reachable: true });
    server.token = () => ({ status: 200, body: token });
    await time.pass(3000);
    expect(states.at(-1)!.kind).toBe('paired');
  });

  test('goes on asking for a first code for as long as it takes', async () => {
    const { time, states, asked, server } = world();
    const codeLater = server.pairings;
    server.pairings = () => 'silence';
    await time.pass(3_600_000);
    expect(states.at(-1)).toEqual({ kind: 'asking', reachable: false });
    expect(asked.length).toBeGreaterThan(700);
    server.pairings = () => ({ status: 200, body: { odd: true } });
    await time.pass(6000);
    expect(states.at(-1)).toEqual({ kind: 'asking', reachable: true });
    server.pairings = codeLater;
    await time.pass(6000);
    expect(states.at(-1)!.kind).toBe('shown');
  });

  test('a server in trouble or a limit on tries does not cost the code', async () => {
    const { time, asked, server } = world();
    for (const status of [429, 500, 502]) {
      server.token = () => ({ status, body: 'oops' });
      await time.pass(3000);
    }
    expect(asked.filter(({ path }) => path === '/api/pairings')).toHaveLength(1);
  });

  test('stops when it is told to', async () => {
    const { time, asked, stop } = world();
    await time.pass(4000);
    stop();
    const before = asked.length;
    await time.pass(60_000);
    expect(asked).toHaveLength(before);
  });
});
