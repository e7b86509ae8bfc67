/**
 * The files that make up the player's page. The list is written into the worker when it is built
 * (`build/shell-list.ts`), so that another build is another worker.
 */
export type Shell = {
  /** changes whenever one of the files does */
  readonly version: string;
  /** the page's module script; the page that belongs to this build names it */
  readonly script: string;
  /** all files that the page loads, the script included, as paths of this origin */
  readonly files: readonly string[];
};

export const SHELL_PAGE = '/player';

export function cacheNameOf({ version }: Shell): string {
  return `shell-${version}`;
}

/** What the worker answers with: the page, one of its files, or nothing of its own. */
export function answerFor(
  request: { readonly mode: string; readonly method: string; readonly url: string },
  origin: string,
  shell: Shell,
): 'page' | 'file' | 'network' {
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== origin) return 'network';
  if (request.mode === 'navigate') return url.pathname === SHELL_PAGE ? 'page' : 'network';
  return shell.files.includes(url.pathname) ? 'file' : 'network';
}
