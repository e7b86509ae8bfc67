/**
 * Secrets that we hand out (session cookies, bearer tokens, screen tokens, device codes) are random
 * and long, so a plain SHA-256 is what is kept of them: nothing is gained by a slow hash.
 */
import { createHash } from 'node:crypto';

export type RandomBytes = (n: number) => Uint8Array;

/** 256 random bits, base64url */
export function newSecret(randomBytes: RandomBytes): string {
  return Buffer.from(randomBytes(32)).toString('base64url');
}

/** lower-case hex SHA-256: the only form in which a secret is stored */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
