/**
 * Sessions of people. A session ends 12 hours after its last use (a working day and its evening) and
 * 30 days after it began, whatever happens. The browser holds 256 random bits in a cookie, the store
 * their hash.
 */
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { Settings } from '#server/deps.ts';
import type { Store } from '#server/store/port.ts';
import { isSecure } from './client.ts';
import { hashSecret, newSecret, type RandomBytes } from './secrets.ts';

export const IDLE_MS = 12 * 3_600_000;
export const ABSOLUTE_MS = 30 * 24 * 3_600_000;
/** The end is moved on at most this often: reading a page should not cost a write to disk. */
const EXTEND_EVERY_MS = 5 * 60_000;

const COOKIE = 'bangtin_session';

/** When a session that began at `at` and is used at `now` ends, if it is not used again. */
function sessionEnd(at: number, now: number): number {
  return Math.min(now + IDLE_MS, at + ABSOLUTE_MS);
}

/** Answers the secret for the cookie. */
export async function openSession(
  store: Store,
  personId: string,
  now: number,
  randomBytes: RandomBytes,
): Promise<string> {
  const secret = newSecret(randomBytes);
  await store.sessions.insert({
    hash: hashSecret(secret),
    personId,
    at: now,
    expiresAt: sessionEnd(now, now),
  });
  return secret;
}

/** The session that a secret opens, its end moved on; null when there is none or it has ended. */
export async function useSession(
  store: Store,
  secret: string,
  now: number,
): Promise<{ personId: string; hash: string } | null> {
  const hash = hashSecret(secret);
  const session = await store.sessions.find(hash, now);
  if (session === null || now >= session.at + ABSOLUTE_MS) return null;
  const end = sessionEnd(session.at, now);
  if (end - session.expiresAt > EXTEND_EVERY_MS) await store.sessions.extend(hash, end);
  return { personId: session.personId, hash };
}

/**
 * Behind TLS the name carries `__Host-`: the browser then takes the cookie only over TLS, for the
 * whole site, from this very host, so no neighbouring subdomain can plant one.
 */
export function readSessionCookie(c: Context, settings: Settings): string | undefined {
  return isSecure(c, settings) ? getCookie(c, COOKIE, 'host') : getCookie(c, COOKIE);
}

export function writeSessionCookie(c: Context, settings: Settings, secret: string): void {
  setCookie(c, COOKIE, secret, { ...flags(c, settings), maxAge: ABSOLUTE_MS / 1000 });
}

export function clearSessionCookie(c: Context, settings: Settings): void {
  const secure = isSecure(c, settings);
  deleteCookie(c, secure ? `__Host-${COOKIE}` : COOKIE, flags(c, settings));
}

function flags(c: Context, settings: Settings) {
  const common = { path: '/', httpOnly: true, sameSite: 'Lax' } as const;
  return isSecure(c, settings)
    ? ({ ...common, secure: true, prefix: 'host' } as const)
    : ({ ...common, secure: false } as const);
}
