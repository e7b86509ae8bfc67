/**
 * Plays until the server has them. Records are numbered when they end, in the same transaction that
 * keeps them, so that numbers have no gaps and none is given twice, whenever the power goes. The time
 * that they saw is kept with them: after a start without a network it does not pass a second time.
 */
import type { Database, OpenPlay } from '#player/keep/database.ts';
import { tracks } from '#shared/frame/manifest.ts';
import type { Play } from '#shared/protocol/messages.ts';

export type Ending = {
  readonly at: number;
  readonly ending: Play['ending'];
  readonly reason: string | null;
};

export interface PlayStore {
  /** A play begins on its track. One that was still open there is overwritten: end it first. */
  begin(play: OpenPlay): Promise<void>;
  /** Ends what is open on the track; null if nothing is. */
  end(track: Play['track'], ending: Ending): Promise<Play | null>;
  /** Ends what a power cut left open, as `stopped` when the player was last seen alive. */
  recover(aliveAt: number): Promise<readonly Play[]>;
  /** the next records to send, in order of their numbers */
  unsent(limit: number): Promise<readonly Play[]>;
  /** The server has all up to `upTo`: they go, and no later record gets one of those numbers. */
  kept(upTo: number): Promise<void>;
  count(): Promise<number>;
}

export function createPlayStore(database: Database): PlayStore {
  const finish = async (
    tracks: readonly Play['track'][],
    ending: (open: OpenPlay) => Ending,
  ): Promise<readonly Play[]> => {
    const writing = database.transaction(['single', 'openPlays', 'plays'], 'readwrite', {
      durability: 'strict',
    });
    const ended: Play[] = [];
    let n = Number((await writing.objectStore('single').get('lastPlay')) ?? 0);
    let trusted = Number((await writing.objectStore('single').get('trustedTime')) ?? 0);
    for (const track of tracks) {
      const open = await writing.objectStore('openPlays').get(track);
      if (!open) continue;
      n += 1;
      const play = finished(open, n, ending(open));
      await writing.objectStore('plays').put(play);
      await writing.objectStore('openPlays').delete(track);
      ended.push(play);
      // Without the server the clock may have been anywhere.
      if (play.uncertainty !== null) trusted = Math.max(trusted, play.real.end);
    }
    if (ended.length > 0) {
      await writing.objectStore('single').put(n, 'lastPlay');
      await writing.objectStore('single').put(trusted, 'trustedTime');
    }
    await writing.done;
    return ended;
  };

  return {
    async begin(play) {
      await database.put('openPlays', play);
    },
    async end(track, ending) {
      const [play] = await finish([track], () => ending);
      return play ?? null;
    },
    recover: (aliveAt) =>
      finish(tracks, ({ planned }) => ({
        at: Math.min(aliveAt, planned.end),
        ending: 'stopped',
        reason: null,
      })),
    unsent: (limit) => database.getAll('plays', undefined, limit),
    async kept(upTo) {
      const writing = database.transaction(['single', 'plays'], 'readwrite');
      await writing.objectStore('plays').delete(IDBKeyRange.upperBound(upTo));
      const last = Number((await writing.objectStore('single').get('lastPlay')) ?? 0);
      // A profile restored from a backup would otherwise number new plays as the server's old ones.
      if (upTo > last) await writing.objectStore('single').put(upTo, 'lastPlay');
      await writing.done;
    },
    count: () => database.count('plays'),
  };
}

function finished({ realStart, ...play }: OpenPlay, n: number, { at, ending, reason }: Ending) {
  return {
    ...play,
    n,
    real: { start: realStart, end: Math.max(realStart, at) },
    ending,
    reason: reason?.slice(0, 300) ?? null,
    chain: null,
  } satisfies Play;
}
