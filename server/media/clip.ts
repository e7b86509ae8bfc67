/**
 * A clip to its renditions: examined, planned, made, looked at. The deciding is in `recipe.ts`, the
 * arguments in `arguments.ts`; here they are only carried out, side by side where two cores help.
 */
import fs from 'node:fs/promises';
import path from 'node:path';
import { Refusal } from '#shared/api/problems.ts';
import { convertCommand, measureCommand, posterCommand, soundOnlyCommand } from './arguments.ts';
import type { Conversion, Made, MadeRendition } from './convert.ts';
import { house } from './house.ts';
import { type Loudness, parseLoudness } from './loudness.ts';
import type { ProbedPicture } from './probe.ts';
import {
  type Examined,
  keepsPicture,
  lengthSeconds,
  plan,
  posterSize,
  refuseAtOnce,
} from './recipe.ts';

/** Shares of the whole that a person sees as one bar; they follow measured times. */
const share = { measured: 0.1, converted: 0.9 } as const;

/** Throws Refusal when the clip is to blame. */
export async function convertClip(input: string, conversion: Conversion): Promise<Made> {
  const { tools, scratch, signal, onProgress, budget } = conversion;
  const seen = await examine(input, conversion);
  const { picture, sound } = seen.probe;
  const ms = lengthSeconds(seen) * 1000;
  const timeoutMs = budget(ms);
  const between = (from: number, to: number) => (microseconds: number) =>
    onProgress(from + (to - from) * Math.min(1, microseconds / 1000 / ms));

  const poster = path.join(scratch, 'poster.webp');
  const measure = async (index: number): Promise<Loudness | null> => {
    const run = { signal, timeoutMs, onTime: between(0, share.measured) };
    return parseLoudness(await tools.ffmpeg(measureCommand(input, index), run));
  };
  // A picture that is kept is checked meanwhile and gives its poster.
  const [loudness] = await together(
    sound === null ? Promise.resolve(null) : measure(sound.index),
    picture !== null && keepsPicture(seen)
      ? checkKeyFrames(input, picture, poster, timeoutMs, conversion)
      : Promise.resolve(),
  );
  onProgress(share.measured);

  const decided = plan({ ...seen, loudness });
  if (decided.kind === 'refuse') throw new Refusal(decided.code, decided.params);
  const clip = path.join(scratch, decided.kind === 'video' ? 'clip.mp4' : 'sound.m4a');
  const streams = { picture: picture?.index ?? null, sound: sound?.index ?? null };
  await tools.ffmpeg(convertCommand(input, streams, decided, tools.toneMapping, clip), {
    signal,
    timeoutMs,
    onTime: between(share.measured, share.converted),
  });
  onProgress(share.converted);

  if (decided.kind === 'audio') {
    const made = await checkedSound(clip, conversion);
    return { kind: 'audio', plan: decided, renditions: [made] };
  }
  const audible = sound !== null && loudness !== null && loudness.lufs !== null;
  const [video, , alone] = await together(
    checkedClip(clip, decided.frames, conversion),
    decided.picture.do === 'copy'
      ? Promise.resolve()
      : tools.ffmpeg(posterCommand(clip, 0, posterSize(decided.picture.size), false, poster), {
          signal,
          timeoutMs,
        }),
    audible ? soundAlone(clip, timeoutMs, conversion) : Promise.resolve(null),
  );
  const renditions = [video, posterOf(poster, video), ...(alone === null ? [] : [alone])];
  return { kind: 'video', plan: decided, renditions };
}

/** What can be told before anything is decoded; refuses what that already rules out. */
async function examine(
  input: string,
  { tools, signal }: Conversion,
): Promise<Omit<Examined, 'loudness'>> {
  const probe = await tools.probe(input, signal);
  // The first bytes are a clip's, yet nothing in it can be opened: its index is missing or broken.
  if (probe === null) throw new Refusal('fileTruncated');
  const packets = await tools.packets(input, signal);
  const seen = {
    probe,
    pictureRhythm: probe.picture && packets.rhythm(probe.picture.index),
    soundRhythm: probe.sound && packets.rhythm(probe.sound.index),
  };
  const refused = refuseAtOnce(seen);
  if (refused !== null) throw new Refusal(refused.code, refused.params);
  return seen;
}

