/** Looking at what screens show: why, what exactly at an instant, and the windows of a week. */
import { z } from 'zod';
import type { PlannedWindow as Planned } from '#server/publish/port.ts';
import { Refusal } from '#shared/api/problems.ts';
import type { Frame } from '#shared/frame/frame.ts';
import { frameAt, nextChange } from '#shared/frame/frame-at.ts';
import { Explanation, FrameAnswer, PlannedWindow } from './openapi/components.ts';
import { QueryInteger, route } from './route.ts';
import { span } from './span.ts';

const WINDOW_DAYS = 42;
const Instant = z.object({ at: QueryInteger.optional() });
const Span = z.object({ from: QueryInteger.optional(), to: QueryInteger.optional() });
const Windows = z.object({ windows: z.array(PlannedWindow) });
const NOTHING: Frame = { main: null, ticker: null, audio: null, voice: null };

export const lookingRoutes = [
  route({
    method: 'get',
    path: '/api/screens/{id}/explanation',
    tag: 'screens',
    summary: 'Why the screen shows what it shows at an instant, past or future; now unless given',
    access: { action: 'screen.read', subject: 'screen' },
    query: Instant,
    answer: Explanation,
    handle: async ({ viewer, subject, query }, { planner }) => {
      const scope = viewer.scope('schedule.read');
      const explanation = await planner.explain(scope, subject.id, query.at ?? null);
      if (explanation === null) throw new Refusal('notFound');
      return explanation;
    },
  }),

  route({
    method: 'get',
    path: '/api/screens/{id}/frame',
    tag: 'screens',
    summary:
      'The very frame of an instant: as it was told then, or as it will be; now unless given',
    access: { action: 'screen.read', subject: 'screen' },
    query: Instant,
    answer: FrameAnswer,
    handle: async ({ scope, subject, query }, { store, planner, now }) => {
      const at = query.at ?? now();
      const compiled = await planner.manifestAt(scope, subject.id, query.at ?? null);
      const later =
        at < now() ? await store.screens.told(scope, subject.id, { from: at, to: now() }) : [];
      const next = Math.min(
        compiled === null ? Number.POSITIVE_INFINITY : nextChange(compiled.manifest, at),
        // in the past, also the instant at which it was told something else
        ...later.map((told) => told.at).filter((since) => since > at),
      );
      return {
        at,
        manifest: compiled?.id ?? null,
        frame: compiled === null ? NOTHING : frameAt(compiled.manifest, at),
        next: Number.isFinite(next) ? next : null,
      };
    },
  }),

  route({
    method: 'get',
    path: '/api/screens/{id}/windows',
    tag: 'screens',
    summary: 'When schedules hold at the screen, drafts too, and where they meet; 42 days at most',
    access: { action: 'screen.read', subject: 'screen' },
    query: Span,
    answer: Windows,
    handle: async ({ viewer, subject, query }, { planner, now }) => {
      const between = span(query, now(), { days: WINDOW_DAYS, ahead: true });
      const scope = viewer.scope('schedule.read');
      return found(await planner.windows(scope, { screenId: subject.id }, between));
    },
  }),

  route({
    method: 'get',
    path: '/api/units/{id}/windows',
    tag: 'units',
    summary: 'When schedules hold at the unit, drafts too, and where they meet; 42 days at most',
    access: { action: 'schedule.read', subject: 'unit' },
    query: Span,
    answer: Windows,
    handle: async ({ scope, subject, query }, { planner, now }) => {
      const between = span(query, now(), { days: WINDOW_DAYS, ahead: true });
      return found(await planner.windows(scope, { unitId: subject.id }, between));
    },
  }),
];

function found(windows: readonly Planned[] | null) {
  if (windows === null) throw new Refusal('notFound');
  return { windows: windows.map((each) => ({ ...each, meets: [...each.meets] })) };
}
