/**
 * A poor line in front of a server: everything is held up by a delay that differs from packet to
 * packet, each way, and now and then a packet is lost. TCP keeps the order and sends again what was
 * lost, so loss is felt as a wait: of the retransmission timer when little is under way, of another
 * round trip when more follows.
 */

import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';

export type Line = {
  readonly delayMs: number;
  readonly jitterMs: number;
  /** share of packets */
  readonly loss: number;
};

export type PoorLine = { readonly port: number; close(): void };

const PACKET_BYTES = 1460;
/** Linux waits at least so long before it sends a lone packet again. */
const RETRANSMIT_MS = 200;

/** `random`: 0 to 1. */
export async function openPoorLine(
  toPort: number,
  line: Line,
  random: () => number,
): Promise<PoorLine> {
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (near) => {
    const far = connect({ port: toPort, host: '127.0.0.1', noDelay: true });
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      carry(from, to, line, random);
      from.on('close', () => sockets.delete(from));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

function carry(from: Socket, to: Socket, line: Line, random: () => number): void {
  let free = 0;
  const later = (work: () => void, bytes: number) => {
    const now = performance.now();
    free = Math.max(free, now + waitOf(bytes, line, random));
    setTimeout(work, free - now);
  };
  from.on('data', (bytes) => later(() => to.writable && to.write(bytes), bytes.length));
  from.on('end', () => later(() => to.end(), 0));
  from.on('error', () => to.destroy());
}

/** How long a piece is on its way, ms. */
export function waitOf(bytes: number, line: Line, random: () => number): number {
  const transit = line.delayMs + (random() * 2 - 1) * line.jitterMs;
  const packets = Math.max(1, Math.ceil(bytes / PACKET_BYTES));
  if (random() >= 1 - (1 - line.loss) ** packets) return transit;
  return transit + (packets > 1 ? 2 * line.delayMs : RETRANSMIT_MS + line.delayMs);
}

/** The same numbers in every run (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
