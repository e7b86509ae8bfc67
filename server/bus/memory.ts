/** The Bus within one process: the default. */

import { createListeners } from './listeners.ts';
import type { Bus, Change } from './port.ts';

/** `complain` is told what listeners throw. */
export function createMemoryBus(complain: (error: unknown) => void): Bus {
  const listeners = createListeners<Change>(complain);
  return {
    publish: (change) => listeners.tell(change),
    subscribe: (listener) => listeners.add(listener),
    // nothing comes between a process and itself
    onGap: () => () => {},
    ready: async () => {},
    close: async () => listeners.clear(),
  };
}
