/**
 * Plans as arguments for ffmpeg. Pure; every flag says why it is there.
 */
import { house } from './house.ts';
import { demuxers } from './kinds.ts';
import { levellingFilters } from './loudness.ts';
import type { PictureWork, Plan, Size, SoundWork } from './recipe.ts';

export type Output = { readonly options: readonly string[]; readonly path: string };
/** One run of ffmpeg: options, the input, then outputs each with its own options. */
export type Command = {
  readonly before: readonly string[];
  readonly input: string;
  readonly outputs: readonly Output[];
};

/** Threads for decoding and for encoding: the machine also serves. */
const THREADS = '2';

/** A file that makes ffmpeg open another file or an address is refused by these. */
export const onlyThisFile: readonly string[] = [
  '-protocol_whitelist',
  'file',
  '-format_whitelist',
  demuxers,
];

const quiet = ['-hide_banner', '-nostdin', '-nostats'];
const careful: readonly string[] = [
  ...onlyThisFile,
  // a few bytes can claim a picture of gigabytes
  '-max_pixels',
  String(house.mostClipPixels),
  '-threads',
  THREADS,
  // a frame in ten that can't be decoded is damage (exit code 69), less is an old phone
  '-max_error_rate',
  '0.1',
];
/** Lines `out_time_us=…` twice a second; unlike the status line they are made to be parsed. */
const telling = ['-progress', 'pipe:2', '-stats_period', '0.5'];

// Nothing of the uploader's names, places and devices leaves; the same input gives the same bytes.
const anonymous = [
  '-map_metadata',
  '-1',
  '-map_chapters',
  '-1',
  '-fflags',
  '+bitexact',
  '-flags:v',
  '+bitexact',
  '-flags:a',
  '+bitexact',
];

/**
 * empty_moov, default_base_moof: what Media Source Extensions take.
 * frag_keyframe: a fragment a key frame, so that playing can start at each.
 * delay_moov: the header waits for the first packets, so that edit lists can say that AAC begins
 *   with 21 ms of priming and that the first picture is decoded two frames before it is shown. Without
 *   them the picture would start late. Chromium heeds them both in Media Source and in `src`; signed
 *   offsets instead of an edit (`negative_cts_offsets`) begin 67 ms late in `src`.
 * global_sidx: one index at the start, by which a player finds the bytes of a moment.
 */
const fragmented = '+empty_moov+default_base_moof+delay_moov+global_sidx';

/** First pass: loudness of the sound as it will be after the change to the house's channels. */
export function measureCommand(input: string, soundIndex: number): Command {
  return {
    // the summary comes at level info
    before: [...quiet, '-loglevel', 'info', ...telling, ...careful],
    input,
    outputs: [
      {
        options: [
          '-map',
          `0:${soundIndex}`,
          '-filter:a',
          `${houseSound},ebur128=peak=true:framelog=verbose`,
          '-f',
          'null',
        ],
        path: '-',
      },
    ],
  };
}

const houseSound =
  // async: holes in the sound become silence of the same length, so that lips stay with words
  `aresample=${house.audio.sampleRate}:async=1:first_pts=0,` +
  'aformat=sample_fmts=fltp:channel_layouts=stereo';

/**
 * The second pass. `output` is an .mp4 or .m4a. HDR clips need ffmpeg's zscale: `toneMapping` says
 * whether it is there; without it they come out pale, which is better than not at all.
 */
export function convertCommand(
  input: string,
  streams: { readonly picture: number | null; readonly sound: number | null },
  plan: Exclude<Plan, { kind: 'refuse' }>,
  toneMapping: boolean,
  output: string,
): Command {
  const seconds = plan.kind === 'video' ? plan.frames / house.video.framesPerSecond : plan.seconds;
  const options = [
    ...(plan.kind === 'video'
      ? ['-map', `0:${streams.picture}`, ...pictureOptions(plan.picture, toneMapping)]
      : []),
    ...soundOptions(plan.sound, streams.sound),
    // picture and sound end together
    '-t',
    seconds.toFixed(6),
    ...anonymous,
    // packets of a stream that starts late must not fail the run
    '-max_muxing_queue_size',
    '4096',
    ...(plan.kind === 'video'
      ? [
          '-movflags',
          `${fragmented}+frag_keyframe`,
          '-video_track_timescale',
          `${house.video.timescale}`,
        ]
      : // sound has a key frame in every packet: a fragment a second
        ['-movflags', fragmented, '-frag_duration', '1000000']),
    '-f',
    'mp4',
  ];
  return {
    before: [...quiet, '-loglevel', 'error', ...telling, ...careful],
    input,
    outputs: [{ options, path: output }],
  };
}

