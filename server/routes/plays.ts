/** Proof of play: what aired. */
import { z } from 'zod';
import { Id } from '#shared/api/resources.ts';
import { PlayRecord } from './openapi/components.ts';
import { QueryInteger, QueryLimit, route } from './route.ts';
import { span } from './span.ts';

export const playRoutes = [
  route({
    method: 'get',
    path: '/api/plays',
    tag: 'plays',
    summary: 'What aired between two instants, oldest first; the past day unless told',
    access: { action: 'plays.read' },
    query: z.object({
      from: QueryInteger.optional(),
      to: QueryInteger.optional(),
      unit: Id.optional(),
      screen: Id.optional(),
      limit: QueryLimit.optional(),
      /** `next` of the page before */
      after: z.string().max(200).optional(),
    }),
    answer: z.object({ plays: z.array(PlayRecord), next: z.string().nullable() }),
    handle: ({ scope, query }, { store, now }) =>
      store.plays.list(scope, {
        ...span(query, now(), { days: 400, ahead: false }),
        unitId: query.unit,
        screenId: query.screen,
        limit: query.limit ?? 100,
        after: query.after,
      }),
  }),
];
