/** Chooses the Bus by its address: none is within the process, `nats://…` between nodes. */
import { createMemoryBus } from './memory.ts';
import { openNatsBus } from './nats.ts';
import type { Bus } from './port.ts';

/** `complain` is told what listeners throw. */
export async function openBus(
  url: string | undefined,
  complain: (error: unknown) => void,
): Promise<Bus> {
  if (url === undefined) return createMemoryBus(complain);
  if (url.startsWith('nats://')) return openNatsBus(url, complain);
  throw new Error('BUS_URL: must begin with nats://');
}
