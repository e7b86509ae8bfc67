/**
 * What the scheduling engine needs: how a schedule airs, what units set for themselves and those
 * below, when publications left the air, what each screen was told and when, and calendar feeds.
 */
import { type Kysely, sql } from 'kysely';
import type { ColumnTypes } from './migration.ts';

export async function up(db: Kysely<unknown>, { text }: ColumnTypes): Promise<void> {
  const { schema } = db;
  for (const table of ['schedules', 'publications']) {
    await schema.alterTable(table).addColumn('seconds_per_hour', 'bigint').execute();
    await schema.alterTable(table).addColumn('frequency', text).execute();
    await schema
      .alterTable(table)
      .addColumn('sound', text, (c) => c.notNull().defaultTo('quiet'))
      .execute();
  }
  await schema.alterTable('publications').addColumn('restores', text).execute();
  await schema.alterTable('publications').addColumn('off_air_at', 'bigint').execute();
  await fillInWhens(db, 'schedules');
  await fillInWhens(db, 'publications');
  await tellWhenTheyLeft(db);

  await schema
    .createTable('settings')
    .addColumn('unit_id', text, (c) => c.notNull().references('units.id'))
    .addColumn('kind', text, (c) => c.notNull())
    .addColumn('version', 'bigint', (c) => c.notNull())
    .addColumn('value', text)
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('by', text)
    .addPrimaryKeyConstraint('settings_key', ['unit_id', 'kind', 'version'])
    .execute();

  await schema
    .createTable('feeds')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('token_hash', text, (c) => c.notNull().unique())
    .addColumn('subject_kind', text, (c) => c.notNull())
    .addColumn('subject_id', text, (c) => c.notNull())
    .addColumn('unit_id', text, (c) => c.notNull().references('units.id'))
    .addColumn('created_by', text, (c) => c.notNull().references('people.id'))
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute();
  await schema.createIndex('feeds_by_subject').on('feeds').column('subject_id').execute();

  await schema
    .createTable('screen_told')
    .addColumn('screen_id', text, (c) => c.notNull().references('screens.id').onDelete('cascade'))
    .addColumn('sequence', 'bigint', (c) => c.notNull())
    .addColumn('manifest', text, (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('screen_told_key', ['screen_id', 'sequence'])
    .execute();
  // Nobody noted when a screen was told what it holds: not before that manifest was made.
  await sql`
    insert into screen_told (screen_id, sequence, manifest, at)
    select screens.id, screens.sequence, screens.manifest,
      case when manifests.put_at > screens.paired_at
        then manifests.put_at else screens.paired_at end
    from screens join manifests on manifests.id = screens.manifest`.execute(db);
}

type Dated = {
  schedules: { id: string; when: string };
  publications: { id: string; when: string };
};

/** Days came back each week before this; the defaults are those of the day of this migration. */
async function fillInWhens(db: Kysely<unknown>, table: keyof Dated): Promise<void> {
  const query = db as Kysely<Dated>;
  for (const { id, when } of await query.selectFrom(table).select(['id', 'when']).execute()) {
    const filled = {
      repeat: { kind: 'weekly' },
      among: 'any',
      also: [],
      except: [],
      periods: [],
      ...JSON.parse(when),
    };
    await query
      .updateTable(table)
      .set({ when: JSON.stringify(filled) })
      .where('id', '=', id)
      .execute();
  }
}

/**
 * A publication left the air when its schedule was published again or taken off the air, whichever
 * came first; the audit log knows of the latter.
 */
async function tellWhenTheyLeft(db: Kysely<unknown>): Promise<void> {
  await sql`
    update publications set off_air_at = (
      select min(left_at) from (
        select later.published_at as left_at
        from publications as later
        where later.schedule_id = publications.schedule_id
          and (later.published_at > publications.published_at
            or later.published_at = publications.published_at and later.id > publications.id)
        union all
        select audit.at
        from audit
        where audit.subject_id = publications.schedule_id
          and audit.action in ('schedule.withdraw', 'schedule.remove')
          and audit.at >= publications.published_at
      ) as ends
    )
    where id not in (
      select publication_id from schedules where publication_id is not null
    )`.execute(db);
}