function pictureOptions(work: PictureWork, toneMapping: boolean): string[] {
  if (work.do === 'copy') {
    return [
      '-codec:v',
      'copy',
      // many encoders leave unsaid what every player assumes; players assume it differently
      '-bsf:v',
      'h264_metadata=colour_primaries=1:transfer_characteristics=1:matrix_coefficients=1:video_full_range_flag=0',
    ];
  }
  const { level, framesPerSecond, keyFrameSeconds, quality, peakKilobits } = house.video;
  const group = String(framesPerSecond * keyFrameSeconds);
  return [
    '-filter:v',
    pictureFilters(work, toneMapping).join(','),
    '-codec:v',
    'libx264',
    // a third of the time of `medium` for a tenth more bytes: two cores serve a province
    '-preset',
    'veryfast',
    '-profile:v',
    'high',
    '-level:v',
    (level / 10).toFixed(1),
    '-pix_fmt',
    'yuv420p',
    // even quality, bounded so that no scene stalls a school's line or a Pi's decoder
    '-crf',
    String(quality),
    '-maxrate',
    `${peakKilobits}k`,
    '-bufsize',
    `${peakKilobits * 2}k`,
    // key frames exactly each second and nowhere else, each group closed: fragments stand alone
    '-g',
    group,
    '-keyint_min',
    group,
    '-sc_threshold',
    '0',
    '-flags:v',
    '+cgop',
    '-color_range',
    'tv',
    '-colorspace',
    'bt709',
    '-color_trc',
    'bt709',
    '-color_primaries',
    'bt709',
    '-threads:v',
    THREADS,
  ];
}

/** ffmpeg has turned the picture upright before the first of these. */
function pictureFilters(
  work: Extract<PictureWork, { do: 'encode' }>,
  toneMapping: boolean,
): string[] {
  const size = `w=${work.size.width}:h=${work.size.height}`;
  const shape =
    work.toneMap !== null && toneMapping
      ? [
          // smaller first: what follows is slow
          `scale=${size}:flags=bicubic`,
          // linear light, with what the source says of itself made explicit
          `zscale=tin=${work.toneMap.transfer}:min=${zscaleMatrix(work.toneMap.matrix)}:pin=2020:rin=${work.from.range}:t=linear:npl=203`,
          'format=gbrpf32le',
          'zscale=p=bt709',
          'tonemap=tonemap=hable:desat=0',
          'zscale=t=bt709:m=bt709:r=tv',
        ]
      : [
          `scale=${size}:flags=bicubic+accurate_rnd:in_color_matrix=${work.from.matrix}:in_range=${work.from.range}:out_color_matrix=bt709:out_range=tv`,
        ];
  return [
    // only fields that are marked as interlaced; phones mark nothing
    ...(work.deinterlace ? ['bwdif=mode=send_frame:deint=interlaced'] : []),
    // even spacing: frames doubled or dropped, from the very start of the clip
    `fps=${house.video.framesPerSecond}:start_time=0`,
    ...shape,
    'setsar=1',
    'format=yuv420p',
    // sound that lasts longer keeps its last picture (`-t` ends it)
    'tpad=stop=-1:stop_mode=clone',
  ];
}

const zscaleMatrix = (matrix: string): string => (matrix === 'bt2020c' ? '2020_cl' : '2020_ncl');

function soundOptions(work: SoundWork, index: number | null): string[] {
  const { sampleRate, kilobits, channels } = house.audio;
  const aac = [
    '-codec:a',
    'aac',
    '-profile:a',
    'aac_low',
    '-b:a',
    `${kilobits}k`,
    '-ar',
    String(sampleRate),
    '-ac',
    String(channels),
  ];
  switch (work.do) {
    case 'copy':
      return ['-map', `0:${index}`, '-codec:a', 'copy'];
    case 'silence':
      // every clip has a sound track, so that all of them fit one SourceBuffer
      return [
        '-filter_complex',
        `anullsrc=sample_rate=${sampleRate}:channel_layout=stereo[silence]`,
        '-map',
        '[silence]',
        ...aac,
      ];
    case 'encode':
      return [
        '-map',
        `0:${index}`,
        '-filter:a',
        [houseSound, ...levellingFilters(work.levelling), 'apad'].join(','),
        ...aac,
      ];
  }
}

/** The sound of a finished clip on its own, untouched. */
export function soundOnlyCommand(clip: string, output: string): Command {
  return {
    before: [...quiet, '-loglevel', 'error', ...onlyThisFile],
    input: clip,
    outputs: [
      {
        options: [
          '-map',
          '0:a:0',
          '-codec:a',
          'copy',
          ...anonymous,
          '-movflags',
          fragmented,
          '-frag_duration',
          '1000000',
          '-f',
          'mp4',
        ],
        path: output,
      },
    ],
  };
}

/** Key frames looked at for the poster: the most typical of them, seldom a black first one. */
const POSTER_CANDIDATES = 10;

/**
 * A poster from the clip's key frames. `checkAll`: also decodes all other key frames and fails on a
 * broken one: a picture that is copied is otherwise never decoded on its way to the screens.
 */
export function posterCommand(
  input: string,
  pictureIndex: number,
  { width, height }: Size,
  checkAll: boolean,
  output: string,
): Command {
  const poster: Output = {
    options: [
      '-map',
      `0:${pictureIndex}`,
      '-filter:v',
      `thumbnail=${POSTER_CANDIDATES},scale=w=${width}:h=${height}:out_range=pc`,
      '-frames:v',
      '1',
      '-codec:v',
      'libwebp',
      '-quality',
      String(house.poster.quality),
      ...anonymous,
      // without `update` the name would be taken for a numbered sequence
      '-update',
      '1',
      '-f',
      'image2',
    ],
    path: output,
  };
  const check: Output = {
    options: ['-map', `0:${pictureIndex}`, '-f', 'null'],
    path: '-',
  };
  return {
    before: [
      ...quiet,
      '-loglevel',
      'error',
      ...(checkAll ? ['-xerror', '-err_detect', 'explode'] : []),
      ...careful,
      '-skip_frame',
      'nokey',
    ],
    input,
    outputs: checkAll ? [poster, check] : [poster],
  };
}
