import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fragmentAt, NotFragmented, type Read, readFragments } from './fragments.ts';

const ffmpeg = process.env.FFMPEG_PATH ?? 'ffmpeg';
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'fragments-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A real clip of 5 s in the house profile, so small that it is made in no time. */
function clip(name: string, movflags: string, more: string[] = []): Buffer {
  const path = join(folder, name);
  const source = [
    '-f',
    'lavfi',
    '-i',
    'testsrc2=s=128x72:r=30:d=5',
    '-f',
    'lavfi',
    '-i',
    'sine=d=5',
  ];
  const codecs = '-c:v libx264 -profile:v high -level 4.0 -pix_fmt yuv420p -g 30 -keyint_min 30';
  const sound = '-sc_threshold 0 -c:a aac -ar 48000 -ac 2 -shortest';
  execFileSync(ffmpeg, [
    ...['-v', 'error', '-y', ...source, ...codecs.split(' '), ...sound.split(' ')],
    ...[...more, '-movflags', movflags, path],
  ]);
  return readFileSync(path);
}

function readerOf(file: Buffer): { read: Read; largest: () => number } {
  let largest = 0;
  return {
    read: async (start, end) => {
      largest = Math.max(largest, end - start);
      return Uint8Array.from(file.subarray(start, end)).buffer;
    },
    largest: () => largest,
  };
}

const house = 'empty_moov+default_base_moof+frag_keyframe';

describe('the fragments of a clip', () => {
  test('are found by walking when there is no index', async () => {
    const file = clip('walk.mp4', house);
    const { read } = readerOf(file);
    const index = await readFragments(read, file.length);
    expect(index.fragments.map(({ time }) => time)).toEqual([0, 1, 2, 3, 4]);
    for (const { start } of index.fragments) {
      expect(file.toString('latin1', start + 4, start + 8)).toBe('moof');
    }
    expect(file.toString('latin1', index.initEnd + 4, index.initEnd + 8)).toBe('moof');
    expect(index.fragments.at(-1)!.end).toBeLessThanOrEqual(file.length);
  });

  test('are the same by the index and by walking', async () => {
    const walked = clip('same-walk.mp4', house);
    const indexed = clip('same-index.mp4', `${house}+global_sidx`);
    expect(indexed.includes('sidx')).toBe(true);
    const a = await readFragments(readerOf(walked).read, walked.length);
    const { read } = readerOf(indexed);
    const b = await readFragments(read, indexed.length);
    expect(b.fragments.map(({ time }) => time)).toEqual(a.fragments.map(({ time }) => time));
    expect(b.firstPicture).toBeCloseTo(a.firstPicture, 6);
    for (const { start } of b.fragments) {
      expect(indexed.toString('latin1', start + 4, start + 8)).toBe('moof');
    }
  });

  test('begin where the first picture does: B-frames and edit lists are taken into account', async () => {
    const delayed = clip('b-frames.mp4', house, ['-bf', '2']);
    const straight = clip('no-b-frames.mp4', house, ['-bf', '0']);
    const edited = clip('edited.mp4', `${house}+delay_moov`, ['-bf', '2']);
    const first = async (file: Buffer) =>
      (await readFragments(readerOf(file).read, file.length)).firstPicture;
    expect(await first(straight)).toBe(0);
    expect(await first(delayed)).toBeCloseTo(2 / 30, 3);
    expect(await first(edited)).toBeCloseTo(0, 3);
  });

  test('a file that was cut off has the fragments that are whole', async () => {
    const file = clip('cut.mp4', house);
    const short = file.subarray(0, Math.floor(file.length * 0.7));
    const index = await readFragments(readerOf(short).read, short.length);
    expect(index.fragments.length).toBeGreaterThan(1);
    expect(index.fragments.length).toBeLessThan(5);
  });

  test('reading the index never takes in the pictures', async () => {
    const file = clip('small-reads.mp4', house);
    const { read, largest } = readerOf(file);
    await readFragments(read, file.length);
    expect(largest()).toBeLessThan(4096);
  });

  test('a file that is no fragmented video is refused, never hung on', async () => {
    const plain = clip('plain.mp4', 'faststart');
    const noise = Buffer.alloc(4096, 0xff);
    const zeros = Buffer.alloc(4096);
    const sound = join(folder, 'sound.m4a');
    execFileSync(ffmpeg, [
      '-v',
      'error',
      '-y',
      '-f',
      'lavfi',
      '-i',
      'sine=d=1',
      '-c:a',
      'aac',
      sound,
    ]);
    for (const file of [plain, noise, zeros, Buffer.alloc(0), readFileSync(sound)]) {
      await expect(readFragments(readerOf(file).read, file.length)).rejects.toThrow(NotFragmented);
    }
  });

  test('any bytes whatever give an index or a refusal', async () => {
    const file = clip('bent.mp4', `${house}+global_sidx`);
    for (let at = 0; at < 2600; at += 7) {
      const bent = Buffer.from(file);
      bent[at] = (bent[at]! ^ 0xff) & 0xff;
      const outcome = await readFragments(readerOf(bent).read, bent.length).catch((error) => error);
      if (outcome instanceof Error) expect(outcome).toBeInstanceOf(NotFragmented);
      else expect(outcome.fragments.length).toBeGreaterThan(0);
    }
  });
});

describe('finding a position', () => {
  const fragments = [0, 1, 2.5].map((time) => ({ start: 0, end: 1, time }));
  test('gives the last fragment that begins at or before it', () => {
    expect([-1, 0, 0.99, 1, 2.4, 2.5, 99].map((p) => fragmentAt(fragments, p))).toEqual([
      0, 0, 0, 1, 1, 2, 2,
    ]);
  });
});
