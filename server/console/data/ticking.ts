/**
 * Calls its element every full second, and at the very instant that the element names as its next.
 * A controller, because an element that the server rendered is connected before it is hydrated, and
 * Lit tells controllers only then.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { serverNow } from './clock.ts';

/** Timers fire early by a fraction: never ask for less than this. */
const SHORTEST_MS = 20;

export class Ticking implements ReactiveController {
  private readonly tick: () => number;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** `tick` answers the instant of the next change, ms of server time; Infinity: none known */
  constructor(host: ReactiveControllerHost, tick: () => number) {
    this.tick = tick;
    host.addController(this);
  }

  /** Not at once: the element's first drawing must equal what the server drew. */
  hostConnected(): void {
    this.timer = setTimeout(() => this.step());
  }

  private step(): void {
    const next = this.tick();
    const now = serverNow();
    const wait = Math.min(next - now, 1000 - (now % 1000));
    this.timer = setTimeout(() => this.step(), Math.max(SHORTEST_MS, wait));
  }

  hostDisconnected(): void {
    clearTimeout(this.timer);
  }
}
