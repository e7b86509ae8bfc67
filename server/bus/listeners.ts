/** Listeners that are told after the current turn of the event loop, and that can't harm each other. */

export type Listeners<T> = {
  /** returns the function that takes it away */
  add(listener: (value: T) => void): () => void;
  /** in the order of the calls, each to those who listen when it arrives */
  tell(value: T): void;
  clear(): void;
};

export function createListeners<T>(complain: (error: unknown) => void): Listeners<T> {
  // one entry a subscription: the same function may listen twice
  const entries = new Set<{ readonly listener: (value: T) => void }>();
  return {
    add(listener) {
      const entry = { listener };
      entries.add(entry);
      return () => entries.delete(entry);
    },
    tell(value) {
      setImmediate(() => {
        for (const { listener } of entries) {
          try {
            listener(value);
          } catch (error) {
            complain(error);
          }
        }
      });
    },
    clear: () => entries.clear(),
  };
}
