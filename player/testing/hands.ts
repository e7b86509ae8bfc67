/** A clock with timers that a test turns by hand: time passes only when it says so. */

export type Hands = {
  now(): number;
  after(ms: number, callback: () => void): () => void;
  /** lets time pass, timers and the promises that they start included */
  pass(ms: number): Promise<void>;
};

/** `settle`: waits until nothing goes on any more that time did not start. */
export function hands(settle: () => Promise<void> = settled): Hands {
  let time = 0;
  let timers: { readonly at: number; readonly callback: () => void }[] = [];
  return {
    now: () => time,
    after(ms, callback) {
      // As in a browser, parts of a millisecond do not count: a timer may come early.
      const timer = { at: time + Math.floor(ms), callback };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    async pass(ms) {
      const until = time + ms;
      await settle();
      for (;;) {
        const due = timers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
        if (!due) break;
        timers = timers.filter((other) => other !== due);
        time = Math.max(time, due.at);
        due.callback();
        await settle();
      }
      time = until;
    },
  };
}

/** All promises that can go on have gone on: a macrotask comes after every microtask. */
export async function settled(): Promise<void> {
  for (let i = 0; i < 5; i++) await new Promise((resolve) => setImmediate(resolve));
}
