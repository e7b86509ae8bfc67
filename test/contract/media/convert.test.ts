/**
 * What becomes of the files that people really send, by real ffmpeg: every clip is made on the fly,
 * converted, and read back by ffprobe and pixel by pixel.
 */
import fs from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { convert, type Made, type MadeRendition, usualBudget } from '#server/media/convert.ts';
import { openTools, type Tools } from '#server/media/tools.ts';
import { Refusal, wording } from '#shared/api/problems.ts';
import {
  type Clips,
  colourAt,
  complaintsAbout,
  loudnessOf,
  openClips,
  packetsOf,
  programs,
  streamsOf,
} from '#test/support/clips.ts';

const SLOW = 180_000;

let clips: Clips;
let tools: Tools;
let dir: string;

beforeAll(async () => {
  dir = await fs.mkdtemp(path.join(tmpdir(), 'bang-tin-convert-'));
  clips = await openClips();
  tools = await openTools({ ...programs, dir: path.join(dir, 'tools') });
}, SLOW);
afterAll(async () => {
  await clips.dispose();
  await fs.rm(dir, { recursive: true, force: true });
});

let scratches = 0;
async function converted(name: string, more: Partial<Parameters<typeof convert>[1]> = {}) {
  return convertFile(await clips.file(name), name, more);
}
async function convertFile(
  file: string,
  filename: string,
  more: Partial<Parameters<typeof convert>[1]> = {},
): Promise<Made> {
  scratches += 1;
  const scratch = path.join(dir, String(scratches));
  await fs.mkdir(scratch);
  return convert(
    { path: file, filename },
    {
      tools,
      scratch,
      onProgress: () => {},
      signal: new AbortController().signal,
      budget: usualBudget,
      ...more,
    },
  );
}

function rendition(made: Made, kind: MadeRendition['kind']): MadeRendition {
  const found = made.renditions.find((r) => r.kind === kind);
  if (found === undefined) throw new Error(`no ${kind} rendition`);
  return found;
}

/** Whatever went in, this is what comes out. */
async function expectHouseProfile({ path: file, ms, type }: MadeRendition, frames: number) {
  const [video, audio] = await streamsOf(file);
  expect(video).toMatchObject({
    codec_name: 'h264',
    profile: 'High',
    pix_fmt: 'yuv420p',
    color_range: 'tv',
    color_space: 'bt709',
    color_transfer: 'bt709',
    color_primaries: 'bt709',
    r_frame_rate: '30/1',
    time_base: '1/90000',
  });
  expect(Number(video!.level)).toBeLessThanOrEqual(40);
  expect(['1:1', undefined]).toContain(video!.sample_aspect_ratio);
  const width = Number(video!.width);
  const height = Number(video!.height);
  expect([width % 2, height % 2]).toEqual([0, 0]);
  expect(Math.max(width, height)).toBeLessThanOrEqual(1920);
  expect(Math.min(width, height)).toBeLessThanOrEqual(1080);
  expect(audio).toMatchObject({
    codec_name: 'aac',
    profile: 'LC',
    sample_rate: '48000',
    channels: 2,
  });
  expect(type).toMatch(/^video\/mp4; codecs="avc1\.6400[12][0-9a-f], mp4a\.40\.2"$/);

  const packets = await packetsOf(file, 'v');
  expect(packets).toHaveLength(frames);
  expect(ms).toBe(Math.round((frames * 1000) / 30));
  const times = packets.map((p) => p.pts).sort((a, b) => a - b);
  expect(times[0]).toBe(0);
  times.forEach((time, i) => {
    expect(time).toBeCloseTo(i / 30, 4);
  });
  const keys = packets.filter((p) => p.key).map((p) => p.pts);
  expect(keys[0]).toBe(0);
  for (const [i, key] of keys.entries()) {
    if (i > 0) expect(key - keys[i - 1]!).toBeLessThanOrEqual(2.001);
  }

  const sound = await packetsOf(file, 'a');
  const soundEnds = sound.at(-1)!.pts + sound.at(-1)!.duration;
  expect(Math.abs(soundEnds - frames / 30)).toBeLessThan(0.05);
  await expectFragmented(file);
  expect(await complaintsAbout(file)).toBe('');
}

