/**
 * What the signature of an assignment is over. An Ed25519 signature costs the server 66 µs, so a
 * change for a province would cost it 200 ms of nothing else; therefore assignments that go out
 * together are signed together: they are the leaves of a hash tree, its root is signed, and each
 * screen gets the few hashes that lead from its leaf to the root. A screen trusts exactly what it
 * would trust with a signature of its own: nobody without the key can make a root, nor a path to it.
 *
 * Leaves and nodes are hashed with different first bytes (as in RFC 9162, section 2.1.1), so that
 * neither passes for the other. The two children of a node stand in byte order: no directions needed.
 */
import { assignmentText, type SignedAssignment } from './messages.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** The text whose UTF-8 bytes the signature must verify over. `sha256` of the platform is handed in. */
export async function signedText(
  assignment: SignedAssignment,
  sha256: (bytes: Bytes) => Promise<Bytes>,
): Promise<string> {
  const { proof = [] } = assignment;
  if (proof.length === 0) return assignmentText(assignment);
  let hash = await sha256(leafBytes(assignmentText(assignment)));
  for (const sibling of proof) hash = await sha256(nodeBytes(hash, fromBase64Url(sibling)));
  return batchText(toBase64Url(hash));
}

/** The text that is signed for a batch; `root` in base64url without padding. */
export function batchText(root: string): string {
  return `bangtin assignments v1\n${root}\n`;
}

const encoder = new TextEncoder();

/** What is hashed for one assignment of a batch. */
export function leafBytes(text: string): Bytes {
  return encoder.encode(`\u0000${text}`);
}

/** What is hashed for two hashes side by side, in whichever order they are given. */
export function nodeBytes(a: Uint8Array, b: Uint8Array): Bytes {
  const bytes = new Uint8Array(1 + a.length + b.length);
  const aFirst = !isBelow(b, a);
  bytes[0] = 1;
  bytes.set(aFirst ? a : b, 1);
  bytes.set(aFirst ? b : a, 1 + (aFirst ? a : b).length);
  return bytes;
}

function isBelow(a: Uint8Array, b: Uint8Array): boolean {
  for (let i = 0; i < a.length; i++) {
    if (a[i] !== b[i]) return a[i]! < (b[i] ?? -1);
  }
  return false;
}

export function toBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}

export function fromBase64Url(text: string): Bytes {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
