/** What screens say: plays, acknowledgements, questions for the time; that they are there at all. */
import { describe, expect, test } from 'vitest';
import { everything } from '#server/access/scope.ts';
import { chainOf } from '#shared/protocol/chain.ts';
import type { Play } from '#shared/protocol/messages.ts';
import {
  district,
  eachInADistrict,
  openOnFailingDisk,
  reopen,
  turns,
} from '#test/support/hub-district.ts';

eachInADistrict();

function play(n: number): Play {
  return {
    n,
    manifest: 'a'.repeat(64),
    track: 'main',
    item: `item ${n}`,
    planned: { start: n * 1000, end: n * 1000 + 1000 },
    real: { start: n * 1000, end: n * 1000 + 1000 },
    ending: 'completed',
    reason: null,
    chain: null,
    uncertainty: 5,
  };
}

function chained(plays: readonly Play[]): Play[] {
  let before: string | null = null;
  return plays.map((each) => {
    before = chainOf(before, each);
    return { ...each, chain: before };
  });
}

describe('listening', () => {
  test('[H8] plays are in the store before playsKept, and count once when sent twice', async () => {
    const paired = await district.pair(district.primary);
    const { screen, next } = district.listen(paired);
    await screen.connect();
    const plays = [play(1), play(2), play(3)];
    screen.send({ type: 'plays', plays });
    expect((await next('playsKept')).upTo).toBe(3);
    expect(await district.store.plays.newest(paired.screenId)).toMatchObject({ upTo: 3 });
    screen.send({ type: 'plays', plays: [...plays, play(4)] });
    expect((await next('playsKept')).upTo).toBe(4);
    const stored = await district.store.plays.list(everything, { from: 0, to: 1e15, limit: 100 });
    expect(stored.plays.map(({ n }) => n)).toEqual([1, 2, 3, 4]);
  });

  test('[H8] plays that could not be stored are not acknowledged, and kept when sent again', async () => {
    const disk = await openOnFailingDisk();
    const { screen, next, heard } = district.listen(await district.pair(district.primary));
    await screen.connect();
    disk.fails = true;
    screen.send({ type: 'plays', plays: [play(1)] });
    screen.send({ type: 'time', t0: 1 });
    await next('time');
    await turns();
    expect(heard.map(({ type }) => type)).not.toContain('playsKept');
    disk.fails = false;
    screen.send({ type: 'plays', plays: [play(1)] });
    expect((await next('playsKept')).upTo).toBe(1);
  });

  test('[H8] a gap is not acknowledged away', async () => {
    const { screen, next } = district.listen(await district.pair(district.primary));
    await screen.connect();
    screen.send({ type: 'plays', plays: [play(1), play(3)] });
    expect((await next('playsKept')).upTo).toBe(1);
    screen.send({ type: 'plays', plays: [play(2)] });
    expect((await next('playsKept')).upTo).toBe(3);
  });

  test('[H15] a screen is told at the welcome which of its plays is the newest here', async () => {
    const paired = await district.pair(district.primary);
    const { screen, next } = district.listen(paired);
    await screen.connect();
    const plays = chained([play(1), play(2)]);
    screen.send({ type: 'plays', plays });
    await next('playsKept');
    const again = district.listen(paired);
    await again.screen.connect();
    expect(await again.next('welcome')).toMatchObject({
      ...{ playsUpTo: 2, playsChain: plays[1]!.chain },
    });
  });

  test('[H16] plays that do not follow are stored, marked, counted and told in the history', async () => {
    const paired = await district.pair(district.primary);
    const { screen, next } = district.listen(paired);
    await screen.connect();
    const plays = chained([play(1), play(2), play(3), play(4)]);
    screen.send({ type: 'plays', plays: plays.slice(0, 1) });
    await next('playsKept');
    screen.send({ type: 'plays', plays: plays.slice(2) });
    expect((await next('playsKept')).upTo).toBe(4);
    const { plays: stored } = await district.store.plays.list(everything, {
      ...{ from: 0, to: 1e15, limit: 100 },
    });
    expect(stored.map(({ n, link }) => [n, link])).toEqual([
      [1, 'sound'],
      [3, 'broken'],
      [4, 'sound'],
    ]);
    expect(district.hub.counted).toMatchObject({ plays: 3, playsBroken: 1, playsRefused: 0 });
    expect(await history(paired.screenId)).toMatchObject([
      { action: 'plays.broken', by: null, changes: { plays: [null, [3]] } },
    ]);
    // told once, not each time that it is sent again
    screen.send({ type: 'plays', plays: plays.slice(2) });
    await next('playsKept');
    expect(await history(paired.screenId)).toHaveLength(1);
  });

  test('[H17] another play under a taken number is refused, acknowledged, and kept in the history', async () => {
    const paired = await district.pair(district.primary);
    const { screen, next } = district.listen(paired);
    await screen.connect();
    screen.send({ type: 'plays', plays: [play(1)] });
    await next('playsKept');
    const other = { ...play(1), item: 'of a copy of this screen' };
    screen.send({ type: 'plays', plays: [other] });
    expect((await next('playsKept')).upTo).toBe(1);
    expect(await history(paired.screenId)).toMatchObject([
      { action: 'plays.refused', changes: { plays: [null, [other]] } },
    ]);
    expect(district.hub.counted).toMatchObject({ playsRefused: 1 });
  });

  const history = async (subjectId: string) =>
    (await district.store.audit.list(everything, { subjectId, limit: 10 })).filter(({ action }) =>
      action.startsWith('plays.'),
    );

  test('acknowledgements reach the store', async () => {
    const paired = await district.pair(district.primary);
    const { screen, next } = district.listen(paired);
    await screen.connect();
    await district.publish(district.office, ['Đã nhận']);
    await next('assign');
    screen.send({ type: 'time', t0: 1 });
    await next('time');
    await district.written();
    const stored = await district.store.screens.get(everything, paired.screenId);
    expect(stored).toMatchObject({
      acknowledged: 'onAir',
      manifest: screen.assignment!.manifest,
      sequence: screen.assignment!.sequence,
      build: 'simulated',
    });
  });

  test('the time is told at once', async () => {
    const { screen, next } = district.listen(await district.pair(district.primary));
    await screen.connect();
    const before = Date.now();
    screen.send({ type: 'time', t0: 12.5 });
    const { t0, time } = await next('time');
    expect(t0).toBe(12.5);
    expect(time).toBeGreaterThanOrEqual(before);
  });

  test('presence tells the status, and whoever watches hears of coming and going', async () => {
    const paired = await district.pair(district.primary);
    const seen: string[] = [];
    const stop = district.hub.watch((id) => seen.push(id));
    const { screen, closed } = district.listen(paired);
    await screen.connect();
    expect(district.hub.presence(paired.screenId)).toMatchObject({ status: null });
    screen.terminate();
    await closed();
    await gone(paired.screenId);
    expect(seen).toEqual([paired.screenId, paired.screenId]);
    stop();
  });

  test('[H10] a screen that talks too fast is heard to the end, bit by bit', async () => {
    await reopen({ limits: { messagesAtOnce: 5, messagesPerSecond: 5 } });
    const { screen, next } = district.listen(await district.pair(district.primary));
    await screen.connect();
    for (let t0 = 0; t0 < 300; t0++) screen.send({ type: 'time', t0 });
    for (let t0 = 0; t0 < 300; ) {
      district.clock.tick();
      t0 = (await next('time')).t0 + 1;
    }
  });

  async function gone(screenId: string): Promise<void> {
    while (district.hub.presence(screenId)) await new Promise(setImmediate);
  }
});
