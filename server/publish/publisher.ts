/**
 * Publishing: the schedule and its playlist, as they are now, or an earlier publication as it was,
 * become a publication; in the same transaction the schedule points at it, the revision moves on and
 * the audit log says who did it. Then, and only then, the bus is told.
 */

import type { SlideTemplate } from '#playlists/templates/template.ts';
import type { Scope } from '#server/access/scope.ts';
import type { Bus } from '#server/bus/port.ts';
import type { Now } from '#server/deps.ts';
import type { Publication, ScheduleRecord, Store } from '#server/store/port.ts';
import { Refusal } from '#shared/api/problems.ts';
import { applies, concerned } from './audience/applies.ts';
import type { Place } from './audience/place.ts';
import { type Edition, edition } from './edition.ts';
import type { Picture, Pictures } from './picture.ts';
import type { Published, Publisher } from './port.ts';

export type PublisherDeps = {
  readonly store: Store;
  readonly bus: Bus;
  readonly pictures: Pictures;
  readonly templates: ReadonlyMap<string, SlideTemplate>;
  readonly now: Now;
  readonly newId: () => string;
};

export function createPublisher(deps: PublisherDeps): Publisher {
  const { store, bus, pictures, templates, now, newId } = deps;

  const record = async (
    tx: Store,
    action: 'schedule.publish' | 'schedule.restore' | 'schedule.withdraw',
    schedule: ScheduleRecord,
    name: string,
    publicationId: string | null,
    by: string | null,
  ) => {
    await tx.audit.add({
      id: newId(),
      at: now(),
      by,
      action,
      subject: { kind: 'schedule', id: schedule.id, name },
      unitId: schedule.unitId,
      changes: { publicationId: [schedule.publicationId, publicationId] },
    });
  };

  /** Tells the bus what changed and answers the asker. */
  const announce = (
    picture: Picture,
    publicationId: string | null,
    revision: number,
    ...publications: readonly (Publication | null)[]
  ): Published => {
    const programmes = publications.filter((each) => each !== null);
    const units = new Set(programmes.flatMap((each) => concerned(each.audience, each.unitId)));
    if (units.size > 0) {
      pictures.published();
      bus.publish({
        kind: 'programme',
        revision,
        affects: { units: [...units] },
        only: 'publications',
      });
    }
    return { publicationId, revision, screens: screensOf(picture, programmes) };
  };

  /** Makes the publication the one that its schedule airs from now on. */
  const air = async (
    tx: Store,
    scope: Scope,
    action: 'schedule.publish' | 'schedule.restore',
    schedule: ScheduleRecord,
    what: Edition,
    by: string | null,
  ) => {
    const before = await publicationOf(tx, scope, schedule);
    const at = now();
    const publication: Publication = {
      ...what,
      id: newId(),
      scheduleId: schedule.id,
      unitId: schedule.unitId,
      onAirSince: before?.onAirSince ?? at,
      at,
      by,
    };
    await tx.publications.insert(scope, publication);
    await tx.schedules.setPublication(scope, schedule.id, publication.id, at);
    await record(tx, action, schedule, what.playlist.name, publication.id, by);
    return { before, publication, revision: await tx.revision.next() };
  };

  return {
    async publish(scope, scheduleId, by) {
      const picture = await pictures.current();
      const { before, publication, revision } = await store.transaction(async (tx) => {
        const schedule = await scheduleOf(tx, scope, scheduleId);
        const what = await edition(tx, scope, schedule, templates);
        return air(tx, scope, 'schedule.publish', schedule, what, by);
      });
      return announce(picture, publication.id, revision, before, publication);
    },

    async restore(scope, scheduleId, publicationId, by) {
      const picture = await pictures.current();
      const { before, publication, revision } = await store.transaction(async (tx) => {
        const schedule = await scheduleOf(tx, scope, scheduleId);
        const earlier = await tx.publications.get(scope, publicationId);
        if (earlier?.scheduleId !== scheduleId) throw new Refusal('notFound');
        const what = { ...earlier, restores: earlier.id };
        return air(tx, scope, 'schedule.restore', schedule, what, by);
      });
      return announce(picture, publication.id, revision, before, publication);
    },

    async withdraw(scope, scheduleId, by) {
      const picture = await pictures.current();
      const { before, revision } = await store.transaction(async (tx) => {
        const schedule = await scheduleOf(tx, scope, scheduleId);
        const before = await publicationOf(tx, scope, schedule);
        if (!before) return { before, revision: await tx.revision.current() };
        await tx.schedules.setPublication(scope, scheduleId, null, now());
        await record(tx, 'schedule.withdraw', schedule, before.playlist.name, null, by);
        return { before, revision: await tx.revision.next() };
      });
      return announce(picture, null, revision, before);
    },
  };
}

async function scheduleOf(tx: Store, scope: Scope, id: string): Promise<ScheduleRecord> {
  const schedule = await tx.schedules.get(scope, id);
  if (!schedule) throw new Refusal('notFound');
  return schedule;
}

async function publicationOf(tx: Store, scope: Scope, { publicationId }: ScheduleRecord) {
  return publicationId === null ? null : tx.publications.get(scope, publicationId);
}

function screensOf(picture: Picture, publications: readonly Publication[]): number {
  const meant = new Map<Place, boolean>();
  let count = 0;
  for (const screen of picture.screens.values()) {
    const place = picture.place(screen);
    if (!place) continue;
    let isMeant = meant.get(place);
    if (isMeant === undefined) {
      isMeant = publications.some(({ audience, unitId }) => applies(audience, unitId, place));
      meant.set(place, isMeant);
    }
    if (isMeant) count += 1;
  }
  return count;
}
