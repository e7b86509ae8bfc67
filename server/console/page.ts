/**
 * What a page of the console is. A page lives in `pages/<name>/`: `load.ts` asks the Store and
 * answers plain JSON; `view.ts` draws that JSON, on the server first and then again in the browser,
 * where it comes to life. Nothing but the JSON passes between the two.
 */
import type { TemplateResult } from 'lit';
import type { Viewer } from '#server/access/viewer.ts';
import type { AppDeps } from '#server/deps.ts';
import type { Locale } from '#shared/api/problems.ts';
import type { Action } from '#shared/domain/roles.ts';
import type { Words } from './locales/words.ts';

/** Entries of the navigation; `account` stands apart, at its foot. */
export const places = [
  'home',
  'library',
  'playlists',
  'schedules',
  'week',
  'screens',
  'units',
  'people',
  'history',
  'account',
] as const;
export type Place = (typeof places)[number];

type Asked = {
  readonly deps: AppDeps;
  readonly words: Words;
  readonly locale: Locale;
  /** ms of the Unix epoch */
  readonly now: number;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** how this server is reached, without a trailing slash */
  readonly baseUrl: string;
};
export type PageContext = Asked & { readonly viewer: Viewer };
export type PublicContext = Asked & { readonly viewer: Viewer | null };

export type Loaded<Data> =
  | { readonly title: string; readonly data: Data }
  | { readonly redirect: string }
  /** also for what lies outside the viewer's scope: nobody learns what exists elsewhere */
  | 'notFound';

type Drawn<Data> = {
  /** the folder under `pages/`, by which the browser finds `view.ts` */
  readonly name: string;
  /** in Hono's notation, e.g. `/screens/:id` */
  readonly path: string;
  readonly view: (data: Data) => TemplateResult;
};

/** For signed-in people, inside the shell; `needs` is the action it takes anywhere at all. */
export type MemberPage<Data> = Drawn<Data> & {
  readonly place: Place | null;
  readonly needs: Action | null;
  readonly load: (context: PageContext) => Promise<Loaded<Data>>;
};
/** For everybody, without the shell. */
export type PublicPage<Data> = Drawn<Data> & {
  readonly public: true;
  readonly load: (context: PublicContext) => Promise<Loaded<Data>>;
};
export type Page = MemberPage<never> | PublicPage<never>;

/** Holds a page's loader and view to the same data, then forgets which data they are. */
export function page<Data>(definition: MemberPage<Data> | PublicPage<Data>): Page {
  return definition as unknown as Page;
}

/** What the shell draws around a page. */
export type ShellData = {
  readonly person: { readonly name: string; readonly email: string };
  readonly place: Place | null;
  readonly places: readonly Place[];
  /** where the person's roles are held, in words */
  readonly roles: string;
};

/** All that travels from the server's rendering to the browser's, as JSON inside the document. */
export type PageState = {
  readonly page: string;
  readonly locale: Locale;
  /** the server's time when it rendered; null shell: a public page */
  readonly now: number;
  readonly shell: ShellData | null;
  readonly data: unknown;
};
