/**
 * Brings a new build of the player onto the screen: looks for one whenever the server was reached,
 * and lets it take over when nobody is watching anything, or shortly after the start.
 */
export type ShellOptions = {
  readonly container: ServiceWorkerContainer;
  readonly reload: () => void;
  /** nothing but the idle card is on the screen */
  readonly quiet: () => boolean;
  /** calls back after `ms`; returns what cancels it */
  readonly after: (ms: number, callback: () => void) => () => void;
  readonly onProblem: (problem: string) => void;
};

/**
 * A worker that is told to take over while the old one still answers for the page's own files may
 * wait for minutes in Chromium, whatever it is told afterwards: about one start in fifteen on a busy
 * machine. By this time the page is loaded.
 */
const LOADED_MS = 3000;

export interface ShellUpdates {
  /** The server can be reached: asks it for a new build. */
  look(): void;
  /** Now and then: lets a build that waits take over if this is a good moment. */
  consider(): void;
}

export async function keepShellFresh(options: ShellOptions): Promise<ShellUpdates> {
  const { container, reload, quiet, after, onProblem } = options;
  let registration: ServiceWorkerRegistration;
  try {
    registration = await container.register('/player/sw.js', {
      scope: '/player',
      type: 'module',
      updateViaCache: 'none',
    });
  } catch (error) {
    onProblem(`no service worker: ${String(error)}`);
    return { look() {}, consider() {} };
  }
  let takingOver = false;
  const takeOver = () => {
    const { waiting, active } = registration;
    // The very first build replaces nothing: the page that loaded it is of that build.
    if (!waiting || !active || takingOver) return;
    takingOver = true;
    container.addEventListener('controllerchange', reload, { once: true });
    waiting.postMessage('takeOver');
  };
  const consider = () => {
    if (quiet()) takeOver();
  };
  registration.addEventListener('updatefound', () => {
    const { installing } = registration;
    installing?.addEventListener('statechange', () => {
      if (installing.state === 'installed') consider();
    });
  });
  // A reload alone never frees the old worker, so a build that waits is let in after the start.
  after(LOADED_MS, takeOver);
  return {
    look: () => void registration.update().catch(() => {}),
    consider,
  };
}
