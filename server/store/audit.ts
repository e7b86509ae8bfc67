/** Who changed what. Entries are only ever added. Those of no unit are for the whole province's eyes. */
import type { AuditEntry } from '#shared/api/resources.ts';
import type { Database } from './database.ts';
import { fromJson, toJson } from './json.ts';
import type { Audit } from './port.ts';
import { reachable } from './reach.ts';
import type { AuditRow } from './tables.ts';

export function audit(db: Database): Audit {
  return {
    async add(entry) {
      await db.query
        .insertInto('audit')
        .values({
          id: entry.id,
          at: entry.at,
          by: entry.by,
          action: entry.action,
          subject_kind: entry.subject.kind,
          subject_id: entry.subject.id,
          subject_name: entry.subject.name,
          unit_id: entry.unitId,
          changes: toJson(entry.changes),
        })
        .execute();
    },

    async list(scope, { subjectId, by, before, limit }) {
      let query = db.query
        .selectFrom('audit')
        .selectAll()
        .where(reachable(scope, 'audit.unit_id'))
        .orderBy('id', 'desc')
        .limit(limit);
      if (subjectId !== undefined) query = query.where('subject_id', '=', subjectId);
      if (by !== undefined) query = query.where('by', '=', by);
      if (before !== undefined) query = query.where('id', '<', before);
      return (await query.execute()).map(toEntry);
    },
  };
}

function toEntry(row: AuditRow): AuditEntry {
  return {
    id: row.id,
    at: row.at,
    by: row.by,
    action: row.action,
    subject: { kind: row.subject_kind, id: row.subject_id, name: row.subject_name },
    unitId: row.unit_id,
    changes: fromJson(row.changes),
  };
}
