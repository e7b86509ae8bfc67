import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { textFrame } from './frame.ts';

const lengths = [0, 1, 125, 126, 65_535, 65_536, 200_000];
const text = (length: number) => 'ố'.repeat(Math.floor(length / 3)) + 'x'.repeat(length % 3);

const server = createServer();
const webSockets = new WebSocketServer({ noServer: true });

beforeAll(async () => {
  server.on('upgrade', (request, socket, head) => {
    webSockets.handleUpgrade(request, socket, head, () => {
      for (const length of lengths) socket.write(textFrame(text(length)));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

test('frames of every size arrive as the text that went in', async () => {
  const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const heard: string[] = [];
  await new Promise<void>((resolve) => {
    client.on('message', (data) => {
      if (heard.push(String(data)) === lengths.length) resolve();
    });
  });
  client.terminate();
  expect(heard).toEqual(lengths.map(text));
});
