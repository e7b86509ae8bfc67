/** What is answered when there is no build on disk and no network: it asks again by itself. */
export function emptyPage(): Response {
  const page = `<!doctype html><html lang="vi"><meta charset="utf-8">
<meta http-equiv="refresh" content="15"><title>Bảng Tin</title>
<body style="margin:0;height:100vh;display:grid;place-content:center;gap:1em;text-align:center;
background:#0b2e28;color:#fbf8ec;font:500 4vmin/1.5 system-ui,sans-serif;cursor:none">
<p>Chưa liên lạc được với máy chủ. Màn hình sẽ tự thử lại.</p>
<p lang="en" style="font-size:.72em;color:#d3e6da">The server can’t be reached yet. The screen keeps
trying by itself.</p>`;
  return new Response(page, { headers: { 'content-type': 'text/html; charset=utf-8' } });
}
