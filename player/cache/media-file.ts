/**
 * A media file that is all there, read from disk in the pieces in which it came: never the whole of
 * it in memory.
 */
export interface MediaFile {
  readonly bytes: number;
  /** as the manifest names it, e.g. `video/mp4; codecs="avc1.640028, mp4a.40.2"` */
  readonly type: string;
  /** Bytes `[start, end)`. Rejects when the disk has lost them. */
  slice(start: number, end: number): Promise<ArrayBuffer>;
  /** An address that `<img>`, `<audio>` and `fetch` with ranges can load, until `release`. */
  address(): Promise<string>;
  /** Nobody uses the file any more. May be called twice. */
  release(): void;
}
