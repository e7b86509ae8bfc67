/** Passwords of people: argon2id, with the same work whether or not the account exists. */
import { hash, verify } from '@node-rs/argon2';
import type { RandomBytes } from './secrets.ts';

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** One keyboard sends "ậ" as one code point, another as three: both are the same password. */
const normal = (password: string) => password.normalize('NFKC');

export function hashPassword(password: string, randomBytes: RandomBytes): Promise<string> {
  return hash(normal(password), { ...cost, salt: randomBytes(16) });
}

/** Stands in for the hash of an account that does not exist; no password verifies against it. */
const decoy = hash('no account has this password', { ...cost, salt: new Uint8Array(16) });

/** `passwordHash` null (unknown account) costs the same time and answers false. */
export async function verifyPassword(
  passwordHash: string | null,
  password: string,
): Promise<boolean> {
  const matches = await verify(passwordHash ?? (await decoy), normal(password));
  return matches && passwordHash !== null;
}
