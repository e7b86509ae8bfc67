/** Clips in the house profile, made by ffmpeg: what the server's renditions look like to a player. */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Media, mediaOf } from './player-server.ts';

export const HOUSE_TYPE = 'video/mp4; codecs="avc1.640028, mp4a.40.2"';

export type ClipOptions = {
  readonly seconds: number;
  /** an ffmpeg source, without its size and rate */
  readonly picture?: string;
  /** filters that it goes through */
  readonly filters?: string;
  readonly tone?: number;
  readonly size?: string;
};

export function houseClip({
  seconds,
  picture = 'testsrc2',
  filters = 'null',
  tone = 440,
  size = '640x360',
}: ClipOptions): Media {
  const joint = picture.includes('=') ? ':' : '=';
  return made('mp4', HOUSE_TYPE, seconds, [
    ...['-f', 'lavfi', '-t', String(seconds), '-i', `${picture}${joint}s=${size}:r=30,${filters}`],
    ...['-f', 'lavfi', '-i', `sine=f=${tone}:r=48000:d=${seconds}`, '-shortest'],
    ...['-c:v', 'libx264', '-preset', 'veryfast', '-profile:v', 'high', '-level', '4.0'],
    ...['-pix_fmt', 'yuv420p', '-g', '30', '-keyint_min', '30', '-sc_threshold', '0'],
    ...['-c:a', 'aac', '-ar', '48000', '-ac', '2'],
    ...['-movflags', '+empty_moov+default_base_moof+frag_keyframe'],
  ]);
}

export function soundClip(seconds: number): Media {
  return made('m4a', 'audio/mp4', seconds, [
    ...['-f', 'lavfi', '-i', `sine=f=330:r=48000:d=${seconds}`],
    ...['-c:a', 'aac', '-ar', '48000', '-ac', '2'],
  ]);
}

export function picture(size: string, colour: string): Media {
  return made('webp', 'image/webp', null, [
    ...['-f', 'lavfi', '-i', `color=c=${colour}:s=${size}`, '-frames:v', '1', '-lossless', '1'],
  ]);
}

/** The clip made `bytes` long by a box at its end that players skip; different each time. */
export function padded({ bytes: clip, info }: Media, bytes: number): Media {
  const box = randomBytes(bytes - clip.length);
  box.writeUInt32BE(box.length);
  box.write('free', 4, 'latin1');
  return mediaOf(Buffer.concat([clip, box]), info.type, info.ms);
}

function made(ending: string, type: string, seconds: number | null, args: string[]): Media {
  const folder = mkdtempSync(path.join(tmpdir(), 'bang-tin-clip-'));
  const file = path.join(folder, `clip.${ending}`);
  try {
    const run = spawnSync(process.env.FFMPEG_PATH ?? 'ffmpeg', [
      ...['-v', 'error', '-y'],
      ...args,
      file,
    ]);
    if (run.status !== 0) throw new Error(run.stderr.toString());
    return mediaOf(readFileSync(file), type, seconds && seconds * 1000);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
