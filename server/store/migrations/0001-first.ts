/** Everything that the first broadcast needs. Instants are ms of the Unix epoch, JSON is text. */
import type { Kysely } from 'kysely';
import type { ColumnTypes } from './migration.ts';

export async function up(db: Kysely<unknown>, { text }: ColumnTypes): Promise<void> {
  const { schema } = db;

  // organisation
  await schema
    .createTable('units')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('parent_id', text, (c) => c.references('units.id'))
    .addColumn('kind', text, (c) => c.notNull())
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('levels', text, (c) => c.notNull())
    .addColumn('tags', text, (c) => c.notNull())
    .addColumn('zone', text)
    .addColumn('path', text, (c) => c.notNull().unique())
    .addColumn('closed_at', 'bigint')
    .execute();
  await schema
    .createTable('people')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('email', text, (c) => c.notNull().unique())
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('locale', text, (c) => c.notNull())
    .addColumn('password_hash', text, (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('disabled_at', 'bigint')
    .execute();
  await schema
    .createTable('roles')
    .addColumn('person_id', text, (c) => c.notNull().references('people.id'))
    .addColumn('unit_id', text, (c) => c.notNull().references('units.id'))
    .addColumn('role', text, (c) => c.notNull())
    .addColumn('granted_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('roles_key', ['person_id', 'unit_id', 'role'])
    .execute();
  await schema.createIndex('roles_by_unit').on('roles').columns(['unit_id', 'role']).execute();
  await schema
    .createTable('sessions')
    .addColumn('hash', text, (c) => c.primaryKey())
    .addColumn('person_id', text, (c) => c.notNull().references('people.id'))
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .execute();
  await schema.createIndex('sessions_by_person').on('sessions').column('person_id').execute();
  await schema.createIndex('sessions_by_expiry').on('sessions').column('expires_at').execute();
  await schema
    .createTable('tokens')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('hash', text, (c) => c.notNull().unique())
    .addColumn('person_id', text, (c) => c.notNull().references('people.id'))
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('last_used_at', 'bigint')
    .execute();
  await schema.createIndex('tokens_by_person').on('tokens').column('person_id').execute();

  // content
  await schema
    .createTable('themes')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('name_vi', text, (c) => c.notNull())
    .addColumn('name_en', text, (c) => c.notNull())
    .addColumn('parent', text)
    .execute();
  await schema
    .createTable('assets')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('unit_id', text, (c) => c.notNull().references('units.id'))
    .addColumn('title', text, (c) => c.notNull())
    .addColumn('filename', text, (c) => c.notNull())
    .addColumn('folded', text, (c) => c.notNull())
    .addColumn('themes', text, (c) => c.notNull())
    .addColumn('kind', text)
    .addColumn('state', text, (c) => c.notNull())
    .addColumn('progress', 'double precision', (c) => c.notNull())
    .addColumn('error', text)
    .addColumn('sha256', text, (c) => c.notNull())
    .addColumn('bytes', 'bigint', (c) => c.notNull())
    .addColumn('renditions', text, (c) => c.notNull())
    .addColumn('decision', text, (c) => c.notNull())
    .addColumn('decided_by', text)
    .addColumn('decided_at', 'bigint')
    .addColumn('reason', text)
    .addColumn('uploaded_by', text)
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute();
  await schema.createIndex('assets_by_unit').on('assets').columns(['unit_id', 'id']).execute();
  await schema
    .createTable('asset_media')
    .addColumn('sha256', text, (c) => c.notNull())
    .addColumn('asset_id', text, (c) => c.notNull().references('assets.id').onDelete('cascade'))
    .addPrimaryKeyConstraint('asset_media_key', ['sha256', 'asset_id'])
    .execute();
  await schema.createIndex('asset_media_by_asset').on('asset_media').column('asset_id').execute();
  await schema
    .createTable('asset_themes')
    .addColumn('asset_id', text, (c) => c.notNull().references('assets.id').onDelete('cascade'))
    .addColumn('theme', text, (c) => c.notNull())
    .addPrimaryKeyConstraint('asset_themes_key', ['asset_id', 'theme'])
    .execute();
  await schema
    .createTable('media')
    .addColumn('sha256', text, (c) => c.primaryKey())
    .addColumn('bytes', 'bigint', (c) => c.notNull())
    .addColumn('type', text, (c) => c.notNull())
    .addColumn('ms', 'bigint')
    .addColumn('chunks', text, (c) => c.notNull())
    .addColumn('put_at', 'bigint', (c) => c.notNull())
    .execute();
  await schema
    .createTable('jobs')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('kind', text, (c) => c.notNull())
    .addColumn('subject', text, (c) => c.notNull())
    .addColumn('attempts', 'bigint', (c) => c.notNull())
    .addColumn('not_before', 'bigint', (c) => c.notNull())
    .addColumn('worker', text)
    .addColumn('lease_until', 'bigint')
    .execute();
  await schema
    .createIndex('jobs_by_age')
    .on('jobs')
    .columns(['kind', 'not_before', 'id'])
    .execute();

  // programme
  await schema
    .createTable('playlists')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('unit_id', text, (c) => c.notNull().references('units.id'))
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('themes', text, (c) => c.notNull())
    .addColumn('items', text, (c) => c.notNull())
    .addColumn('version', 'bigint', (c) => c.notNull())
    .addColumn('updated_at', 'bigint', (c) => c.notNull())
    .addColumn('updated_by', text)
    .execute();
  await schema.createIndex('playlists_by_unit').on('playlists').column('unit_id').execute();
  await schema
    .createTable('playlist_assets')
    .addColumn('asset_id', text, (c) => c.notNull())
    .addColumn('playlist_id', text, (c) =>
      c.notNull().references('playlists.id').onDelete('cascade'),
    )
    .addPrimaryKeyConstraint('playlist_assets_key', ['asset_id', 'playlist_id'])
    .execute();
  await schema
    .createIndex('playlist_assets_by_playlist')
    .on('playlist_assets')
    .column('playlist_id')
    .execute();
  await schema
    .createTable('publications')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('schedule_id', text, (c) => c.notNull())
    .addColumn('schedule_version', 'bigint', (c) => c.notNull())
    .addColumn('unit_id', text, (c) => c.notNull().references('units.id'))
    .addColumn('audience', text, (c) => c.notNull())
    .addColumn('when', text, (c) => c.notNull())
    .addColumn('mode', text, (c) => c.notNull())
    .addColumn('priority', text, (c) => c.notNull())
    .addColumn('playlist', text, (c) => c.notNull())
    .addColumn('items', text, (c) => c.notNull())
    .addColumn('assets', text, (c) => c.notNull())
    .addColumn('on_air_since', 'bigint', (c) => c.notNull())
    .addColumn('published_at', 'bigint', (c) => c.notNull())
    .addColumn('published_by', text)
    .execute();
  await schema
    .createIndex('publications_by_schedule')
    .on('publications')
    .column('schedule_id')
    .execute();
  await schema
    .createTable('schedules')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('unit_id', text, (c) => c.notNull().references('units.id'))
    .addColumn('playlist_id', text, (c) => c.notNull())
    .addColumn('audience', text, (c) => c.notNull())
    .addColumn('when', text, (c) => c.notNull())
    .addColumn('mode', text, (c) => c.notNull())
    .addColumn('priority', text, (c) => c.notNull())
    .addColumn('version', 'bigint', (c) => c.notNull())
    .addColumn('updated_at', 'bigint', (c) => c.notNull())
    .addColumn('publication_id', text, (c) => c.references('publications.id'))
    .execute();
  await schema.createIndex('schedules_by_unit').on('schedules').column('unit_id').execute();
  await schema
    .createIndex('schedules_by_publication')
    .on('schedules')
    .column('publication_id')
    .execute();
  await schema
    .createTable('manifests')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('body', text, (c) => c.notNull())
    .addColumn('put_at', 'bigint', (c) => c.notNull())
    .execute();
  await schema
    .createTable('revision')
    .addColumn('only', 'bigint', (c) => c.primaryKey())
    .addColumn('value', 'bigint', (c) => c.notNull())
    .execute();
  await (db as Kysely<{ revision: { only: number; value: number } }>)
    .insertInto('revision')
    .values({ only: 1, value: 0 })
    .execute();

  // screens
  await schema
    .createTable('screens')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('unit_id', text, (c) => c.notNull().references('units.id'))
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('tags', text, (c) => c.notNull())
    .addColumn('paired_at', 'bigint', (c) => c.notNull())
    .addColumn('paired_by', text)
    .addColumn('token_hash', text, (c) => c.notNull())
    .addColumn('last_seen_at', 'bigint')
    .addColumn('build', text)
    .addColumn('status', text)
    .addColumn('manifest', text)
    .addColumn('sequence', 'bigint', (c) => c.notNull())
    .addColumn('acknowledged', text, (c) => c.notNull())
    .execute();
  await schema.createIndex('screens_by_unit').on('screens').column('unit_id').execute();
  await schema
    .createTable('pairings')
    .addColumn('device_code_hash', text, (c) => c.primaryKey())
    .addColumn('user_code', text, (c) => c.notNull().unique())
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .addColumn('last_polled_at', 'bigint')
    .addColumn('screen_id', text)
    .execute();
  await schema
    .createTable('plays')
    .addColumn('screen_id', text, (c) => c.notNull())
    .addColumn('n', 'bigint', (c) => c.notNull())
    .addColumn('unit_id', text, (c) => c.notNull().references('units.id'))
    .addColumn('manifest', text, (c) => c.notNull())
    .addColumn('track', text, (c) => c.notNull())
    .addColumn('item', text, (c) => c.notNull())
    .addColumn('planned_start', 'bigint', (c) => c.notNull())
    .addColumn('planned_end', 'bigint', (c) => c.notNull())
    .addColumn('real_start', 'bigint', (c) => c.notNull())
    .addColumn('real_end', 'bigint', (c) => c.notNull())
    .addColumn('ending', text, (c) => c.notNull())
    .addColumn('reason', text)
    .addColumn('uncertainty', 'bigint')
    .addColumn('received_at', 'bigint', (c) => c.notNull())
    // no reference to the screen: what it played outlives it
    .addPrimaryKeyConstraint('plays_key', ['screen_id', 'n'])
    .execute();
  await schema
    .createIndex('plays_by_start')
    .on('plays')
    .columns(['real_start', 'screen_id', 'n'])
    .execute();
  await schema
    .createIndex('plays_by_unit')
    .on('plays')
    .columns(['unit_id', 'real_start', 'screen_id', 'n'])
    .execute();
  await schema
    .createIndex('plays_by_screen')
    .on('plays')
    .columns(['screen_id', 'real_start', 'n'])
    .execute();
  await schema
    .createTable('play_cursors')
    .addColumn('screen_id', text, (c) => c.primaryKey())
    .addColumn('up_to', 'bigint', (c) => c.notNull())
    .execute();

  // accounts of what happened
  await schema
    .createTable('audit')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('by', text)
    .addColumn('action', text, (c) => c.notNull())
    .addColumn('subject_kind', text, (c) => c.notNull())
    .addColumn('subject_id', text, (c) => c.notNull())
    .addColumn('subject_name', text, (c) => c.notNull())
    .addColumn('unit_id', text)
    .addColumn('changes', text, (c) => c.notNull())
    .execute();
  await schema.createIndex('audit_by_subject').on('audit').columns(['subject_id', 'id']).execute();
  await schema.createIndex('audit_by_unit').on('audit').columns(['unit_id', 'id']).execute();
  await schema.createIndex('audit_by_person').on('audit').columns(['by', 'id']).execute();
}
