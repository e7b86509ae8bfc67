/**
 * The middleware that says who asks: a person by session cookie or bearer token (`bt_…`), or nobody.
 * It only identifies; what a viewer may do is enforced where routes are declared.
 */
import type { Context, MiddlewareHandler } from 'hono';
import { accepts } from 'hono/accepts';
import type { AppDeps } from '#server/deps.ts';
import type { Locale } from '#shared/api/problems.ts';
import type { AppEnv, Credential } from './environment.ts';
import { hashSecret } from './secrets.ts';
import { readSessionCookie, useSession } from './sessions.ts';
import type { Viewer } from './viewer.ts';
import { viewerOf } from './viewer-of.ts';

/** Bearer tokens of people begin so; those of screens do not. */
export const TOKEN_PREFIX = 'bt_';

export type Identity = { readonly viewer: Viewer; readonly credential: Credential };

export function identify(deps: AppDeps): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const identity = await identityOf(c, deps);
    c.set('viewer', identity?.viewer ?? null);
    c.set('credential', identity?.credential ?? null);
    c.set('locale', identity?.viewer.locale ?? acceptedLocale(c));
    await next();
  };
}

/** Also asked again by streams that outlive the request, so that a withdrawn right ends them. */
export async function identityOf(c: Context, deps: AppDeps): Promise<Identity | null> {
  const found = await credentialOf(c, deps);
  if (found === null) return null;
  const person = await deps.store.people.findById(found.personId);
  if (person === null || person.disabledAt !== null) return null;
  return { viewer: viewerOf(person), credential: found.credential };
}

async function credentialOf(
  c: Context,
  { store, settings, now }: AppDeps,
): Promise<{ personId: string; credential: Credential } | null> {
  const bearer = /^Bearer +(\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
  if (bearer !== undefined) {
    // a request that names a token stands or falls with it, whatever cookie comes along
    if (!bearer.startsWith(TOKEN_PREFIX)) return null;
    const token = await store.tokens.use(hashSecret(bearer), now());
    return token && { personId: token.personId, credential: { kind: 'token' } };
  }
  const secret = readSessionCookie(c, settings);
  const session = secret === undefined ? null : await useSession(store, secret, now());
  return (
    session && { personId: session.personId, credential: { kind: 'session', hash: session.hash } }
  );
}

function acceptedLocale(c: Context): Locale {
  return accepts(c, {
    header: 'Accept-Language',
    supports: ['vi', 'en'],
    default: 'vi',
    match: (wanted, { supports, default: fallback }) =>
      wanted
        .toSorted((a, b) => b.q - a.q)
        .map(({ type }) => type.toLowerCase().split('-')[0]!)
        .find((language) => supports.includes(language)) ?? fallback,
  }) as Locale;
}
