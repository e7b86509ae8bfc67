/**
 * Clips for tests, made with ffmpeg when they are first asked for and kept until `dispose`. Each is
 * as short and small as its purpose allows. `look` reads finished clips back.
 */
import { execFile } from 'node:child_process';
import fs from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { crc32 } from 'node:zlib';
import sharp from 'sharp';

const run = promisify(execFile);
export const programs = {
  ffmpeg: process.env.FFMPEG_PATH ?? '/usr/bin/ffmpeg',
  ffprobe: process.env.FFPROBE_PATH ?? '/usr/bin/ffprobe',
};

const fast = ['-preset', 'ultrafast'];
const bt709 = '-color_range tv -colorspace bt709 -color_trc bt709 -color_primaries bt709'.split(
  ' ',
);
/** a 1 kHz tone in both channels is as loud in LUFS as its level in dBFS */
const tone = (lufs: number, seconds: number) => [
  '-f',
  'lavfi',
  '-i',
  `aevalsrc='${10 ** (lufs / 20)}*sin(2*PI*1000*t)|${10 ** (lufs / 20)}*sin(2*PI*1000*t)':s=48000:d=${seconds}`,
];
const picture = (source: string) => ['-f', 'lavfi', '-i', source];
const house = (group: number) =>
  `-c:v libx264 -profile:v high -level 4.0 -pix_fmt yuv420p -g ${group} -keyint_min ${group} -sc_threshold 0`.split(
    ' ',
  );
const aac = '-c:a aac -b:a 128k -ar 48000 -ac 2'.split(' ');

