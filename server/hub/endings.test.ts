/** Sessions that the hub ends: of who is silent, and of everybody when the server stops. */
import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { CloseCode, SUBPROTOCOL } from '#shared/protocol/messages.ts';
import { district, eachInADistrict, turns } from '#test/support/hub-district.ts';

eachInADistrict();

describe('[H6] deadlines', () => {
  test('hello must come within ten seconds', async () => {
    const { closed } = await district.stranger();
    district.clock.elapsed += 9_000;
    district.clock.tick();
    district.clock.elapsed += 2_000;
    district.clock.tick();
    expect(await closed).toBe(CloseCode.stalled);
  });

  test('a screen that has been silent for a minute is let go', async () => {
    const { screen, closed } = district.listen(await district.pair(district.primary));
    await screen.connect();
    district.clock.elapsed += 61_000;
    district.clock.tick();
    expect(await closed()).toBe(CloseCode.stalled);
  });

  test('a screen that says nothing but answers pings stays', async () => {
    const paired = await district.pair(district.primary);
    const { screen, next } = district.listen(paired);
    await screen.connect();
    for (let round = 0; round < 4; round++) {
      district.clock.elapsed += 25_000;
      district.clock.tick();
      // Frames arrive in order: when this one is there, the ping is answered.
      district.bus.publish({ kind: 'identify', screenId: paired.screenId, ms: 1 });
      await next('identify');
      await turns();
    }
    expect(district.hub.connected()).toBe(1);
  });

  test('an assignment that nobody answers ends the session', async () => {
    const paired = await district.pair(district.primary);
    const { webSocket, closed, heard } = await district.stranger();
    const { screenId, token } = paired;
    webSocket.send(
      JSON.stringify({
        type: 'hello',
        screen: screenId,
        token,
        build: '',
        manifest: null,
        sequence: 0,
      }),
    );
    await heard(2);
    district.clock.elapsed += 59_000;
    webSocket.send('{"type":"time","t0":1}');
    await heard(3);
    district.clock.tick();
    district.clock.elapsed += 2_000;
    district.clock.tick();
    expect(await closed).toBe(CloseCode.stalled);
  });
});

describe('[H12] draining', () => {
  test('every screen hears draining; newcomers are turned away', async () => {
    const { screen, closed } = district.listen(await district.pair(district.primary));
    await screen.connect();
    const drained = district.hub.drain();
    expect(await closed()).toBe(CloseCode.draining);
    await drained;
    const address = `${district.url.replace('http', 'ws')}/ws/player`;
    const [error] = (await once(new WebSocket(address, SUBPROTOCOL), 'error')) as [Error];
    expect(error.message).toContain('503');
  });
});