/** Header, index, then fragments; the header holds no samples. */
async function expectFragmented(file: string) {
  const boxes = topLevelBoxes(await fs.readFile(file));
  expect(boxes.slice(0, 3)).toEqual(['ftyp', 'moov', 'sidx']);
  expect(boxes.filter((box) => box === 'moof').length).toBeGreaterThanOrEqual(1);
  expect(boxes.indexOf('moof')).toBeLessThan(boxes.indexOf('mdat'));
}

function topLevelBoxes(bytes: Buffer): string[] {
  const names: string[] = [];
  for (let at = 0; at + 8 <= bytes.length; at += bytes.readUInt32BE(at)) {
    names.push(bytes.toString('latin1', at + 4, at + 8));
  }
  return names;
}

const red = (c: { r: number; b: number }) => c.r > 180 && c.b < 70;
const blue = (c: { r: number; b: number }) => c.b > 180 && c.r < 70;

describe('clips come out in the house profile', () => {
  test(
    'a conforming clip is not encoded again: picture and sound are the same packets',
    async () => {
      const made = await converted('conforming.mp4');
      expect(made.plan).toMatchObject({ picture: { do: 'copy' }, sound: { do: 'copy' } });
      const video = rendition(made, 'video');
      await expectHouseProfile(video, 90);
      const [source] = await streamsOf(await clips.file('conforming.mp4'));
      const [result] = await streamsOf(video.path);
      expect(result!.width).toBe(source!.width);
      expect(rendition(made, 'poster')).toMatchObject({ type: 'image/webp', width: 640 });
      expect(rendition(made, 'audio').type).toBe('audio/mp4; codecs="mp4a.40.2"');
    },
    SLOW,
  );

  test(
    'a conforming picture with quiet sound keeps its picture; only the sound is encoded',
    async () => {
      const made = await converted('quiet.mp4');
      expect(made.plan).toMatchObject({ picture: { do: 'copy' }, sound: { do: 'encode' } });
      const video = rendition(made, 'video');
      await expectHouseProfile(video, 90);
      const { lufs, truePeak } = await loudnessOf(video.path);
      expect(Math.abs(lufs - -18)).toBeLessThanOrEqual(1);
      expect(truePeak).toBeLessThanOrEqual(-1);
    },
    SLOW,
  );

  test(
    'key frames too far apart to join in the middle: the clip is encoded again',
    async () => {
      const made = await converted('sparse-keys.mp4');
      expect(made.plan).toMatchObject({ picture: { do: 'encode' }, sound: { do: 'copy' } });
      const video = rendition(made, 'video');
      await expectHouseProfile(video, 120);
      const keys = (await packetsOf(video.path, 'v')).filter((p) => p.key).map((p) => p.pts);
      expect(keys).toEqual([0, 1, 2, 3]);
    },
    SLOW,
  );

  test(
    'a phone held upright, HEVC in 10 bit, comes out upright',
    async () => {
      const made = await converted('upright.mp4');
      const video = rendition(made, 'video');
      await expectHouseProfile(video, 30);
      expect(video).toMatchObject({ width: 360, height: 640 });
      for (const file of [video.path, rendition(made, 'poster').path]) {
        expect(await colourAt(file, 0.5, 0.2)).toSatisfy(red);
        expect(await colourAt(file, 0.5, 0.8)).toSatisfy(blue);
      }
      expect((await streamsOf(video.path))[0]).not.toHaveProperty('side_data_list');
    },
    SLOW,
  );

  test(
    'a screen recording of odd size with uneven frames comes out even in both',
    async () => {
      const video = rendition(await converted('screen.mkv'), 'video');
      await expectHouseProfile(video, Math.round((video.ms! * 30) / 1000));
      expect(video).toMatchObject({ width: 850, height: 478 });
      expect(Math.abs(video.ms! - 3000)).toBeLessThan(100);
    },
    SLOW,
  );

  test(
    'wide pixels are made square: what was stored narrow is shown wide',
    async () => {
      const video = rendition(await converted('wide-pixels.mp4'), 'video');
      await expectHouseProfile(video, 30);
      expect(video).toMatchObject({ width: 640, height: 360 });
    },
    SLOW,
  );

  test(
    'a soundless clip gets a silent track and no rendition of its sound',
    async () => {
      const made = await converted('soundless.mp4');
      expect(made.plan).toMatchObject({ sound: { do: 'silence' } });
      await expectHouseProfile(rendition(made, 'video'), 60);
      expect(made.renditions.map((r) => r.kind)).toEqual(['video', 'poster']);
    },
    SLOW,
  );

  test(
    'silence is not lifted into noise',
    async () => {
      const made = await converted('silent.mp4');
      await expectHouseProfile(rendition(made, 'video'), 60);
      const { truePeak } = await loudnessOf(rendition(made, 'video').path);
      expect(truePeak).toBe(Number.NEGATIVE_INFINITY);
    },
    SLOW,
  );

  test(
    'sound that outlasts the picture keeps playing over the last picture',
    async () => {
      const video = rendition(await converted('long-sound.mp4'), 'video');
      await expectHouseProfile(video, 90);
    },
    SLOW,
  );

  test(
    'of several sound tracks the default one is heard',
    async () => {
      const made = await converted('two-tracks.mkv');
      // the second track is 6 LU too quiet, the first 12
      expect(made.plan).toMatchObject({
        sound: { do: 'encode', levelling: { kind: 'gain', db: 6 } },
      });
      await expectHouseProfile(rendition(made, 'video'), 60);
      expect(await streamsOf(rendition(made, 'video').path)).toHaveLength(2);
    },
    SLOW,
  );

  test(
    '4K at 60 frames comes out as 1080p at 30',
    async () => {
      const video = rendition(await converted('4k.mp4'), 'video');
      await expectHouseProfile(video, 6);
      expect(video).toMatchObject({ width: 1920, height: 1080 });
    },
    SLOW,
  );

  test(
    'high dynamic range is brought down: mid grey stays a visible grey',
    async () => {
      const made = await converted('hdr.mp4');
      expect(made.plan).toMatchObject({ picture: { toneMap: { transfer: 'smpte2084' } } });
      const video = rendition(made, 'video');
      await expectHouseProfile(video, 30);
      const { r, g, b } = await colourAt(video.path, 0.5, 0.5);
      expect(Math.max(r, g, b) - Math.min(r, g, b)).toBeLessThan(6);
      // PQ 0.5 is 92 nits: about three quarters of the way up against a white of 203 nits
      expect(r).toBeGreaterThan(120);
      expect(r).toBeLessThan(215);
    },
    SLOW,
  );

  test(
    'full-range white stays white in limited range',
    async () => {
      const video = rendition(await converted('full-range.mp4'), 'video');
      await expectHouseProfile(video, 30);
      const { r, g, b } = await colourAt(video.path, 0.5, 0.5);
      expect(Math.min(r, g, b)).toBeGreaterThan(250);
    },
    SLOW,
  );

  test(
    'interlaced fields become whole frames',
    async () => {
      const made = await converted('interlaced.mpg');
      expect(made.plan).toMatchObject({ picture: { deinterlace: true } });
      await expectHouseProfile(rendition(made, 'video'), 30);
    },
    SLOW,
  );

  test(
    'a file with the same bytes gives the same renditions, byte for byte',
    async () => {
      const first = rendition(await converted('screen.mkv'), 'video');
      const second = rendition(await converted('screen.mkv'), 'video');
      expect(await fs.readFile(first.path)).toEqual(await fs.readFile(second.path));
    },
    SLOW,
  );
});

