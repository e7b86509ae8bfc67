/** Work that survives a crash. A worker holds a job by a lease; when it dies, the lease runs out. */
import type { Database } from './database.ts';
import type { Jobs } from './port.ts';

export function jobs(db: Database): Jobs {
  return {
    async add({ id, kind, subject, at }) {
      await db.query
        .insertInto('jobs')
        .values({ id, kind, subject, attempts: 0, not_before: at, worker: null, lease_until: null })
        .execute();
    },

    async claim(kind, worker, now, leaseMs) {
      const row = await db.query
        .updateTable('jobs')
        .set((eb) => ({
          attempts: eb('attempts', '+', 1),
          worker,
          lease_until: now + leaseMs,
        }))
        .where('id', '=', (eb) =>
          eb
            .selectFrom('jobs')
            .select('id')
            .where('kind', '=', kind)
            .where('not_before', '<=', now)
            .where((eb) => eb.or([eb('lease_until', 'is', null), eb('lease_until', '<=', now)]))
            .orderBy('not_before')
            .orderBy('id')
            .limit(1)
            // workers that ask at the same moment each get another job instead of waiting in a row
            .$if(db.engine === 'postgres', (query) => query.forUpdate().skipLocked()),
        )
        .returning(['id', 'kind', 'subject', 'attempts'])
        .executeTakeFirst();
      return row ?? null;
    },

    async extend(id, worker, leaseUntil) {
      const { numUpdatedRows } = await db.query
        .updateTable('jobs')
        .set({ lease_until: leaseUntil })
        .where('id', '=', id)
        .where('worker', '=', worker)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },

    async finish(id, worker) {
      const { numDeletedRows } = await db.query
        .deleteFrom('jobs')
        .where('id', '=', id)
        .where('worker', '=', worker)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },

    async release(id, worker, notBefore, attempt = 'counts') {
      const { numUpdatedRows } = await db.query
        .updateTable('jobs')
        .set((eb) => ({
          worker: null,
          lease_until: null,
          not_before: notBefore,
          attempts: eb('attempts', '-', attempt === 'forgiven' ? 1 : 0),
        }))
        .where('id', '=', id)
        .where('worker', '=', worker)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },

    async waiting(kind) {
      const { jobs } = await db.query
        .selectFrom('jobs')
        .select((eb) => eb.fn.countAll<number>().as('jobs'))
        .where('kind', '=', kind)
        .where('worker', 'is', null)
        .executeTakeFirstOrThrow();
      return jobs;
    },
  };
}
