/**
 * Live news from `/api/events`: one stream a window, shared by all that listen. `EventSource` comes
 * back by itself; what was missed meanwhile is told as `onGap`, and the listener fetches afresh.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

export type Listener<News> = {
  readonly onNews: (news: News) => void;
  /** the stream was cut and is back: anything may have changed */
  readonly onGap?: () => void;
};

const listeners = new Set<Listener<never>>();
let source: EventSource | null = null;
let wasCut = false;

function listen(listener: Listener<never>): void {
  listeners.add(listener);
  if (source) return;
  source = new EventSource('/api/events');
  source.onmessage = (event) => {
    const news = JSON.parse(event.data as string) as never;
    for (const each of listeners) each.onNews(news);
  };
  source.onerror = () => {
    wasCut = true;
  };
  source.onopen = () => {
    if (wasCut) for (const each of listeners) each.onGap?.();
    wasCut = false;
  };
}

function forget(listener: Listener<never>): void {
  listeners.delete(listener);
  if (listeners.size > 0) return;
  source?.close();
  source = null;
  wasCut = false;
}

/** Listens while its element is on the page. */
export class LiveNews<News> implements ReactiveController {
  private readonly listener: Listener<News>;

  constructor(host: ReactiveControllerHost, listener: Listener<News>) {
    this.listener = listener;
    host.addController(this);
  }

  // on the server elements are never connected, so no stream is opened there
  hostConnected(): void {
    if (typeof EventSource !== 'undefined') listen(this.listener as Listener<never>);
  }

  hostDisconnected(): void {
    forget(this.listener as Listener<never>);
  }
}
