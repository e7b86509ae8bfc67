/**
 * The console: pages rendered on the server, brought to life in the browser.
 *
 * To add a page
 * 1. `pages/<name>/load.ts`: `load({ deps, viewer, words, params, query, now, locale })` asks the
 *    Store with `viewer.scope('<subject>.read')` and answers `{ title, data }`, `{ redirect }` or
 *    'notFound'. `data` is plain JSON: it travels to the browser inside the document.
 * 2. `pages/<name>/view.ts`: `view(data)` draws one element, `<bt-<name>-page .data=${data}>`. It runs
 *    on the server and in the browser; whatever needs a browser belongs in event handlers,
 *    `firstUpdated` or a controller. Elements extend `ConsoleElement` (design/element.ts), which
 *    brings the styles; the parts in design/parts.ts and the pickers beside it do most of the work.
 * 3. Words in `locales/words/<section>.ts`, both languages; `words()` reads them.
 * 4. One line in `pages` below.
 *
 * The first drawing in the browser must equal the server's, so neither may read a clock, a random
 * number or the window: take `now` from the data. Text that may come later starts as `nothing`, never
 * as '': of an empty text the server's markup leaves no node to write the later one into. What starts
 * with the page belongs in a controller's `hostConnected` (data/ticking.ts), because an element's own
 * `connectedCallback` runs before it is hydrated.
 */
import { type Context, Hono } from 'hono';
import { baseUrl } from '#server/access/client.ts';
import type { AppEnv } from '#server/access/environment.ts';
import type { AppDeps } from '#server/deps.ts';
import type { Locale } from '#shared/api/problems.ts';
import { favicon } from './design/mark.ts';
import { wordsIn } from './locales/words.ts';
import type { Loaded, Page, PageState } from './page.ts';
import { page } from './page.ts';
import { load as loadAccount } from './pages/account/load.ts';
import { view as viewAccount } from './pages/account/view.ts';
import { load as loadAsset } from './pages/asset/load.ts';
import { view as viewAsset } from './pages/asset/view.ts';
import { load as loadCalendar } from './pages/calendar/load.ts';
import { view as viewCalendar } from './pages/calendar/view.ts';
import { load as loadDownloads } from './pages/downloads/load.ts';
import { view as viewDownloads } from './pages/downloads/view.ts';
import { load as loadHistory } from './pages/history/load.ts';
import { view as viewHistory } from './pages/history/view.ts';
import { load as loadHome } from './pages/home/load.ts';
import { view as viewHome } from './pages/home/view.ts';
import { load as loadLibrary } from './pages/library/load.ts';
import { view as viewLibrary } from './pages/library/view.ts';
import { load as loadLogin } from './pages/login/load.ts';
import { view as viewLogin } from './pages/login/view.ts';
import { view as viewMissing } from './pages/missing/view.ts';
import { load as loadPair } from './pages/pair/load.ts';
import { view as viewPair } from './pages/pair/view.ts';
import { load as loadPeople } from './pages/people/load.ts';
import { view as viewPeople } from './pages/people/view.ts';
import { load as loadPlaylist } from './pages/playlist/load.ts';
import { view as viewPlaylist } from './pages/playlist/view.ts';
import { load as loadPlaylists } from './pages/playlists/load.ts';
import { view as viewPlaylists } from './pages/playlists/view.ts';
import { load as loadPolicy } from './pages/policy/load.ts';
import { view as viewPolicy } from './pages/policy/view.ts';
import { load as loadSchedule } from './pages/schedule/load.ts';
import { view as viewSchedule } from './pages/schedule/view.ts';
import { load as loadSchedules } from './pages/schedules/load.ts';
import { view as viewSchedules } from './pages/schedules/view.ts';
import { load as loadScreen } from './pages/screen/load.ts';
import { view as viewScreen } from './pages/screen/view.ts';
import { load as loadScreens } from './pages/screens/load.ts';
import { view as viewScreens } from './pages/screens/view.ts';
import { load as loadTimetable } from './pages/timetable/load.ts';
import { view as viewTimetable } from './pages/timetable/view.ts';
import { load as loadUnits } from './pages/units/load.ts';
import { view as viewUnits } from './pages/units/view.ts';
import { load as loadVersions } from './pages/versions/load.ts';
import { view as viewVersions } from './pages/versions/view.ts';
import { load as loadWeb } from './pages/web/load.ts';
import { view as viewWeb } from './pages/web/view.ts';
import { loadMine, loadOfScreen, loadOfUnit } from './pages/week/load.ts';
import { view as viewWeek } from './pages/week/view.ts';
import { renderDocument } from './render.ts';
import { shellFor } from './shell-data.ts';

