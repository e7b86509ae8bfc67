/**
 * What is to be done with a clip, decided from what is known of it. Pure: the plan is data, the
 * arguments for ffmpeg are made of it in `arguments.ts`, and somebody else runs them.
 */
import type { ProblemCode, ProblemParams } from '#shared/api/problems.ts';
import { house } from './house.ts';
import { type Levelling, type Loudness, level } from './loudness.ts';
import type { Rhythm } from './packets.ts';
import type { Probe, ProbedPicture, ProbedSound } from './probe.ts';

/** Everything that was found out about a clip before a decision. */
export type Examined = {
  readonly probe: Probe;
  readonly pictureRhythm: Rhythm | null;
  readonly soundRhythm: Rhythm | null;
  /** null: there is no sound */
  readonly loudness: Loudness | null;
};

export type PictureWork =
  | { readonly do: 'copy' }
  | {
      readonly do: 'encode';
      readonly size: Size;
      readonly deinterlace: boolean;
      /** high dynamic range is brought down to BT.709 */
      readonly toneMap: { readonly transfer: string; readonly matrix: string } | null;
      readonly from: { readonly matrix: 'bt709' | 'bt601' | 'bt2020'; readonly range: 'tv' | 'pc' };
    };
export type SoundWork =
  | { readonly do: 'copy' }
  | { readonly do: 'encode'; readonly levelling: Levelling }
  | { readonly do: 'silence' };

export type Plan =
  | {
      readonly kind: 'video';
      readonly picture: PictureWork;
      readonly sound: SoundWork;
      /** length in frames of the house rate: picture and sound end together */
      readonly frames: number;
    }
  | {
      readonly kind: 'audio';
      readonly sound: Exclude<SoundWork, { do: 'silence' }>;
      readonly seconds: number;
    }
  | Refused;
export type Size = { readonly width: number; readonly height: number };
export type Refused = {
  readonly kind: 'refuse';
  readonly code: ProblemCode;
  readonly params: ProblemParams;
};

/** Sound and picture that end this close together need nothing done, s. */
const SAME_END_SECONDS = 0.05;

/** So much sound after the last picture is no loss, s; more, and the picture is made to last. */
const TAIL_SECONDS = 0.25;

/**
 * Refuses what needs no measuring to be refused; null: go on.
 * `toneMapping`: whether this ffmpeg can bring HDR down (see `arguments.ts`).
 */
export function refuseAtOnce(examined: Omit<Examined, 'loudness'>): Refused | null {
  const { picture, sound } = examined.probe;
  if (picture === null && sound === null) return refuse('fileNoMedia');
  if (picture !== null && picture.width * picture.height > house.mostClipPixels) {
    return refuse('filePictureTooLarge', { size: `${picture.width} × ${picture.height}` });
  }
  if (isShort(picture, examined.pictureRhythm) || isShort(sound, examined.soundRhythm)) {
    return refuse('fileTruncated');
  }
  const ms = lengthSeconds(examined) * 1000;
  if (!(ms > 0)) return refuse('fileTruncated');
  if (ms > house.longestMs) {
    return refuse('fileTooLong', { length: clock(ms), limit: clock(house.longestMs) });
  }
  return null;
}

export function plan(examined: Examined): Plan {
  const refused = refuseAtOnce(examined);
  if (refused !== null) return refused;
  const { picture, sound } = examined.probe;
  const levelling = examined.loudness === null ? null : level(examined.loudness);
  const seconds = lengthSeconds(examined);

  if (picture === null) {
    const keep = isHouseSound(sound!) && levelling?.kind === 'asItIs';
    return {
      kind: 'audio',
      sound: keep ? { do: 'copy' } : { do: 'encode', levelling: levelling ?? { kind: 'asItIs' } },
      seconds,
    };
  }

  const pictureSeconds = endSeconds(examined, picture, examined.pictureRhythm) ?? seconds;
  const copied = keepsPicture(examined);
  // A copied picture rules the length; one that is encoded lasts as long as the longer of the two.
  const lasting = copied ? pictureSeconds : seconds;
  return {
    kind: 'video',
    picture: copied ? { do: 'copy' } : encodePicture(picture),
    sound: soundFor(examined, sound, levelling, lasting),
    frames: Math.max(1, Math.round(lasting * house.video.framesPerSecond)),
  };
}

