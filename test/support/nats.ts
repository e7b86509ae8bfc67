/** A NATS server of our own for as long as a test runs, on a free port of this machine. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from '@nats-io/transport-node';

/** holds what an address has to escape */
const PASSWORD = 'p@ss/word';

export type Nats = {
  readonly url: string;
  readonly port: number;
  /** sends a message as another program might */
  publish(subject: string, text: string): Promise<void>;
  stop(): Promise<void>;
};

export async function startNats(): Promise<Nats> {
  const { server, port } = await launch(['-p', '-1', '--user', 'bangtin', '--pass', PASSWORD]);
  return {
    url: `nats://bangtin:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}`,
    port,
    async publish(subject, text) {
      const connection = await connect({
        servers: `127.0.0.1:${port}`,
        user: 'bangtin',
        pass: PASSWORD,
      });
      connection.publish(subject, text);
      await connection.drain();
    },
    async stop() {
      const closed = once(server, 'close');
      server.kill('SIGTERM');
      await closed;
    },
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
