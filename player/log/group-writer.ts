/**
 * Writes what happens in groups, in order. A write that reaches the disk costs a card some of its
 * life, and tens of ms: what comes while one is under way goes into the next, all of it together,
 * and what is not urgent waits a moment for something that is. What could not be written is tried
 * again with whatever comes next.
 */

export type GroupWriterOptions<Entry> = {
  /** all of them or none are on disk when it resolves */
  readonly write: (entries: readonly Entry[]) => Promise<void>;
  /** calls back after `ms`; returns what cancels it */
  readonly after: (ms: number, callback: () => void) => () => void;
  /** why writing fails now; null: it works again */
  readonly onProblem: (problem: string | null) => void;
};

export interface GroupWriter<Entry> {
  /** Resolves when the entry is on disk; rejects when it was given up. */
  add(entry: Entry, urgency: 'now' | 'soon'): Promise<void>;
}

/** How long an entry waits for an urgent one. */
export const SOON_MS = 300;
const AGAIN_MS = 5000;
/** A disk that takes nothing for days must not fill the memory too. */
const MOST_WAITING = 5000;

type Waiting<Entry> = {
  readonly entry: Entry;
  readonly written: () => void;
  readonly givenUp: (error: Error) => void;
};

export function createGroupWriter<Entry>({
  write,
  after,
  onProblem,
}: GroupWriterOptions<Entry>): GroupWriter<Entry> {
  let waiting: Waiting<Entry>[] = [];
  let writing = false;
  /** something urgent came while a write was under way */
  let urged = false;
  let cancel: (() => void) | null = null;
  let failing = false;

  const wait = (ms: number) => {
    cancel ??= after(ms, () => {
      cancel = null;
      void flush();
    });
  };

  const flush = async () => {
    if (writing) return;
    cancel?.();
    cancel = null;
    urged = false;
    const group = waiting;
    if (group.length === 0) return;
    waiting = [];
    writing = true;
    try {
      await write(group.map(({ entry }) => entry));
      if (failing) onProblem(null);
      failing = false;
      for (const { written } of group) written();
    } catch (error) {
      failing = true;
      onProblem(String(error));
      waiting = [...group, ...waiting];
      for (const { givenUp } of waiting.splice(0, waiting.length - MOST_WAITING)) {
        givenUp(new Error('could not be written for too long'));
      }
    }
    writing = false;
    if (failing) wait(AGAIN_MS);
    else if (urged) void flush();
    else if (waiting.length > 0) wait(SOON_MS);
  };

  return {
    add: (entry, urgency) =>
      new Promise((written, givenUp) => {
        waiting.push({ entry, written, givenUp });
        if (urgency === 'soon') return wait(SOON_MS);
        urged = true;
        // What else begins in this same moment goes along.
        queueMicrotask(() => void flush());
      }),
  };
}