function soundFor(
  examined: Examined,
  sound: ProbedSound | null,
  levelling: Levelling | null,
  lasting: number,
): SoundWork {
  if (sound === null || levelling === null) return { do: 'silence' };
  const ends = endSeconds(examined, sound, examined.soundRhythm);
  const fits =
    ends !== null &&
    Math.abs(ends - lasting) <= SAME_END_SECONDS &&
    startsAtZero(examined, sound, examined.soundRhythm);
  return isHouseSound(sound) && levelling.kind === 'asItIs' && fits
    ? { do: 'copy' }
    : { do: 'encode', levelling };
}

const isHouseSound = (sound: ProbedSound): boolean =>
  sound.codec === 'aac' &&
  sound.profile === 'LC' &&
  sound.sampleRate === house.audio.sampleRate &&
  sound.channels === house.audio.channels;

/** Whether the picture's frames are kept as they are; known before the sound is measured. */
export function keepsPicture(examined: Omit<Examined, 'loudness'>): boolean {
  const { picture } = examined.probe;
  if (picture === null || !conforms(picture, examined)) return false;
  const ends = endSeconds(examined, picture, examined.pictureRhythm);
  return ends !== null && lengthSeconds(examined) - ends <= TAIL_SECONDS;
}

function conforms(picture: ProbedPicture, examined: Omit<Examined, 'loudness'>): boolean {
  const { codec, profile, level, width, height } = picture;
  const [long, short] = [Math.max(width, height), Math.min(width, height)];
  const looksRight =
    codec === 'h264' &&
    (profile === 'High' || profile === 'Main' || profile === 'Constrained Baseline') &&
    level !== null &&
    level <= house.video.level &&
    long <= house.video.longSide &&
    short <= house.video.shortSide &&
    width % 2 === 0 &&
    height % 2 === 0 &&
    picture.pixelFormat === 'yuv420p' &&
    picture.range !== 'full' &&
    matrixOf(picture) === 'bt709' &&
    (picture.transfer === 'bt709' || picture.transfer === null) &&
    Math.abs(picture.pixelAspect - 1) < 0.001 &&
    !picture.interlaced &&
    picture.turned === null;
  const rhythm = examined.pictureRhythm;
  if (!looksRight || rhythm === null || rhythm.step === null) return false;
  const tick = picture.secondsPerTick;
  if (tick === null) return false;
  const frame = 1 / (house.video.framesPerSecond * tick);
  // Coarse time bases (Matroska's milliseconds) round each frame's time to the nearest tick.
  const evenly = rhythm.step.least >= Math.floor(frame) && rhythm.step.most <= Math.ceil(frame);
  const exact = rhythm.packets * frame;
  const keepsTime = Math.abs(rhythm.end! - rhythm.first! - exact) <= Math.max(2, frame / 2);
  return (
    evenly &&
    keepsTime &&
    rhythm.firstIsKey &&
    !rhythm.openGroups &&
    rhythm.longestGroup * tick <= house.video.keyFrameSecondsTolerated + 0.001 &&
    startsAtZero(examined, picture, rhythm)
  );
}

function encodePicture(picture: ProbedPicture): PictureWork {
  const hdr = picture.transfer === 'smpte2084' || picture.transfer === 'arib-std-b67';
  return {
    do: 'encode',
    size: uprightSize(picture),
    deinterlace: picture.interlaced,
    toneMap: hdr ? { transfer: picture.transfer!, matrix: picture.matrix ?? 'bt2020nc' } : null,
    from: { matrix: matrixOf(picture), range: picture.range === 'full' ? 'pc' : 'tv' },
  };
}

/**
 * The size as shown: turned upright, pixels made square, never enlarged beyond that, within the
 * house's frame for its own direction, sides even because colour is kept for pairs of points.
 */
