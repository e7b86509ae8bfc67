/** Shows the support card when it is called up, and takes it away again. */
import './support-card.ts';
import { listenForSummons } from './summon.ts';
import type { SupportLine } from './support-card.ts';

export type SupportOptions = {
  readonly window: Window;
  readonly lines: () => readonly SupportLine[];
  /** calls back after `ms`; returns what cancels it */
  readonly after: (ms: number, callback: () => void) => () => void;
};

const SHOWN_MS = 30_000;

export function offerSupport({ window, lines, after }: SupportOptions): void {
  const { document } = window;
  let dismiss: (() => void) | null = null;
  listenForSummons({
    window,
    after,
    summon() {
      if (dismiss) return dismiss();
      const card = document.createElement('bt-support-card');
      card.lines = lines();
      document.body.append(card);
      const cancel = after(SHOWN_MS, () => dismiss?.());
      dismiss = () => {
        cancel();
        card.remove();
        dismiss = null;
      };
    },
  });
}
