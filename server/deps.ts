/** What `main.ts` hands to the application: ports and plain functions, never adapters by name. */

import type { Logger } from 'pino';
import type { Bus } from '#server/bus/port.ts';
import type { Hub } from '#server/hub/port.ts';
import type { MediaStore } from '#server/media/port.ts';
import type { Planner, Programmes, Publisher } from '#server/publish/port.ts';
import type { Store } from '#server/store/port.ts';

/** ms of the Unix epoch */
export type Now = () => number;

export type Settings = {
  /** where people and screens reach the server, without a trailing slash; null: as the request says */
  readonly publicUrl: string | null;
  readonly maxUploadBytes: number;
  /** the server stands behind a proxy that sets X-Forwarded-For and -Proto; else they are ignored */
  readonly trustProxy?: boolean;
  readonly version: string;
};

/** Built files for browsers: entry name -> addresses, from Vite's manifest. */
export type ClientBuild = {
  /** e.g. `entry('console')` -> { script: '/assets/console-1a2b.js', styles: ['/assets/...css'] } */
  entry(name: 'console'): {
    readonly script: string;
    readonly styles: readonly string[];
  };
  /** the folder that holds them */
  readonly dir: string;
};

export type AppDeps = {
  readonly store: Store;
  readonly bus: Bus;
  readonly media: MediaStore;
  readonly programmes: Programmes;
  readonly publisher: Publisher;
  readonly planner: Planner;
  readonly hub: Hub;
  readonly client: ClientBuild;
  /** raw Ed25519 public key, base64url: what screens pin when they are paired */
  readonly serverKey: string;
  readonly settings: Settings;
  readonly now: Now;
  readonly newId: () => string;
  /** cryptographically random bytes */
  readonly randomBytes: (n: number) => Uint8Array;
  readonly log: Logger;
  /** aborted when the server begins to drain: streams that would never end, end */
  readonly stopping?: AbortSignal;
};