/** What ffmpeg makes directly: the arguments before the output's name. */
const recipes = {
  /** house profile already, -18 LUFS */
  'conforming.mp4': [
    ...picture('testsrc2=s=640x360:r=30:d=3'),
    ...tone(-18, 3),
    ...house(30),
    ...bt709,
    ...aac,
    '-movflags',
    '+faststart',
  ],
  /** as above but far too quiet: its picture is fine */
  'quiet.mp4': [
    ...picture('testsrc2=s=640x360:r=30:d=3'),
    ...tone(-35, 3),
    ...house(30),
    ...bt709,
    ...aac,
  ],
  /** a key frame only at its start */
  'sparse-keys.mp4': [
    ...picture('testsrc2=s=320x180:r=30:d=4'),
    ...tone(-18, 4),
    ...house(300),
    ...bt709,
    ...aac,
  ],
  /** a screen recording: odd size, frames at irregular times, no sound */
  'screen.mkv': [
    ...picture('testsrc2=s=851x479:r=60:d=3'),
    '-vf',
    "select='not(mod(n,7))+not(mod(n,11))'",
    '-c:v',
    'libx264',
    ...fast,
    '-pix_fmt',
    'yuv444p',
  ],
  /** pixels twice as wide as high: a circle is stored as an upright ellipse */
  'wide-pixels.mp4': [
    ...picture('testsrc2=s=320x360:r=30:d=1'),
    '-vf',
    'setsar=2',
    '-c:v',
    'libx264',
    ...fast,
    '-pix_fmt',
    'yuv420p',
  ],
  'soundless.mp4': [...picture('testsrc2=s=320x180:r=25:d=2'), ...house(50)],
  'sound-only.m4a': [
    '-f',
    'lavfi',
    '-i',
    'sine=frequency=440:r=44100:d=3',
    '-ac',
    '1',
    '-c:a',
    'aac',
  ],
  'silent.mp4': [
    ...picture('testsrc2=s=320x180:r=30:d=2'),
    '-f',
    'lavfi',
    '-i',
    'anullsrc=r=48000:cl=stereo:d=2',
    ...house(30),
    ...bt709,
    ...aac,
    '-shortest',
  ],
  /** two languages; the second is the default one */
  'two-tracks.mkv': [
    ...picture('testsrc2=s=320x180:r=30:d=2'),
    ...tone(-30, 2),
    ...tone(-24, 2),
    '-map',
    '0',
    '-map',
    '1',
    '-map',
    '2',
    '-disposition:a:0',
    '0',
    '-disposition:a:1',
    'default',
    '-c:v',
    'libx264',
    ...fast,
    '-c:a',
    'libopus',
  ],
  /** sound goes on after the picture has ended */
  'long-sound.mp4': [
    ...picture('testsrc2=s=320x180:r=30:d=1'),
    ...tone(-18, 3),
    ...house(30),
    ...bt709,
    ...aac,
  ],
  /** loud with peaks at full scale and a quiet rest: gain alone would clip */
  'peaky.wav': [
    '-f',
    'lavfi',
    '-i',
    "aevalsrc='if(lt(mod(t,3),0.01),0.98,0.03)*sin(2*PI*997*t)':s=48000:d=6",
    '-ac',
    '2',
  ],
  '4k.mp4': [
    ...picture('testsrc2=s=3840x2160:r=60:d=0.2'),
    '-c:v',
    'libx265',
    ...fast,
    '-x265-params',
    'log-level=error',
    '-pix_fmt',
    'yuv420p10le',
    '-tag:v',
    'hvc1',
  ],
  /** high dynamic range: mid grey in PQ, BT.2020 */
  'hdr.mp4': [
    ...picture('color=c=0x808080:s=320x180:r=30:d=1'),
    '-vf',
    'format=yuv420p10le',
    '-c:v',
    'libx265',
    ...fast,
    '-x265-params',
    'log-level=error:colorprim=bt2020:transfer=smpte2084:colormatrix=bt2020nc:range=limited',
    '-color_primaries',
    'bt2020',
    '-color_trc',
    'smpte2084',
    '-colorspace',
    'bt2020nc',
    '-tag:v',
    'hvc1',
  ],
  /** full range, as cameras record it: black is 0, white is 255 */
  'full-range.mp4': [
    ...picture('color=c=white:s=320x180:r=30:d=1'),
    '-vf',
    'scale=out_range=pc:out_color_matrix=bt601,format=yuvj420p',
    '-color_range',
    'pc',
    '-colorspace',
    'bt470bg',
    ...house(30),
    '-pix_fmt',
    'yuvj420p',
  ],
  'interlaced.mpg': [
    ...picture('testsrc2=s=720x576:r=50:d=1'),
    '-vf',
    'interlace',
    '-c:v',
    'mpeg2video',
    '-flags',
    '+ildct+ilme',
    '-b:v',
    '4M',
  ],
  'photo.jpg': [...picture('testsrc2=s=640x480'), '-frames:v', '1'],
  'drawing.png': [...picture('testsrc2=s=300x200'), '-frames:v', '1'],
} as const satisfies Record<string, readonly string[]>;

