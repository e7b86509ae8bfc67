/**
 * The real server as a process of its own, on an empty data folder, for tests that start it, kill it
 * and start it again where people and screens expect it: at the same address.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

export const admin = { email: 'quantri@example.edu.vn', password: 'mot-mat-khau-de-thu' };

export type RunningServer = {
  readonly url: string;
  readonly dataDir: string;
  /** everything that it printed so far */
  output(): string;
  /** SIGTERM, and the exit code that follows */
  stop(): Promise<number | null>;
  /** SIGKILL: what a power cut is to it */
  kill(): Promise<void>;
  /** on the same address and data */
  startAgain(): Promise<void>;
  /** ends it and removes its data */
  dispose(): Promise<void>;
};

export async function startServer(
  environment: Record<string, string> = {},
): Promise<RunningServer> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'bang-tin-'));
  let printed = '';
  let child: ChildProcess;

  const launch = async (port: number): Promise<string> => {
    child = spawn(process.execPath, ['server/main.ts'], {
      env: {
        ...process.env,
        NODE_ENV: 'production',
        HOST: '127.0.0.1',
        PORT: String(port),
        DATA_DIR: dataDir,
        ADMIN_EMAIL: admin.email,
        ADMIN_PASSWORD: admin.password,
        LOG_LEVEL: 'warn',
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stderr?.on('data', (bytes: Buffer) => {
      printed += bytes.toString();
    });
    return new Promise((resolve, reject) => {
      createInterface({ input: child.stdout! }).on('line', (line) => {
        printed += `${line}\n`;
        const ready = /^ready (\S+)$/.exec(line);
        if (ready) resolve(ready[1]!);
      });
      child.once('exit', (code) => reject(new Error(`The server ended with ${code}:\n${printed}`)));
    });
  };

  const ended = () =>
    new Promise<number | null>((resolve) => {
      if (child.exitCode !== null || child.signalCode !== null) resolve(child.exitCode);
      else child.once('exit', (code) => resolve(code));
    });

  const url = await launch(0);
  const kill = async () => {
    child.kill('SIGKILL');
    await ended();
  };
  return {
    url,
    dataDir,
    output: () => printed,
    async stop() {
      child.kill('SIGTERM');
      return ended();
    },
    kill,
    async startAgain() {
      await launch(Number(new URL(url).port));
    },
    async dispose() {
      await kill();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** A signed-in script: JSON in, JSON out; throws with the problem's code when refused. */
export async function signIn(url: string, person: { email: string; password: string }) {
  const answer = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(person),
  });
  if (!answer.ok) throw new Error(`signing in: ${answer.status} ${await answer.text()}`);
  const cookie = answer.headers
    .getSetCookie()
    .map((c) => c.split(';')[0])
    .join('; ');
  const call = async <T>(method: string, route: string, body?: unknown): Promise<T> => {
    const response = await fetch(`${url}${route}`, {
      method,
      headers: { cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${route}: ${response.status} ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  };
  return {
    cookie,
    get: <T>(route: string) => call<T>('GET', route),
    post: <T>(route: string, body: unknown = {}) => call<T>('POST', route, body),
    patch: <T>(route: string, body: unknown) => call<T>('PATCH', route, body),
    delete: <T>(route: string) => call<T>('DELETE', route),
  };
}

export type SignedIn = Awaited<ReturnType<typeof signIn>>;
