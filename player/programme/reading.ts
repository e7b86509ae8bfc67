/** From bytes that came over the network, or from the disk, to a manifest that can be relied on. */
import { manifestId } from '#shared/frame/canonical.ts';
import { CHUNK_BYTES, type Manifest, type ManifestId } from '#shared/frame/manifest.ts';
import { parseManifest } from '#shared/frame/parse.ts';

type Read =
  | { readonly ok: true; readonly manifest: Manifest }
  | { readonly ok: false; readonly mistake: string };

/** Bytes are a manifest only if they are the bytes that were meant and make sense. */
export async function readManifest(
  id: ManifestId,
  body: string,
  sha256Hex: (bytes: Uint8Array<ArrayBuffer>) => Promise<string>,
): Promise<Read> {
  if ((await manifestId(body, sha256Hex)) !== id) {
    return { ok: false, mistake: 'the manifest’s bytes do not match its name' };
  }
  const parsed = parseManifest(body);
  if (!parsed.ok) return parsed;
  const odd = Object.entries(parsed.manifest.media).find(
    ([, { bytes, chunks }]) => chunks.length !== Math.ceil(bytes / CHUNK_BYTES),
  );
  if (odd) return { ok: false, mistake: `media ${odd[0]} does not have one hash for each piece` };
  return parsed;
}
