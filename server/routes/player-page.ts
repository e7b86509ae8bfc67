/** The page of a screen, the list of its newest build, and its service worker. */
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono, type MiddlewareHandler } from 'hono';

/** `dir`: what the player's build step wrote (`player/build/player-build.ts`) */
export function playerPage(dir: string): Hono {
  const app = new Hono();
  const file = (name: string) => serveStatic({ root: dir, rewriteRequestPath: () => `/${name}` });
  const cached =
    (rule: 'no-cache' | 'no-store'): MiddlewareHandler =>
    async (c, next) => {
      await next();
      c.header('Cache-Control', rule);
    };
  // it lies below /player, and is also in charge of /player itself
  const inCharge: MiddlewareHandler = async (c, next) => {
    await next();
    c.header('Service-Worker-Allowed', '/player');
  };
  app.get('/player/sw.js', cached('no-cache'), inCharge, file('sw.js'));
  app.get('/player/build.json', cached('no-store'), file('build.json'));
  // no-cache: kept, but asked about each time, so that a screen without a worker gets the newest
  app.get('/player', cached('no-cache'), file('player.html'));
  app.get('/player/*', cached('no-cache'), file('player.html'));
  return app;
}
