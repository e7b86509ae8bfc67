import { describe, expect, test } from 'vitest';
import type { Rhythm } from './packets.ts';
import type { ProbedPicture, ProbedSound } from './probe.ts';
import { type Examined, plan, uprightSize } from './recipe.ts';

const picture: ProbedPicture = {
  index: 0,
  codec: 'h264',
  profile: 'High',
  level: 40,
  width: 1920,
  height: 1080,
  pixelFormat: 'yuv420p',
  range: 'limited',
  matrix: 'bt709',
  transfer: 'bt709',
  pixelAspect: 1,
  interlaced: false,
  secondsPerTick: 1 / 15_360,
  seconds: 10,
  turned: null,
};
const sound: ProbedSound = {
  index: 1,
  codec: 'aac',
  profile: 'LC',
  sampleRate: 48_000,
  channels: 2,
  secondsPerTick: 1 / 48_000,
  seconds: 10,
};
const pictureRhythm: Rhythm = {
  packets: 300,
  first: 0,
  end: 300 * 512,
  firstIsKey: true,
  longestGroup: 15_360,
  openGroups: false,
  step: { least: 512, most: 512 },
};
const soundRhythm: Rhythm = {
  packets: 470,
  first: -1024,
  end: 480_000,
  firstIsKey: true,
  longestGroup: 1024,
  openGroups: false,
  step: { least: 1024, most: 1024 },
};

type Change = {
  picture?: Partial<ProbedPicture> | null;
  sound?: Partial<ProbedSound> | null;
  pictureRhythm?: Partial<Rhythm>;
  soundRhythm?: Partial<Rhythm>;
  loudness?: Examined['loudness'];
};
function examined(change: Change = {}): Examined {
  const withPicture = change.picture !== null;
  const withSound = change.sound !== null;
  return {
    probe: {
      picture: withPicture ? { ...picture, ...change.picture } : null,
      sound: withSound ? { ...sound, ...change.sound } : null,
      seconds: 10,
      startSeconds: 0,
    },
    pictureRhythm: withPicture ? { ...pictureRhythm, ...change.pictureRhythm } : null,
    soundRhythm: withSound ? { ...soundRhythm, ...change.soundRhythm } : null,
    loudness: withSound ? (change.loudness ?? { lufs: -18, truePeakDb: -3 }) : null,
  };
}

describe('what is to be done with a clip', () => {
  test('a conforming clip is copied', () => {
    expect(plan(examined())).toEqual({
      kind: 'video',
      picture: { do: 'copy' },
      sound: { do: 'copy' },
      frames: 300,
    });
  });

  const reasons: [string, Change][] = [
    ['another codec', { picture: { codec: 'hevc' } }],
    ['a profile screens do not decode', { picture: { profile: 'High 10' } }],
    ['a level above 4.0', { picture: { level: 51 } }],
    ['larger than 1080p', { picture: { width: 3840, height: 2160 } }],
    ['too tall for its width', { picture: { width: 1200, height: 1200 } }],
    ['ten bits', { picture: { pixelFormat: 'yuv420p10le' } }],
    ['full range', { picture: { range: 'full' } }],
    ['another colour matrix', { picture: { matrix: 'bt470bg' } }],
    ['an untold matrix in a small picture', { picture: { matrix: null, width: 640, height: 480 } }],
    ['high dynamic range', { picture: { transfer: 'smpte2084' } }],
    ['wide pixels', { picture: { pixelAspect: 4 / 3 } }],
    ['interlaced', { picture: { interlaced: true } }],
    ['turned', { picture: { turned: { degrees: -90 } } }],
    ['mirrored', { picture: { turned: { degrees: 0 } } }],
    ['25 frames a second', { pictureRhythm: { step: { least: 614, most: 615 } } }],
    ['uneven frames', { pictureRhythm: { step: { least: 256, most: 1024 } } }],
    ['key frames five seconds apart', { pictureRhythm: { longestGroup: 5 * 15_360 } }],
    ['open groups', { pictureRhythm: { openGroups: true } }],
    ['a start without a key frame', { pictureRhythm: { firstIsKey: false } }],
    [
      'a picture that starts late',
      { picture: { seconds: 9 }, pictureRhythm: { first: 15_360, packets: 270 } },
    ],
    ['sound that outlasts the picture', { soundRhythm: { end: 12 * 48_000 } }],
  ];
  test.each(reasons)('%s: the picture is encoded', (_, change) => {
    expect(plan(examined(change))).toMatchObject({ picture: { do: 'encode' } });
  });

  const soundReasons: [string, Change][] = [
    ['another codec', { sound: { codec: 'mp3' } }],
    ['HE-AAC', { sound: { profile: 'HE-AAC' } }],
    ['44.1 kHz', { sound: { sampleRate: 44_100 } }],
    ['mono', { sound: { channels: 1 } }],
    ['too quiet', { loudness: { lufs: -25, truePeakDb: -9 } }],
    ['peaks over the limit', { loudness: { lufs: -18, truePeakDb: 0 } }],
    ['sound that ends early', { sound: { seconds: 9 }, soundRhythm: { end: 9 * 48_000 } }],
    ['sound that starts late', { soundRhythm: { first: 24_000 } }],
  ];
  test.each(soundReasons)('%s: only the sound is encoded', (_, change) => {
    expect(plan(examined(change))).toMatchObject({
      picture: { do: 'copy' },
      sound: { do: 'encode' },
    });
  });

  test('without sound there is a silent track of the picture’s length', () => {
    expect(plan(examined({ sound: null }))).toMatchObject({
      picture: { do: 'copy' },
      sound: { do: 'silence' },
      frames: 300,
    });
  });

  test('sound alone is an audio clip', () => {
    expect(plan(examined({ picture: null }))).toEqual({
      kind: 'audio',
      sound: { do: 'copy' },
      seconds: 10,
    });
  });

  test('high dynamic range asks for tone mapping, told where it comes from', () => {
    const hdr = { transfer: 'arib-std-b67', matrix: 'bt2020nc', pixelFormat: 'yuv420p10le' };
    expect(plan(examined({ picture: hdr }))).toMatchObject({
      picture: { toneMap: { transfer: 'arib-std-b67', matrix: 'bt2020nc' } },
    });
  });
});

