/**
 * One WebSocket as the hub uses it: whole frames out, whole messages in. Frames are written to the
 * socket as they are, so that one that goes to a thousand screens is built once; `ws` itself writes
 * only whole frames too (no compression), so the two never interleave.
 */
import type { Duplex } from 'node:stream';
import type { RawData, WebSocket } from 'ws';

export type Heard = {
  /** one text message */
  message(text: string): void;
  /** the other side sent something that is no text message */
  nonsense(): void;
  closed(): void;
};

export class Connection {
  readonly #webSocket: WebSocket;
  readonly #socket: Duplex;
  /** when the other side was last heard of, on the hub's monotonic clock */
  heardAt: number;
  /** when it is asked for a sign of life next */
  pingAt = 0;

  constructor(webSocket: WebSocket, socket: Duplex, heard: Heard, elapsed: () => number) {
    this.#webSocket = webSocket;
    this.#socket = socket;
    this.heardAt = elapsed();
    webSocket.on('message', (data: RawData, isBinary: boolean) => {
      this.heardAt = elapsed();
      if (isBinary) heard.nonsense();
      else heard.message((data as Buffer).toString());
    });
    webSocket.on('pong', () => {
      this.heardAt = elapsed();
    });
    webSocket.on('close', () => heard.closed());
    // A broken frame or a reset: `ws` closes by itself and says so with 'close'.
    webSocket.on('error', () => {});
  }

  /** Writes frames one right after the other; nothing once the connection is closing. */
  send(...frames: readonly Buffer[]): void {
    if (this.#webSocket.readyState !== this.#webSocket.OPEN) return;
    if (frames.length > 1) this.#socket.cork();
    for (const frame of frames) this.#socket.write(frame);
    if (frames.length > 1) this.#socket.uncork();
  }

  ping(): void {
    if (this.#webSocket.readyState === this.#webSocket.OPEN) this.#webSocket.ping();
  }

  /** bytes handed over that the operating system has not taken yet */
  get buffered(): number {
    return this.#socket.writableLength;
  }

  /** Stops reading; what the other side sends waits in the network. */
  pause(): void {
    this.#webSocket.pause();
  }
  resume(): void {
    this.#webSocket.resume();
  }

  /** Says goodbye; the other side is expected to answer. */
  close(code: number): void {
    this.resume();
    this.#webSocket.close(code);
  }
  /** Ends it without a word. */
  terminate(): void {
    this.#webSocket.terminate();
  }
}
