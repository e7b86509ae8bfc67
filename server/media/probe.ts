/**
 * What ffprobe tells of a file, parsed into our own words. Pure. ffprobe is asked for JSON, because
 * in its line formats a title with a newline in it could pass for a field of its own.
 */
import { z } from 'zod';

/** ffprobe writes most numbers as text and leaves out what it does not know, or says `N/A`. */
const Numeric = z
  .union([z.number(), z.string()])
  .transform((value) => Number(value))
  .transform((value) => (Number.isFinite(value) ? value : null))
  .nullish()
  .transform((value) => value ?? null);
const Ratio = z
  .string()
  .nullish()
  .transform((text) => {
    const [above, below] = (text ?? '').split(/[:/]/).map(Number);
    return above && below ? above / below : null;
  });
const Word = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) =>
    value === null || value === undefined || value === 'unknown' ? null : String(value),
  );

const Stream = z.object({
  index: z.int(),
  codec_type: Word,
  codec_name: Word,
  profile: Word,
  level: Numeric,
  width: Numeric,
  height: Numeric,
  pix_fmt: Word,
  color_range: Word,
  color_space: Word,
  color_transfer: Word,
  sample_aspect_ratio: Ratio,
  field_order: Word,
  time_base: Ratio,
  duration: Numeric,
  sample_rate: Numeric,
  channels: Numeric,
  disposition: z.object({ default: z.number(), attached_pic: z.number() }).optional(),
  side_data_list: z
    .array(z.object({ side_data_type: z.string().optional(), rotation: Numeric }))
    .optional(),
});
const Report = z.object({
  streams: z.array(Stream).default([]),
  format: z.object({ duration: Numeric, start_time: Numeric }),
});

/** The fields of Report and nothing else: no tags, which are whatever an uploader wrote. */
export const probeArguments = [
  '-print_format',
  'json',
  '-show_entries',
  'stream=index,codec_type,codec_name,profile,level,width,height,pix_fmt,color_range,color_space,' +
    'color_transfer,sample_aspect_ratio,field_order,time_base,' +
    'duration,sample_rate,channels:stream_disposition=default,attached_pic' +
    ':stream_side_data=side_data_type,rotation:format=duration,start_time',
] as const;

export type ProbedPicture = {
  readonly index: number;
  readonly codec: string;
  readonly profile: string | null;
  readonly level: number | null;
  /** as stored, before rotation and pixel shape are applied */
  readonly width: number;
  readonly height: number;
  readonly pixelFormat: string | null;
  readonly range: 'limited' | 'full' | null;
  readonly matrix: string | null;
  readonly transfer: string | null;
  /** width of a pixel to its height; 1 when nothing is said */
  readonly pixelAspect: number;
  readonly interlaced: boolean;
  readonly secondsPerTick: number | null;
  readonly seconds: number | null;
  /** quarter turns or mirroring that a player applies; null when there are none */
  readonly turned: { readonly degrees: number } | null;
};
export type ProbedSound = {
  readonly index: number;
  readonly codec: string;
  readonly profile: string | null;
  readonly sampleRate: number | null;
  readonly channels: number | null;
  readonly secondsPerTick: number | null;
  readonly seconds: number | null;
};
export type Probe = {
  /** the first moving picture, cover art left out */
  readonly picture: ProbedPicture | null;
  /** the default sound track, else the first */
  readonly sound: ProbedSound | null;
  readonly seconds: number | null;
  readonly startSeconds: number;
};

export function parseProbe(json: unknown): Probe {
  const { streams, format } = Report.parse(json);
  const preferred = (type: string) => {
    const candidates = streams.filter(
      (s) => s.codec_type === type && s.codec_name !== null && !s.disposition?.attached_pic,
    );
    return candidates.find((s) => s.disposition?.default) ?? candidates[0];
  };
  const picture = preferred('video');
  const sound = preferred('audio');
  const matrix = picture?.side_data_list?.find((s) => s.side_data_type === 'Display Matrix');
  return {
    picture:
      picture?.width && picture.height
        ? {
            index: picture.index,
            codec: picture.codec_name!,
            profile: picture.profile,
            level: picture.level,
            width: picture.width,
            height: picture.height,
            pixelFormat: picture.pix_fmt,
            range: rangeOf(picture.color_range, picture.pix_fmt),
            matrix: picture.color_space,
            transfer: picture.color_transfer,
            pixelAspect: picture.sample_aspect_ratio ?? 1,
            interlaced: ['tt', 'bb', 'tb', 'bt'].includes(picture.field_order ?? ''),
            secondsPerTick: picture.time_base,
            seconds: picture.duration,
            turned: matrix === undefined ? null : { degrees: matrix.rotation ?? 0 },
          }
        : null,
    sound:
      sound === undefined
        ? null
        : {
            index: sound.index,
            codec: sound.codec_name!,
            profile: sound.profile,
            sampleRate: sound.sample_rate,
            channels: sound.channels,
            secondsPerTick: sound.time_base,
            seconds: sound.duration,
          },
    seconds: format.duration,
    startSeconds: format.start_time ?? 0,
  };
}

/** The deprecated `yuvj…` formats are full range whatever the field says. */
function rangeOf(range: string | null, pixelFormat: string | null): 'limited' | 'full' | null {
  if (pixelFormat?.startsWith('yuvj') || range === 'pc') return 'full';
  return range === 'tv' ? 'limited' : null;
}
