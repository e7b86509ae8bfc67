/**
 * What survives a power cut, in IndexedDB: who this screen is, what it plays, what it played.
 * Media are not in here; they lie in Cache Storage (`cache/`).
 */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { LastHeard } from '#player/clock/clock.ts';
import type { Play, ScreenProfile, SignedAssignment } from '#shared/protocol/messages.ts';

/** Told once when the screen was paired. The server's key is pinned: it signs every assignment. */
export type Identity = {
  readonly screenId: string;
  readonly token: string;
  readonly serverKey: string;
};

/** An assignment that was verified and the bytes that it names. */
export type HeldProgramme = { readonly assignment: SignedAssignment; readonly body: string };

/** A play that has begun and not ended. It gets its number when it ends. */
export type OpenPlay = Omit<Play, 'n' | 'real' | 'ending' | 'reason' | 'chain'> & {
  readonly realStart: number;
  /** how it ends if nothing comes in between; an earlier build did not say */
  readonly ends?: 'completed' | 'cut';
};

/** The single values, each under its own name. */
export type Single = {
  readonly identity: Identity;
  readonly profile: ScreenProfile;
  readonly onAir: HeldProgramme;
  /** accepted, its media still on their way */
  readonly pending: HeldProgramme;
  /** it can't be earlier than this, server time, ms; noted with the server and without */
  readonly trustedTime: number;
  readonly lastHeard: LastHeard;
  /** server time when the player was last seen running, ms */
  readonly aliveAt: number;
  /** number of the last play that ended; never goes down */
  readonly lastPlay: number;
  /** `chain` of the play with that number; worth nothing when `n` is not `lastPlay` */
  readonly lastChain: { readonly n: number; readonly chain: string | null };
};

export interface PlayerSchema extends DBSchema {
  single: { key: keyof Single; value: Single[keyof Single] };
  openPlays: { key: Play['track']; value: OpenPlay };
  plays: { key: number; value: Play };
}
export type Database = IDBPDatabase<PlayerSchema>;

/**
 * The version stays: a build that is rolled back has to open what a newer one wrote, and IndexedDB
 * refuses a database that is newer than asked for. What is added to a value may be missing in it.
 */
export function openDatabase(name = 'bangtin'): Promise<Database> {
  return openDB<PlayerSchema>(name, 1, {
    upgrade(database) {
      database.createObjectStore('single');
      database.createObjectStore('openPlays', { keyPath: 'track' });
      database.createObjectStore('plays', { keyPath: 'n' });
    },
  });
}
