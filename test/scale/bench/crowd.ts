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
  /** report when all have heard the next assignment, or the next bare message */
  | { readonly kind: 'await'; readonly what: 'assign' | 'bare' };

export type Answer =
  | { readonly kind: 'connected' }
  | { readonly kind: 'awaiting' }
  /** ns of the monotonic clock, one a screen; bytes of the message that the first one heard */
  | { readonly kind: 'heard'; readonly at: readonly number[]; readonly bytes: number };

/** What a screen holds. */
type Held = { assignment: string; manifest: string; body: string };

const held: Held[] = [];
let awaited: { what: 'assign' | 'bare'; at: number[]; bytes: number } | null = null;

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
      awaited = { what: order.what, at: [], bytes: 0 };
      say({ kind: 'awaiting' });
  }
});

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
}

function screen(address: string, { screenId, token }: Paired): Promise<void> {
  const mine: Held = { assignment: '', manifest: '', body: '' };
  held.push(mine);
  let coming = { id: '', body: '' };
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`${address}/ws/player`, SUBPROTOCOL, { perMessageDeflate: false });
    socket.on('error', reject);
    socket.on('open', () => {
      const hello = { type: 'hello', screen: screenId, token, build: 'crowd' };
      socket.send(JSON.stringify({ ...hello, manifest: null, sequence: 0 }));
    });
    socket.on('message', (data: Buffer) => {
      const text = data.toString();
      if (text.startsWith('{"type":"manifest"')) {
        coming = { id: field(text, 'id'), body: text };
      } else if (text.startsWith('{"type":"assign"') || text.startsWith('{"type":"welcome"')) {
        mine.assignment = text;
        mine.manifest = field(text, 'manifest');
        if (mine.manifest !== coming.id) throw new Error('an assignment without its manifest');
        mine.body = coming.body;
        if (text.startsWith('{"type":"assign"')) heard('assign', data.length);
        else resolve();
        const sequence = Number(/"sequence":(\d+)/.exec(text)![1]);
        socket.send(JSON.stringify({ type: 'ack', sequence, state: 'onAir' }));
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
  awaited.at.push(Number(process.hrtime.bigint()));
  awaited.bytes = bytes;
  if (awaited.at.length < held.length) return;
  const { at } = awaited;
  awaited = null;
  say({ kind: 'heard', at, bytes });
}
