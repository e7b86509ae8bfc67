/**
 * The service worker: the player's page comes from this machine, with or without a network. It is a
 * small dispatcher that hardly ever changes; which build it hands out stands on disk, so that no new
 * build has to wait for a new worker. Media that are held come from here too; manifests and the API
 * are not its business.
 */
/// <reference lib="webworker" />
import { PAGE_PATH } from './shell/list.ts';
import type { ToPage, ToWorker } from './shell/words.ts';
import { emptyPage } from './sw/empty-page.ts';
import { createKeeper } from './sw/keeper.ts';
import { answerMedia } from './sw/media.ts';

declare const self: ServiceWorkerGlobalScope;

/** The screen's page, whether it came from this worker or from the network. */
async function pages(): Promise<readonly WindowClient[]> {
  const all = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  return all.filter(({ url }) => new URL(url).pathname === PAGE_PATH);
}

const keeper = createKeeper({
  async reload() {
    // A page that waits for ever is led away. One that blocks its thread is not: Chromium lets nothing
    // take its place until it is ended. The state on disk is put right for that start all the same.
    for (const page of await pages()) await page.navigate(PAGE_PATH).catch(() => {});
  },
  onChange(builds, trouble) {
    const words: ToPage = { type: 'builds', builds, trouble };
    void pages().then((all) => {
      for (const page of all) page.postMessage(words);
    });
  },
});

async function install(): Promise<void> {
  // Half a build is none: the browser tries again at the next start.
  await keeper.renew().catch(() => {});
  if (await keeper.isEmpty()) throw new Error('the newest build could not be fetched');
}

async function activate(): Promise<void> {
  await keeper.settle();
  await self.clients.claim();
}

async function page(request: Request): Promise<Response> {
  try {
    return (await keeper.page()) ?? (await fetch(request));
  } catch {
    return emptyPage();
  }
}

async function file(path: string, request: Request): Promise<Response> {
  return (await keeper.file(path).catch(() => null)) ?? fetch(request);
}

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(activate()));

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const media = answerMedia(request);
  if (media) return event.respondWith(media);
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (request.mode === 'navigate') {
    if (pathname !== PAGE_PATH) return;
    const answer = page(request);
    event.respondWith(answer);
    event.waitUntil(answer.then(keeper.watchOver));
  } else if (pathname.startsWith('/assets/')) {
    event.respondWith(file(pathname, request));
  }
});

self.addEventListener('message', (event) => {
  const words = event.data as ToWorker;
  if (words === 'takeOver') return void self.skipWaiting();
  switch (words.type) {
    case 'look':
      event.waitUntil(keeper.renew().catch(() => {}));
      break;
    case 'up':
      event.waitUntil(keeper.up(words.build, words.linked));
      break;
    case 'failed':
      event.waitUntil(keeper.fail(words.build, words.reason));
      break;
    case 'leaving':
      event.waitUntil(keeper.leave(words.linked).finally(() => event.ports[0]?.postMessage('go')));
      break;
  }
});
