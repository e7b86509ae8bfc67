/**
 * The Bus over NATS, for several nodes. A node's own listeners hear its changes directly and not back
 * from the server, so that a node that is cut off still serves the screens that are connected to it.
 */
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { decodeChange, encodeChange } from './change.ts';
import { createListeners } from './listeners.ts';
import type { Bus, Change } from './port.ts';

const SUBJECT = 'bangtin.change';
/** No change: tells the others that this node was away, and that they missed what it published. */
const MISSED = '';
const ANSWER_WITHIN_MS = 2_000;

/**
 * `url` as in `nats://user:password@host:4222`; several servers of a cluster separated by commas.
 * Rejects when none of them answers; once connected it comes back by itself, however long that takes.
 */
export async function openNatsBus(url: string, complain: (error: unknown) => void): Promise<Bus> {
  const connection = await connect({
    ...serversOf(url),
    name: 'bang-tin',
    noEcho: true,
    maxReconnectAttempts: -1,
    reconnectTimeWait: 500,
    reconnectJitter: 500,
    // a server that restarts may refuse everybody for a moment: that is no reason to give up for good
    ignoreAuthErrorAbort: true,
    // a connection that died without a word is noticed after half a minute instead of four
    pingInterval: 15_000,
    timeout: 5_000,
  });
  const changes = createListeners<Change>(complain);
  const gaps = createListeners<void>(complain);

  connection.subscribe(SUBJECT, {
    callback: (error, message) => {
      const change = error === null ? decodeChange(message.string()) : null;
      // what we can't understand has changed something nevertheless
      if (change === null) gaps.tell();
      else changes.tell(change);
    },
  });
  watchReconnects(connection, () => {
    gaps.tell();
    connection.publish(SUBJECT, MISSED);
  }).catch(complain);

  return {
    publish(change) {
      changes.tell(change);
      // while the server is away the client drops it: the others hear of a gap afterwards
      if (!connection.isClosed()) connection.publish(SUBJECT, encodeChange(change));
    },
    subscribe: (listener) => changes.add(listener),
    onGap: (listener) => gaps.add(listener),
    ready: () => answers(connection),
    async close() {
      changes.clear();
      gaps.clear();
      // what was published is on its way before the line is cut, unless the server is gone anyway
      await answers(connection).catch(() => {});
      await connection.close();
    },
  };
}

async function watchReconnects(connection: NatsConnection, reconnected: () => void): Promise<void> {
  for await (const { type } of connection.status()) if (type === 'reconnect') reconnected();
}

/** One round trip to the server, or an error in time: while it is away, the client would wait. */
async function answers(connection: NatsConnection): Promise<void> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => reject(new Error(`NATS has not answered within ${ANSWER_WITHIN_MS} ms`)),
    ANSWER_WITHIN_MS,
  );
  try {
    await Promise.race([connection.flush(), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** The client takes the credentials apart from the addresses. */
function serversOf(url: string): { servers: string[]; user?: string; pass?: string } {
  const addresses = url.split(',').map((address) => new URL(address.trim()));
  const login = addresses.find((address) => address.username !== '');
  return {
    servers: addresses.map((address) => address.host),
    ...(login && {
      user: decodeURIComponent(login.username),
      pass: decodeURIComponent(login.password),
    }),
  };
}
