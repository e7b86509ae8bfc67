/**
 * The bytes of a manifest: JSON in the canonical form of RFC 8785 (keys sorted, one way to write
 * each number and string), so that the same programme has the same bytes, and therefore the same
 * name, whoever compiled it and whenever. Hashing is handed in: Node and browsers do it differently.
 */
import canonicalize from 'canonicalize';
import type { Manifest } from './manifest.ts';

/**
 * Throws when the manifest holds what JSON cannot say in one way only: NaN, an infinity, or text
 * with half a surrogate pair.
 */
export function canonicalText(manifest: Manifest): string {
  return canonicalize(manifest)!;
}

/**
 * The manifest's name: the SHA-256 of the UTF-8 bytes of its canonical text. `sha256Hex` answers
 * lower-case hex, at once (Node) or as a promise (browsers), and so does this.
 */
export function manifestId<Answer extends string | Promise<string>>(
  text: string,
  sha256Hex: (bytes: Uint8Array<ArrayBuffer>) => Answer,
): Answer {
  return sha256Hex(new TextEncoder().encode(text));
}
