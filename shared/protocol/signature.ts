/**
 * What the signature of an assignment is over. An Ed25519 signature costs the server 66 µs, so a
 * change for a province would cost it 200 ms of nothing else; therefore assignments that go out
 * together are signed together: they are the leaves of a hash tree, its root is signed, and each
 * screen gets the few hashes that lead from its leaf to the root. A screen trusts exactly what it
 * would trust with a signature of its own: nobody without the key can make a root, nor a path to it.
 *
 * Hashes are SHA-256 in base64url without padding, and are hashed as that text. Leaves and nodes
 * begin with different characters (as in RFC 9162, section 2.1.1), so that neither passes for the
 * other. The two children of a node stand in the order of their text: no directions are needed.
 */
import { type Assignment, assignmentText, type SignedAssignment } from './messages.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** The text whose UTF-8 bytes the signature must verify over. `sha256` of the platform is handed in. */
export async function signedText(
  assignment: SignedAssignment,
  sha256: (bytes: Bytes) => Promise<Bytes>,
): Promise<string> {
  const { proof = [] } = assignment;
  if (proof.length === 0) return assignmentText(assignment);
  const hash = async (text: string) => base64Url(await sha256(new TextEncoder().encode(text)));
  let root = await hash(leafText(assignment));
  for (const sibling of proof) root = await hash(nodeText(root, sibling));
  return batchText(root);
}

/** The text that is signed for a batch. */
export function batchText(root: string): string {
  return `bangtin assignments v1\n${root}\n`;
}

/** What is hashed for one assignment of a batch. */
export function leafText(assignment: Assignment): string {
  return `\u0000${assignmentText(assignment)}`;
}

/** What is hashed for two hashes, in whichever order they are given. */
export function nodeText(a: string, b: string): string {
  return a < b ? `\u0001${a}${b}` : `\u0001${b}${a}`;
}

function base64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}