/** A copied picture is otherwise never decoded on its way to the screens. Leaves the poster too. */
async function checkKeyFrames(
  input: string,
  picture: ProbedPicture,
  poster: string,
  timeoutMs: number,
  { tools, signal }: Conversion,
): Promise<void> {
  try {
    const command = posterCommand(input, picture.index, posterSize(picture), true, poster);
    await tools.ffmpeg(command, { signal, timeoutMs });
  } catch (error) {
    const broken = error instanceof Refusal && error.code === 'fileConversionFailed';
    throw broken ? new Refusal('fileTruncated') : error;
  }
}

async function soundAlone(
  clip: string,
  timeoutMs: number,
  conversion: Conversion,
): Promise<MadeRendition> {
  const { tools, scratch, signal } = conversion;
  const output = path.join(scratch, 'sound.m4a');
  await tools.ffmpeg(soundOnlyCommand(clip, output), { signal, timeoutMs });
  return checkedSound(output, conversion);
}

/** Waits for all even when one fails, so that no process outlives the job's folder. */
async function together<T extends readonly unknown[]>(
  ...work: { readonly [K in keyof T]: Promise<T[K]> }
): Promise<T> {
  await Promise.allSettled(work);
  return (await Promise.all(work)) as unknown as T;
}

/** What ffmpeg made is looked at before it may go anywhere: it must be what was ordered. */
async function checkedClip(
  file: string,
  frames: number,
  { tools, signal }: Conversion,
): Promise<MadeRendition> {
  const probe = await tools.probe(file, signal);
  const { picture, sound } = probe ?? { picture: null, sound: null };
  const ms = Math.round((frames * 1000) / house.video.framesPerSecond);
  if (picture?.codec !== 'h264' || sound?.codec !== 'aac' || !lasts(probe?.seconds, ms)) {
    throw new Refusal('fileConversionFailed');
  }
  return {
    kind: 'video',
    path: file,
    type: `video/mp4; codecs="${await avcCodec(file)}, ${AAC_LC}"`,
    width: picture.width,
    height: picture.height,
    ms,
  };
}

async function checkedSound(file: string, { tools, signal }: Conversion): Promise<MadeRendition> {
  const probe = await tools.probe(file, signal);
  if (probe?.sound?.codec !== 'aac' || probe.seconds === null) {
    throw new Refusal('fileConversionFailed');
  }
  const ms = Math.max(1, Math.round(probe.seconds * 1000));
  const type = `audio/mp4; codecs="${AAC_LC}"`;
  return { kind: 'audio', path: file, type, width: null, height: null, ms };
}

function posterOf(file: string, { width, height }: MadeRendition): MadeRendition {
  const size = posterSize({ width: width!, height: height! });
  return { kind: 'poster', path: file, type: 'image/webp', ...size, ms: null };
}

/** An AAC frame at the end, or the priming before the start, may stand over. */
const lasts = (seconds: number | null | undefined, ms: number): boolean =>
  seconds != null && Math.abs(seconds * 1000 - ms) <= 150;

const AAC_LC = 'mp4a.40.2';

/** RFC 6381: `avc1.` and the three bytes of the decoder's configuration (ISO 14496-15, 5.3.3.1). */
async function avcCodec(file: string): Promise<string> {
  const handle = await fs.open(file, 'r');
  try {
    const { buffer } = await handle.read(Buffer.alloc(64 * 1024), 0, 64 * 1024, 0);
    const box = buffer.indexOf('avcC');
    if (box < 0) throw new Refusal('fileConversionFailed');
    return `avc1.${buffer.toString('hex', box + 5, box + 8)}`;
  } finally {
    await handle.close();
  }
}
