/** Who a screen that says hello is, and what it has to be told: looked up, nothing changed yet. */
import { createHash } from 'node:crypto';
import type { Compiled, Programmes } from '#server/publish/port.ts';
import type { Profiles } from '#server/publish/profile.ts';
import type { ScreenRecord, Store } from '#server/store/port.ts';
import { CloseCode, type Hello, type ScreenProfile } from '#shared/protocol/messages.ts';
import type { Note } from './notebook.ts';
import { sequenceForHello } from './session.ts';

export type Admission =
  | {
      readonly kind: 'admitted';
      readonly screen: ScreenRecord;
      readonly compiled: Compiled;
      readonly sequence: number;
      /** it can play this manifest already */
      readonly holds: boolean;
      readonly profile: ScreenProfile;
      /** the newest of its plays that is stored */
      readonly played: { readonly upTo: number; readonly chain: string | null };
    }
  | { readonly kind: 'turnedAway'; readonly code: CloseCode };

export type Admitted = Extract<Admission, { kind: 'admitted' }>;

export type AdmissionDeps = {
  readonly store: Store;
  readonly programmes: Programmes;
  readonly profiles: Profiles;
};

export async function admit(
  { store, programmes, profiles }: AdmissionDeps,
  hello: Hello,
): Promise<Admission> {
  const proof = [hello.screen, sha256Hex(hello.token)] as const;
  const screen = await store.screens.authenticate(...proof);
  if (!screen) {
    const removed = await store.screens.wasRemoved(...proof);
    return turnAway(removed ? CloseCode.removed : CloseCode.unauthorised);
  }
  const [programme, played, found] = await Promise.all([
    programmes.forScreen(screen.id),
    store.plays.newest(screen.id),
    profiles.of([screen.id]),
  ]);
  const profile = found.get(screen.id);
  // Removed while it was being looked up, most likely: when it comes back it is told for sure.
  if (!programme || !profile) return turnAway(CloseCode.draining);
  const sequence = sequenceForHello(hello, screen, programme);
  if (!Number.isSafeInteger(sequence)) return turnAway(CloseCode.protocol);
  const { compiled } = programme;
  const holds = hello.manifest === compiled.id;
  return { kind: 'admitted', screen, compiled, sequence, holds, profile, played };
}

function turnAway(code: CloseCode): Admission {
  return { kind: 'turnedAway', code };
}

/** What the store is to remember of the assignment, as far as the hello alone tells. */
export function noteOfAdmission({
  screen,
  compiled,
  sequence,
  holds,
}: Admitted): Pick<Note, 'manifest' | 'sequence' | 'acknowledged'> {
  const known = screen.manifest === compiled.id && screen.sequence === sequence;
  if (known && holds && screen.acknowledged === 'onAir') return {};
  return { manifest: compiled.id, sequence, acknowledged: holds ? 'held' : 'sent' };
}

function sha256Hex(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
