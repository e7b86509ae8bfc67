/** Uploaded files: what they are called, how far their processing is, whether they may air. */
import { sql } from 'kysely';
import { fold, foldedWords } from '#shared/domain/fold.ts';
import { atomically, changesAnything, type Database, inChunks } from './database.ts';
import { fromJson, toJson } from './json.ts';
import type { AssetRecord, Assets } from './port.ts';
import { demandUnit, inSubtrees, reachable } from './reach.ts';
import type { AssetRow } from './tables.ts';

/** More words than a person would type only cost time; SQLite refuses a condition of a thousand. */
const MOST_WORDS = 20;

export function assets(db: Database): Assets {
  return {
    async list(scope, filter, page) {
      let query = db.query
        .selectFrom('assets')
        .selectAll()
        .where(reachable(scope, 'assets.unit_id'))
        // ids are UUIDv7: their order is that of time, and unlike a time they name one place to go on
        .orderBy('id', 'desc')
        .limit(page.limit);
      if (page.after !== undefined) query = query.where('id', '<', page.after);
      if (filter.unitId !== undefined) {
        query = query.where(inSubtrees([filter.unitId], 'assets.unit_id'));
      }
      if (filter.kind !== undefined) query = query.where('kind', '=', filter.kind);
      if (filter.state !== undefined) query = query.where('state', '=', filter.state);
      if (filter.decision !== undefined) query = query.where('decision', '=', filter.decision);
      if (filter.theme !== undefined) {
        const { theme } = filter;
        query = query.where('id', 'in', (eb) =>
          eb.selectFrom('asset_themes').select('asset_id').where('theme', '=', theme),
        );
      }
      for (const word of foldedWords(filter.words ?? '').slice(0, MOST_WORDS)) {
        query = query.where(sql<boolean>`folded like ${containing(word)} escape '!'`);
      }
      return (await query.execute()).map(toRecord);
    },

    async get(scope, id) {
      const row = await db.query
        .selectFrom('assets')
        .selectAll()
        .where('id', '=', id)
        .where(reachable(scope, 'assets.unit_id'))
        .executeTakeFirst();
      return row === undefined ? null : toRecord(row);
    },

    async getMany(scope, ids) {
      const found: AssetRecord[] = [];
      for (const chunk of inChunks([...new Set(ids)], 1000)) {
        const rows = await db.query
          .selectFrom('assets')
          .selectAll()
          .where('id', 'in', chunk)
          .where(reachable(scope, 'assets.unit_id'))
          .execute();
        found.push(...rows.map(toRecord));
      }
      return found;
    },

    async insert(scope, asset) {
      await atomically(db, async (tx) => {
        await demandUnit(tx, scope, asset.unitId);
        await tx.query
          .insertInto('assets')
          .values({
            id: asset.id,
            unit_id: asset.unitId,
            title: asset.title,
            filename: asset.filename,
            folded: searchText(asset),
            themes: toJson(asset.themes),
            kind: asset.kind,
            state: asset.state,
            progress: asset.progress,
            error: asset.error && toJson(asset.error),
            sha256: asset.sha256,
            bytes: asset.bytes,
            renditions: toJson(asset.renditions),
            decision: asset.decision,
            decided_by: asset.decidedBy,
            decided_at: asset.decidedAt,
            reason: asset.reason,
            uploaded_by: asset.uploadedBy,
            created_at: asset.createdAt,
          })
          .execute();
        await indexMedia(tx, asset);
        await indexThemes(tx, asset);
      });
    },

    async update(scope, id, change) {
      return atomically(db, async (tx) => {
        const before = await assets(tx).get(scope, id);
        if (before === null) return null;
        const columns = {
          title: change.title,
          folded:
            change.title === undefined
              ? undefined
              : searchText({ title: change.title, filename: before.filename }),
          themes: change.themes && toJson(change.themes),
          kind: change.kind,
          state: change.state,
          progress: change.progress,
          error: change.error && toJson(change.error),
          renditions: change.renditions && toJson(change.renditions),
          decision: change.decision,
          decided_by: change.decidedBy,
          decided_at: change.decidedAt,
          reason: change.reason,
        };
        if (!changesAnything(columns)) return before;
        const row = await tx.query
          .updateTable('assets')
          .set(columns)
          .where('id', '=', id)
          .returningAll()
          .executeTakeFirst();
        if (row === undefined) return null;
        const after = toRecord(row);
        if (change.renditions !== undefined) await indexMedia(tx, after);
        if (change.themes !== undefined) await indexThemes(tx, after);
        return after;
      });
    },

    async remove(scope, id) {
      const { numDeletedRows } = await db.query
        .deleteFrom('assets')
        .where('id', '=', id)
        .where(reachable(scope, 'assets.unit_id'))
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },

    async withMedia(scope, hashes) {
      const found = new Map<string, AssetRecord>();
      for (const chunk of inChunks([...new Set(hashes)], 1000)) {
        const rows = await db.query
          .selectFrom('assets')
          .selectAll()
          .where('id', 'in', (eb) =>
            eb.selectFrom('asset_media').select('asset_id').where('sha256', 'in', chunk),
          )
          .where(reachable(scope, 'assets.unit_id'))
          .execute();
        for (const row of rows) found.set(row.id, toRecord(row));
      }
      return [...found.values()];
    },

    async mayRead(scope, sha256) {
      const row = await db.query
        .selectFrom('asset_media')
        .innerJoin('assets', 'assets.id', 'asset_media.asset_id')
        .select('assets.id')
        .where('asset_media.sha256', '=', sha256)
        .where(reachable(scope, 'assets.unit_id'))
        .limit(1)
        .executeTakeFirst();
      return row !== undefined;
    },

    async counts(scope) {
      const rows = await db.query
        .selectFrom('assets')
        .select(['state', 'decision', (eb) => eb.fn.countAll<number>().as('assets')])
        .where(reachable(scope, 'assets.unit_id'))
        .groupBy(['state', 'decision'])
        .execute();
      const count = (counted: (row: (typeof rows)[number]) => boolean) =>
        rows.filter(counted).reduce((sum, row) => sum + row.assets, 0);
      return {
        waiting: count((row) => row.decision === 'waiting' && row.state === 'ready'),
        processing: count((row) => row.state === 'processing'),
        ready: count((row) => row.state === 'ready'),
        failed: count((row) => row.state === 'failed'),
      };
    },
  };
}

