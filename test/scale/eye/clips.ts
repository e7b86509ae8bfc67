/** Clips and pictures that carry the code of `code.ts`, through the house's own conversion. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { convert, usualBudget } from '#server/media/convert.ts';
import { openTools } from '#server/media/tools.ts';
import { programs } from '#test/support/clips.ts';
import { HOUSE_TYPE } from '#test/support/house-clip.ts';
import { type Media, mediaOf } from '#test/support/player-server.ts';
import { cellMiddles, codeFilters, readCode, type Size, screen, whiteBoxes } from './code.ts';

const run = promisify(execFile);

export type ClipWish = Size & {
  /** its number in the code */
  readonly clip: number;
  readonly seconds: number;
  readonly framesPerSecond: number;
  readonly sound: boolean;
};

/** Uploads as people make them; what comes back is what a screen is given. */
export async function codedClips(wishes: readonly ClipWish[]): Promise<Media[]> {
  const dir = await mkdtemp(path.join(tmpdir(), 'bang-tin-coded-'));
  try {
    const tools = await openTools({ ...programs, dir: path.join(dir, 'tools') });
    const made: Media[] = [];
    for (const wish of wishes) {
      const upload = path.join(dir, `${wish.clip}.mkv`);
      await run(programs.ffmpeg, [...sourceArguments(wish), upload]);
      const scratch = await mkdtemp(path.join(dir, 'scratch-'));
      const { renditions } = await convert(
        { path: upload, filename: path.basename(upload) },
        {
          ...{ tools, scratch, budget: usualBudget, onProgress: () => {} },
          signal: new AbortController().signal,
        },
      );
      const clip = renditions.find(({ kind }) => kind === 'video')!;
      made.push(mediaOf(await readFile(clip.path), HOUSE_TYPE, clip.ms));
    }
    return made;
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

function sourceArguments({ clip, seconds, framesPerSecond, sound, ...size }: ClipWish): string[] {
  const picture = `testsrc2=s=${size.width}x${size.height}:r=${framesPerSecond}:d=${seconds}`;
  const tone = ['-f', 'lavfi', '-i', `sine=f=${300 + clip * 40}:r=48000:d=${seconds - 0.05}`];
  return [
    ...['-v', 'error', '-f', 'lavfi', '-i', `${picture},${codeFilters(clip, size)}`],
    ...(sound ? tone : []),
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-qp', '10', '-pix_fmt', 'yuv444p'],
    ...['-color_range', 'tv', '-colorspace', 'bt709'],
    ...['-color_trc', 'bt709', '-color_primaries', 'bt709'],
    ...['-c:a', 'aac', '-ar', '48000', '-ac', '2'],
  ];
}

/** A still picture of the screen's size. */
export async function codedPicture(clip: number): Promise<Media> {
  const boxes = whiteBoxes({ clip, picture: 0 }).map(
    ({ x, y, width, height }) =>
      `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="#fff"/>`,
  );
  const { width, height } = screen;
  const drawing =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">` +
    `<rect width="100%" height="100%" fill="#3a6ea5"/>` +
    `<rect x="200" y="130" width="240" height="100" fill="#000"/>${boxes.join('')}</svg>`;
  const bytes = await sharp(Buffer.from(drawing)).webp({ lossless: true }).toBuffer();
  return mediaOf(bytes, 'image/webp');
}

/**
 * For how many frames each picture of a finished clip stands: a clip of 24 or 25 frames a second
 * shows some of them twice. Throws when a code can't be read.
 */
export async function standing({ bytes }: Media): Promise<ReadonlyMap<number, number>> {
  const { width, height } = screen;
  const size = `${width}:${height}`;
  const fitted = `scale=${size}:force_original_aspect_ratio=decrease,pad=${size}:-1:-1,format=gray`;
  const dir = await mkdtemp(path.join(tmpdir(), 'bang-tin-standing-'));
  try {
    await writeFile(path.join(dir, 'clip.mp4'), bytes);
    const { stdout } = await run(
      programs.ffmpeg,
      ['-v', 'error', '-i', path.join(dir, 'clip.mp4'), '-vf', fitted, '-f', 'rawvideo', '-'],
      { encoding: 'buffer', maxBuffer: 2 ** 30 },
    );
    const counts = new Map<number, number>();
    for (let at = 0; at < stdout.length; at += width * height) {
      const sight = readCode(cellMiddles.map(({ x, y }) => stdout[at + y * width + x]!));
      if (sight.kind !== 'code') throw new Error('the code of a clip can’t be read');
      counts.set(sight.picture, (counts.get(sight.picture) ?? 0) + 1);
    }
    return counts;
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
