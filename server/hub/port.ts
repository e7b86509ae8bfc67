/** The hub as the rest of the server sees it: which screens are connected, here and now. */
import type { ScreenStatus } from '#shared/protocol/messages.ts';

export type Presence = { readonly since: number; readonly status: ScreenStatus | null };

/** What this node's hub has done since it started. */
export type Counted = {
  assignments: number;
  plays: number;
  /** of those: did not follow from the one before */
  playsBroken: number;
  /** not stored, since another record has the number */
  playsRefused: number;
};

export interface Hub {
  readonly counted: Readonly<Counted>;
  presence(screenId: string): Presence | null;
  connected(): number;
  /** told on connect, disconnect and new status; returns the unsubscribe function */
  watch(listener: (screenId: string) => void): () => void;
  /** closes every session with `draining` and stops listening */
  drain(): Promise<void>;
}
