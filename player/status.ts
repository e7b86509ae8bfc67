/** Tells the office how the screen fares: at once after the welcome, then on change, not too often. */
import type { ScreenStatus } from '#shared/protocol/messages.ts';

export type StatusReportOptions = {
  readonly collect: () => Promise<ScreenStatus>;
  /** dropped while there is no link */
  readonly send: (status: ScreenStatus) => void;
  readonly monotonic: () => number;
  /** calls back after `ms`; returns what cancels it */
  readonly after: (ms: number, callback: () => void) => () => void;
  readonly onError: (error: unknown) => void;
};

export interface StatusReport {
  send(): void;
  changed(): void;
  stop(): void;
}

const AT_MOST_EVERY_MS = 5000;

export function createStatusReport(options: StatusReportOptions): StatusReport {
  const { collect, monotonic, after } = options;
  let sentAt = Number.NEGATIVE_INFINITY;
  let cancel: (() => void) | null = null;

  const send = () => {
    cancel?.();
    cancel = null;
    sentAt = monotonic();
    collect().then(options.send).catch(options.onError);
  };
  return {
    send,
    changed() {
      if (cancel) return;
      cancel = after(Math.max(0, sentAt + AT_MOST_EVERY_MS - monotonic()), send);
    },
    stop: () => cancel?.(),
  };
}
