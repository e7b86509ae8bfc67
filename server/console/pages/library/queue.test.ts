import { describe, expect, test } from 'vitest';
import {
  overviewOf,
  type Queue,
  type QueueEvent,
  queueAfter,
  sendingAnything,
  shareOf,
  timeLeft,
} from './queue.ts';

const file = (id: string, bytes = 1000) => ({
  id,
  filename: `${id}.mp4`,
  bytes,
  about: { unitId: 'u', title: id, themes: [] },
});
const told = (...events: QueueEvent[]): Queue => events.reduce(queueAfter, [] as Queue);
const added: QueueEvent = { kind: 'added', uploads: [file('a'), file('b')] };
const asset = (state: 'processing' | 'ready' | 'failed', progress = 0): QueueEvent => ({
  kind: 'asset',
  asset: {
    id: 'asset-a',
    state,
    progress,
    decision: 'waiting',
    ...(state === 'failed'
      ? { error: { code: 'fileNoMedia', params: {}, message: 'Không đọc được.' } }
      : {}),
  },
});

describe('the queue of files being sent', () => {
  test('a file goes its way from waiting to ready, told by the uploader and then by the server', () => {
    const sent = told(
      added,
      { kind: 'begun', id: 'a' },
      { kind: 'progress', id: 'a', sent: 0, at: 0 },
      { kind: 'progress', id: 'a', sent: 400, at: 4000 },
    );
    expect(shareOf(sent[0]!)).toBe(0.4);
    expect(timeLeft(sent[0]!, 4000)).toBe(6000);
    const converting = [
      { kind: 'sent', id: 'a', assetId: 'asset-a' } as const,
      asset('processing', 0.5),
    ].reduce(queueAfter, sent);
    expect(shareOf(converting[0]!)).toBe(0.5);
    expect(queueAfter(converting, asset('ready'))[0]!.state).toEqual({
      kind: 'ready',
      assetId: 'asset-a',
      decision: 'waiting',
    });
    expect(converting[1]!.state).toEqual({ kind: 'waiting' });
  });

  test('a file that can’t be used says why', () => {
    const failed = told(added, { kind: 'sent', id: 'a', assetId: 'asset-a' }, asset('failed'));
    expect(failed[0]!.state).toEqual({
      kind: 'failed',
      assetId: 'asset-a',
      message: 'Không đọc được.',
    });
  });

  test('pausing keeps how far it was; a lost line goes on with the first byte that passes', () => {
    const lost = told(
      added,
      { kind: 'begun', id: 'a' },
      { kind: 'progress', id: 'a', sent: 300, at: 500 },
      { kind: 'unreachable', id: 'a' },
    );
    expect(lost[0]!.state).toEqual({ kind: 'unreachable', sent: 300 });
    const back = queueAfter(lost, { kind: 'progress', id: 'a', sent: 350, at: 9000 });
    expect(back[0]!.state).toEqual({
      kind: 'sending',
      sent: 350,
      run: { since: 9000, from: 350 },
    });
    expect(queueAfter(back, { kind: 'paused', id: 'a' })[0]!.state).toEqual({
      kind: 'paused',
      sent: 350,
    });
  });

  test('progress that arrives after a pause does not wake the file up', () => {
    const paused = told(added, { kind: 'begun', id: 'a' }, { kind: 'paused', id: 'a' });
    expect(queueAfter(paused, { kind: 'progress', id: 'a', sent: 10, at: 1 })[0]!.state.kind).toBe(
      'paused',
    );
  });

  test('the head of the panel says what presses most', () => {
    expect(overviewOf(told(added))).toEqual({ kind: 'busy', count: 2 });
    const one = told(added, { kind: 'removed', id: 'b' });
    expect(overviewOf(queueAfter(one, { kind: 'refused', id: 'a', message: '' }))).toEqual({
      kind: 'trouble',
      count: 1,
    });
    expect(overviewOf([])).toEqual({ kind: 'done' });
    expect(sendingAnything(queueAfter(one, { kind: 'paused', id: 'a' }))).toBe(false);
  });

  test('the pace of a file that is taken up again leaves out what was sent before', () => {
    const queue = told(
      added,
      { kind: 'begun', id: 'a' },
      { kind: 'progress', id: 'a', sent: 800, at: 1000 },
      { kind: 'progress', id: 'a', sent: 900, at: 3000 },
    );
    expect(timeLeft(queue[0]!, 3000)).toBe(2000);
  });

  test('no time left is told from too little', () => {
    const queue = told(added, { kind: 'begun', id: 'a' });
    expect(timeLeft(queue[0]!, 1000)).toBeNull();
    expect(timeLeft(queue[0]!, 5000)).toBeNull();
  });

  test('clearing leaves what still needs somebody', () => {
    const queue = told(added, { kind: 'sent', id: 'a', assetId: 'asset-a' }, asset('ready'), {
      kind: 'cleared',
    });
    expect(queue.map(({ id }) => id)).toEqual(['b']);
  });
});