/** What is written by hand, or made of another clip. */
const made: Readonly<Record<string, (clips: Clips, file: string) => Promise<void>>> = {
  /** a phone held upright: HEVC, 10 bit, stored lying; shown red above, blue below */
  'upright.mp4': async (_, file) => {
    await ffmpeg([
      ...picture('color=c=red:s=320x360:r=30:d=1'),
      ...picture('color=c=blue:s=320x360:r=30:d=1'),
      ...tone(-30, 1),
      '-filter_complex',
      '[0][1]hstack',
      '-c:v',
      'libx265',
      ...fast,
      '-x265-params',
      'log-level=error',
      '-pix_fmt',
      'yuv420p10le',
      '-tag:v',
      'hvc1',
      ...aac,
      file,
    ]);
    await turnClockwise(file);
  },
  /** its index stands first, so that it opens; its end is missing */
  'cut.mp4': async (clips, file) => {
    const bytes = await fs.readFile(await clips.file('conforming.mp4'));
    await fs.writeFile(file, bytes.subarray(0, Math.floor(bytes.length * 0.6)));
  },
  /** its index would stand at the end, which is missing */
  'cut-index.mp4': async (clips, file) => {
    const bytes = await fs.readFile(await clips.file('quiet.mp4'));
    await fs.writeFile(file, bytes.subarray(0, Math.floor(bytes.length * 0.6)));
  },
  'cut.jpg': async (clips, file) => {
    const bytes = await fs.readFile(await clips.file('photo.jpg'));
    await fs.writeFile(file, bytes.subarray(0, Math.floor(bytes.length * 0.5)));
  },
  /** a bad card: one byte in three hundred of the picture is wrong, in the same places each time */
  'flipped.mp4': async (clips, file) => {
    const bytes = await fs.readFile(await clips.file('conforming.mp4'));
    const data = bytes.indexOf('mdat') + 64;
    for (let at = data; at < bytes.length; at += 307) bytes[at] = bytes[at]! ^ 0x55;
    await fs.writeFile(file, bytes);
  },
  'poem.mp4': (_, file) =>
    fs.writeFile(file, 'Trường làng tôi cây xanh lá vây quanh\n'.repeat(200)),
  /** asks whoever plays it to open another file */
  'playlist.mp4': async (clips, file) =>
    fs.writeFile(
      file,
      `#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:3\n#EXTINF:3,\nfile://${await clips.file('conforming.mp4')}\n#EXT-X-ENDLIST\n`,
    ),
  'concat.mp4': async (clips, file) =>
    fs.writeFile(file, `ffconcat version 1.0\nfile '${await clips.file('conforming.mp4')}'\n`),
  'empty.mp4': (_, file) => fs.writeFile(file, ''),
  'png-inside.jpg': async (clips, file) => fs.copyFile(await clips.file('drawing.png'), file),
  /** a few bytes that claim 3.6 thousand million points */
  'bomb.png': (_, file) => fs.writeFile(file, hugePng(60_000, 60_000)),
  'phone.heic': (_, file) => fs.writeFile(file, Buffer.concat([ftyp('heic'), Buffer.alloc(4096)])),
  'letter.pdf': (_, file) => fs.writeFile(file, '%PDF-1.7\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\n'),
  /** upright by its EXIF, wide gamut aside: red above, blue below when shown */
  'turned.jpg': async (_, file) => {
    const half = (background: string) =>
      sharp({ create: { width: 200, height: 300, channels: 3, background } })
        .png()
        .toBuffer();
    await sharp({ create: { width: 400, height: 300, channels: 3, background: 'white' } })
      .composite([
        { input: await half('red'), left: 0, top: 0 },
        { input: await half('blue'), left: 200, top: 0 },
      ])
      .withExif({ IFD0: { Copyright: 'Nhà trường' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toFile(file);
  },
};

export type Clips = {
  readonly dir: string;
  /** the path of a clip by its name */
  file(name: keyof typeof recipes | (string & {})): Promise<string>;
  dispose(): Promise<void>;
};

export async function openClips(): Promise<Clips> {
  const dir = await fs.mkdtemp(path.join(tmpdir(), 'bang-tin-clips-'));
  const files = new Map<string, Promise<string>>();
  const make = async (name: string): Promise<string> => {
    const file = path.join(dir, name);
    const recipe = (recipes as Readonly<Record<string, readonly string[]>>)[name];
    if (recipe !== undefined) await ffmpeg([...recipe, file]);
    else if (made[name] !== undefined) await made[name](clips, file);
    else throw new Error(`there is no clip named ${name}`);
    return file;
  };
  const clips: Clips = {
    dir,
    file(name) {
      const file = files.get(name) ?? make(name);
      files.set(name, file);
      return file;
    },
    dispose: () => fs.rm(dir, { recursive: true, force: true }),
  };
  return clips;
}

async function ffmpeg(args: readonly string[]): Promise<void> {
  await run(programs.ffmpeg, ['-hide_banner', '-nostdin', '-loglevel', 'error', '-y', ...args]);
}

/** Sets the first track's matrix to a quarter turn clockwise (ISO 14496-12, 8.3.2). */
async function turnClockwise(file: string): Promise<void> {
  const bytes = await fs.readFile(file);
  const header = bytes.indexOf('tkhd') + 4;
  const matrix = header + (bytes[header] === 1 ? 52 : 40);
  const one = 0x10000;
  [0, one, 0, -one, 0, 0, 0, 0, 0x40000000].forEach((value, i) => {
    bytes.writeInt32BE(value, matrix + i * 4);
  });
  await fs.writeFile(file, bytes);
}

function ftyp(brand: string): Buffer {
  const box = Buffer.alloc(24);
  box.writeUInt32BE(24, 0);
  box.write(`ftyp${brand}`, 4, 'latin1');
  box.write(`mif1${brand}`, 16, 'latin1');
  return box;
}

function hugePng(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflated), chunk('IEND')]);
}
const deflated = Buffer.from('789c6300010000050001', 'hex');

