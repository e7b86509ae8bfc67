/**
 * Which ffmpeg and ffprobe convert: those that were named, else the system's, else those of packages
 * (the set-up has made them executable where the system has none).
 */
import { accessSync, constants } from 'node:fs';
import path from 'node:path';

export type Programs = { readonly ffmpeg: string; readonly ffprobe: string };

/** Throws, with what to do, when there is none. `packages`: the folder node_modules. */
export function findFfmpeg(
  environment: Readonly<Record<string, string | undefined>>,
  packages: string,
): Programs {
  const onPath = (name: string) =>
    (environment.PATH ?? '')
      .split(path.delimiter)
      .map((dir) => path.join(dir, name))
      .find(isExecutable);
  const ffmpeg =
    environment.FFMPEG_PATH ||
    onPath('ffmpeg') ||
    [path.join(packages, 'ffmpeg-static', 'ffmpeg')].find(isExecutable);
  const ffprobe =
    environment.FFPROBE_PATH ||
    onPath('ffprobe') ||
    [path.join(packages, '@ffprobe-installer', `linux-${process.arch}`, 'ffprobe')].find(
      isExecutable,
    );
  if (!ffmpeg || !ffprobe) {
    throw new Error(
      'ffmpeg and ffprobe were not found. Install them (Debian, Ubuntu: apt-get install ffmpeg) or ' +
        'name them in FFMPEG_PATH and FFPROBE_PATH.',
    );
  }
  return { ffmpeg, ffprobe };
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
