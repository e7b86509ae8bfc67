/** The built files for browsers. */
import { basename } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';

/** `dir`: what Vite built, with `assets/` in it */
export function staticFiles(dir: string): Hono {
  const app = new Hono();
  app.get('/assets/*', async (c, next) => {
    // a file under this path has its content's hash in its name, so the name is its validator
    const etag = `"${basename(c.req.path)}"`;
    if (c.req.header('if-none-match')?.includes(etag)) return c.body(null, 304, { ETag: etag });
    await next();
    if (c.res.ok) {
      c.header('ETag', etag);
      c.header('Cache-Control', 'public, max-age=31536000, immutable');
    }
  });
  app.get('/assets/*', serveStatic({ root: dir }));
  return app;
}
