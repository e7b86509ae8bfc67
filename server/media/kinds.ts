/**
 * What a file is by its first bytes, and whether its name tells the same. Only what stands in this
 * table is opened by ffmpeg, and only with the demuxers named here: playlists, concatenation lists,
 * manifests and text subtitles make ffmpeg open further files or addresses, so none of them is in it.
 */
import { fileTypeFromFile } from 'file-type';

/** A clip has length: moving pictures, sound, or both. */
export type Identified =
  | { readonly found: 'clip' }
  | { readonly found: 'picture' }
  | { readonly found: 'heic' }
  | { readonly found: 'lie'; readonly claimed: string; readonly inside: string }
  | { readonly found: 'nothing' };

/**
 * Extensions that may stand for one another: the same container under several names. Phones and
 * editors use them loosely, and nothing about how the file is read differs.
 */
const containers: readonly {
  readonly kind: 'clip' | 'picture';
  readonly names: readonly string[];
}[] = [
  { kind: 'clip', names: ['mp4', 'm4v', 'mov', 'qt', '3gp', '3g2', 'm4a', 'm4b', 'f4v', 'f4a'] },
  { kind: 'clip', names: ['mkv', 'webm', 'mka', 'weba'] },
  { kind: 'clip', names: ['avi'] },
  { kind: 'clip', names: ['mpg', 'mpeg', 'vob', 'mp1', 'mp2', 'mp3', 'mpga'] },
  { kind: 'clip', names: ['mts', 'm2ts', 'ts'] },
  { kind: 'clip', names: ['asf', 'wmv', 'wma'] },
  { kind: 'clip', names: ['flv'] },
  { kind: 'clip', names: ['ogg', 'oga', 'ogv', 'ogm', 'ogx', 'opus', 'spx'] },
  { kind: 'clip', names: ['wav'] },
  { kind: 'clip', names: ['flac'] },
  { kind: 'clip', names: ['aac'] },
  { kind: 'clip', names: ['amr'] },
  { kind: 'clip', names: ['aif', 'aiff', 'aifc'] },
  { kind: 'clip', names: ['caf'] },
  { kind: 'picture', names: ['jpg', 'jpeg', 'jpe', 'jfif'] },
  { kind: 'picture', names: ['png', 'apng'] },
  { kind: 'picture', names: ['webp'] },
  { kind: 'picture', names: ['gif'] },
  { kind: 'picture', names: ['avif'] },
  { kind: 'picture', names: ['tif', 'tiff'] },
];
const containerOf = new Map(
  containers.flatMap((container) => container.names.map((name) => [name, container] as const)),
);
const heic: ReadonlySet<string> = new Set(['heic', 'heif', 'hif']);

/** What ffmpeg and ffprobe may open a clip with (`-format_whitelist`). */
export const demuxers =
  'mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpeg,mpegts,mpegvideo,asf,flv,ogg,mp3,wav,flac,aac,amr,aiff,caf';

/** `filename` is what the uploader calls the file; `file` is where its bytes are. */
export async function identify(file: string, filename: string): Promise<Identified> {
  return judge(await fileTypeFromFile(file), filename);
}

/** A name without an extension, or with one that says nothing about media, claims nothing. */
export function judge(
  detected: { readonly ext: string; readonly mime: string } | undefined,
  filename: string,
): Identified {
  const claimed = /\.([a-z0-9]{1,8})$/i.exec(filename)?.[1]?.toLowerCase();
  if (detected === undefined) return { found: 'nothing' };
  if (heic.has(detected.ext)) return { found: 'heic' };
  const container = containerOf.get(detected.ext);
  const claims =
    claimed !== undefined && (containerOf.has(claimed) || heic.has(claimed)) ? claimed : null;
  if (container === undefined) {
    return claims === null
      ? { found: 'nothing' }
      : { found: 'lie', claimed: `.${claims}`, inside: detected.mime };
  }
  if (claims !== null && containerOf.get(claims) !== container) {
    return { found: 'lie', claimed: `.${claims}`, inside: detected.mime };
  }
  return { found: container.kind };
}
