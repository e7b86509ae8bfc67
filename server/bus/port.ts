/**
 * The Bus says that something changed; the truth is in the Store. A message may be lost when a node
 * is cut off, so whoever listens also looks at the Store's revision when it comes back (`onGap`).
 * Delivery to the publishing node itself is included, after the current turn of the event loop.
 */
import type { AssetKind } from '#shared/api/resources.ts';

export type Change =
  /** programmes may differ for these screens' units: recompile those and push where the hash changed */
  | {
      readonly kind: 'programme';
      readonly revision: number;
      readonly affects: Affects;
      /**
       * publications: something was put on the air or taken off; settings: the units that are named
       * have set something. All else stayed as it was.
       */
      readonly only?: 'publications' | 'settings' | undefined;
    }
  | { readonly kind: 'screenRemoved'; readonly screenId: string }
  | { readonly kind: 'screenChanged'; readonly screenId: string; readonly unitId: string }
  | { readonly kind: 'identify'; readonly screenId: string; readonly ms: number }
  | {
      readonly kind: 'asset';
      readonly assetId: string;
      readonly unitId: string;
      readonly state: 'processing' | 'ready' | 'failed';
      readonly progress: number;
      readonly mediaKind: AssetKind | null;
    }
  | { readonly kind: 'waiting'; readonly unitId: string };

/** Units whose subtrees are concerned. */
export type Affects = { readonly units: readonly string[] };

export interface Bus {
  publish(change: Change): void;
  /** returns the unsubscribe function */
  subscribe(listener: (change: Change) => void): () => void;
  /** called after a node's connection came back, this one's or another's: changes may be missing */
  onGap(listener: () => void): () => void;
  ready(): Promise<void>;
  close(): Promise<void>;
}
