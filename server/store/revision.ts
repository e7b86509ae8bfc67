/** The counter of changes of programme. Within a transaction it is taken when that one lands. */
import type { Database } from './database.ts';
import type { Revision } from './port.ts';

export function revision(db: Database): Revision {
  return {
    async current() {
      const { value } = await db.query
        .selectFrom('revision')
        .select('value')
        .executeTakeFirstOrThrow();
      return value;
    },

    async next() {
      const { value } = await db.query
        .updateTable('revision')
        .set((eb) => ({ value: eb('value', '+', 1) }))
        .returning('value')
        .executeTakeFirstOrThrow();
      return value;
    },
  };
}
