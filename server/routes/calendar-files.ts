/** Schedules as iCalendar files: one written for a calendar program, and one read for drafts. */
import { z } from 'zod';
import { baseUrl } from '#server/access/client.ts';
import { exportText } from '#server/publish/ical/export.ts';
import { importCalendar, LARGEST_FILE } from '#server/publish/ical/import.ts';
import { type ImportProblem, importWordings } from '#server/publish/ical/problems.ts';
import { fieldWording } from '#shared/api/field-problems.ts';
import { type Locale, Refusal } from '#shared/api/problems.ts';
import { Id } from '#shared/api/resources.ts';
import { ImportedDrafts } from './openapi/components.ts';
import { route } from './route.ts';
import { checkSchedule } from './schedule-checks.ts';
import { schoolTimeOf, zoneOf } from './school-time-of.ts';

export const calendarFileRoutes = [
  route({
    method: 'get',
    path: '/api/schedules/{id}/calendar',
    tag: 'schedules',
    summary: 'The schedule as it is written, as an iCalendar file',
    access: { action: 'schedule.read', subject: 'schedule' },
    contentType: 'text/calendar',
    handle: async ({ c, viewer, subject }, { store, now, settings }) => {
      const unit = await store.units.get(viewer.scope('schedule.read'), subject.unitId);
      if (unit === null) throw new Refusal('notFound');
      const playlist = await store.playlists.get(viewer.scope('playlist.read'), subject.playlistId);
      const name = playlist?.name ?? '';
      const { id, when, audience } = subject;
      const text = exportText(
        { id, name, when, levels: audience.levels },
        await schoolTimeOf(store, unit),
        { at: now(), host: new URL(baseUrl(c, settings)).host },
      );
      return c.body(text, 200, {
        'Content-Type': 'text/calendar; charset=utf-8',
        'Content-Disposition': `attachment; filename*=UTF-8''${encoded(`${name || id}.ics`)}`,
      });
    },
  }),

  route({
    method: 'post',
    path: '/api/schedules/import',
    tag: 'schedules',
    summary: 'Reads an iCalendar file (1 MB at most) into drafts to choose from; makes nothing',
    access: { action: 'schedule.edit', unit: 'unitId', in: 'query' },
    query: z.object({ unitId: Id, playlistId: Id.optional() }),
    sends: 'text/calendar',
    answer: ImportedDrafts,
    refuses: ['notCalendar'],
    handle: async ({ c, viewer, unit, query, locale }, { store }) => {
      await checkSchedule(store, viewer, unit.id, query, null);
      const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
      if (type !== 'text/calendar') throw new Refusal('notCalendar');
      const text = await c.req.text();
      if (Buffer.byteLength(text) > LARGEST_FILE) throw new Refusal('requestTooLarge');
      if (!/^\uFEFF?\s*BEGIN:VCALENDAR/i.test(text)) throw new Refusal('notCalendar');
      const drafts = importCalendar(text, await zoneOf(store, unit));
      return {
        drafts: drafts.map(({ summary, when, problems }) => ({
          ...{ summary, when },
          problems: problems.map((problem) => worded(problem, locale)),
        })),
      };
    },
  }),
];

function worded(problem: ImportProblem, locale: Locale): string {
  return problem in importWordings
    ? importWordings[problem as keyof typeof importWordings][locale]
    : fieldWording(problem, locale);
}

/** As RFC 5987 writes text in a header: what `encodeURIComponent` leaves and a header may not hold. */
function encoded(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
