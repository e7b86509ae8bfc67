/**
 * Simulated players against a running server:
 *
 *   npm run sim -- --url http://127.0.0.1:8080 --players 100 --email … --password … --unit …
 *
 * They pair through the real API, as screens and a technician would, then connect, play and report.
 * `--keys FILE` keeps what they were paired with, so that the next run needs no account.
 * `--verify` makes each check signatures and hashes as a real screen does.
 */
import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { type Paired, SimulatedScreen } from './screen.ts';

type Technician = { readonly email: string; readonly password: string; readonly unit: string };

if (import.meta.main) await main();

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      url: { type: 'string', default: 'http://127.0.0.1:8080' },
      players: { type: 'string', default: '10' },
      email: { type: 'string' },
      password: { type: 'string' },
      unit: { type: 'string' },
      keys: { type: 'string' },
      verify: { type: 'boolean', default: false },
    },
  });
  const { url, email, password, unit, verify } = values;
  const players = Number(values.players);
  const known = values.keys ? await readKeys(values.keys) : [];
  const missing = players - known.length;
  if (missing > 0 && !(email && password && unit)) {
    throw new Error(`${missing} screens must be paired: --email, --password and --unit are needed`);
  }
  const paired =
    missing > 0
      ? [
          ...known,
          ...(await pairScreens(url, missing, { email: email!, password: password!, unit: unit! })),
        ]
      : known.slice(0, players);
  if (values.keys) await writeFile(values.keys, JSON.stringify(paired), { mode: 0o600 });

  const tally = { connected: 0, onAir: 0, plays: 0, refused: 0, closed: 0 };
  const screens = paired.map((each) => simulate(url, each, verify, tally));
  const timer = setInterval(() => console.log(JSON.stringify(tally)), 5000);
  process.once('SIGINT', () => {
    clearInterval(timer);
    for (const screen of screens) screen.stop();
    console.log(JSON.stringify(tally));
  });
}

type Tally = { connected: number; onAir: number; plays: number; refused: number; closed: number };

/** One screen that comes back whenever it is dropped, each time after a random while. */
function simulate(url: string, paired: Paired, verify: boolean, tally: Tally): { stop(): void } {
  let stopped = false;
  let retry: NodeJS.Timeout | null = null;
  const screen = new SimulatedScreen(
    { url, paired, now: Date.now, verify, plays: true },
    {
      onAir: () => {
        tally.onAir += 1;
      },
      message: (message) => {
        if (message.type === 'playsKept') tally.plays += 1;
      },
      refused: () => {
        tally.refused += 1;
      },
      closed: () => {
        tally.closed += 1;
        if (connected) tally.connected -= 1;
        connected = false;
        if (!stopped) retry = setTimeout(connect, 500 + Math.random() * 10_000);
      },
    },
  );
  let connected = false;
  const connect = () => {
    screen
      .connect()
      .then(() => {
        connected = true;
        tally.connected += 1;
      })
      // 'closed' follows and tries again
      .catch(() => {});
  };
  retry = setTimeout(connect, Math.random() * 1000);
  return {
    stop: () => {
      stopped = true;
      if (retry) clearTimeout(retry);
      screen.close();
    },
  };
}

async function readKeys(path: string): Promise<Paired[]> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Paired[];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** Pairs `count` screens through the API: each asks for a code, the technician types it. */
export async function pairScreens(
  url: string,
  count: number,
  { email, password, unit }: Technician,
): Promise<Paired[]> {
  const signedIn = await post(url, '/api/session', { email, password });
  const cookie = signedIn.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
  const paired: Paired[] = [];
  for (let i = 0; i < count; i++) {
    const asked = await post(url, '/api/pairings', {});
    const pairing = (await asked.json()) as { deviceCode: string; userCode: string };
    const name = `Màn hình thử ${randomUUID().slice(0, 8)}`;
    await post(url, '/api/screens', { userCode: pairing.userCode, unitId: unit, name }, cookie);
    const token = await post(url, '/api/pairings/token', { deviceCode: pairing.deviceCode });
    paired.push((await token.json()) as Paired);
  }
  return paired;
}

async function post(url: string, path: string, body: unknown, cookie = ''): Promise<Response> {
  for (;;) {
    const response = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...(cookie && { Cookie: cookie }) },
      body: JSON.stringify(body),
    });
    if (response.ok) return response;
    const text = await response.text();
    if (response.status !== 429) throw new Error(`${path}: ${response.status} ${text}`);
    const seconds = Number(response.headers.get('retry-after') ?? 10);
    console.error(`${path}: asked to wait ${seconds} s`);
    await sleep(seconds * 1000);
  }
}
