/** The builds on disk: their state in IndexedDB, their files in Cache Storage, a cache a build. */
import { type Builds, keptVersions, nothing, type Version } from '../shell/builds.ts';

const DATABASE = 'bangtin-builds';
const STORE = 'builds';
const KEY = 'now';

export type Durability = 'strict' | 'relaxed';

let opened: Promise<IDBDatabase> | null = null;

function open(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => {
      // Somebody clears the profile, or the disk was away: the next call opens it again.
      request.result.onclose = () => {
        opened = null;
      };
      resolve(request.result);
    };
    request.onerror = () => {
      opened = null;
      reject(request.error);
    };
  });
  return opened;
}

export async function recall(): Promise<Builds> {
  const database = await open();
  return new Promise((resolve, reject) => {
    const request = database.transaction(STORE).objectStore(STORE).get(KEY);
    request.onsuccess = () => resolve((request.result as Builds | undefined) ?? nothing);
    request.onerror = () => reject(request.error);
  });
}

/** One step of the state: read and written in one transaction, on disk when it resolves (strict). */
export async function change(
  step: (builds: Builds) => Builds,
  durability: Durability = 'strict',
): Promise<Builds> {
  const database = await open();
  return new Promise((resolve, reject) => {
    const writing = database.transaction(STORE, 'readwrite', { durability });
    const store = writing.objectStore(STORE);
    const request = store.get(KEY);
    let after: Builds = nothing;
    request.onsuccess = () => {
      const before = (request.result as Builds | undefined) ?? nothing;
      after = step(before);
      if (after !== before) store.put(after, KEY);
    };
    writing.oncomplete = () => resolve(after);
    writing.onabort = () => reject(writing.error);
  });
}

const PREFIX = 'build-';

export function filesOf(version: Version): Promise<Cache> {
  return caches.open(PREFIX + version);
}

/** Any build that has it: the names of files change with their content. */
export async function fromAnyBuild(path: string): Promise<Response | undefined> {
  for (const name of await caches.keys()) {
    if (!name.startsWith(PREFIX)) continue;
    const found = await (await caches.open(name)).match(path);
    if (found) return found;
  }
  return undefined;
}

/** Deletes the builds that nothing leads to any more, and what workers before this one kept. */
export async function tidy(builds: Builds): Promise<void> {
  const kept = new Set(keptVersions(builds).map((version) => PREFIX + version));
  for (const name of await caches.keys()) {
    const ours = name.startsWith(PREFIX) || name.startsWith('shell-');
    if (ours && !kept.has(name)) await caches.delete(name);
  }
}
