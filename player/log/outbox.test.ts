import { describe, expect, test } from 'vitest';
import { hands } from '#player/testing/hands.ts';
import type { Play } from '#shared/protocol/messages.ts';
import { createOutbox } from './outbox.ts';

function play(n: number): Play {
  return {
    ...{ n, manifest: 'a'.repeat(64), track: 'main', item: 'i', ending: 'completed', reason: null },
    ...{ planned: { start: n, end: n + 1 }, real: { start: n, end: n + 1 }, uncertainty: 1 },
    chain: null,
  };
}

function world(count: number) {
  const time = hands();
  let kept: Play[] = Array.from({ length: count }, (_, i) => play(i + 1));
  const sent: number[][] = [];
  const outbox = createOutbox({
    store: {
      unsent: async (limit) => kept.slice(0, limit),
      async kept(upTo) {
        kept = kept.filter(({ n }) => n > upTo);
      },
      async goOnFrom({ upTo }) {
        kept = kept.filter(({ n }) => n > upTo);
      },
    },
    send: (plays) => void sent.push(plays.map(({ n }) => n)),
    after: time.after,
    onError: (error) => {
      throw error;
    },
  });
  const add = (n: number) => {
    kept.push(play(n));
    outbox.added();
  };
  return { time, outbox, sent, add, left: () => kept.length };
}

describe('the outbox', () => {
  test('sends in batches, the next one when the one before is kept', async () => {
    const { time, outbox, sent, left } = world(250);
    outbox.connected({ upTo: 0, chain: null });
    await time.pass(0);
    expect(sent.map((batch) => batch.length)).toEqual([100]);
    outbox.kept(100);
    await time.pass(0);
    outbox.kept(200);
    await time.pass(0);
    expect(sent.map((batch) => [batch[0], batch.at(-1)])).toEqual([
      [1, 100],
      [101, 200],
      [201, 250],
    ]);
    outbox.kept(250);
    await time.pass(0);
    expect(left()).toBe(0);
    expect(sent).toHaveLength(3);
  });

  test('gathers what ends at about the same time', async () => {
    const { time, outbox, sent, add } = world(0);
    outbox.connected({ upTo: 0, chain: null });
    await time.pass(0);
    add(1);
    await time.pass(500);
    add(2);
    await time.pass(499);
    expect(sent).toEqual([]);
    await time.pass(1);
    expect(sent).toEqual([[1, 2]]);
  });

  test('sends again what was not acknowledged, and after a new welcome what the server lacks', async () => {
    const { time, outbox, sent } = world(3);
    outbox.connected({ upTo: 0, chain: null });
    await time.pass(20_000);
    expect(sent).toEqual([
      [1, 2, 3],
      [1, 2, 3],
    ]);
    outbox.disconnected();
    await time.pass(100_000);
    expect(sent).toHaveLength(2);
    outbox.connected({ upTo: 2, chain: null });
    await time.pass(0);
    expect(sent.at(-1)).toEqual([3]);
  });

  test('an acknowledgement that moves nothing starts no race', async () => {
    const { time, outbox, sent, left } = world(3);
    outbox.connected({ upTo: 0, chain: null });
    await time.pass(0);
    for (let i = 0; i < 10; i++) outbox.kept(0);
    await time.pass(1000);
    expect(sent).toHaveLength(1);
    expect(left()).toBe(3);
  });

  test('nothing is sent without a link', async () => {
    const { time, sent, add } = world(2);
    add(3);
    await time.pass(100_000);
    expect(sent).toEqual([]);
  });
});