describe('sound', () => {
  test(
    'a recording in mono becomes stereo AAC at the house’s loudness',
    async () => {
      const made = await converted('sound-only.m4a');
      expect(made.kind).toBe('audio');
      const [audio] = made.renditions;
      expect(audio).toMatchObject({ kind: 'audio', type: 'audio/mp4; codecs="mp4a.40.2"' });
      const [stream] = await streamsOf(audio!.path);
      expect(stream).toMatchObject({ codec_name: 'aac', sample_rate: '48000', channels: 2 });
      expect(Math.abs((await loudnessOf(audio!.path)).lufs - -18)).toBeLessThanOrEqual(1);
      await expectFragmented(audio!.path);
    },
    SLOW,
  );

  test(
    'peaks that the gain would push over the limit are held below -1 dBTP',
    async () => {
      const made = await converted('peaky.wav');
      expect(made.plan).toMatchObject({ sound: { levelling: { kind: 'gain', limited: true } } });
      const { truePeak } = await loudnessOf(made.renditions[0]!.path);
      expect(truePeak).toBeLessThanOrEqual(-1);
    },
    SLOW,
  );
});

describe('pictures', () => {
  test(
    'a photo is turned upright and leaves its metadata behind',
    async () => {
      const [image] = (await converted('turned.jpg')).renditions;
      expect(image).toMatchObject({ kind: 'image', type: 'image/webp', width: 300, height: 400 });
      expect(await colourAt(image!.path, 0.5, 0.2)).toSatisfy(red);
      expect(await colourAt(image!.path, 0.5, 0.8)).toSatisfy(blue);
      const bytes = await fs.readFile(image!.path);
      expect(bytes.includes('EXIF')).toBe(false);
      expect(bytes.includes('Nhà trường')).toBe(false);
    },
    SLOW,
  );

  test(
    'a drawing keeps its size',
    async () => {
      const [image] = (await converted('drawing.png')).renditions;
      expect(image).toMatchObject({ width: 300, height: 200 });
    },
    SLOW,
  );
});

