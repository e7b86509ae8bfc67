/** Puts what a screen played into the store: each record once, in whatever order it comes. */
import type { PlayLink } from '#shared/api/resources.ts';
import type { Play } from '#shared/protocol/messages.ts';
import { type Database, inChunks } from './database.ts';
import { judge, type Linked, neighbours } from './play-links.ts';
import type { KeptPlays } from './port.ts';
import type { PlayRow } from './tables.ts';

/** Within a transaction. */
export async function keepPlays(
  tx: Database,
  screen: { readonly id: string; readonly unitId: string },
  arrived: readonly Play[],
  receivedAt: number,
): Promise<KeptPlays> {
  const known = await openCursor(tx, screen.id);
  const stored = await storedPlays(tx, screen.id, neighbours(arrived));
  const { fresh, mended, refused } = judge(stored, arrived);
  for (const chunk of inChunks(fresh, 500)) {
    await tx.query
      .insertInto('plays')
      .values(
        chunk.map(({ play, link }) => ({
          screen_id: screen.id,
          n: play.n,
          unit_id: screen.unitId,
          manifest: play.manifest,
          track: play.track,
          item: play.item,
          planned_start: play.planned.start,
          planned_end: play.planned.end,
          real_start: play.real.start,
          real_end: play.real.end,
          ending: play.ending,
          reason: play.reason,
          uncertainty: play.uncertainty,
          received_at: receivedAt,
          chain: play.chain,
          link,
        })),
      )
      .execute();
  }
  for (const { n, link } of mended) await setLink(tx, screen.id, n, link);
  // A screen sends the oldest that it has first: what lies before that will never come.
  const oldest = arrived[0]?.n ?? 0;
  const upTo = await endOfRun(tx, screen.id, Math.max(known, oldest - 1));
  if (upTo !== known) await moveCursor(tx, screen.id, upTo);
  return {
    upTo,
    broken: fresh.filter(({ link }) => link === 'broken').map(({ play }) => play.n),
    refused,
  };
}

async function storedPlays(
  tx: Database,
  screenId: string,
  numbers: readonly number[],
): Promise<ReadonlyMap<number, Linked>> {
  const found = new Map<number, Linked>();
  for (const chunk of inChunks(numbers, 1000)) {
    const rows = await tx.query
      .selectFrom('plays')
      .selectAll()
      .where('screen_id', '=', screenId)
      .where('n', 'in', chunk)
      .execute();
    for (const row of rows) found.set(row.n, { play: toPlay(row), link: row.link });
  }
  return found;
}

/** The record as the screen sent it. */
export function toPlay(row: PlayRow): Play {
  return {
    n: row.n,
    manifest: row.manifest,
    track: row.track,
    item: row.item,
    planned: { start: row.planned_start, end: row.planned_end },
    real: { start: row.real_start, end: row.real_end },
    ending: row.ending,
    reason: row.reason,
    uncertainty: row.uncertainty,
    chain: row.chain,
  };
}

async function setLink(tx: Database, screenId: string, n: number, link: PlayLink): Promise<void> {
  await tx.query
    .updateTable('plays')
    .set({ link })
    .where('screen_id', '=', screenId)
    .where('n', '=', n)
    .execute();
}

async function moveCursor(tx: Database, screenId: string, upTo: number): Promise<void> {
  await tx.query
    .updateTable('play_cursors')
    .set({ up_to: upTo })
    .where('screen_id', '=', screenId)
    .execute();
}

/** The screen's cursor, held until the transaction ends, so that two nodes don't both move it. */
async function openCursor(tx: Database, screenId: string): Promise<number> {
  await tx.query
    .insertInto('play_cursors')
    .values({ screen_id: screenId, up_to: 0 })
    .onConflict((conflict) => conflict.column('screen_id').doNothing())
    .execute();
  const cursor = await tx.query
    .selectFrom('play_cursors')
    .select('up_to')
    .where('screen_id', '=', screenId)
    .$if(tx.engine === 'postgres', (query) => query.forUpdate())
    .executeTakeFirstOrThrow();
  return cursor.up_to;
}

/** The last n of the run without gaps that goes on from `known`. Reads no further than the gap's page. */
async function endOfRun(tx: Database, screenId: string, known: number): Promise<number> {
  const PAGE = 500;
  let end = known;
  for (;;) {
    const rows = await tx.query
      .selectFrom('plays')
      .select('n')
      .where('screen_id', '=', screenId)
      .where('n', '>', end)
      .orderBy('n')
      .limit(PAGE)
      .execute();
    const gap = rows.findIndex((row, index) => row.n !== end + index + 1);
    if (gap !== -1) return end + gap;
    end += rows.length;
    if (rows.length < PAGE) return end;
  }
}
