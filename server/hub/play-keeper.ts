/**
 * Proof of play on its way to the store. Records of many screens that arrive while a write is under
 * way go into the next one together: one sync of the disk for all of them. A screen is told
 * `playsKept` only after that, and keeps its records until then, so nothing is lost on the way.
 */
import type { Logger } from 'pino';
import { everything } from '#server/access/scope.ts';
import type { KeptPlays, Store } from '#server/store/port.ts';
import type { Play } from '#shared/protocol/messages.ts';

export type Batch = {
  readonly screen: { readonly id: string; readonly unitId: string };
  readonly plays: readonly Play[];
  /** told when they are stored; never told on failure */
  readonly kept: (kept: KeptPlays) => void;
};

export type PlayKeeperDeps = {
  readonly store: Store;
  readonly now: () => number;
  readonly newId: () => string;
  readonly log: Logger;
};

export class PlayKeeper {
  readonly #deps: PlayKeeperDeps;
  #waiting: Batch[] = [];
  #writing: Promise<void> | null = null;

  constructor(deps: PlayKeeperDeps) {
    this.#deps = deps;
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
    const { store, now, log } = this.#deps;
    try {
      const receivedAt = now();
      const outcomes = await store.transaction(async (tx) => {
        const kept: KeptPlays[] = [];
        for (const { screen, plays } of batches) {
          const outcome = await tx.plays.keep(screen, plays, receivedAt);
          await this.#tell(tx, screen, outcome, receivedAt);
          kept.push(outcome);
        }
        return kept;
      });
      for (const [i, { kept }] of batches.entries()) kept(outcomes[i]!);
      return true;
    } catch (error) {
      const screens = batches.map(({ screen }) => screen.id);
      log.error({ err: error, screens }, 'plays were not kept; the screens send them again');
      return batches.length === 1;
    }
  }

  /** A gap must show: it goes into the history of the screen, together with the records. */
  async #tell(
    tx: Store,
    screen: Batch['screen'],
    { broken, refused }: KeptPlays,
    at: number,
  ): Promise<void> {
    const news = [
      { action: 'plays.broken', plays: broken },
      { action: 'plays.refused', plays: refused.slice(0, MOST_TOLD) },
    ];
    for (const { action, plays } of news) {
      if (plays.length === 0) continue;
      const name = (await tx.screens.get(everything, screen.id))?.name ?? '';
      await tx.audit.add({
        id: this.#deps.newId(),
        at,
        by: null,
        action,
        subject: { kind: 'screen', id: screen.id, name },
        unitId: screen.unitId,
        changes: { plays: [null, plays] },
      });
      this.#deps.log.warn({ screen: screen.id, plays }, action);
    }
  }
}

/** A screen of which two are running sends as many wrong records as right ones. */
const MOST_TOLD = 10;
