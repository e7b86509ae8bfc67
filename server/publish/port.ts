/**
 * Publishing as the rest of the server sees it. `Programmes` answers what a screen plays; it
 * compiles on demand, shares by input, and persists each manifest before it hands it out.
 */

import type { Scope } from '#server/access/scope.ts';
import type { Explanation } from '#shared/api/explanation.ts';
import type { Rehearsal, Unmet } from '#shared/api/rehearsal.ts';
import type { Reach, Schedule, ScheduleInput } from '#shared/api/resources.ts';
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
  /** The same for many screens at once; unknown ones are left out. */
  forScreens(screenIds: readonly string[]): Promise<Map<string, Programme>>;
  /**
   * The same for those screens of `wanted` that stand at or below one of the units (after a change),
   * handed out as they become ready: the first after a few milliseconds.
   */
  eachBelow(
    units: readonly string[],
    wanted: Pick<ReadonlySet<string>, 'has'>,
  ): AsyncIterable<ReadonlyMap<string, Programme>>;
  /** whether the screen may fetch this media: it is named by its current or its previous manifest */
  mayFetch(screenId: string, sha256: string): Promise<boolean>;
  /** how far an audience of `unitId` reaches within the scope */
  reach(scope: Scope, unitId: string, audience: Audience): Promise<Reach>;
}

export interface Publisher {
  /** Puts the schedule and its playlist, as they are now, on air. Throws Refusal. */
  publish(scope: Scope, scheduleId: string, by: string | null): Promise<Published>;
  /** Puts an earlier publication of the schedule on air again, as it was. Throws Refusal. */
  restore(
    scope: Scope,
    scheduleId: string,
    publicationId: string,
    by: string | null,
  ): Promise<Published>;
  /** Takes it off the air. */
  withdraw(scope: Scope, scheduleId: string, by: string | null): Promise<Published>;
}
export type Published = {
  readonly publicationId: string | null;
  readonly revision: number;
  /** screens in the audience of the old and the new publication */
  readonly screens: number;
};

/** Where a programme is looked at. */
export type Where = { readonly unitId: string } | { readonly screenId: string };

/** A window of a schedule at a place: one block of a week view. */
export type PlannedWindow = {
  readonly scheduleId: string;
  /** its playlist's */
  readonly name: string;
  readonly unitId: string;
  readonly priority: Schedule['priority'];
  readonly mode: Schedule['mode'];
  /** onAir: as published; draft: never published, or withdrawn; edited: as it would be if published */
  readonly state: 'onAir' | 'draft' | 'edited';
  readonly start: number;
  readonly end: number;
  /** what of its `when` it comes from: only hours can be moved by hand */
  readonly source:
    | { readonly kind: 'hours'; readonly index: number }
    | { readonly kind: 'period'; readonly period: string };
  /**
   * Windows that overlap it on a track that both use. `outranks`: this one has the track; `yields`: the
   * other has; `shares`: both air in turn. The worst first, a dozen at most.
   */
  readonly meets: readonly {
    readonly scheduleId: string;
    readonly name: string;
    readonly how: 'outranks' | 'yields' | 'shares';
  }[];
};

/**
 * Looking at programmes without changing them: ahead, back, and into the reasons. An instant is past or
 * future, within what programmes reach; null: now.
 */
export interface Planner {
  /** null: unknown or out of scope */
  explain(scope: Scope, screenId: string, t: number | null): Promise<Explanation | null>;
  /** what publishing the schedule as it is now would do; null: unknown; throws Refusal as publishing does */
  rehearse(scope: Scope, scheduleId: string): Promise<Rehearsal | null>;
  /** promises that can't be kept on the screens that the schedule, as it is on air, reaches */
  unmet(scheduleId: string): Promise<Unmet[]>;
  /** what stands out about a schedule that is being written; fields as `ScheduleInput` has them */
  warnings(scope: Scope, schedule: ScheduleInput): Promise<Rehearsal['warnings']>;
  /** by start; null: unknown or out of scope */
  windows(
    scope: Scope,
    where: Where,
    span: { readonly from: number; readonly to: number },
  ): Promise<PlannedWindow[] | null>;
  /** the programme that the screen had, or will have, at `t`; null: none known */
  manifestAt(scope: Scope, screenId: string, t: number | null): Promise<Compiled | null>;
}
