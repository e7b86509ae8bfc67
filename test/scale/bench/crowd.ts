/**
 * The other side of the publish benchmark, in a process of its own: a thousand screens that hold
 * their assignment and manifest and do little else, so that what is measured is the server. Beside
 * each stands a bare socket for the baseline.
 *
 * Told what to do by messages of the parent; answers with instants of the machine's monotonic clock,
 * which all its processes share.
 */
import { WebSocket } from 'ws';
import { SUBPROTOCOL } from '#shared/protocol/messages.ts';
import type { Paired } from '../screen.ts';

export type Order =
  | { readonly kind: 'connect'; readonly url: string; readonly screens: readonly Paired[] }
  /** report when all have heard the next bare message */
  | { readonly kind: 'await' }
  /** call publish as the console does, and report when all have heard the next assignment */
  | { readonly kind: 'publish'; readonly address: string; readonly token: string };

export type Answer =
  | { readonly kind: 'connected' }
  | { readonly kind: 'awaiting' }
  /** ns of the monotonic clock: the call, and the arrival at each screen; bytes of one message */
  | {
      readonly kind: 'heard';
      readonly called: number;
      readonly at: readonly number[];
      readonly bytes: number;
    };

/** What a screen holds. */
type Held = { assignment: string; manifest: string; body: Buffer };

const held: Held[] = [];
let awaited: { what: 'assign' | 'bare'; called: number; at: number[]; bytes: number } | null = null;
/** Acknowledgements are sent when all have heard: real screens have a processor each. */
let acknowledgements: (() => void)[] = [];

process.on('message', (order: Order) => {
  switch (order.kind) {
    case 'connect':
      connect(order.url, order.screens).then(
        () => say({ kind: 'connected' }),
        (error) => {
          console.error(error);
          process.exit(1);
        },
      );
      break;
    case 'await':
      expect('bare');
      say({ kind: 'awaiting' });
      break;
    case 'publish':
      expect('assign');
      publish(order.address, order.token).catch((error) => {
        console.error(error);
        process.exit(1);
      });
  }
});

function expect(what: 'assign' | 'bare'): void {
  awaited = { what, called: nanoseconds(), at: [], bytes: 0 };
}

async function publish(address: string, token: string): Promise<void> {
  const headers = { Authorization: `Bearer ${token}` };
  const response = await fetch(address, { method: 'POST', headers });
  const text = await response.text();
  if (!response.ok) throw new Error(`publish: ${response.status} ${text}`);
}

function nanoseconds(): number {
  return Number(process.hrtime.bigint());
}

function say(answer: Answer): void {
  process.send!(answer);
}

async function connect(url: string, screens: readonly Paired[]): Promise<void> {
  const address = url.replace('http', 'ws');
  for (let i = 0; i < screens.length; i += 50) {
    await Promise.all(
      screens
        .slice(i, i + 50)
        .flatMap((paired) => [screen(address, paired), bare(`${address}/bare`)]),
    );
  }
  acknowledge();
}

function acknowledge(): void {
  for (const send of acknowledgements) send();
  acknowledgements = [];
}

function screen(address: string, { screenId, token }: Paired): Promise<void> {
  const mine: Held = { assignment: '', manifest: '', body: Buffer.alloc(0) };
  held.push(mine);
  let coming = { id: '', body: mine.body };
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`${address}/ws/player`, SUBPROTOCOL, { perMessageDeflate: false });
    socket.on('error', reject);
    socket.on('open', () => {
      const hello = { type: 'hello', screen: screenId, token, build: 'crowd' };
      socket.send(JSON.stringify({ ...hello, manifest: null, sequence: 0 }));
    });
    socket.on('message', (data: Buffer) => {
      if (data.subarray(0, 18).toString() === '{"type":"manifest"') {
        coming = { id: field(data.subarray(0, 200).toString(), 'id'), body: data };
        return;
      }
      const text = data.toString();
      if (text.startsWith('{"type":"assign"') || text.startsWith('{"type":"welcome"')) {
        mine.assignment = text;
        mine.manifest = field(text, 'manifest');
        if (mine.manifest !== coming.id) throw new Error('an assignment without its manifest');
        mine.body = coming.body;
        acknowledgements.push(() => {
          const sequence = Number(/"sequence":(\d+)/.exec(text)![1]);
          socket.send(JSON.stringify({ type: 'ack', sequence, state: 'onAir' }));
        });
        if (text.startsWith('{"type":"assign"')) heard('assign', data.length);
        else resolve();
      }
    });
  });
}

function bare(address: string): Promise<void> {
  let last = '';
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(address, { perMessageDeflate: false });
    socket.on('error', reject);
    socket.on('open', () => resolve());
    socket.on('message', (data: Buffer) => {
      last = data.toString();
      heard('bare', last.length);
    });
  });
}

function field(text: string, name: string): string {
  const start = text.indexOf(`"${name}":"`) + name.length + 4;
  return text.slice(start, text.indexOf('"', start));
}

function heard(what: 'assign' | 'bare', bytes: number): void {
  if (awaited?.what !== what) return;
  awaited.at.push(nanoseconds());
  awaited.bytes = bytes;
  if (awaited.at.length < held.length) return;
  const { called, at } = awaited;
  awaited = null;
  say({ kind: 'heard', called, at, bytes });
  acknowledge();
}
