/**
 * Whether an assignment may be obeyed: it must be signed by the server that this screen was paired
 * with, be meant for this screen, and be newer than what was accepted already.
 */
import { fromBase64Url } from '#player/text.ts';
import type { SignedAssignment } from '#shared/protocol/messages.ts';
import { signedText } from '#shared/protocol/signature.ts';

export type Accepted = {
  readonly screen: string;
  /** the highest sequence accepted so far and the manifest that it named; null: none yet */
  readonly newest: { readonly sequence: number; readonly manifest: string } | null;
};

export type Verdict =
  | { readonly kind: 'accepted' }
  /** the one that is held already, said again */
  | { readonly kind: 'known' }
  | { readonly kind: 'refused'; readonly reason: string };

export type Verify = (text: string, signature: string) => Promise<boolean>;

export async function judge(
  signed: SignedAssignment,
  { screen, newest }: Accepted,
  verify: Verify,
): Promise<Verdict> {
  // the server signs assignments that go out together in one go: see signature.ts
  const text = await signedText(signed, sha256);
  if (!(await verify(text, signed.signature))) return refuse('wrong signature');
  if (signed.screen !== screen) return refuse('meant for another screen');
  if (!newest || signed.sequence > newest.sequence) return { kind: 'accepted' };
  if (signed.sequence < newest.sequence) return refuse('older than what is held');
  return signed.manifest === newest.manifest
    ? { kind: 'known' }
    : refuse('names another manifest with the same sequence');
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}

function refuse(reason: string): Verdict {
  return { kind: 'refused', reason };
}

/** `serverKey`: the raw Ed25519 public key, base64url, pinned when the screen was paired. */
export function createVerify(subtle: SubtleCrypto, serverKey: string): Verify {
  const algorithm = { name: 'Ed25519' };
  const imported = subtle.importKey('raw', fromBase64Url(serverKey), algorithm, false, ['verify']);
  // Whoever verifies hears of a bad key; until then nobody listens.
  imported.catch(() => {});
  return async (text, signature) =>
    subtle.verify(
      algorithm,
      await imported,
      fromBase64Url(signature),
      new TextEncoder().encode(text),
    );
}
