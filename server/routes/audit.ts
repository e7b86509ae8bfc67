/** Who changed what. */
import { z } from 'zod';
import { Id } from '#shared/api/resources.ts';
import { AuditEntry } from './openapi/components.ts';
import { QueryLimit, route } from './route.ts';

export const auditRoutes = [
  route({
    method: 'get',
    path: '/api/audit',
    tag: 'audit',
    summary: 'What was changed in sight, newest first',
    access: { action: 'audit.read' },
    query: z.object({
      subject: Id.optional(),
      by: Id.optional(),
      /** id of the last entry of the page before */
      before: Id.optional(),
      limit: QueryLimit.optional(),
    }),
    answer: z.object({ entries: z.array(AuditEntry), next: Id.nullable() }),
    handle: async ({ scope, query }, { store }) => {
      const { subject, by, before, limit = 100 } = query;
      const entries = await store.audit.list(scope, { subjectId: subject, by, before, limit });
      return { entries, next: entries.length === limit ? (entries.at(-1)?.id ?? null) : null };
    },
  }),
];
