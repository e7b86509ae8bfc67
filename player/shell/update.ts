/**
 * Brings a new build of the player onto the screen: looks for one whenever the server was reached,
 * and lets it take over when nobody is watching anything, or right at the start.
 */
export type ShellOptions = {
  readonly container: ServiceWorkerContainer;
  readonly reload: () => void;
  /** nothing but the idle card is on the screen */
  readonly quiet: () => boolean;
  readonly onProblem: (problem: string) => void;
};

export interface ShellUpdates {
  /** The server can be reached: asks it for a new build. */
  look(): void;
  /** Now and then: lets a build that waits take over if this is a good moment. */
  consider(): void;
}

export async function keepShellFresh(options: ShellOptions): Promise<ShellUpdates> {
  const { container, reload, quiet, onProblem } = options;
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
  // A reload alone never frees the old worker, so a build that waits is let in at the start.
  takeOver();
  return {
    look: () => void registration.update().catch(() => {}),
    consider,
  };
}
