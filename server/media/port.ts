/**
 * The MediaStore keeps bytes by their SHA-256: immutable, never half there. Adapters: disk (default).
 */
import type { Readable } from 'node:stream';

export interface MediaStore {
  /**
   * Takes over the file at `path` (it is moved, not copied, where possible). The caller has hashed
   * it; the adapter syncs it to disk before it resolves. A hash that is there already is left alone.
   * Throws StoreFull when there is no room; nothing is left behind then.
   */
  adopt(path: string, sha256: string): Promise<void>;
  /** size in bytes, or null when it is not there */
  size(sha256: string): Promise<number | null>;
  /** bytes [start, end] inclusive */
  read(sha256: string, range?: { start: number; end: number }): Readable;
  /** a path that ffmpeg can open; lives until `release` */
  local(sha256: string): Promise<{ path: string; release(): Promise<void> }>;
  remove(sha256: string): Promise<void>;
  freeBytes(): Promise<number>;
  ready(): Promise<void>;
}
