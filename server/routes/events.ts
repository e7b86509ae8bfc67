/** The console's live channel: tells an open page what changed, no further than its viewer sees. */
import { setTimeout as pause } from 'node:timers/promises';
import { streamSSE } from 'hono/streaming';
import { identityOf } from '#server/access/identify.ts';
import type { Viewer } from '#server/access/viewer.ts';
import { ConsoleUpdate } from '#shared/api/events.ts';
import { gather, type News } from './gather.ts';
import { presentScreen } from './present/screen.ts';
import { type RouteDeps, route } from './route.ts';

/** At most four updates a second, fewer when much happens at once (all screens of a district return). */
const GATHER_MS = 250;
const GATHER_LONG_MS = 2000;
/** Above this many changed screens, one list costs less than looking each of them up. */
const MANY = 20;
/** A sign of life keeps proxies from closing the stream; the viewer's rights are looked at anew then. */
const HEARTBEAT_MS = 25_000;

export const eventRoutes = [
  route({
    method: 'get',
    path: '/api/events',
    tag: 'server',
    summary: 'Server-sent events `update` for an open console',
    access: 'signedIn',
    answer: ConsoleUpdate,
    contentType: 'text/event-stream',
    handle: ({ c, viewer }, deps) => {
      // nginx would hold the events back until its buffer is full
      c.header('X-Accel-Buffering', 'no');
      return streamSSE(c, async (stream) => {
        const gone = new AbortController();
        stream.onAbort(() => gone.abort());
        const ended = AbortSignal.any([gone.signal, ...(deps.stopping ? [deps.stopping] : [])]);
        const news = gather(deps);
        try {
          const known = new Set<string>();
          const send = async (update: ConsoleUpdate) => {
            await stream.writeSSE({ event: 'update', data: JSON.stringify(update) });
          };
          await send(await firstUpdate(deps, viewer, known));
          let who: Viewer = viewer;
          let lookedAt = deps.now();
          while (!ended.aborted) {
            const came = await news.wait(HEARTBEAT_MS, ended);
            if (deps.now() - lookedAt >= HEARTBEAT_MS) {
              const identity = await identityOf(c, deps);
              if (identity === null) return;
              who = identity.viewer;
              lookedAt = deps.now();
            }
            if (!came) {
              await stream.write(': still here\n\n');
              continue;
            }
            await pause(news.size() > MANY ? GATHER_LONG_MS : GATHER_MS, undefined, {
              signal: ended,
            });
            const update = await updateFrom(news.take(), deps, who, known);
            if (saysSomething(update)) await send(update);
          }
        } catch (error) {
          if (!ended.aborted) deps.log.error({ err: error }, 'event stream failed');
        } finally {
          news.close();
        }
      });
    },
  }),
];

/** `known`: the screens that this console was told of; filled here, kept up by updateFrom */
async function firstUpdate(
  deps: RouteDeps,
  viewer: Viewer,
  known: Set<string>,
): Promise<ConsoleUpdate> {
  for (const { id } of await deps.store.screens.list(viewer.scope('screen.read'))) known.add(id);
  return { ...nothing(deps.now()), fresh: true, counts: await countsFor(deps, viewer) };
}

async function updateFrom(
  news: News,
  deps: RouteDeps,
  viewer: Viewer,
  known: Set<string>,
): Promise<ConsoleUpdate> {
  const { store, hub, now } = deps;
  const records = await changedScreens(news.screens, deps, viewer);
  const removed = [...news.screens].filter((id) => known.has(id) && !records.has(id));
  for (const id of records.keys()) known.add(id);
  for (const id of removed) known.delete(id);
  const assets = await store.assets.getMany(viewer.scope('asset.read'), [...news.assets]);
  return {
    ...nothing(now()),
    screens: [...records.values()].map((record) => presentScreen(record, hub, now())),
    removedScreens: removed,
    assets: assets.map(({ id, unitId, state, progress, kind }) => ({
      id,
      unitId,
      state,
      progress,
      kind,
    })),
    counts: news.counts ? await countsFor(deps, viewer) : null,
    programme: news.programme,
  };
}

async function changedScreens(ids: ReadonlySet<string>, { store }: RouteDeps, viewer: Viewer) {
  const scope = viewer.scope('screen.read');
  const records =
    ids.size > MANY
      ? (await store.screens.list(scope)).filter(({ id }) => ids.has(id))
      : await Promise.all([...ids].map((id) => store.screens.get(scope, id)));
  return new Map(records.filter((r) => r !== null).map((record) => [record.id, record]));
}

async function countsFor({ store }: RouteDeps, viewer: Viewer) {
  return viewer.mayAnywhere('asset.read')
    ? await store.assets.counts(viewer.scope('asset.read'))
    : null;
}

function nothing(at: number): ConsoleUpdate {
  return {
    at,
    fresh: false,
    screens: [],
    removedScreens: [],
    assets: [],
    counts: null,
    programme: false,
  };
}

function saysSomething(update: ConsoleUpdate): boolean {
  const { screens, removedScreens, assets, counts, programme } = update;
  const listed = screens.length + removedScreens.length + assets.length;
  return listed > 0 || counts !== null || programme;
}
