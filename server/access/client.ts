/** Where a request came from, as far as it can be believed. */
import type { Context } from 'hono';
import type { Settings } from '#server/deps.ts';

type NodeBindings = { incoming?: { socket?: { remoteAddress?: string; encrypted?: boolean } } };

/**
 * The client's address, null when there is none (a request made in process). Behind a proxy it is the
 * last entry of X-Forwarded-For: the one that our own proxy wrote; what stands before it is hearsay.
 */
export function clientAddress(c: Context, settings: Settings): string | null {
  if (settings.trustProxy) {
    const forwarded = c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim();
    if (forwarded) return plainAddress(forwarded);
  }
  const address = (c.env as NodeBindings | undefined)?.incoming?.socket?.remoteAddress;
  return address === undefined ? null : plainAddress(address);
}

/** A dual-stack socket names IPv4 clients `::ffff:192.0.2.1`. */
function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '');
}

/**
 * Whom a rate limit counts: an IPv6 subscriber owns a whole /64, so its last half is left out.
 */
export function subscriber(address: string | null): string {
  if (address === null) return 'in process';
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.split('%')[0]!.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const middle =
    tail === undefined ? [] : Array(Math.max(0, 8 - left.length - right.length)).fill('0');
  return `${[...left, ...middle, ...right].slice(0, 4).join(':')}::/64`;
}

/** From this very machine, and not passed on by a proxy that stands on it. */
export function isLoopback(c: Context, settings: Settings): boolean {
  const passedOn = ['x-forwarded-for', 'forwarded', 'via'].some((name) => c.req.header(name));
  if (passedOn && !settings.trustProxy) return false;
  const address = clientAddress(c, settings);
  return address !== null && (address === '::1' || /^127\./.test(address));
}

/** Whether the browser speaks TLS to us, or to the proxy in front of us. */
export function isSecure(c: Context, settings: Settings): boolean {
  if (settings.publicUrl?.startsWith('https:')) return true;
  if (settings.trustProxy && c.req.header('x-forwarded-proto') === 'https') return true;
  return new URL(c.req.url).protocol === 'https:';
}

/** How people and screens reach the server, without a trailing slash. */
export function baseUrl(c: Context, settings: Settings): string {
  if (settings.publicUrl !== null) return settings.publicUrl;
  return `${isSecure(c, settings) ? 'https' : 'http'}://${new URL(c.req.url).host}`;
}
