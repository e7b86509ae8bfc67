import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type Assignment, assignmentText } from '#shared/protocol/messages.ts';
import { createVerify, judge } from './assignment.ts';

const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const verify = createVerify(crypto.subtle, publicKey.export({ format: 'jwk' }).x!);
const a: Assignment = { screen: 's1', manifest: 'a'.repeat(64), sequence: 5, issuedAt: 1000 };

function signed(assignment: Assignment, key = privateKey) {
  const signature = sign(null, Buffer.from(assignmentText(assignment)), key).toString('base64url');
  return { ...assignment, signature };
}
const holding = (sequence: number, manifest = 'a'.repeat(64)) => ({
  screen: 's1',
  newest: { sequence, manifest },
});

describe('an assignment', () => {
  test('is obeyed when the pinned key signed it for this screen and it is newer', async () => {
    expect(await judge(signed(a), { screen: 's1', newest: null }, verify)).toEqual({
      kind: 'accepted',
    });
    expect(await judge(signed(a), holding(4), verify)).toEqual({ kind: 'accepted' });
  });

  test('said again it changes nothing', async () => {
    expect(await judge(signed(a), holding(5), verify)).toEqual({ kind: 'known' });
  });

  test('is refused when another key signed it', async () => {
    const stranger = generateKeyPairSync('ed25519').privateKey;
    expect(await judge(signed(a, stranger), holding(4), verify)).toMatchObject({ kind: 'refused' });
  });

  test('is refused when any field was changed after it was signed', async () => {
    const changes: Partial<Assignment>[] = [
      { screen: 's2' },
      { manifest: 'b'.repeat(64) },
      { sequence: 6 },
      { issuedAt: 1001 },
    ];
    for (const change of changes) {
      const verdict = await judge({ ...signed(a), ...change }, holding(4), verify);
      expect(verdict).toEqual({ kind: 'refused', reason: 'wrong signature' });
    }
  });

  test('is refused when it is another screen’s, though the server signed it', async () => {
    const verdict = await judge(signed({ ...a, screen: 's2' }), holding(4), verify);
    expect(verdict).toEqual({ kind: 'refused', reason: 'meant for another screen' });
  });

  test('an old one can’t be replayed, and a sequence never names two manifests', async () => {
    expect(await judge(signed(a), holding(6), verify)).toMatchObject({ kind: 'refused' });
    expect(await judge(signed(a), holding(5, 'b'.repeat(64)), verify)).toMatchObject({
      kind: 'refused',
    });
  });
});
