/**
 * The page's side of its own renewal: has the service worker look for newer builds, tells it that
 * this one came up, and leaves for the next one when the player says that it may.
 */
import type { Version } from './builds.ts';
import type { ToPage, ToWorker } from './words.ts';

export type RenewalOptions = {
  readonly container: ServiceWorkerContainer;
  /** the build of this page */
  readonly build: Version;
  readonly reload: () => void;
  readonly random: () => number;
  /** calls back after `ms`; returns what cancels it */
  readonly after: (ms: number, callback: () => void) => () => void;
  /** screens of a province must not all fetch in the same second, ms */
  readonly spreadMs: number;
  /** why no newer build can be had, or which was refused; null: all is well */
  readonly onProblem: (problem: string | null) => void;
};

export interface Renewal {
  /** a newer build waits, all of it verified */
  readonly ready: boolean;
  /** the server was reached, or could not be for long: it may have a build that can do better */
  look(): void;
  /** a picture is on the screen; `linked`: the server has answered, too */
  up(linked: boolean): void;
  /** goes over to the build that waits: the page is loaded anew */
  leave(linked: boolean): void;
}

/** The worker answers in milliseconds; should it have died, the next start changes over as well. */
const ANSWER_WITHIN_MS = 3000;
/** Even a build that can't reach the hub any more finds the one that can. */
const LOOK_EVERY_MS = 3_600_000;

export function keepRenewed(options: RenewalOptions): Renewal {
  const { container, build, reload, random, after, spreadMs, onProblem } = options;
  let ready = false;
  let leaving = false;
  let looking = false;

  const tell = (words: ToWorker) =>
    void container.ready.then(({ active }) => active?.postMessage(words)).catch(() => {});

  const register = async () => {
    try {
      const registration = await container.register('/player/sw.js', {
        scope: '/player',
        type: 'module',
        updateViaCache: 'none',
      });
      // Which worker answers decides nothing about builds: a newer one may come whenever it can.
      const letIn = () => registration.waiting?.postMessage('takeOver' satisfies ToWorker);
      registration.addEventListener('updatefound', () => {
        registration.installing?.addEventListener('statechange', letIn);
      });
      letIn();
      return registration;
    } catch (error) {
      onProblem(`no service worker: ${String(error)}`);
      return null;
    }
  };
  const registered = register();

  container.addEventListener('message', ({ data }: MessageEvent<ToPage>) => {
    if (data?.type !== 'builds') return;
    const { builds, trouble } = data;
    ready = builds.candidate !== null && builds.candidate !== build;
    const { refused } = builds;
    onProblem(refused ? `build ${refused.version} was refused: ${refused.reason}` : trouble);
  });
  container.startMessages();

  const look = () => {
    if (looking) return;
    looking = true;
    after(random() * spreadMs, () => {
      looking = false;
      tell({ type: 'look' });
      void registered.then((registration) => registration?.update()).catch(() => {});
    });
  };
  const lookAgain = () => {
    look();
    after(LOOK_EVERY_MS, lookAgain);
  };
  after(LOOK_EVERY_MS, lookAgain);

  return {
    get ready() {
      return ready;
    },
    look,
    up: (linked) => tell({ type: 'up', build, linked }),
    leave(linked) {
      if (leaving) return;
      leaving = true;
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = reload;
      after(ANSWER_WITHIN_MS, reload);
      const words: ToWorker = { type: 'leaving', linked };
      container.controller?.postMessage(words, [port2]);
    },
  };
}
