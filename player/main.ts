/** Entry of `/player`: gathers what the player needs from the browser, and starts it. */
import '@fontsource/be-vietnam-pro/500.css';
import '@fontsource/be-vietnam-pro/700.css';
import '@fontsource/be-vietnam-pro/800.css';
import './player.css';
import './cards/player-element.ts';
import { SUBPROTOCOL } from '#shared/protocol/messages.ts';
import { stayAwake } from './awake.ts';
import { guardPage } from './guard/guard.ts';
import { offerSupport } from './guard/support.ts';
import { supportLines } from './guard/support-lines.ts';
import type { Socket, SocketEvents } from './link/link.ts';
import { type Player, type Snapshot, startPlayer } from './player.ts';
import { reportComingUp } from './shell/coming-up.ts';
import { keepRenewed } from './shell/renewal.ts';
import type { Surroundings } from './surroundings.ts';

/** put here by the build */
declare const __VERSION__: string;
declare const __SPREAD_MS__: number;

declare global {
  interface Window {
    bangtin?: { snapshot(): Snapshot };
  }
}

function openSocket({ onOpen, onMessage, onClose }: SocketEvents): Socket {
  const address = new URL('/ws/player', location.href);
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  const socket = new WebSocket(address, SUBPROTOCOL);
  socket.onopen = onOpen;
  socket.onmessage = ({ data }) => onMessage(data);
  socket.onclose = ({ code }) => onClose(code);
  return socket;
}

function after(ms: number, callback: () => void): () => void {
  const timer = setTimeout(callback, ms);
  return () => clearTimeout(timer);
}

/** A context that was given no gesture runs only where sound needs none. */
async function soundAllowed(): Promise<boolean> {
  const context = new AudioContext();
  const { state } = context;
  await context.close();
  return state === 'running';
}

/** What names this build: it stands in its page. */
const build = document.documentElement.dataset.build ?? 'source';

const surroundings: Surroundings = {
  monotonic: () => performance.now(),
  wall: () => Date.now(),
  // The kiosk knows the machine: `/player#clock=kept`.
  wallKept: new URLSearchParams(location.hash.slice(1)).get('clock') === 'kept',
  random: () => Math.random(),
  after,
  fetch: (path, init) => fetch(path, init),
  reach: async (url) => {
    // What is answered is nobody's business here, so it may stay opaque.
    await fetch(url, { method: 'HEAD', mode: 'no-cors', credentials: 'omit', cache: 'no-store' });
  },
  openSocket,
  get subtle() {
    return crypto.subtle;
  },
  openCache: (name) => caches.open(name),
  quota: async () => (await navigator.storage.estimate()).quota ?? 0,
  async free() {
    const { quota = Number.POSITIVE_INFINITY, usage = 0 } = await navigator.storage.estimate();
    return Math.max(0, quota - usage);
  },
  workerInCharge: () => navigator.serviceWorker.controller !== null,
  viewport: () => ({ width: Math.max(1, innerWidth), height: Math.max(1, innerHeight) }),
  panel: () => ({
    width: Math.max(1, innerWidth * devicePixelRatio),
    height: Math.max(1, innerHeight * devicePixelRatio),
  }),
  soundAllowed,
  calm: () => matchMedia('(prefers-reduced-motion: reduce)').matches,
  build: `${__VERSION__}+${build}`.slice(0, 64),
};

/** Slides are drawn before they are shown: their type has to be there by then. */
async function loadType(): Promise<void> {
  const letters = 'aệẨđ';
  await Promise.allSettled(
    [500, 700, 800].map((weight) => document.fonts.load(`${weight} 1em 'Be Vietnam Pro'`, letters)),
  );
}

/** Storage that fails at the start is mostly a profile still locked by the browser before it. */
const TRY_AGAIN_MS = 15_000;
/** How often a build that waits looks for a moment without a programme. */
const QUIET_EVERY_MS = 10_000;

async function start(): Promise<void> {
  const element = document.querySelector('bt-player')!;
  let player: Player | null = null;
  guardPage(window);
  offerSupport({
    window,
    after,
    lines: () =>
      supportLines({
        snapshot: player?.snapshot() ?? null,
        profile: element.profile,
        build: surroundings.build,
        origin: location.origin,
      }),
  });
  if (!isSecureContext || !('serviceWorker' in navigator)) {
    element.view = { kind: 'notice', notice: 'insecure' };
    return;
  }
  let buildProblem: string | null = null;
  const link = () => player?.snapshot().link ?? null;
  const renewal = keepRenewed({
    container: navigator.serviceWorker,
    build,
    reload: () => location.reload(),
    random: Math.random,
    after,
    spreadMs: __SPREAD_MS__,
    onProblem(problem) {
      buildProblem = problem;
      player?.problem('build', problem);
    },
  });
  const leave = () => renewal.leave(link() === 'live');
  void navigator.storage.persist();
  await loadType();
  try {
    player = await startPlayer({
      element,
      surroundings,
      onLive: renewal.look,
      leaves() {
        // What ends with this item is written first.
        if (renewal.ready) after(0, () => void player?.written().then(leave));
        return renewal.ready;
      },
    });
  } catch (error) {
    console.error(error);
    element.view = { kind: 'notice', notice: 'storage' };
    after(TRY_AGAIN_MS, () => location.reload());
    return;
  }
  const { snapshot, networkBack, resized, quiet, problem } = player;
  problem('build', buildProblem);
  window.bangtin = { snapshot };
  stayAwake(document, navigator.wakeLock);
  addEventListener('online', networkBack);
  addEventListener('resize', resized);
  reportComingUp({
    element,
    linked: () => link() === 'live' || link() === 'unpaired',
    up: renewal.up,
    after,
    drawn: requestAnimationFrame.bind(window),
  });
  setInterval(() => {
    if (renewal.ready && quiet()) leave();
  }, QUIET_EVERY_MS);
}

void start();
