import { expect, test } from 'vitest';
import { chainOf, chainText } from './chain.ts';
import { Play } from './messages.ts';

const play: Play = {
  ...{ n: 7, manifest: 'a'.repeat(64), track: 'voice', item: 'Thông báo', ending: 'failed' },
  ...{ planned: { start: 1, end: 2 }, real: { start: 1, end: 2 }, uncertainty: null },
  ...{ reason: 'không giải mã được', chain: null },
};

test('the chain is the SHA-256 of the text, as any other program works it out', async () => {
  for (const before of [null, chainOf(null, play)]) {
    const text = new TextEncoder().encode(chainText(before, play));
    const expected = base64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', text)));
    expect(chainOf(before, play)).toBe(expected);
    expect(Play.parse({ ...play, chain: expected }).chain).toBe(expected);
  }
});

test('every field but the chain itself is in it', () => {
  const changes: Partial<Play>[] = [
    { n: 8 },
    { manifest: 'b'.repeat(64) },
    { track: 'main' },
    { item: 'x' },
    { planned: { start: 1, end: 3 } },
    { real: { start: 0, end: 2 } },
    { ending: 'cut' },
    { reason: null },
    { uncertainty: 0 },
  ];
  const hashes = changes.map((change) => chainOf(null, { ...play, ...change }));
  expect(new Set([chainOf(null, play), chainOf('x', play), ...hashes]).size).toBe(2 + 9);
  expect(chainOf(null, { ...play, chain: 'x' } as Play)).toBe(chainOf(null, play));
});

const base64Url = (bytes: Uint8Array) =>
  btoa(String.fromCharCode(...bytes)).replace(/[+/=]/g, (c) => ({ '+': '-', '/': '_' })[c] ?? '');
