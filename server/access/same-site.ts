/**
 * Defence against requests that another site makes in a signed-in person's browser. Browsers say
 * where a request comes from in headers that a page can't forge: Sec-Fetch-Site, or Origin where
 * that is missing (plain http in a LAN). Neither: not a browser, so no cookie that somebody else
 * could ride on. A bearer token is never sent by the browser itself, so it needs no such defence.
 */
import type { MiddlewareHandler } from 'hono';
import type { Settings } from '#server/deps.ts';
import { Refusal } from '#shared/api/problems.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

export function refuseOtherSites(settings: Settings): MiddlewareHandler {
  return async (c, next) => {
    const ours = new Set([new URL(c.req.url).host]);
    if (settings.publicUrl !== null) ours.add(new URL(settings.publicUrl).host);
    const request = {
      method: c.req.method,
      bearer: c.req.header('authorization') !== undefined,
      secFetchSite: c.req.header('sec-fetch-site'),
      origin: c.req.header('origin'),
    };
    if (!comesFromOurPages(request, ours)) throw new Refusal('crossSite');
    await next();
  };
}

/** `ours`: the hosts (with port) under which this server is reached */
function comesFromOurPages(
  request: {
    readonly method: string;
    readonly bearer: boolean;
    readonly secFetchSite: string | undefined;
    readonly origin: string | undefined;
  },
  ours: ReadonlySet<string>,
): boolean {
  if (SAFE.has(request.method) || request.bearer) return true;
  if (request.secFetchSite !== undefined) {
    return request.secFetchSite === 'same-origin' || request.secFetchSite === 'none';
  }
  if (request.origin === undefined) return true;
  return URL.canParse(request.origin) && ours.has(new URL(request.origin).host);
}