describe('what is refused before anything is encoded', () => {
  test('neither picture nor sound', () => {
    expect(plan(examined({ picture: null, sound: null }))).toMatchObject({ code: 'fileNoMedia' });
  });
  test('packets that end clearly before the header says', () => {
    const cut = { pictureRhythm: { end: 150 * 512 } };
    expect(plan(examined(cut))).toMatchObject({ code: 'fileTruncated' });
    const none = { ...examined(), pictureRhythm: null };
    expect(plan(none)).toMatchObject({ code: 'fileTruncated' });
  });
  test('a few frames short of the header is how many encoders write', () => {
    const nearly = { pictureRhythm: { end: 295 * 512 }, soundRhythm: { end: 9.8 * 48_000 } };
    expect(plan(examined(nearly)).kind).toBe('video');
  });
  test('longer than two hours, with both lengths in the sentence', () => {
    const long = {
      pictureRhythm: { end: 9_000 * 15_360 },
      soundRhythm: { end: 9_000 * 48_000 },
    };
    expect(plan(examined(long))).toEqual({
      kind: 'refuse',
      code: 'fileTooLong',
      params: { length: '2:30:00', limit: '2:00:00' },
    });
  });
  test('a picture of absurd size', () => {
    expect(plan(examined({ picture: { width: 30_000, height: 30_000 } }))).toMatchObject({
      code: 'filePictureTooLarge',
    });
  });
});

describe('the size as shown', () => {
  const size = (width: number, height: number, pixelAspect = 1, degrees: number | null = null) =>
    uprightSize({
      width,
      height,
      pixelAspect,
      turned: degrees === null ? null : { degrees },
    });
  test.each([
    ['1080p stays', size(1920, 1080), 1920, 1080],
    ['4K is halved', size(3840, 2160), 1920, 1080],
    ['a phone held upright', size(1920, 1080, 1, -90), 1080, 1920],
    ['upside down keeps its shape', size(1280, 720, 1, 180), 1280, 720],
    ['4K held upright', size(3840, 2160, 1, 90), 1080, 1920],
    ['a small clip is not enlarged', size(320, 240), 320, 240],
    ['odd sides become even', size(851, 479), 852, 480],
    ['PAL widescreen', size(720, 576, 64 / 45), 1024, 576],
    ['pixels higher than wide', size(1440, 1080, 0.5), 1080, 1620],
    ['a wide strip', size(5000, 100), 1920, 38],
    ['a line is still a picture', size(4000, 1), 1920, 2],
  ])('%s', (_, actual, width, height) => {
    expect(actual).toEqual({ width, height });
  });
});
