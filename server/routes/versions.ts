/** What was published of a schedule, version by version, and putting an earlier one on air again. */
import { z } from 'zod';
import { Refusal } from '#shared/api/problems.ts';
import { Aired, ScheduleVersion } from './openapi/components.ts';
import { nameOf } from './present/person.ts';
import { presentOneSchedule } from './present/schedule.ts';
import { presentVersion } from './present/version.ts';
import { route } from './route.ts';

export const versionRoutes = [
  route({
    method: 'get',
    path: '/api/schedules/{id}/versions',
    tag: 'schedules',
    summary: 'What was published of the schedule, newest first, and what changed each time',
    access: { action: 'schedule.read', subject: 'schedule' },
    answer: z.object({ versions: z.array(ScheduleVersion) }),
    handle: async ({ viewer, scope, subject }, { store }) => {
      const history = await store.publications.history(scope, subject.id);
      const versions = await Promise.all(
        history.map(async (publication, n) =>
          presentVersion(publication, history[n - 1] ?? null, {
            onAir: publication.id === subject.publicationId,
            byName: await nameOf(store, viewer, publication.by),
          }),
        ),
      );
      return { versions: versions.toReversed() };
    },
  }),

  route({
    method: 'post',
    path: '/api/schedules/{id}/versions/{publicationId}/restore',
    tag: 'schedules',
    summary: 'Puts an earlier version on air again, as it was; the draft stays as it is',
    access: { action: 'schedule.publish', subject: 'schedule' },
    answer: Aired,
    handle: async ({ viewer, scope, subject, params }, { store, publisher, planner }) => {
      const { publicationId: earlier } = params;
      const by = viewer.person.id;
      const restored = await publisher.restore(scope, subject.id, earlier, by);
      const read = viewer.scope('schedule.read');
      const schedule = await store.schedules.get(read, subject.id);
      if (schedule === null) throw new Refusal('notFound');
      const readable = { scope: read, playlists: viewer.scope('playlist.read') };
      return {
        schedule: await presentOneSchedule(store, readable, schedule),
        publicationId: restored.publicationId,
        screens: restored.screens,
        unmet: await planner.unmet(subject.id),
      };
    },
  }),
];
