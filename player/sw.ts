/**
 * The service worker: the player's page comes from this machine, with or without a network. A new
 * build is fetched whole, waits, and takes over at the next start or when the page says so. Media
 * that are held come from here too; manifests and the API are not its business.
 */
/// <reference lib="webworker" />
import { answerMedia } from './sw/media.ts';
import { answerFor, cacheNameOf, SHELL_PAGE, type Shell } from './sw/shell.ts';

declare const self: ServiceWorkerGlobalScope;
/** put here by the build */
declare const __SHELL__: Shell;

const shell = __SHELL__;

/** The page as the server has it now; null: away, or it belongs to another build. */
async function fetchPage(): Promise<Response | null> {
  try {
    const page = await fetch(SHELL_PAGE, { cache: 'no-store' });
    const whole = page.ok && !page.redirected && (await page.clone().text()).includes(shell.script);
    return whole ? page : null;
  } catch {
    return null;
  }
}

async function install(): Promise<void> {
  const cache = await caches.open(cacheNameOf(shell));
  const page = await fetchPage();
  // Half a shell is none: the browser tries again at the next start.
  if (!page) throw new Error('the page of this build is not there');
  await cache.addAll(shell.files);
  await cache.put(SHELL_PAGE, page);
}

async function activate(): Promise<void> {
  for (const name of await caches.keys()) {
    if (name.startsWith('shell-') && name !== cacheNameOf(shell)) await caches.delete(name);
  }
  await self.clients.claim();
}

async function fromShell(path: string, request: Request): Promise<Response> {
  const cache = await caches.open(cacheNameOf(shell));
  return (await cache.match(path)) ?? fetch(request);
}

/** The server may have changed the page, its headers for instance, without a new build. */
async function refreshPage(): Promise<void> {
  const page = await fetchPage();
  if (page) await (await caches.open(cacheNameOf(shell))).put(SHELL_PAGE, page);
}

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(activate()));
self.addEventListener('message', (event) => {
  if (event.data === 'takeOver') void self.skipWaiting();
});
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const media = answerMedia(request);
  if (media) return event.respondWith(media);
  switch (answerFor(request, self.location.origin, shell)) {
    case 'page':
      event.respondWith(fromShell(SHELL_PAGE, request));
      event.waitUntil(refreshPage());
      break;
    case 'file':
      event.respondWith(fromShell(new URL(request.url).pathname, request));
      break;
    case 'network':
      break;
  }
});
