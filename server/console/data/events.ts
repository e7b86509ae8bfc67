/**
 * Live news from `/api/events`: one stream a window, shared by all that listen, open while anybody
 * does. `EventSource` reconnects by itself; every stream begins with a `fresh` update, which means that
 * anything may have changed before it, so listeners fetch anew.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ConsoleUpdate } from '#shared/api/events.ts';

export type Listener = {
  readonly onUpdate: (update: ConsoleUpdate) => void;
  /** a stream has begun, for the first time or again */
  readonly onFresh?: () => void;
};

const listeners = new Set<Listener>();
let source: EventSource | null = null;

function listen(listener: Listener): void {
  listeners.add(listener);
  if (source) return;
  source = new EventSource('/api/events');
  source.addEventListener('update', (event) => {
    const update = JSON.parse(event.data as string) as ConsoleUpdate;
    for (const each of listeners) {
      if (update.fresh) each.onFresh?.();
      each.onUpdate(update);
    }
  });
  // a browser gives up for good when it was answered with an error, such as a proxy's 502
  source.addEventListener('error', () => {
    if (source?.readyState === EventSource.CLOSED) setTimeout(reopen, RETRY_MS);
  });
}

const RETRY_MS = 5000;

function reopen(): void {
  if (source?.readyState !== EventSource.CLOSED) return;
  const waiting = [...listeners];
  source = null;
  listeners.clear();
  for (const each of waiting) listen(each);
}

function forget(listener: Listener): void {
  listeners.delete(listener);
  if (listeners.size > 0) return;
  source?.close();
  source = null;
}

/** Listens while its element is on the page. */
export class LiveNews implements ReactiveController {
  private readonly listener: Listener;

  constructor(host: ReactiveControllerHost, listener: Listener) {
    this.listener = listener;
    host.addController(this);
  }

  // never called on the server, where elements are not connected
  hostConnected(): void {
    listen(this.listener);
  }

  hostDisconnected(): void {
    forget(this.listener);
  }
}
