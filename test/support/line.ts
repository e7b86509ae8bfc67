/**
 * A school's line in front of a server: it counts every byte that passes (both ways, with all
 * headers, as TCP carries them), is as fast as it is told, and breaks when it is cut.
 */
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export type Line = {
  /** where browsers find the server through the line */
  readonly url: string;
  /** bytes in both directions so far */
  passed(): number;
  /** Breaks once when so many more bytes have passed; null: not any more. */
  cutAfter(bytes: number | null): void;
  /** how often it was cut */
  readonly cuts: number;
  close(): Promise<void>;
};

/** `bytesASecond`: of all connections together, towards the browser. */
export async function openLine(server: string, bytesASecond: number): Promise<Line> {
  const { hostname, port } = new URL(server);
  const open = new Set<Socket>();
  const state = { passed: 0, cutAt: Number.POSITIVE_INFINITY, cuts: 0, freeAt: 0 };

  const count = (bytes: number) => {
    state.passed += bytes;
    if (state.passed < state.cutAt) return;
    state.cutAt = Number.POSITIVE_INFINITY;
    state.cuts += 1;
    // What is on its way is lost with the line.
    for (const socket of open) socket.resetAndDestroy();
  };

  const proxy = createServer((near) => {
    const far = connect(Number(port), hostname);
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        open.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    near.on('data', (bytes) => {
      far.write(bytes);
      count(bytes.length);
    });
    near.on('end', () => far.end());
    far.on('end', () => near.end());
    far.on('data', (bytes) => {
      far.pause();
      const now = performance.now();
      state.freeAt = Math.max(now, state.freeAt) + (bytes.length / bytesASecond) * 1000;
      setTimeout(() => {
        if (near.destroyed) return;
        near.write(bytes);
        count(bytes.length);
        far.resume();
      }, state.freeAt - now);
    });
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));

  return {
    url: `http://localhost:${(proxy.address() as AddressInfo).port}`,
    passed: () => state.passed,
    cutAfter(bytes) {
      state.cutAt = bytes === null ? Number.POSITIVE_INFINITY : state.passed + bytes;
    },
    get cuts() {
      return state.cuts;
    },
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => proxy.close(resolve));
    },
  };
}
