/** What content is about; one list for the whole installation. */
import type { Database } from './database.ts';
import { byName } from './order.ts';
import type { Themes } from './port.ts';

export function themes(db: Database): Themes {
  return {
    async list() {
      const rows = await db.query.selectFrom('themes').selectAll().execute();
      return rows
        .map((row) => ({ ...row, name: row.name_vi }))
        .sort(byName)
        .map(({ id, name_vi, name_en, parent }) => ({
          id,
          name: { vi: name_vi, en: name_en },
          parent,
        }));
    },

    async put({ id, name, parent }) {
      const columns = { name_vi: name.vi, name_en: name.en, parent };
      await db.query
        .insertInto('themes')
        .values({ id, ...columns })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(columns))
        .execute();
    },
  };
}
