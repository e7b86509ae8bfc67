/**
 * Makes the clips of the starter province: `node playlists/starter/clips/make.ts [name] [--stills DIR]`.
 *
 * Each picture is a pure function of its time, drawn by Chromium, one screenshot a frame, straight
 * into ffmpeg; the tune is computed. The result is the house profile, so that the server takes it as
 * it is. The .mp4 files are committed; run this only to change them.
 */
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Page } from 'playwright-core';
import { banBe } from './ban-be.ts';
import { type Clip, HEIGHT, WIDTH } from './draw.ts';
import { duoiNuoc } from './duoi-nuoc.ts';
import { play, SAMPLE_RATE } from './sound.ts';

const FRAMES_A_SECOND = 30;
const LOUDNESS = -18;
const clips = [duoiNuoc, banBe];
const ffmpeg = process.env.FFMPEG_PATH ?? 'ffmpeg';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { stills: { type: 'string' } },
});
const chosen = clips.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu'],
});
try {
  const page = await browser.newPage({ viewport: { width: WIDTH, height: HEIGHT } });
  await page.setContent(`<!doctype html><style>${await fontFaces()}body{margin:0}</style>
    <svg width="${WIDTH}" height="${HEIGHT}" font-family="Be Vietnam Pro" font-weight="800" letter-spacing="-1"></svg>`);
  await page.evaluate(() => Promise.all([...document.fonts].map((face) => face.load())));
  for (const clip of chosen)
    await (values.stills === undefined ? make(clip, page) : stills(clip, page, values.stills));
} finally {
  await browser.close();
}

async function frame(clip: Clip, page: Page, t: number): Promise<Buffer> {
  await page.evaluate((drawing) => {
    document.querySelector('svg')!.innerHTML = drawing;
  }, clip.picture(t));
  return page.screenshot({ type: 'jpeg', quality: 96 });
}

async function stills(clip: Clip, page: Page, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (let t = 0; t < clip.seconds; t += 0.75)
    await writeFile(
      path.join(folder, `${clip.name}-${t.toFixed(2).padStart(5, '0')}.jpg`),
      await frame(clip, page, t),
    );
}

async function make(clip: Clip, page: Page): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'clip-'));
  try {
    const tune = path.join(folder, 'tune.f32');
    await writeFile(tune, new Uint8Array(play(clip.tune, clip.seconds).buffer));
    const sound = ['-f', 'f32le', '-ar', String(SAMPLE_RATE), '-ac', '2', '-i', tune];
    const gain = LOUDNESS - (await loudness(sound));
    const target = path.join(import.meta.dirname, `${clip.name}.mp4`);
    const encoder = spawn(
      ffmpeg,
      [
        ...['-v', 'error', '-y'],
        ...[
          '-f',
          'image2pipe',
          '-c:v',
          'mjpeg',
          '-framerate',
          String(FRAMES_A_SECOND),
          '-i',
          'pipe:0',
        ],
        ...sound,
        // screenshots are full-range BT.601 JPEG; television and players expect limited BT.709
        ...['-vf', 'scale=in_range=pc:out_range=tv:in_color_matrix=bt601:out_color_matrix=bt709'],
        ...[
          '-c:v',
          'libx264',
          '-preset',
          'slow',
          '-tune',
          'animation',
          '-crf',
          '20',
          '-threads',
          '1',
        ],
        ...['-profile:v', 'high', '-level:v', '4.0', '-pix_fmt', 'yuv420p'],
        ...['-g', '30', '-keyint_min', '30', '-sc_threshold', '0', '-flags', '+cgop'],
        ...['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709'],
        ...['-color_range', 'tv', '-video_track_timescale', '90000'],
        ...['-af', `volume=${gain.toFixed(2)}dB,afade=t=out:st=${clip.seconds - 0.6}:d=0.6`],
        ...['-c:a', 'aac', '-b:a', '128k', '-ar', '48000', '-ac', '2', '-t', String(clip.seconds)],
        ...['-movflags', '+empty_moov+default_base_moof+delay_moov+frag_keyframe+global_sidx'],
        ...['-map_metadata', '-1', target],
      ],
      { stdio: ['pipe', 'inherit', 'inherit'] },
    );
    const done = finished(encoder);
    for (let n = 0; n < clip.seconds * FRAMES_A_SECOND; n += 1) {
      const picture = await frame(clip, page, n / FRAMES_A_SECOND);
      if (!encoder.stdin.write(picture))
        await new Promise((resolve) => encoder.stdin.once('drain', resolve));
    }
    encoder.stdin.end();
    await done;
    console.log(target);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Integrated loudness of a sound by EBU R128, in LUFS. */
async function loudness(input: readonly string[]): Promise<number> {
  const meter = spawn(ffmpeg, ['-hide_banner', ...input, '-af', 'ebur128', '-f', 'null', '-'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let report = '';
  meter.stderr.on('data', (text) => {
    report += text;
  });
  await finished(meter);
  return Number(/I:\s+(-?[\d.]+) LUFS\s+Threshold/.exec(report)?.[1]);
}

function finished(child: ReturnType<typeof spawn>): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`ffmpeg ended with ${code}`)),
    );
  });
}

/** The font's ExtraBold, inside the page: nothing is fetched while a clip is drawn. */
async function fontFaces(): Promise<string> {
  const folder = path.join(
    path.dirname(import.meta.resolve('@fontsource/be-vietnam-pro/800.css').slice('file://'.length)),
  );
  const sheet = await readFile(path.join(folder, '800.css'), 'utf8');
  const links = [...sheet.matchAll(/url\((\.\/files\/[^)]+\.woff2)\)/g)].map(([, link]) => link!);
  let inlined = sheet;
  for (const link of links) {
    const font = await readFile(path.join(folder, link), 'base64');
    inlined = inlined.replace(link, `data:font/woff2;base64,${font}`);
  }
  return inlined;
}
