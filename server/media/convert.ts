/**
 * One uploaded file to its renditions: identified, probed, measured, planned, made, checked. The
 * deciding is in the pure modules beside this one; here it is only carried out.
 */
import fs from 'node:fs/promises';
import path from 'node:path';
import { Refusal } from '#shared/api/problems.ts';
import type { AssetKind, RenditionKind } from '#shared/api/resources.ts';
import { convertCommand, measureCommand, posterCommand, soundOnlyCommand } from './arguments.ts';
import { house } from './house.ts';
import { identify, type MediaFile } from './kinds.ts';
import { parseLoudness } from './loudness.ts';
import { lengthSeconds, type Plan, plan, refuseAtOnce } from './recipe.ts';
import type { Run, Tools } from './tools.ts';

export type MadeRendition = {
  readonly kind: RenditionKind;
  readonly path: string;
  readonly type: string;
  readonly width: number | null;
  readonly height: number | null;
  readonly ms: number | null;
};
export type Made = {
  readonly kind: AssetKind;
  /** of the upload itself, by its first bytes */
  readonly mime: string;
  readonly plan: Plan | { readonly kind: 'image' };
  readonly renditions: readonly MadeRendition[];
};

export type Source = {
  readonly path: string;
  /** as the uploader calls it: its extension is held against the contents */
  readonly filename: string;
};

export type Conversion = {
  readonly tools: Tools;
  /** an empty folder that the caller removes afterwards */
  readonly scratch: string;
  /** 0 to 1 */
  readonly onProgress: (done: number) => void;
  readonly signal: AbortSignal;
  /** ms that converting a clip of so many ms may take */
  readonly budget: (clipMs: number) => number;
};

/**
 * Time for a clip: thirty times its length, which even 4K HEVC stays within on two cores that do much
 * else besides, but at least five minutes and at most twelve hours.
 */
export function usualBudget(clipMs: number): number {
  return Math.min(Math.max(30 * clipMs, 5 * 60_000), 12 * 60 * 60_000);
}

/** Throws Refusal when the file is to blame. */
export async function convert(source: Source, conversion: Conversion): Promise<Made> {
  if ((await fs.stat(source.path)).size === 0) throw new Refusal('fileEmpty');
  const identified = await identify(source.path, source.filename);
  switch (identified.found) {
    case 'nothing':
      throw new Refusal('fileNoMedia');
    case 'heic':
      throw new Refusal('fileHeic');
    case 'lie':
      throw new Refusal('fileLies', { claimed: identified.claimed, found: identified.inside });
    case 'media':
      return identified.file.kind === 'picture'
        ? convertPicture(source, identified.file, conversion)
        : convertClip(source, identified.file, conversion);
  }
}

async function convertPicture(
  source: Source,
  { mime }: MediaFile,
  { tools, scratch, signal, onProgress }: Conversion,
): Promise<Made> {
  const output = path.join(scratch, 'picture.webp');
  const size = await tools.picture(source.path, output, signal);
  onProgress(1);
  const image = { kind: 'image', path: output, type: 'image/webp', ...size, ms: null } as const;
  return { kind: 'image', mime, plan: { kind: 'image' }, renditions: [image] };
}

/** Shares of the whole that a person sees as one bar; they follow the measured times. */
const share = { measured: 0.1, converted: 0.9 } as const;

async function convertClip(
  source: Source,
  { mime }: MediaFile,
  conversion: Conversion,
): Promise<Made> {
  const { tools, scratch, signal, onProgress, budget } = conversion;
  const probe = await tools.probe(source.path, signal);
  // The first bytes are a clip's, yet nothing in it can be opened: its index is missing or broken.
  if (probe === null) throw new Refusal('fileTruncated');
  const packets = await tools.packets(source.path, signal);
  const seen = {
    probe,
    pictureRhythm: probe.picture && packets.rhythm(probe.picture.index),
    soundRhythm: probe.sound && packets.rhythm(probe.sound.index),
  };
  const refused = refuseAtOnce(seen);
  if (refused !== null) throw new Refusal(refused.code, refused.params);

  const ms = lengthSeconds(seen) * 1000;
  const run = (from: number, to: number): Run => ({
    signal,
    timeoutMs: budget(ms),
    onTime: (us) => onProgress(from + (to - from) * Math.min(1, us / 1000 / ms)),
  });
  const loudness =
    probe.sound &&
    parseLoudness(
      await tools.ffmpeg(measureCommand(source.path, probe.sound.index), run(0, share.measured)),
    );
  onProgress(share.measured);

  const decided = plan({ ...seen, loudness });
  if (decided.kind === 'refuse') throw new Refusal(decided.code, decided.params);
  const clip = path.join(scratch, decided.kind === 'video' ? 'clip.mp4' : 'sound.m4a');
  const poster = path.join(scratch, 'poster.webp');
  const streams = { picture: probe.picture?.index ?? null, sound: probe.sound?.index ?? null };
  const making = tools.ffmpeg(
    convertCommand(source.path, streams, decided, tools.toneMapping, clip),
    run(share.measured, share.converted),
  );

  if (decided.kind === 'audio') {
    await making;
    const sound = await checkedSound(clip, conversion);
    return { kind: 'audio', mime, plan: decided, renditions: [sound] };
  }

  if (decided.picture.do === 'copy') {
    // Copying leaves a core idle: the key frames are checked meanwhile.
    const checking = tools
      .ffmpeg(posterCommand(source.path, probe.picture!.index, true, poster), run(0, 0))
      .catch((error: unknown) => {
        throw error instanceof Refusal && error.code === 'fileConversionFailed'
          ? new Refusal('fileTruncated')
          : error;
      });
    await bothOrFirstError(making, checking);
  } else {
    await making;
    await tools.ffmpeg(posterCommand(clip, 0, false, poster), run(0, 0));
  }
  onProgress(share.converted);

  const soundFile = path.join(scratch, 'sound.m4a');
  const audible = decided.sound.do !== 'silence' && loudness?.lufs != null;
  if (audible) await tools.ffmpeg(soundOnlyCommand(clip, soundFile), run(0, 0));
  const video = await checkedClip(clip, decided.frames, conversion);
  return {
    kind: 'video',
    mime,
    plan: decided,
    renditions: [
      video,
      posterOf(poster, video),
      ...(audible ? [await checkedSound(soundFile, conversion)] : []),
    ],
  };
}

/** Waits for both even when one fails, so that no process outlives the job's folder. */
async function bothOrFirstError(...work: Promise<unknown>[]): Promise<void> {
  const results = await Promise.allSettled(work);
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}

/** What ffmpeg made is looked at before it may replace anything: it must be what was ordered. */
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

function posterOf(file: string, video: MadeRendition): MadeRendition {
  const scale = Math.min(1, house.poster.longSide / Math.max(video.width!, video.height!));
  return {
    kind: 'poster',
    path: file,
    type: 'image/webp',
    width: Math.round(video.width! * scale),
    height: Math.round(video.height! * scale),
    ms: null,
  };
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
