/** What is no message of ours, and what is no socket of ours. */
import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { CloseCode, SUBPROTOCOL } from '#shared/protocol/messages.ts';
import { district, eachInADistrict } from '#test/support/hub-district.ts';

eachInADistrict();

describe('[H7] nonsense', () => {
  test.each([
    ['no JSON', '{'],
    ['no message of ours', '{"type":"emergency"}'],
    ['something before hello', '{"type":"time","t0":1}'],
    ['an array', '[]'],
    ['a number', '12'],
    ['nothing', ''],
  ])('%s closes the session with protocol', async (_, text) => {
    const { webSocket, closed } = await district.stranger();
    webSocket.send(text);
    expect(await closed).toBe(CloseCode.protocol);
  });

  test('binary closes the session with protocol', async () => {
    const { webSocket, closed } = await district.stranger();
    webSocket.send(Buffer.from([1, 2, 3]));
    expect(await closed).toBe(CloseCode.protocol);
  });

  test('a message that is too large is cut off', async () => {
    const { webSocket, closed } = await district.stranger();
    webSocket.send('x'.repeat(300 * 1024));
    expect(await closed).toBe(1009);
  });

  test('a second hello closes the session with protocol', async () => {
    const paired = await district.pair(district.primary);
    const { screen, closed } = district.listen(paired);
    await screen.connect();
    const { screenId, token } = paired;
    const hello = { type: 'hello', screen: screenId, token, build: '', manifest: null } as const;
    screen.send({ ...hello, sequence: 0 });
    expect(await closed()).toBe(CloseCode.protocol);
  });

  test('other paths, other protocols and other addresses are no sockets', async () => {
    const address = district.url.replace('http', 'ws');
    for (const [path, protocol, status] of [
      ['/ws/other', SUBPROTOCOL, 404],
      ['//', SUBPROTOCOL, 404],
      ['/ws/player', 'chat', 400],
      ['/ws/player', undefined, 400],
    ] as const) {
      const webSocket = new WebSocket(`${address}${path}`, protocol ? [protocol] : []);
      const [error] = (await once(webSocket, 'error')) as [Error];
      expect(error.message).toContain(String(status));
    }
  });
});
