/**
 * The HTTP side as one Hono application: `createApp(deps, mounts)`. No port, no clock, no adapter of
 * its own: `main.ts` hands all that in, tests call `app.request()`.
 */
import { OpenAPIHono } from '@hono/zod-openapi';
import type { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { requestId } from 'hono/request-id';
import { Refusal } from '#shared/api/problems.ts';
import type { AppEnv } from './access/environment.ts';
import { securityHeaders } from './access/headers.ts';
import { identify } from './access/identify.ts';
import { createLimits } from './access/limits.ts';
import { refuseOtherSites } from './access/same-site.ts';
import type { AppDeps } from './deps.ts';
import { createMetrics } from './metrics.ts';
import { routes } from './routes/all.ts';
import { answerError, answerRefusal } from './routes/answers.ts';
import { mount } from './routes/mount.ts';
import { playerPage } from './routes/player-page.ts';
import type { RouteDeps } from './routes/route.ts';
import { staticFiles } from './routes/static.ts';

/** The largest JSON that makes sense is a playlist of 500 slides. */
const MAX_JSON_BYTES = 4 * 1024 * 1024;

/** `mounts`: applications with routes of their own (uploads, media, the console), the last word last. */
export function createApp(deps: AppDeps, mounts: readonly Hono<AppEnv>[] = []): Hono<AppEnv> {
  const app = new OpenAPIHono<AppEnv>();
  const routeDeps: RouteDeps = { ...deps, limits: createLimits(), metrics: createMetrics(deps) };

  app.onError((error, c) => answerError(error, c, deps));
  app.notFound((c) => answerRefusal(new Refusal('notFound'), c));

  app.use(requestId({ generator: deps.newId, headerName: '' }));
  app.use(routeDeps.metrics.time);
  app.use(securityHeaders(deps.settings));
  // before anybody is identified: these are the same for everybody, and cost no look into the store
  app.route('/', staticFiles(deps.client.dir));
  app.route('/', playerPage(deps.client.dir));

  app.use(identify(deps));
  app.use(refuseOtherSites(deps.settings));
  app.use('/api/*', async (c, next) => {
    await next();
    if (!c.res.headers.has('Cache-Control')) c.header('Cache-Control', 'no-store');
  });
  const limitJson = bodyLimit({
    maxSize: MAX_JSON_BYTES,
    onError: () => {
      throw new Refusal('requestTooLarge');
    },
  });
  app.use('/api/*', (c, next) =>
    // uploads have a limit of their own, and are not read into memory
    c.req.path.startsWith('/api/uploads') ? next() : limitJson(c, next),
  );

  for (const route of routes) mount(app, route, routeDeps);
  for (const mounted of mounts) app.route('/', mounted);
  return app;
}
