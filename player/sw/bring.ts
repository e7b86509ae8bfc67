/**
 * Brings a build into its cache, file by file, each verified. What is there already, here or with
 * another build, is not fetched again, so a fetch that broke off goes on where it was.
 */
import { type BuildFile, type BuildList, LIST_PATH, PAGE_PATH, readList } from '../shell/list.ts';
import { filesOf, fromAnyBuild } from './shelf.ts';

export class WrongBytes extends Error {
  override readonly name = 'WrongBytes';
}

/** The server's newest build; null: the server can't be reached, or knows none. */
export async function newestList(): Promise<BuildList | null> {
  try {
    const answer = await fetch(LIST_PATH, { cache: 'no-store' });
    return answer.ok ? readList(await answer.json()) : null;
  } catch {
    return null;
  }
}

/** Throws WrongBytes, or what the network or the disk throws. */
export async function bring(list: BuildList): Promise<void> {
  const cache = await filesOf(list.version);
  for (const file of list.files) {
    if (await isSound(await cache.match(file.path), file)) continue;
    const response = (await held(file)) ?? (await fetched(file));
    await cache.put(file.path, response);
  }
  // Written last: a cache with its list in it was once complete.
  await cache.put(LIST_PATH, new Response(JSON.stringify(list)));
}

/** All files of the build are there, byte for byte. */
export async function isWhole(version: string): Promise<boolean> {
  const cache = await filesOf(version);
  const list = readList(await (await cache.match(LIST_PATH))?.json().catch(() => null));
  if (list?.version !== version) return false;
  for (const file of list.files) {
    if (!(await isSound(await cache.match(file.path), file))) return false;
  }
  return true;
}

async function isSound(response: Response | undefined, file: BuildFile): Promise<boolean> {
  try {
    return response !== undefined && (await digestOf(response)) === file.sha256;
  } catch {
    return false;
  }
}

async function held(file: BuildFile): Promise<Response | null> {
  const response = await fromAnyBuild(file.path);
  if (!response || !(await isSound(response.clone(), file))) return null;
  return response;
}

async function fetched(file: BuildFile): Promise<Response> {
  // A wrong copy may lie in the browser's own cache: the second try goes past it.
  for (const cache of ['no-cache', 'reload'] as const) {
    const response = await fetch(file.path, { cache });
    if (!response.ok || response.redirected) {
      throw new Error(`${file.path}: answer ${response.status}`);
    }
    const whole = response.clone();
    if ((await digestOf(response)) === file.sha256) return whole;
  }
  throw new WrongBytes(`${file.path} has other bytes than its build names`);
}

async function digestOf(response: Response): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await response.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The server may have changed the page's headers without a new build. */
export async function refreshPage(list: BuildList): Promise<void> {
  const page = list.files.find(({ path }) => path === PAGE_PATH);
  if (page) await (await filesOf(list.version)).put(PAGE_PATH, await fetched(page));
}
