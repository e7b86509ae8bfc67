/**
 * Publishing as the rest of the server sees it. `Programmes` answers what a screen plays; it
 * compiles on demand, shares by input, and persists each manifest before it hands it out.
 */

import type { Scope } from '#server/access/scope.ts';
import type { Reach } from '#shared/api/resources.ts';
import type { Audience } from '#shared/domain/audience.ts';
import type { Manifest, ManifestId } from '#shared/frame/manifest.ts';

export type Compiled = {
  readonly id: ManifestId;
  readonly manifest: Manifest;
  /** the canonical bytes, as text: what travels and what the id is the hash of */
  readonly body: string;
};

export type Programme = { readonly compiled: Compiled; readonly sequence: number };

export interface Programmes {
  /** What the screen should play now; null: unknown screen. The manifest is stored already. */
  forScreen(screenId: string): Promise<Programme | null>;
  /**
   * The same for many screens at once (after a change), unknown ones and those that do not stand
   * below one of the units `below` left out.
   */
  forScreens(
    screenIds: readonly string[],
    below?: readonly string[],
  ): Promise<Map<string, Programme>>;
  /** whether the screen may fetch this media: it is named by its current or its previous manifest */
  mayFetch(screenId: string, sha256: string): Promise<boolean>;
  /** how far an audience of `unitId` reaches within the scope */
  reach(scope: Scope, unitId: string, audience: Audience): Promise<Reach>;
}

export interface Publisher {
  /** Puts the schedule and its playlist, as they are now, on air. Throws Refusal. */
  publish(scope: Scope, scheduleId: string, by: string | null): Promise<Published>;
  /** Takes it off the air. */
  withdraw(scope: Scope, scheduleId: string, by: string | null): Promise<Published>;
}
export type Published = {
  readonly publicationId: string | null;
  readonly revision: number;
  /** screens in the audience of the old and the new publication */
  readonly screens: number;
};
