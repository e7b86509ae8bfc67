/**
 * Which screens may have to be told something new. Changes that come while one is being worked on are
 * worked on together afterwards; one that fails is tried again, since the bus will not repeat it.
 */
import type { Logger } from 'pino';
import type { Programme, Programmes } from '#server/publish/port.ts';

export type PusherDeps = {
  readonly programmes: Programmes;
  /** ids of the screens that are connected */
  readonly connected: Pick<ReadonlySet<string>, 'has'>;
  /** what these screens should play now, whether or not it is news to them */
  readonly deliver: (programmes: ReadonlyMap<string, Programme>) => void | Promise<void>;
  /** a screen that was asked for by name is not known any more */
  readonly unknown: (screenId: string) => void;
  readonly log: Logger;
};

export class Pusher {
  readonly #deps: PusherDeps;
  /** units below which, and screens for which, something may have changed */
  #units = new Set<string>();
  #screens = new Set<string>();
  #working: Promise<void> | null = null;

  constructor(deps: PusherDeps) {
    this.#deps = deps;
  }

  changedBelow(units: readonly string[]): void {
    for (const unit of units) this.#units.add(unit);
    this.work();
  }

  changedFor(screens: readonly string[]): void {
    for (const screen of screens) this.#screens.add(screen);
    this.work();
  }

  /** Works on what is due, unless that is under way; also what a failure has left behind. */
  work(): void {
    if (this.#units.size === 0 && this.#screens.size === 0) return;
    this.#working ??= this.#work().finally(() => {
      this.#working = null;
    });
  }

  async #work(): Promise<void> {
    while (this.#units.size > 0 || this.#screens.size > 0) {
      const units = this.#units;
      const screens = this.#screens;
      this.#units = new Set();
      this.#screens = new Set();
      try {
        await this.#push([...units], [...screens]);
      } catch (error) {
        this.#deps.log.error({ err: error }, 'programmes were not pushed; it is tried again');
        this.#units = units.union(this.#units);
        this.#screens = screens.union(this.#screens);
        return;
      }
    }
  }

  async #push(units: readonly string[], screens: readonly string[]): Promise<void> {
    const { programmes, connected, deliver, unknown } = this.#deps;
    if (units.length > 0) {
      for await (const ready of programmes.eachBelow(units, connected)) await deliver(ready);
    }
    if (screens.length === 0) return;
    const current = await programmes.forScreens(screens);
    for (const screen of screens) if (!current.has(screen)) unknown(screen);
    await deliver(current);
  }
}