function chunk(type: string, data: Buffer = Buffer.alloc(0)): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(8 + body.length);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), 4 + body.length);
  return framed;
}

// ── reading back ────────────────────────────────────────────────────────────────────────────────

export type Stream = Readonly<Record<string, string | number | undefined>>;

/** Streams of a file as ffprobe tells them. */
export async function streamsOf(file: string): Promise<Stream[]> {
  const args = ['-v', 'error', '-show_streams', '-of', 'json', file];
  const { stdout } = await run(programs.ffprobe, args);
  return (JSON.parse(stdout) as { streams: Stream[] }).streams;
}

/** Times of each packet of a stream (`v` or `a`), s, with its flags. */
export async function packetsOf(
  file: string,
  stream: 'v' | 'a',
): Promise<{ pts: number; duration: number; key: boolean }[]> {
  const { stdout } = await run(
    programs.ffprobe,
    [
      ...['-v', 'error', '-select_streams', stream, '-show_entries'],
      ...['packet=pts_time,duration_time,flags', '-of', 'json', file],
    ],
    { maxBuffer: 64 * 1024 * 1024 },
  );
  const { packets } = JSON.parse(stdout) as {
    packets: { pts_time: string; duration_time: string; flags: string }[];
  };
  return packets.map((p) => ({
    pts: Number(p.pts_time),
    duration: Number(p.duration_time),
    key: p.flags.startsWith('K'),
  }));
}

export type Rgb = { readonly r: number; readonly g: number; readonly b: number };

/** The colour at a place of a clip's frame or of a picture; x and y from 0 to 1. */
export async function colourAt(file: string, x: number, y: number, seconds = 0.3): Promise<Rgb> {
  const image = /\.(mp4|mkv)$/.test(file) ? await frameOf(file, seconds) : file;
  const { data, info } = await sharp(image)
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const at =
    (Math.floor(y * (info.height - 1)) * info.width + Math.floor(x * (info.width - 1))) *
    info.channels;
  return { r: data[at]!, g: data[at + 1]!, b: data[at + 2]! };
}

/** A frame as PNG. */
async function frameOf(file: string, seconds: number): Promise<Buffer> {
  const { stdout } = await run(
    programs.ffmpeg,
    [
      ...['-v', 'error', '-ss', String(seconds), '-i', file, '-frames:v', '1'],
      ...['-c:v', 'png', '-f', 'image2pipe', '-'],
    ],
    { encoding: 'buffer', maxBuffer: 64 * 1024 * 1024 },
  );
  return stdout;
}

/** Integrated loudness (LUFS) and true peak (dBTP), as ffmpeg measures them. */
export async function loudnessOf(file: string): Promise<{ lufs: number; truePeak: number }> {
  const { stderr } = await run(programs.ffmpeg, [
    ...['-hide_banner', '-nostats', '-i', file, '-map', '0:a:0'],
    ...['-filter:a', 'ebur128=peak=true:framelog=verbose', '-f', 'null', '-'],
  ]);
  const summary = stderr.slice(stderr.lastIndexOf('Summary:'));
  const decibels = (found: RegExpExecArray | null) =>
    found?.[1] === '-inf' ? Number.NEGATIVE_INFINITY : Number(found?.[1]);
  return {
    lufs: decibels(/I:\s+(\S+) LUFS/.exec(summary)),
    truePeak: decibels(/Peak:\s+(\S+) dBFS/.exec(summary)),
  };
}

/** Decodes everything; answers what ffmpeg complained about, '' when nothing. */
export async function complaintsAbout(file: string): Promise<string> {
  const { stderr } = await run(programs.ffmpeg, ['-v', 'warning', '-i', file, '-f', 'null', '-']);
  return stderr;
}
