/** Signing in needs nothing from the Store; who is signed in already goes straight on. */

import { safeNext } from '../../next-path.ts';
import type { Loaded, PublicContext } from '../../page.ts';

export type LoginData = {
  /** a path of this server */
  readonly next: string;
  /** the same page in the other language */
  readonly otherLanguage: string;
};

export async function load(context: PublicContext): Promise<Loaded<LoginData>> {
  const next = safeNext(context.query.get('next'));
  if (context.viewer) return { redirect: next };
  const other = new URLSearchParams({ lang: context.locale === 'vi' ? 'en' : 'vi' });
  if (next !== '/') other.set('next', next);
  return {
    title: context.words.signIn.title,
    data: { next, otherLanguage: `/login?${other}` },
  };
}