function searchText({ title, filename }: Pick<AssetRecord, 'title' | 'filename'>): string {
  return fold(`${title} ${filename}`);
}

/** A pattern for `like … escape '!'`. */
function containing(word: string): string {
  return `%${word.replace(/[!%_]/g, '!$&')}%`;
}

async function indexMedia(
  tx: Database,
  asset: Pick<AssetRecord, 'id' | 'sha256' | 'renditions'>,
): Promise<void> {
  await tx.query.deleteFrom('asset_media').where('asset_id', '=', asset.id).execute();
  const hashes = new Set([asset.sha256, ...asset.renditions.map(({ sha256 }) => sha256)]);
  await tx.query
    .insertInto('asset_media')
    .values([...hashes].map((sha256) => ({ asset_id: asset.id, sha256 })))
    .execute();
}

async function indexThemes(tx: Database, asset: Pick<AssetRecord, 'id' | 'themes'>): Promise<void> {
  await tx.query.deleteFrom('asset_themes').where('asset_id', '=', asset.id).execute();
  if (asset.themes.length === 0) return;
  await tx.query
    .insertInto('asset_themes')
    .values([...new Set(asset.themes)].map((theme) => ({ asset_id: asset.id, theme })))
    .execute();
}

function toRecord(row: AssetRow): AssetRecord {
  return {
    id: row.id,
    unitId: row.unit_id,
    title: row.title,
    filename: row.filename,
    themes: fromJson(row.themes),
    kind: row.kind,
    state: row.state,
    progress: row.progress,
    error: row.error === null ? null : fromJson(row.error),
    sha256: row.sha256,
    bytes: row.bytes,
    renditions: fromJson(row.renditions),
    decision: row.decision,
    decidedBy: row.decided_by,
    decidedAt: row.decided_at,
    reason: row.reason,
    uploadedBy: row.uploaded_by,
    createdAt: row.created_at,
  };
}
