/** The hub as the rest of the server sees it: which screens are connected, here and now. */
import type { ScreenStatus } from '#shared/protocol/messages.ts';

export type Presence = { readonly since: number; readonly status: ScreenStatus | null };

export interface Hub {
  presence(screenId: string): Presence | null;
  connected(): number;
  /** told on connect, disconnect and new status; returns the unsubscribe function */
  watch(listener: (screenId: string) => void): () => void;
  /** closes every session with `draining` and stops listening */
  drain(): Promise<void>;
}
