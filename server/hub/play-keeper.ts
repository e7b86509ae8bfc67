/**
 * Proof of play on its way to the store. Records of many screens that arrive while a write is under
 * way go into the next one together: one sync of the disk for all of them. A screen is told
 * `playsKept` only after that, and keeps its records until then, so nothing is lost on the way.
 */
import type { Logger } from 'pino';
import type { Store } from '#server/store/port.ts';
import type { Play } from '#shared/protocol/messages.ts';

export type Batch = {
  readonly screen: { readonly id: string; readonly unitId: string };
  readonly plays: readonly Play[];
  /** told the highest n up to which all of the screen's plays are stored; never told on failure */
  readonly kept: (upTo: number) => void;
};

export class PlayKeeper {
  readonly #store: Store;
  readonly #now: () => number;
  readonly #log: Logger;
  #waiting: Batch[] = [];
  #writing: Promise<void> | null = null;

  constructor(store: Store, now: () => number, log: Logger) {
    this.#store = store;
    this.#now = now;
    this.#log = log;
  }

  keep(batch: Batch): void {
    this.#waiting.push(batch);
    this.#writing ??= this.#write().finally(() => {
      this.#writing = null;
    });
  }

  /** Resolves when everything handed over so far is written. */
  async flush(): Promise<void> {
    await this.#writing;
  }

  async #write(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batches = this.#waiting;
      this.#waiting = [];
      if (await this.#keepTogether(batches)) continue;
      // One screen's trouble is not the others': each for itself.
      for (const batch of batches) await this.#keepTogether([batch]);
    }
  }

  async #keepTogether(batches: readonly Batch[]): Promise<boolean> {
    try {
      const receivedAt = this.#now();
      const upTo = await this.#store.transaction(async (tx) => {
        const kept: number[] = [];
        for (const { screen, plays } of batches) {
          kept.push(await tx.plays.keep(screen, plays, receivedAt));
        }
        return kept;
      });
      for (const [i, { kept }] of batches.entries()) kept(upTo[i]!);
      return true;
    } catch (error) {
      const screens = batches.map(({ screen }) => screen.id);
      this.#log.error({ err: error, screens }, 'plays were not kept; the screens send them again');
      return batches.length === 1;
    }
  }
}
