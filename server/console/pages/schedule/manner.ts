/** What goes with which mode. */
import type { AiringMode } from '#shared/domain/airing-mode.ts';

/** Promises make spots, which only what takes its turn in a loop can be cut into. */
export function mayPromise(mode: AiringMode): boolean {
  return mode === 'loop' || mode === 'ordered' || mode === 'shuffled';
}
