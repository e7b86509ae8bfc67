/** What a schedule would do before anybody does it: the dry run, and what stands out while it is written. */
import { z } from 'zod';
import { type Locale, Refusal } from '#shared/api/problems.ts';
import type { Warning } from '#shared/api/rehearsal.ts';
import { ScheduleInput } from '#shared/api/resources.ts';
import { warningWording } from '#shared/api/warnings.ts';
import { Rehearsal, Warning as WarningAnswer } from './openapi/components.ts';
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
    handle: async ({ scope, subject, locale }, { planner }) => {
      const rehearsal = await planner.rehearse(scope, subject.id);
      if (rehearsal === null) throw new Refusal('notFound');
      return { ...rehearsal, warnings: worded(rehearsal.warnings, locale) };
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
    answer: z.object({ warnings: z.array(WarningAnswer) }),
    handle: async ({ viewer, scope, locale, body }, { store, planner }) => {
      await checkSchedule(store, viewer, body.unitId, body, body);
      return { warnings: worded(await planner.warnings(scope, body), locale) };
    },
  }),
];

/** The planner knows no language. */
function worded(warnings: readonly Warning[], locale: Locale): Warning[] {
  return warnings.map((warning) => ({
    ...warning,
    message: warningWording(warning.code, locale, warning.params),
  }));
}
