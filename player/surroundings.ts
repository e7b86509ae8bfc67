/**
 * Everything that the player takes from outside: clocks, chance, the network, the browser's stores.
 * `main.ts` fills it in; nothing else reads the environment.
 */
import type { Socket, SocketEvents } from './link/link.ts';

export type Surroundings = {
  /** ms that never jump */
  readonly monotonic: () => number;
  /** ms of the Unix epoch by this machine's clock */
  readonly wall: () => number;
  /** whoever started the browser vouches for that clock: it ran on, or was set by the network */
  readonly wallKept: boolean;
  readonly random: () => number;
  /** calls back after `ms`; returns what cancels it */
  readonly after: (ms: number, callback: () => void) => () => void;
  readonly fetch: (path: string, init: RequestInit) => Promise<Response>;
  /** rejects when nobody answers at this address of another site */
  readonly reach: (url: string) => Promise<void>;
  readonly openSocket: (events: SocketEvents) => Socket;
  readonly subtle: SubtleCrypto;
  readonly openCache: (name: string) => Promise<Cache>;
  readonly quota: () => Promise<number>;
  /** bytes of the quota that are not used */
  readonly free: () => Promise<number>;
  /** a service worker answers what this page asks for */
  readonly workerInCharge: () => boolean;
  readonly viewport: () => { readonly width: number; readonly height: number };
  /** the same in the panel's own points */
  readonly panel: () => { readonly width: number; readonly height: number };
  /** tells whether sound would be allowed now, without making any */
  readonly soundAllowed: () => Promise<boolean>;
  /** somebody asked their machine for less motion */
  readonly calm: () => boolean;
  /** version of this build, as `hello` names it */
  readonly build: string;
};
