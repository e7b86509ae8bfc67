/** A NATS server of our own for as long as a test runs, on a free port of this machine. */
import { type ChildProcess, spawn } from 'node:child_process';
import { connect } from '@nats-io/transport-node';

/** holds what an address has to escape */
const PASSWORD = 'p@ss/word';

export type Nats = {
  readonly url: string;
  /** as if its machine lost power */
  kill(): Promise<void>;
  /** starts it again at the same address, knowing nothing */
  start(): Promise<void>;
  /** a message as another program might send it */
  publish(subject: string, text: string): Promise<void>;
  stop(): Promise<void>;
};

export async function startNats(): Promise<Nats> {
  const login = ['--user', 'bangtin', '--pass', PASSWORD];
  let running = await launch(['-p', '-1', ...login]);
  return {
    url: `nats://bangtin:${encodeURIComponent(PASSWORD)}@127.0.0.1:${running.port}`,
    kill: () => end(running.server, 'SIGKILL'),
    async start() {
      running = await launch(['-p', String(running.port), ...login]);
    },
    async publish(subject, text) {
      const connection = await connect({
        servers: `127.0.0.1:${running.port}`,
        user: 'bangtin',
        pass: PASSWORD,
      });
      connection.publish(subject, text);
      await connection.drain();
    },
    stop: () => end(running.server, 'SIGTERM'),
  };
}

async function launch(args: readonly string[]): Promise<{ server: ChildProcess; port: number }> {
  // the kernel ends it when the test process dies in a way that leaves no time to stop it
  const server = spawn(
    'setpriv',
    ['--pdeathsig', 'SIGKILL', 'nats-server', '-a', '127.0.0.1', ...args],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const port = await new Promise<number>((resolve, reject) => {
    let log = '';
    server.stderr.setEncoding('utf8').on('data', (text: string) => {
      log += text;
      const listening = /Listening for client connections on 127\.0\.0\.1:(\d+)/.exec(log)?.[1];
      if (listening !== undefined && log.includes('Server is ready')) resolve(Number(listening));
    });
    server.once('error', reject);
    server.once('close', () =>
      reject(
        new Error(
          `nats-server did not start. These tests need it: apt-get install nats-server\n${log}`,
        ),
      ),
    );
  });
  return { server, port };
}

async function end(server: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const closed = new Promise<void>((resolve) => server.once('close', () => resolve()));
  server.kill(signal);
  await closed;
}
