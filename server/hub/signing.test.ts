import { createHash, createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Assignment, SignedAssignment } from '#shared/protocol/messages.ts';
import { signedText } from '#shared/protocol/signature.ts';
import { createSigner, loadSigner, type Signer } from './signing.ts';

const signer = createSigner(generateKeyPairSync('ed25519').privateKey);

const assignments = (n: number): Assignment[] =>
  Array.from({ length: n }, (_, i) => ({
    screen: `screen ${i}`,
    manifest: String(i % 10).repeat(64),
    sequence: i,
    issuedAt: 1_700_000_000_000,
  }));

async function verifies(signed: SignedAssignment, by: Signer = signer): Promise<boolean> {
  const key = createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: by.publicKey },
    format: 'jwk',
  });
  const text = await signedText(signed, async (bytes) =>
    Uint8Array.from(createHash('sha256').update(bytes).digest()),
  );
  return verify(null, Buffer.from(text), key, Buffer.from(signed.signature, 'base64url'));
}

describe('a batch of assignments', () => {
  test('[H13] each verifies by itself, whatever the size of the batch', async () => {
    for (const n of [1, 2, 3, 5, 8, 17, 64]) {
      for (const signed of signer.sign(assignments(n))) expect(await verifies(signed)).toBe(true);
    }
    expect(signer.sign([])).toEqual([]);
  });

  test('[H13] nothing of it can be changed or lent to another', async () => {
    const signed = signer.sign(assignments(9));
    await fc.assert(
      fc.asyncProperty(
        fc.nat(8),
        fc.nat(8),
        fc.constantFrom('screen', 'manifest', 'sequence', 'issuedAt', 'proof', 'signature'),
        async (i, j, field) => {
          const changed = { ...signed[i]!, [field]: tampered(signed[i]!, signed[j]!, field) };
          const same = JSON.stringify(changed) === JSON.stringify(signed[i]);
          expect(await verifies(changed)).toBe(same);
        },
      ),
    );
  });

  test('a node of the tree does not pass for an assignment', async () => {
    const [first] = signer.sign(assignments(4));
    expect(await verifies({ ...first!, proof: first!.proof!.slice(1) })).toBe(false);
    expect(await verifies({ ...first!, proof: [] })).toBe(false);
  });

  test('another server’s signature does not verify', async () => {
    const other = createSigner(generateKeyPairSync('ed25519').privateKey);
    for (const n of [1, 4]) {
      const [signed] = other.sign(assignments(n));
      expect(await verifies(signed!)).toBe(false);
    }
  });

  function tampered(one: SignedAssignment, other: SignedAssignment, field: string) {
    if (field === 'issuedAt') return one.issuedAt + 1;
    return other[field as keyof SignedAssignment];
  }
});

describe('the key file', () => {
  test('is made once, for its owner only, whoever starts first', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'bang-tin-key-'));
    try {
      const file = path.join(folder, 'signing.pem');
      const [a, b] = await Promise.all([loadSigner(file), loadSigner(file)]);
      const later = await loadSigner(file);
      expect(new Set([a.publicKey, b.publicKey, later.publicKey]).size).toBe(1);
      expect((await stat(file)).mode & 0o777).toBe(0o600);
      expect(await readdir(folder)).toEqual(['signing.pem']);
      expect(a.publicKey).toMatch(/^[\w-]{43}$/);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
