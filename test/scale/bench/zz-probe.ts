import { rm } from 'node:fs/promises';
import { makeMachine } from '#test/support/chromium.ts';
import { eventually } from '#test/support/eventually.ts';
import { countBlobUrls, footprint } from '#test/support/footprint.ts';
import { houseClip, picture, soundClip } from '#test/support/house-clip.ts';
import { announcement, audio, image, slide, ticker } from '#test/support/manifests.ts';
import { buildPlayer } from '#test/support/player-build.ts';
import { clipItem, pairedPage, programme } from '#test/support/player-page.ts';
import { startPlayerServer } from '#test/support/player-server.ts';
const kind = process.argv[2]!, seconds = Number(process.argv[3] ?? 60), replaceEvery = Number(process.argv[4] ?? 0);
const long = process.argv[5] === 'long';
const dist = await buildPlayer();
const server = await startPlayerServer(dist);
const machine = await makeMachine();
const clips = (long ? [5, 8] : [0.6, 0.5]).map((s, i) => houseClip({ seconds: s, tone: 300 + 100 * i }));
const pictures = ['red', 'green', 'blue', 'gold'].map((c) => picture('1280x720', c));
const song = soundClip(1), call = soundClip(1);
const all = [...clips, ...pictures, song, call];
for (const m of all) server.addMedia(m);
let made = 0;
const words = (n: string) => ({ title: `${n} ${made}`, body: 'Tiết hai bắt đầu lúc 7 giờ 50.' });
function assign() {
  made++;
  const id = (s: string) => `${made} ${s}`;
  let main: any[] = [image(id('i'), 3600_000, pictures[0]!.sha256)];
  const more: any = {};
  if (kind === 'video') main = [clipItem(id('c0'), clips[0]!), clipItem(id('c1'), clips[1]!)];
  if (kind === 'image') main = pictures.map((p, i) => image(id(`i${i}`), 300, p.sha256));
  if (kind === 'slide') main = [0, 1, 2, 3].map((i) => slide(id(`s${i}`), 300, words(`s${i}`)));
  if (kind === 'photo') main = [0, 1, 2, 3].map((i) => ({ ...slide(id(`s${i}`), 400, { headline: `Tin ${i}`, body: 'Tiết hai', photo: pictures[i]!.sha256 }), template: 'news', media: [pictures[i]!.sha256] }));
  if (kind === 'mixed') main = [clipItem(id('c0'), clips[0]!), image(id('i'), 400, pictures[0]!.sha256), clipItem(id('c1'), clips[1]!), slide(id('s'), 400, words('x'))];
  if (kind === 'ticker') more.ticker = [0, 1].map((i) => ticker(id(`t${i}`), 600, `Chào mừng ${i}`));
  if (kind === 'audio') more.audio = [audio(id('a'), 1000, song.sha256)];
  if (kind === 'voice') more.voice = [announcement(id('v'), 1000, call.sha256)];
  server.assign(programme(all, server.now() - 1000, main, more));
}
try {
  assign();
  const context = await machine.boot();
  await context.addInitScript(countBlobUrls);
  const page = await pairedPage(context, server);
  const session = await context.newCDPSession(page);
  await session.send('Performance.enable');
  await eventually(() => server.plays.size > (kind === 'idle' ? -1 : 3) || null, { within: 60000, what: 'plays' });
  const t0 = performance.now();
  let rep = t0;
  for (let i = 0; i <= 12; i++) {
    while (performance.now() - t0 < (i / 12) * seconds * 1000) {
      await new Promise((r) => setTimeout(r, 200));
      if (replaceEvery && performance.now() - rep > replaceEvery) { rep = performance.now(); assign(); }
    }
    const f: any = await footprint(session, machine.processGroup!);
    const more = await page.evaluate(() => {
      const l = document.querySelector('bt-player')!.layers;
      return [l.children.length, [...l.querySelectorAll('video')].map((v) => [...Array(v.buffered.length).keys()].map((k) => `${v.buffered.start(k).toFixed(0)}-${v.buffered.end(k).toFixed(0)}`).join('+') + '@' + v.currentTime.toFixed(0)).join(' / ')];
    });
    const plays = [...server.plays.values()];
    console.log(kind, Math.round((performance.now() - t0) / 1000) + 's', 'plays', plays.length, 'failed', plays.filter((p) => p.ending === 'failed').length,
      Object.entries(f).map(([k, v]: any) => `${k} ${v.toFixed(k.endsWith('Mb') ? 1 : 0)}`).join(' '), more.join(' | '));
  }
  await page.screenshot({ path: '/tmp/photo.png' });
  const failed = [...server.plays.values()].filter((p) => p.ending === 'failed');
  console.log(kind, 'reasons', JSON.stringify([...new Set(failed.map((p) => p.reason))]));
} finally {
  await machine.dispose(); await server.stop(); await rm(dist, { recursive: true, force: true });
}