export function uprightSize(
  picture: Pick<ProbedPicture, 'width' | 'height' | 'pixelAspect' | 'turned'>,
): Size {
  const aspect = picture.pixelAspect;
  // Square pixels by stretching the shorter side: no line of the source is thrown away.
  const wide = aspect >= 1 ? picture.width * aspect : picture.width;
  const high = aspect >= 1 ? picture.height : picture.height / aspect;
  const onItsSide = Math.abs(picture.turned?.degrees ?? 0) % 180 === 90;
  const [width, height] = onItsSide ? [high, wide] : [wide, high];
  const [mostWide, mostHigh] =
    width >= height
      ? [house.video.longSide, house.video.shortSide]
      : [house.video.shortSide, house.video.longSide];
  const scale = Math.min(1, mostWide / width, mostHigh / height);
  const even = (side: number) => Math.max(2, Math.round((side * scale) / 2) * 2);
  return { width: even(width), height: even(height) };
}

/** A poster is as large as the clip it stands for, up to what a phone's list needs. */
export function posterSize({ width, height }: Size): Size {
  const scale = Math.min(1, house.poster.longSide / Math.max(width, height));
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}

/** What nothing is said about is BT.601 for small pictures, BT.709 from 720 lines, as players guess. */
function matrixOf(picture: ProbedPicture): 'bt709' | 'bt601' | 'bt2020' {
  switch (picture.matrix) {
    case 'bt709':
      return 'bt709';
    case 'bt470bg':
    case 'smpte170m':
    case 'fcc':
      return 'bt601';
    case 'bt2020nc':
    case 'bt2020c':
      return 'bt2020';
    default:
      return Math.min(picture.width, picture.height) >= 720 ? 'bt709' : 'bt601';
  }
}

/** From the clip's start to the end of the longer of picture and sound, s. 0 when nobody knows. */
export function lengthSeconds(examined: Omit<Examined, 'loudness'>): number {
  const { picture, sound, seconds } = examined.probe;
  const ends = [
    picture && endSeconds(examined, picture, examined.pictureRhythm),
    sound && endSeconds(examined, sound, examined.soundRhythm),
  ].filter((end) => end !== null);
  return ends.length > 0 ? Math.max(...ends) : (seconds ?? 0);
}

/** A moment of a stream, s from the clip's start; ffmpeg moves every clip's start to 0. */
function endSeconds(
  examined: Pick<Examined, 'probe'>,
  stream: ProbedPicture | ProbedSound,
  rhythm: Rhythm | null,
): number | null {
  if (rhythm?.end == null || stream.secondsPerTick === null) return null;
  return rhythm.end * stream.secondsPerTick - Math.max(0, examined.probe.startSeconds);
}

function startsAtZero(
  examined: Pick<Examined, 'probe'>,
  stream: ProbedPicture | ProbedSound,
  rhythm: Rhythm | null,
): boolean {
  if (rhythm?.first == null || stream.secondsPerTick === null) return false;
  const start = rhythm.first * stream.secondsPerTick - Math.max(0, examined.probe.startSeconds);
  return start < 0.002 && start > -SAME_END_SECONDS;
}

/** The header promises clearly more than the packets hold: the end is missing. */
function isShort(stream: ProbedPicture | ProbedSound | null, rhythm: Rhythm | null): boolean {
  if (stream?.seconds == null || stream.secondsPerTick === null) return false;
  if (rhythm === null) return stream.seconds > 0;
  if (rhythm.first === null || rhythm.end === null) return false;
  const held = (rhythm.end - rhythm.first) * stream.secondsPerTick;
  return held < stream.seconds - Math.max(0.5, stream.seconds * 0.03);
}

/** `1:02:03`, `2:03` */
function clock(ms: number): string {
  const total = Math.round(ms / 1000);
  const two = (n: number) => String(n).padStart(2, '0');
  const [h, m, s] = [Math.floor(total / 3600), Math.floor(total / 60) % 60, total % 60];
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

function refuse(code: ProblemCode, params: ProblemParams = {}): Refused {
  return { kind: 'refuse', code, params };
}
