/** Collects what hub and bus say until somebody takes it: names only, so the newest state is looked up. */
import type { Bus } from '#server/bus/port.ts';
import type { Hub } from '#server/hub/port.ts';

export type News = {
  /** ids of screens that changed, came or went */
  readonly screens: Set<string>;
  readonly assets: Set<string>;
  readonly counts: boolean;
  readonly programme: boolean;
};

export type Gathering = {
  /** true as soon as there is news; false after `ms` without any, or when `ended` */
  wait(ms: number, ended: AbortSignal): Promise<boolean>;
  size(): number;
  /** what came since the last time */
  take(): News;
  close(): void;
};

type Collecting = { -readonly [K in keyof News]: News[K] };

export function gather({ bus, hub }: { readonly bus: Bus; readonly hub: Hub }): Gathering {
  let news = empty();
  let wake: () => void = () => undefined;
  const note = (add: (news: Collecting) => void) => {
    add(news);
    wake();
  };
  const stopWatching = hub.watch((id) => note((n) => n.screens.add(id)));
  const unsubscribe = bus.subscribe((change) => {
    switch (change.kind) {
      case 'screenChanged':
      case 'screenRemoved':
        return note((n) => n.screens.add(change.screenId));
      case 'asset':
        return note((n) => {
          n.assets.add(change.assetId);
          n.counts ||= change.state !== 'processing';
        });
      case 'waiting':
        return note((n) => {
          n.counts = true;
        });
      case 'programme':
        return note((n) => {
          n.programme = true;
        });
      case 'identify':
        return;
    }
  });
  const some = () => news.screens.size + news.assets.size > 0 || news.counts || news.programme;
  return {
    wait: (ms, ended) =>
      new Promise((resolve) => {
        const finish = (came: boolean) => {
          clearTimeout(timer);
          ended.removeEventListener('abort', stop);
          wake = () => undefined;
          resolve(came);
        };
        const stop = () => finish(false);
        const timer = setTimeout(stop, ms);
        if (ended.aborted) return finish(false);
        if (some()) return finish(true);
        ended.addEventListener('abort', stop);
        wake = () => finish(true);
      }),
    size: () => news.screens.size,
    take: () => {
      const taken = news;
      news = empty();
      return taken;
    },
    close: () => {
      stopWatching();
      unsubscribe();
    },
  };
}

function empty(): Collecting {
  return { screens: new Set(), assets: new Set(), counts: false, programme: false };
}