describe('what cannot be used is refused in a plain sentence', () => {
  const cases: [string, string, RegExp, RegExp][] = [
    ['empty.mp4', 'fileEmpty', /Tệp rỗng/, /empty/],
    ['poem.mp4', 'fileNoMedia', /không phải video, âm thanh hay hình ảnh/, /no video, sound or/],
    ['playlist.mp4', 'fileNoMedia', /không phải video/, /no video/],
    ['concat.mp4', 'fileNoMedia', /không phải video/, /no video/],
    ['letter.pdf', 'fileNoMedia', /không phải video/, /no video/],
    ['cut.mp4', 'fileTruncated', /thiếu phần cuối hoặc bị hỏng/, /damaged or its end is missing/],
    ['cut-index.mp4', 'fileTruncated', /thiếu phần cuối/, /its end is missing/],
    ['cut.jpg', 'fileTruncated', /thiếu phần cuối/, /its end is missing/],
    ['flipped.mp4', 'fileTruncated', /bị hỏng/, /damaged/],
    ['png-inside.jpg', 'fileLies', /\.jpg nhưng bên trong là image\/png/, /\.jpg but holds image/],
    ['bomb.png', 'filePictureTooLarge', /60000 × 60000/, /60000 × 60000/],
    ['phone.heic', 'fileHeic', /JPEG/, /JPEG/],
  ];
  test.each(cases)(
    '%s: %s',
    async (name, code, vietnamese, english) => {
      const refusal = await converted(name).then(
        () => null,
        (error: unknown) => error,
      );
      expect(refusal).toBeInstanceOf(Refusal);
      const refused = refusal as Refusal;
      expect(refused.code).toBe(code);
      expect(wording(refused.code, 'vi', refused.params)).toMatch(vietnamese);
      expect(wording(refused.code, 'en', refused.params)).toMatch(english);
    },
    SLOW,
  );

  test('a playlist is not opened by ffprobe even when nothing else looked at it before', async () => {
    const signal = new AbortController().signal;
    expect(await tools.probe(await clips.file('playlist.mp4'), signal)).toBeNull();
    expect(await tools.probe(await clips.file('concat.mp4'), signal)).toBeNull();
  });
});

describe('conversions have limits', () => {
  test(
    'one that takes too long is stopped and says so',
    async () => {
      const work = converted('4k.mp4', { budget: () => 150 });
      await expect(work).rejects.toMatchObject({ code: 'fileConversionTooSlow' });
    },
    SLOW,
  );

  test(
    'an aborted one ends with the reason it was given',
    async () => {
      const stop = new AbortController();
      const reason = new Error('the server is stopping');
      const work = converted('4k.mp4', {
        signal: stop.signal,
        onProgress: () => stop.abort(reason),
      });
      await expect(work).rejects.toBe(reason);
    },
    SLOW,
  );

  test('progress never goes backwards and ends below the whole', async () => {
    const told: number[] = [];
    await converted('quiet.mp4', { onProgress: (done) => told.push(done) });
    expect(told.length).toBeGreaterThan(2);
    expect([...told].sort((a, b) => a - b)).toEqual(told);
    expect(Math.max(...told)).toBeLessThanOrEqual(1);
  });
});

const samples = process.env.BANGTIN_SAMPLE_CLIPS;
describe.runIf(samples)('clips of real devices, where a folder of them is given', async () => {
  const names = samples
    ? (await fs.readdir(samples)).filter((name) => /\.(mp4|mov|mkv|webm)$/i.test(name))
    : [];
  test.each(names)(
    '%s comes out in the house profile',
    async (name) => {
      const made = await convertFile(path.join(samples!, name), name);
      if (made.kind !== 'video') return;
      const video = rendition(made, 'video');
      await expectHouseProfile(video, Math.round((video.ms! * 30) / 1000));
    },
    SLOW,
  );
});