const pages: readonly Page[] = [
  page({ name: 'login', path: '/login', public: true, load: loadLogin, view: viewLogin }),
  page({ name: 'home', path: '/', place: 'home', needs: null, load: loadHome, view: viewHome }),
  page({
    name: 'library',
    path: '/library',
    place: 'library',
    needs: 'asset.read',
    load: loadLibrary,
    view: viewLibrary,
  }),
  page({
    name: 'asset',
    path: '/library/:id',
    place: 'library',
    needs: 'asset.read',
    load: loadAsset,
    view: viewAsset,
  }),
  page({
    name: 'playlists',
    path: '/playlists',
    place: 'playlists',
    needs: 'playlist.read',
    load: loadPlaylists,
    view: viewPlaylists,
  }),
  page({
    name: 'playlist',
    path: '/playlists/:id',
    place: 'playlists',
    needs: 'playlist.read',
    load: loadPlaylist,
    view: viewPlaylist,
  }),
  page({
    name: 'schedules',
    path: '/schedules',
    place: 'schedules',
    needs: 'schedule.read',
    load: loadSchedules,
    view: viewSchedules,
  }),
  page({
    name: 'schedule',
    path: '/schedules/new',
    place: 'schedules',
    needs: 'schedule.edit',
    load: loadSchedule,
    view: viewSchedule,
  }),
  page({
    name: 'schedule',
    path: '/schedules/:id',
    place: 'schedules',
    needs: 'schedule.read',
    load: loadSchedule,
    view: viewSchedule,
  }),
  page({
    name: 'versions',
    path: '/schedules/:id/versions',
    place: 'schedules',
    needs: 'schedule.read',
    load: loadVersions,
    view: viewVersions,
  }),
  page({
    name: 'week',
    path: '/week',
    place: 'week',
    needs: 'schedule.read',
    load: loadMine,
    view: viewWeek,
  }),
  page({
    name: 'week',
    path: '/units/:id/week',
    place: 'week',
    needs: 'schedule.read',
    load: loadOfUnit,
    view: viewWeek,
  }),
  page({
    name: 'week',
    path: '/screens/:id/week',
    place: 'week',
    needs: 'screen.read',
    load: loadOfScreen,
    view: viewWeek,
  }),
  page({
    name: 'pair',
    path: '/pair',
    place: 'screens',
    needs: 'screen.manage',
    load: loadPair,
    view: viewPair,
  }),
  page({
    name: 'units',
    path: '/units/:id?',
    place: 'units',
    needs: 'unit.read',
    load: loadUnits,
    view: viewUnits,
  }),
  page({
    name: 'calendar',
    path: '/units/:id/calendar',
    place: 'units',
    needs: 'unit.read',
    load: loadCalendar,
    view: viewCalendar,
  }),
  page({
    name: 'timetable',
    path: '/units/:id/timetable',
    place: 'units',
    needs: 'unit.read',
    load: loadTimetable,
    view: viewTimetable,
  }),
  page({
    name: 'policy',
    path: '/units/:id/policy',
    place: 'units',
    needs: 'unit.read',
    load: loadPolicy,
    view: viewPolicy,
  }),
  page({
    name: 'downloads',
    path: '/units/:id/downloads',
    place: 'units',
    needs: 'unit.read',
    load: loadDownloads,
    view: viewDownloads,
  }),
  page({
    name: 'web',
    path: '/units/:id/web',
    place: 'units',
    needs: 'unit.read',
    load: loadWeb,
    view: viewWeb,
  }),
  page({
    name: 'people',
    path: '/people',
    place: 'people',
    needs: 'person.read',
    load: loadPeople,
    view: viewPeople,
  }),
  page({
    name: 'account',
    path: '/account',
    place: 'account',
    needs: null,
    load: loadAccount,
    view: viewAccount,
  }),
  page({
    name: 'history',
    path: '/history',
    place: 'history',
    needs: 'audit.read',
    load: loadHistory,
    view: viewHistory,
  }),
  page({
    name: 'screens',
    path: '/screens',
    place: 'screens',
    needs: 'screen.read',
    load: loadScreens,
    view: viewScreens,
  }),
  page({
    name: 'screen',
    path: '/screens/:id',
    place: 'screens',
    needs: 'screen.read',
    load: loadScreen,
    view: viewScreen,
  }),
];

