/** One pass over a file: its SHA-256 and that of each piece by which screens verify and resume. */
import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { CHUNK_BYTES } from '#shared/frame/manifest.ts';

export type Digest = {
  /** lower-case hex */
  readonly sha256: string;
  readonly bytes: number;
  /** SHA-256 of each CHUNK_BYTES, base64url; none for an empty file */
  readonly chunks: readonly string[];
};

export async function digestFile(file: string): Promise<Digest> {
  const whole = createHash('sha256');
  const chunks: string[] = [];
  let chunk: Hash = createHash('sha256');
  let inChunk = 0;
  let bytes = 0;

  for await (const read of createReadStream(file, { highWaterMark: 1024 * 1024 })) {
    let rest = read as Buffer;
    whole.update(rest);
    bytes += rest.length;
    while (rest.length > 0) {
      const part = rest.subarray(0, CHUNK_BYTES - inChunk);
      chunk.update(part);
      inChunk += part.length;
      rest = rest.subarray(part.length);
      if (inChunk === CHUNK_BYTES) {
        chunks.push(chunk.digest('base64url'));
        chunk = createHash('sha256');
        inChunk = 0;
      }
    }
  }
  if (inChunk > 0) chunks.push(chunk.digest('base64url'));
  return { sha256: whole.digest('hex'), bytes, chunks };
}
