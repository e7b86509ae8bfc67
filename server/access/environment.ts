/** What the access middleware leaves on every request's context, for routes and pages to read. */
import type { Locale } from '#shared/api/problems.ts';
import type { Viewer } from './viewer.ts';

/** How the viewer proved who they are. */
export type Credential =
  | { readonly kind: 'session'; readonly hash: string }
  | { readonly kind: 'token' };

export type AppEnv = {
  Variables: {
    viewer: Viewer | null;
    credential: Credential | null;
    /** the viewer's language, else what the browser asks for, else Vietnamese */
    locale: Locale;
    requestId: string;
  };
};
