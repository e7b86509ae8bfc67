/** The page of a screen: an empty shell that the player's script fills. */
import { Hono } from 'hono';
import { html, raw } from 'hono/html';
import type { ClientBuild } from '#server/deps.ts';

export function playerPage(client: ClientBuild): Hono {
  const page = (): string => {
    const { script, styles } = client.entry('player');
    const sheets = styles.map((href) => html`<link rel="stylesheet" href="${href}">`.toString());
    return html`<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Bảng Tin</title>
${raw(sheets.join('\n'))}
<script type="module" src="${script}"></script>
</head>
<body><bt-player></bt-player></body>
</html>
`.toString();
  };
  const app = new Hono();
  // no-cache: kept, but asked about each time, so that a new build is found; the service worker
  // answers when nobody can be asked
  const answer = () =>
    new Response(page(), {
      headers: { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-cache' },
    });
  app.get('/player', answer);
  app.get('/player/*', answer);
  return app;
}
