/** The audit entry of something that the system itself has made. */
import type { Now } from '#server/deps.ts';
import type { AuditEntry } from '#shared/api/resources.ts';

export function created(
  kind: 'unit' | 'playlist' | 'schedule' | 'person',
  { id, name }: { readonly id: string; readonly name: string },
  unitId: string,
  fields: Readonly<Record<string, unknown>>,
  { now, newId }: { readonly now: Now; readonly newId: () => string },
): AuditEntry {
  return {
    id: newId(),
    at: now(),
    by: null,
    action: `${kind}.create`,
    subject: { kind, id, name },
    unitId,
    changes: Object.fromEntries(
      Object.entries(fields).map(([field, value]) => [field, [null, value]]),
    ),
  };
}
