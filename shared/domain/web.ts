/**
 * Which pages of other sites screens may show: only the root of the organisation says, by origin, for
 * everybody below it. Nothing is allowed unless it is named.
 */
import { z } from 'zod';

/** `https://thoitiet.example`: a scheme, a host, a port where it is not the usual one; no path. */
export const WebOrigin = z
  .string()
  .max(200)
  .refine((text) => originOf(text) === text, { message: 'notOrigin' });

export const WebRules = z.object({ origins: z.array(WebOrigin).max(50) });
export type WebRules = z.infer<typeof WebRules>;

/** The origin of an https address; null: it is none. */
export function originOf(address: string): string | null {
  const url = URL.parse(address);
  return url?.protocol === 'https:' ? url.origin : null;
}

export type Origins = Pick<ReadonlySet<string>, 'has'>;

export function isAllowed(origins: Origins, address: string): boolean {
  const origin = originOf(address);
  return origin !== null && origins.has(origin);
}
