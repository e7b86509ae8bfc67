/** The HTTP server on its port, WebSocket upgrades included. */
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { createAdaptorServer } from '@hono/node-server';

export type Listening = {
  /** where a browser on this machine finds it */
  readonly url: string;
  /** takes no new connections, lets requests under way end, then resolves */
  close(): Promise<void>;
};

export type ListenOptions = {
  readonly fetch: Parameters<typeof createAdaptorServer>[0]['fetch'];
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  readonly host: string;
  readonly port: number;
};

/** After a restart all screens of a province come back at once: Node's 511 makes them wait. */
const BACKLOG = 4096;

/** A clip from a phone on a bad line takes its time; Node would cut it off after five minutes. */
const REQUEST_MS = 60 * 60 * 1000;

/** How long requests under way may go on once the server is closing. */
const CLOSE_MS = 5_000;

export async function listen({ fetch, upgrade, host, port }: ListenOptions): Promise<Listening> {
  const server = createAdaptorServer({ fetch, serverOptions: { requestTimeout: REQUEST_MS } });
  server.on('upgrade', upgrade);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port, backlog: BACKLOG }, resolve);
  });
  const address = server.address() as AddressInfo;
  const everywhere = host === '0.0.0.0' || host === '::';
  const name = everywhere ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return {
    url: `http://${name}:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        if ('closeIdleConnections' in server) {
          server.closeIdleConnections();
          setTimeout(() => server.closeAllConnections(), CLOSE_MS).unref();
        }
      }),
  };
}