/** Stands in for whatever is not there, at any address that a person may have typed or kept. */
const missing = page({
  name: 'missing',
  path: '*',
  place: null,
  needs: null,
  load: async (): Promise<Loaded<null>> => 'notFound',
  view: viewMissing,
});

/** The folders that the pages live in. */
export const pageNames: readonly string[] = [...pages, missing].map(({ name }) => name);

export function consolePages(deps: AppDeps): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/favicon.svg', (c) =>
    c.body(favicon, 200, { 'Content-Type': 'image/svg+xml', 'Cache-Control': 'max-age=86400' }),
  );
  for (const one of pages) app.get(one.path, (c) => serve(deps, one, c));
  // scripts and browsers fetching data are told the same as JSON, by the application
  app.get(missing.path, (c) =>
    (c.req.header('accept') ?? '').includes('text/html') ? serve(deps, missing, c) : c.notFound(),
  );
  return app;
}

async function serve(deps: AppDeps, asked: Page, c: Context<AppEnv>): Promise<Response> {
  const viewer = c.get('viewer');
  if (!('public' in asked) && !viewer) return c.redirect(signInPath(c.req.url), 303);

  const locale = languageOf(c);
  const context = {
    deps,
    locale,
    words: wordsIn(locale),
    now: deps.now(),
    params: c.req.param() as Record<string, string>,
    query: new URL(c.req.url).searchParams,
    baseUrl: baseUrl(c, deps.settings),
  };
  const loaded: Loaded<never> =
    'public' in asked
      ? await asked.load({ ...context, viewer })
      : asked.needs === null || viewer!.mayAnywhere(asked.needs)
        ? await asked.load({ ...context, viewer: viewer! })
        : 'notFound';

  if (loaded !== 'notFound' && 'redirect' in loaded) return c.redirect(loaded.redirect, 303);

  const gone = loaded === 'notFound';
  const state: PageState = {
    page: gone ? missing.name : asked.name,
    locale,
    now: context.now,
    shell: viewer && !('public' in asked) ? await shellFor(deps, viewer, asked.place) : null,
    data: gone ? null : loaded.data,
  };
  const title = gone ? context.words.common.missingTitle : loaded.title;
  const draw = () => (gone ? viewMissing() : asked.view(loaded.data));
  // each page is its reader's alone and must not be seen again by going back after signing out
  c.header('Cache-Control', 'no-store');
  return c.html(renderDocument(title, state, draw, deps.client.entry('console')), gone ? 404 : 200);
}

/** Sign in first, then come back here. */
function signInPath(url: string): string {
  const { pathname, search } = new URL(url);
  const next = pathname + search;
  return next === '/' ? '/login' : `/login?next=${encodeURIComponent(next)}`;
}

/** A link on a public page may choose the language; who is signed in has chosen in their account. */
function languageOf(c: Context<AppEnv>): Locale {
  const asked = c.req.query('lang');
  if (!c.get('viewer') && (asked === 'vi' || asked === 'en')) return asked;
  return c.get('locale');
}
