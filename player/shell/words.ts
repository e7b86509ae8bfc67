/** What the page and its service worker tell each other. */
import type { Builds, Version } from './builds.ts';

export type ToWorker =
  /** ask the server for a newer build */
  | { readonly type: 'look' }
  /** a picture is on the screen; `linked`: the server has answered, too */
  | { readonly type: 'up'; readonly build: Version; readonly linked: boolean }
  | { readonly type: 'failed'; readonly build: Version; readonly reason: string }
  /** the page is about to be loaded anew, for the candidate; answered on the port */
  | { readonly type: 'leaving'; readonly linked: boolean }
  /** a worker that waits is to take over (also what builds before this one say) */
  | 'takeOver';

export type ToPage = {
  readonly type: 'builds';
  readonly builds: Builds;
  /** why the newest build can't be had; null: it can */
  readonly trouble: string | null;
};
