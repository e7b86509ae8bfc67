/** What a schedule would do before anybody does it: the dry run, and what stands out while it is written. */
import { z } from 'zod';
import { Refusal } from '#shared/api/problems.ts';
import { ScheduleInput } from '#shared/api/resources.ts';
import { Rehearsal, Warning } from './openapi/components.ts';
import { route } from './route.ts';
import { checkSchedule } from './schedule-checks.ts';

export const rehearsalRoutes = [
  route({
    method: 'post',
    path: '/api/schedules/{id}/rehearsal',
    tag: 'schedules',
    summary: 'What publishing the schedule as it is now would do; nothing is changed',
    access: { action: 'schedule.publish', subject: 'schedule' },
    answer: Rehearsal,
    refuses: ['nothingToPublish', 'notReady', 'invalid'],
    handle: async ({ scope, subject }, { planner }) => {
      const rehearsal = await planner.rehearse(scope, subject.id);
      if (rehearsal === null) throw new Refusal('notFound');
      return rehearsal;
    },
  }),

  route({
    method: 'post',
    path: '/api/schedules/warnings',
    tag: 'schedules',
    summary:
      'What stands out about a schedule that is being written; nothing that keeps it from airing',
    access: { action: 'schedule.edit', unit: 'unitId' },
    body: ScheduleInput,
    answer: z.object({ warnings: z.array(Warning) }),
    handle: async ({ viewer, scope, body }, { store, planner }) => {
      await checkSchedule(store, viewer, body.unitId, body, body);
      return { warnings: await planner.warnings(scope, body) };
    },
  }),
];
