/** Entry of `/player`: gathers what the player needs from the browser, and starts it. */
import '@fontsource/be-vietnam-pro/500.css';
import '@fontsource/be-vietnam-pro/700.css';
import '@fontsource/be-vietnam-pro/800.css';
import './player.css';
import './cards/player-element.ts';
import { SUBPROTOCOL } from '#shared/protocol/messages.ts';
import type { Socket, SocketEvents } from './link/link.ts';
import { type Player, type Snapshot, startPlayer } from './player.ts';
import { keepShellFresh } from './shell/update.ts';
import type { Surroundings } from './surroundings.ts';

/** put here by the build */
declare const __VERSION__: string;

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

/** `0.1.0+AbC123`: the version and the hash in this script's name. */
function buildOf(script: string): string {
  const hash = /-([\w-]+)\.js$/.exec(new URL(script).pathname)?.[1];
  return `${__VERSION__}+${hash ?? 'source'}`.slice(0, 64);
}

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
  soundAllowed,
  calm: () => matchMedia('(prefers-reduced-motion: reduce)').matches,
  build: buildOf(import.meta.url),
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

async function start(): Promise<void> {
  const element = document.querySelector('bt-player')!;
  document.addEventListener('contextmenu', (event) => event.preventDefault());
  if (!isSecureContext || !('serviceWorker' in navigator)) {
    element.view = { kind: 'notice', notice: 'insecure' };
    return;
  }
  let player: Player | null = null;
  const shell = keepShellFresh({
    container: navigator.serviceWorker,
    reload: () => location.reload(),
    quiet: () => player?.quiet() ?? false,
    after,
    onProblem: (problem) => console.warn(problem),
  });
  void navigator.storage.persist();
  await loadType();
  try {
    player = await startPlayer({
      element,
      surroundings,
      onLive: () => void shell.then((updates) => updates.look()),
    });
  } catch (error) {
    console.error(error);
    element.view = { kind: 'notice', notice: 'storage' };
    after(TRY_AGAIN_MS, () => location.reload());
    return;
  }
  const { snapshot, networkBack, resized } = player;
  window.bangtin = { snapshot };
  addEventListener('online', networkBack);
  addEventListener('resize', resized);
  setInterval(() => void shell.then((updates) => updates.consider()), 60_000);
}

void start();
