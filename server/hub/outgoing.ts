/**
 * What the hub writes, as frames. Manifests are framed once and the frame is shared by all screens
 * that need it; assignments that go out together are signed together, in batches small enough for
 * short proofs and for the first screens not to wait for the last signature.
 */
import type { Compiled } from '#server/publish/port.ts';
import {
  type Assignment,
  type HubMessage,
  INLINE_MANIFEST_BYTES,
  type SignedAssignment,
} from '#shared/protocol/messages.ts';
import { textFrame } from './frame.ts';
import type { Signer } from './signing.ts';

export function framed(message: HubMessage): Buffer {
  return textFrame(JSON.stringify(message));
}

/** Frames of manifests by what was compiled; null: too large to travel in the socket. */
const manifestFrames = new WeakMap<Compiled, Buffer | null>();

/** The frames that bring a manifest: one if it is small, none if the screen fetches it by its hash. */
export function manifestFrame(compiled: Compiled): readonly Buffer[] {
  let frame = manifestFrames.get(compiled);
  if (frame === undefined) {
    const { id, body } = compiled;
    const inline = Buffer.byteLength(body) <= INLINE_MANIFEST_BYTES;
    frame = inline ? framed({ type: 'manifest', id, body }) : null;
    manifestFrames.set(compiled, frame);
  }
  return frame === null ? [] : [frame];
}

const SIGNED_TOGETHER = 64;

/** Signs `assignments` batch by batch and hands each signed one over in turn. */
export function signInBatches<Item>(
  signer: Signer,
  items: readonly Item[],
  assignmentOf: (item: Item) => Assignment,
  send: (item: Item, assignment: SignedAssignment) => void,
): void {
  for (let i = 0; i < items.length; i += SIGNED_TOGETHER) {
    const batch = items.slice(i, i + SIGNED_TOGETHER);
    const signed = signer.sign(batch.map(assignmentOf));
    for (const [j, item] of batch.entries()) send(item, signed[j]!);
  }
}
