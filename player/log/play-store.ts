/**
 * Plays until the server has them. Records are numbered and chained when they end, in the same
 * transaction that keeps them, so that numbers have no gaps and none is given twice, whenever the
 * power goes. The time that they saw is kept with them: after a start without a network it does not
 * pass a second time. RULES.md says what it promises.
 */
import type { Database, OpenPlay } from '#player/keep/database.ts';
import { type Track, tracks } from '#shared/frame/manifest.ts';
import { chainOf } from '#shared/protocol/chain.ts';
import type { Play } from '#shared/protocol/messages.ts';
import { createGroupWriter } from './group-writer.ts';

export type Ending = {
  readonly at: number;
  readonly ending: Play['ending'];
  readonly reason: string | null;
};

/** The newest play that the server has, as it says at the welcome. */
export type Known = { readonly upTo: number; readonly chain: string | null };

export interface PlayStore {
  /**
   * A play begins on its track; on disk when it resolves. One that was still open there is
   * overwritten: end it first.
   */
  begin(play: OpenPlay): Promise<void>;
  /** Ends what is open on the track, if anything is. Goes to the disk with what begins next. */
  end(track: Track, ending: Ending): Promise<void>;
  /** Ends what a power cut left open; the player was last seen alive at `aliveAt`. */
  recover(aliveAt: number): Promise<readonly Play[]>;
  /** the next records to send, in order of their numbers */
  unsent(limit: number): Promise<readonly Play[]>;
  /** The server has all up to `upTo`: they go. */
  kept(upTo: number): Promise<void>;
  /**
   * As `kept`, and no later record gets one of those numbers: the next goes on from the server's.
   * For a profile that was restored from a backup.
   */
  goOnFrom(known: Known): Promise<void>;
  count(): Promise<number>;
}

export type PlayStoreOptions = {
  /** calls back after `ms`; returns what cancels it */
  readonly after: (ms: number, callback: () => void) => () => void;
  /** why plays can't be kept now; null: they can again */
  readonly onProblem: (problem: string | null) => void;
};

type Change =
  | { readonly kind: 'begin'; readonly play: OpenPlay }
  | { readonly kind: 'end'; readonly track: Track; readonly ending: Ending };

export function createPlayStore(
  database: Database,
  { after, onProblem }: PlayStoreOptions,
): PlayStore {
  const write = async (changes: readonly Change[]) => {
    const transaction = writing(database);
    const book = await openBook(transaction);
    for (const change of changes) {
      if (change.kind === 'end') await book.end(change.track, () => change.ending);
      else await book.begin(change.play);
    }
    await book.close();
    await transaction.done;
  };
  const changes = createGroupWriter<Change>({ write, after, onProblem });

  return {
    begin: (play) => changes.add({ kind: 'begin', play }, 'now'),
    end: (track, ending) => changes.add({ kind: 'end', track, ending }, 'soon'),
    async recover(aliveAt) {
      const transaction = writing(database);
      const book = await openBook(transaction);
      const ended: Play[] = [];
      for (const track of tracks) {
        const play = await book.end(track, (open) => endingOf(open, aliveAt));
        if (play) ended.push(play);
      }
      await book.close();
      await transaction.done;
      return ended;
    },
    unsent: async (limit) => (await database.getAll('plays', undefined, limit)).map(whole),
    async kept(upTo) {
      await database.delete('plays', IDBKeyRange.upperBound(upTo));
    },
    async goOnFrom({ upTo, chain }) {
      const transaction = writing(database);
      await transaction.objectStore('plays').delete(IDBKeyRange.upperBound(upTo));
      const single = transaction.objectStore('single');
      if (upTo > Number((await single.get('lastPlay')) ?? 0)) {
        await single.put(upTo, 'lastPlay');
        await single.put({ n: upTo, chain }, 'lastChain');
      }
      await transaction.done;
    },
    count: () => database.count('plays'),
  };
}

/** `strict`: done when it is on the disk, and not only on its way there. */
const writing = (database: Database) =>
  database.transaction(['single', 'openPlays', 'plays'], 'readwrite', { durability: 'strict' });

/** The log within one transaction. */
async function openBook(transaction: ReturnType<typeof writing>) {
  const single = transaction.objectStore('single');
  const openPlays = transaction.objectStore('openPlays');
  const plays = transaction.objectStore('plays');
  const told = async (name: 'lastPlay' | 'trustedTime') => Number((await single.get(name)) ?? 0);
  const before = { n: await told('lastPlay'), trusted: await told('trustedTime') };
  const lastChain = (await single.get('lastChain')) as Chained | undefined;
  let { n, trusted } = before;
  // A build that knew no chain may have written records meanwhile.
  let chain = lastChain?.n === n ? lastChain.chain : null;
  let alive: number | null = null;

  return {
    async begin(play: OpenPlay) {
      alive = play.realStart;
      await openPlays.put(play);
    },
    async end(track: Track, ending: (open: OpenPlay) => Ending): Promise<Play | null> {
      const open = await openPlays.get(track);
      if (!open) return null;
      n += 1;
      const play = finished(open, n, chain, ending(open));
      chain = play.chain;
      await plays.put(play);
      await openPlays.delete(track);
      alive = play.real.end;
      // While the clock is unsure it shows the earliest that it can be.
      trusted = Math.max(trusted, play.real.end - (play.uncertainty ?? 0));
      return play;
    },
    async close() {
      if (alive !== null) await single.put(alive, 'aliveAt');
      if (n === before.n) return;
      await single.put(n, 'lastPlay');
      await single.put({ n, chain }, 'lastChain');
      if (trusted > before.trusted) await single.put(trusted, 'trustedTime');
    },
  };
}

export type Chained = { readonly n: number; readonly chain: string | null };

/** The player was running when its end came: only the writing down was cut off. */
function endingOf({ planned, ends }: OpenPlay, aliveAt: number): Ending {
  return aliveAt >= planned.end
    ? { at: planned.end, ending: ends ?? 'stopped', reason: null }
    : { at: aliveAt, ending: 'stopped', reason: null };
}

function finished(
  { realStart, ends: _, ...play }: OpenPlay,
  n: number,
  before: string | null,
  { at, ending, reason }: Ending,
): Play {
  const record = {
    ...play,
    n,
    real: { start: realStart, end: Math.max(realStart, at) },
    ending,
    reason: reason?.slice(0, 300) ?? null,
  };
  return { ...record, chain: chainOf(before, record) };
}

/** A record of a build that knew no chain has none. */
function whole(play: Play): Play {
  return { ...play, chain: play.chain ?? null };
}
