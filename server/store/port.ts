/**
 * The Store: everything that must survive. One interface, two adapters (SQLite, PostgreSQL), one
 * contract suite in `test/contract/store`. Records are plain values in the words of `shared/`.
 *
 * - Every read and change of what belongs to a unit takes a `Scope` first and answers as if nothing
 *   outside it existed: lists leave it out, `get` answers null, changes answer null or false, inserts
 *   throw `OutOfScope`.
 * - A method that has resolved is on disk (SQLite: WAL with synchronous=FULL).
 * - `transaction` gives a Store whose changes land together or not at all. Nested calls join.
 * - Text that holds U+0000 is refused (`Refusal` `invalid`): PostgreSQL has no place for it.
 * - Times are arguments, ms of the Unix epoch. Ids are UUIDv7 made by the caller.
 */

import type { z } from 'zod';
import type { Scope } from '#server/access/scope.ts';
import type { ProblemCode, ProblemParams } from '#shared/api/problems.ts';
import type {
  ApiToken,
  Asset,
  AuditEntry,
  Person,
  Playlist,
  PlayRecord,
  RoleAt,
  Schedule,
  SettingKind,
  SettingValue,
  Unit,
} from '#shared/api/resources.ts';
import type { Frequency, SoundRight } from '#shared/domain/airing-mode.ts';
import type { Audience } from '#shared/domain/audience.ts';
import type { Priority } from '#shared/domain/priorities.ts';
import type { Role } from '#shared/domain/roles.ts';
import type { Theme } from '#shared/domain/themes.ts';
import type { When } from '#shared/domain/when.ts';
import type { MediaInfo } from '#shared/frame/manifest.ts';
import type {
  CaptionsShown,
  Play,
  ScreenKind,
  ScreenStatus,
  Viewing,
} from '#shared/protocol/messages.ts';

/** An insert named a unit (or other owner) that the scope does not reach. */
export class OutOfScope extends Error {
  override readonly name = 'OutOfScope';
}
/** A unique value (an e-mail, the code of a pairing) is taken already. */
export class Taken extends Error {
  override readonly name = 'Taken';
}
/** The disk, or the database's, is full: nothing of the call was kept. */
export class StoreFull extends Error {
  override readonly name = 'StoreFull';
}

export type Page = { readonly limit: number; readonly after?: string | undefined };

export interface Store {
  readonly units: Units;
  readonly people: People;
  readonly sessions: Sessions;
  readonly tokens: Tokens;
  readonly themes: Themes;
  readonly assets: Assets;
  readonly media: MediaTable;
  readonly recalls: Recalls;
  readonly jobs: Jobs;
  readonly playlists: Playlists;
  readonly schedules: Schedules;
  readonly publications: Publications;
  readonly settings: Settings;
  readonly feeds: Feeds;
  readonly manifests: Manifests;
  readonly screens: Screens;
  readonly pairings: Pairings;
  readonly plays: Plays;
  readonly audit: Audit;
  readonly revision: Revision;
  /** Runs `work` in one transaction; rejects with what it threw after rolling back. */
  transaction<T>(work: (store: Store) => Promise<T>): Promise<T>;
  /** resolves when a trivial read works; for /readyz */
  ready(): Promise<void>;
  close(): Promise<void>;
}

// ── organisation ────────────────────────────────────────────────────────────────────────────────

export interface Units {
  /** depth first, siblings by name in Vietnamese order */
  list(scope: Scope): Promise<Unit[]>;
  get(scope: Scope, id: string): Promise<Unit | null>;
  /** `parentId` null only within the scope `everything` */
  insert(scope: Scope, unit: Omit<Unit, 'path' | 'closedAt'>): Promise<Unit>;
  /**
   * Moving carries the whole subtree. Null: unknown. Throws OutOfScope when the new parent is, and
   * Refusal `moveIntoItself`.
   */
  update(
    scope: Scope,
    id: string,
    change: Partial<Pick<Unit, 'parentId' | 'kind' | 'name' | 'levels' | 'tags' | 'zone'>>,
  ): Promise<Unit | null>;
  close(scope: Scope, id: string, at: number): Promise<boolean>;
}

export type PersonRecord = Person & { readonly passwordHash: string };

export interface People {
  /** those who hold a role at a unit in scope; `roles` of each are all of theirs that are in scope */
  list(scope: Scope): Promise<Person[]>;
  get(scope: Scope, id: string): Promise<Person | null>;
  /** for signing in: whole, with all roles */
  findByEmail(email: string): Promise<PersonRecord | null>;
  findById(id: string): Promise<PersonRecord | null>;
  count(): Promise<number>;
  /** throws Taken */
  insert(person: {
    id: string;
    email: string;
    name: string;
    locale: 'vi' | 'en';
    passwordHash: string;
    at: number;
  }): Promise<void>;
  update(
    id: string,
    change: {
      name?: string;
      locale?: 'vi' | 'en';
      passwordHash?: string;
      disabledAt?: number | null;
    },
  ): Promise<boolean>;
  grant(scope: Scope, personId: string, role: RoleAt, at: number): Promise<void>;
  revoke(scope: Scope, personId: string, role: RoleAt): Promise<boolean>;
  /** everybody who holds `role` at `unitId` itself */
  holders(unitId: string, role: Role): Promise<string[]>;
}

export interface Sessions {
  insert(session: { hash: string; personId: string; at: number; expiresAt: number }): Promise<void>;
  /** the person's id while it is valid at `now`; `at`: when it began, for its absolute limit */
  find(
    hash: string,
    now: number,
  ): Promise<{ personId: string; at: number; expiresAt: number } | null>;
  extend(hash: string, expiresAt: number): Promise<void>;
  remove(hash: string): Promise<void>;
  removeAllOf(personId: string, exceptHash?: string): Promise<void>;
  prune(now: number): Promise<number>;
}

export interface Tokens {
  list(personId: string): Promise<z.infer<typeof ApiToken>[]>;
  insert(token: {
    id: string;
    hash: string;
    personId: string;
    name: string;
    at: number;
  }): Promise<void>;
  /** notes the use at most once a minute */
  use(hash: string, now: number): Promise<{ personId: string } | null>;
  remove(personId: string, id: string): Promise<boolean>;
}

export interface Themes {
  list(): Promise<Theme[]>;
  put(theme: Theme): Promise<void>;
}

// ── content ─────────────────────────────────────────────────────────────────────────────────────

export type AssetRecord = Omit<Asset, 'error'> & {
  readonly error: { readonly code: ProblemCode; readonly params: ProblemParams } | null;
};
export type AssetFilter = {
  /** at this unit or below it */
  readonly unitId?: string | undefined;
  readonly kind?: Asset['kind'] | undefined;
  readonly state?: Asset['state'] | undefined;
  readonly decision?: Asset['decision'] | undefined;
  readonly theme?: string | undefined;
  /** words in title or file name, without diacritics or case: `duoi nuoc` finds "Đuối nước" */
  readonly words?: string | undefined;
};

export interface Assets {
  /** newest first, that is by id; `after` is the last id of the page before */
  list(scope: Scope, filter: AssetFilter, page: Page): Promise<AssetRecord[]>;
  get(scope: Scope, id: string): Promise<AssetRecord | null>;
  getMany(scope: Scope, ids: readonly string[]): Promise<AssetRecord[]>;
  insert(scope: Scope, asset: AssetRecord): Promise<void>;
  update(
    scope: Scope,
    id: string,
    change: Partial<
      Pick<
        AssetRecord,
        | 'title'
        | 'themes'
        | 'kind'
        | 'state'
        | 'progress'
        | 'error'
        | 'renditions'
        | 'decision'
        | 'decidedBy'
        | 'decidedAt'
        | 'reason'
      >
    >,
  ): Promise<AssetRecord | null>;
  remove(scope: Scope, id: string): Promise<boolean>;
  /** those in scope that have a rendition, or their original, with one of these hashes */
  withMedia(scope: Scope, hashes: readonly string[]): Promise<AssetRecord[]>;
  /** whether an asset in scope has a rendition, or its original, with this hash */
  mayRead(scope: Scope, sha256: string): Promise<boolean>;
  /** waiting: ready to be looked at, and not decided */
  counts(
    scope: Scope,
  ): Promise<{ waiting: number; processing: number; ready: number; failed: number }>;
}

/** What the media store holds, by hash. */
export interface MediaTable {
  put(sha256: string, info: MediaInfo, at: number): Promise<void>;
  get(sha256: string): Promise<MediaInfo | null>;
  getMany(hashes: readonly string[]): Promise<Map<string, MediaInfo>>;
}

/**
 * Media that were approved once and may be shown no more. A hash says nothing of where it came from, so
 * this is everybody's: screens refuse the bytes wherever they stand.
 */
export interface Recalls {
  add(hashes: readonly string[], at: number): Promise<void>;
  /** those at or after `at` that no approved asset has (again), by hash */
  since(at: number): Promise<{ sha256: string; at: number }[]>;
  /** drops those before `at` */
  forget(at: number): Promise<void>;
}

export type Job = {
  readonly id: string;
  readonly kind: 'transcode';
  readonly subject: string;
  readonly attempts: number;
};

/** Work that survives a crash: claimed with a lease, done or given up explicitly. */
export interface Jobs {
  add(job: { id: string; kind: Job['kind']; subject: string; at: number }): Promise<void>;
  /** the oldest that is free or whose lease ran out; counts the attempt */
  claim(kind: Job['kind'], worker: string, now: number, leaseMs: number): Promise<Job | null>;
  /** false: the lease was lost to another worker */
  extend(id: string, worker: string, leaseUntil: number): Promise<boolean>;
  finish(id: string, worker: string): Promise<boolean>;
  /** `forgiven`: the attempt was cut short by us and does not count */
  release(
    id: string,
    worker: string,
    notBefore: number,
    attempt?: 'counts' | 'forgiven',
  ): Promise<boolean>;
  waiting(kind: Job['kind']): Promise<number>;
}

// ── programme ───────────────────────────────────────────────────────────────────────────────────

export interface Playlists {
  list(scope: Scope): Promise<Playlist[]>;
  get(scope: Scope, id: string): Promise<Playlist | null>;
  insert(scope: Scope, playlist: Playlist): Promise<void>;
  /** only when its version is `version`; null: unknown, 'edited': somebody was faster */
  update(
    scope: Scope,
    id: string,
    version: number,
    change: Partial<Pick<Playlist, 'name' | 'themes' | 'items'>> & {
      updatedAt: number;
      updatedBy: string | null;
    },
  ): Promise<Playlist | 'edited' | null>;
  remove(scope: Scope, id: string): Promise<boolean>;
  /** names of the playlists in scope that use the asset */
  using(scope: Scope, assetId: string): Promise<{ id: string; name: string }[]>;
}

export type ScheduleRecord = Omit<Schedule, 'published'> & {
  readonly publicationId: string | null;
};

export interface Schedules {
  list(scope: Scope): Promise<ScheduleRecord[]>;
  get(scope: Scope, id: string): Promise<ScheduleRecord | null>;
  insert(scope: Scope, schedule: ScheduleRecord): Promise<void>;
  update(
    scope: Scope,
    id: string,
    version: number,
    change: Partial<
      Pick<
        Schedule,
        | 'playlistId'
        | 'audience'
        | 'when'
        | 'mode'
        | 'priority'
        | 'secondsPerHour'
        | 'frequency'
        | 'sound'
      >
    > & { updatedAt: number },
  ): Promise<ScheduleRecord | 'edited' | null>;
  /** points at what is on air, or null to take it off; what it pointed at before left the air at `at` */
  setPublication(
    scope: Scope,
    id: string,
    publicationId: string | null,
    at: number,
  ): Promise<boolean>;
  remove(scope: Scope, id: string): Promise<boolean>;
}

/**
 * What was published: a schedule and its playlist as they were at that moment. Immutable, kept for
 * good; the compiler reads publications and never drafts.
 */
export type Publication = {
  readonly id: string;
  readonly scheduleId: string;
  readonly scheduleVersion: number;
  readonly unitId: string;
  readonly audience: Audience;
  readonly when: When;
  readonly mode: Schedule['mode'];
  readonly priority: Priority;
  readonly secondsPerHour: number | null;
  readonly frequency: Frequency | null;
  readonly sound: SoundRight;
  readonly playlist: Pick<Playlist, 'id' | 'name' | 'themes' | 'version'>;
  /** the playlist's entries, resolved: media by hash, slides validated, every duration known */
  readonly items: readonly z.infer<typeof import('#shared/frame/manifest.ts').Item>[];
  /**
   * Ids of the assets that each item shows, in the order of `items` (none for plain text). An item
   * leaves the programme when one of them is removed or no longer approved.
   */
  readonly assets: readonly (readonly string[])[];
  /** when its schedule came on air; publishing it again without a break keeps this */
  readonly onAirSince: number;
  readonly at: number;
  readonly by: string | null;
  /** the earlier publication that it brings back as it was; null: made from the draft */
  readonly restores: string | null;
};

export interface Publications {
  insert(scope: Scope, publication: Publication): Promise<void>;
  get(scope: Scope, id: string): Promise<Publication | null>;
  /** those that schedules point at now, oldest first: all that the compiler reads */
  current(scope: Scope): Promise<Publication[]>;
  /** ids of those; publications never change, so whoever knows them reads only the new ones */
  currentIds(scope: Scope): Promise<string[]>;
  getMany(scope: Scope, ids: readonly string[]): Promise<Publication[]>;
  /** those that were on air at the instant `t`, oldest first */
  onAirAt(scope: Scope, t: number): Promise<Publication[]>;
  /** oldest first, with the instant at which each left the air; null: on air, or replaced unseen */
  history(
    scope: Scope,
    scheduleId: string,
  ): Promise<(Publication & { readonly offAirAt: number | null })[]>;
}

/** What a unit set: one version of it. Versions are kept for good, so that the past can be explained. */
export type Setting<Kind extends SettingKind = SettingKind> = {
  readonly [K in Kind]: {
    readonly unitId: string;
    readonly kind: K;
    /** 1, 2, 3, ... for each unit and kind */
    readonly version: number;
    /** null: as the unit above has it */
    readonly value: SettingValue<K> | null;
    readonly at: number;
    readonly by: string | null;
  };
}[Kind];

export interface Settings {
  get<Kind extends SettingKind>(
    scope: Scope,
    unitId: string,
    kind: Kind,
  ): Promise<Setting<Kind> | null>;
  /** only when the newest is `version` (0: there is none); throws OutOfScope */
  put<Kind extends SettingKind>(
    scope: Scope,
    version: number,
    setting: Omit<Setting<Kind>, 'version'>,
  ): Promise<Setting<Kind> | 'edited'>;
  /** newest first */
  history<Kind extends SettingKind>(
    scope: Scope,
    unitId: string,
    kind: Kind,
  ): Promise<Setting<Kind>[]>;
  /** the newest of each unit and kind that was made at or before `asOf` (now, unless given) */
  all(scope: Scope, asOf?: number): Promise<Setting[]>;
}

/** Addresses at which a calendar program may read a programme: whoever has one needs no account. */
export type Feed = {
  readonly id: string;
  readonly subject: { readonly kind: 'unit' | 'screen'; readonly id: string };
  readonly unitId: string;
  readonly createdBy: string;
  readonly createdAt: number;
};
export interface Feeds {
  list(scope: Scope, subjectId: string): Promise<Feed[]>;
  insert(scope: Scope, feed: Feed & { readonly tokenHash: string }): Promise<void>;
  get(scope: Scope, id: string): Promise<Feed | null>;
  find(tokenHash: string): Promise<Feed | null>;
  remove(scope: Scope, id: string): Promise<boolean>;
}

export interface Manifests {
  put(id: string, body: string, at: number): Promise<void>;
  get(id: string): Promise<string | null>;
}

/** A counter for the whole installation: every change of programme takes the next number. */
export interface Revision {
  current(): Promise<number>;
  next(): Promise<number>;
}

// ── screens ─────────────────────────────────────────────────────────────────────────────────────

export type ScreenRecord = {
  readonly id: string;
  readonly unitId: string;
  readonly name: string;
  readonly tags: readonly string[];
  readonly kind: ScreenKind;
  /** null: nobody has said; it is read as most are */
  readonly viewing: Viewing | null;
  readonly captions: CaptionsShown;
  /** dB */
  readonly trimDb: number;
  readonly pairedAt: number;
  readonly pairedBy: string | null;
  readonly lastSeenAt: number | null;
  readonly build: string | null;
  readonly status: ScreenStatus | null;
  /** the newest assignment: what it was last told to play */
  readonly manifest: string | null;
  readonly sequence: number;
  readonly acknowledged: 'none' | 'sent' | 'held' | 'onAir' | 'refused';
};

export interface Screens {
  list(scope: Scope): Promise<ScreenRecord[]>;
  get(scope: Scope, id: string): Promise<ScreenRecord | null>;
  insert(
    scope: Scope,
    screen: Pick<ScreenRecord, 'id' | 'unitId' | 'name' | 'tags' | 'pairedAt' | 'pairedBy'> &
      Partial<Pick<ScreenRecord, 'kind'>> & { tokenHash: string },
  ): Promise<void>;
  /** moving needs both units in scope: throws OutOfScope when the new one is not */
  update(
    scope: Scope,
    id: string,
    change: Partial<
      Pick<ScreenRecord, 'name' | 'unitId' | 'tags' | 'kind' | 'viewing' | 'captions' | 'trimDb'>
    >,
  ): Promise<ScreenRecord | null>;
  remove(scope: Scope, id: string): Promise<boolean>;
  /** the screen whose token hashes to this; for the hub and for media requests */
  authenticate(id: string, tokenHash: string): Promise<ScreenRecord | null>;
  /** whether this was the token of a screen that was removed, however long ago */
  wasRemoved(id: string, tokenHash: string): Promise<boolean>;
  /**
   * Many at once, in one transaction; unknown ids are skipped. A note with a lower sequence than the
   * stored one comes late: its manifest, sequence and acknowledged are left aside.
   */
  note(
    notes: readonly {
      id: string;
      lastSeenAt?: number;
      build?: string;
      status?: ScreenStatus;
      manifest?: string;
      sequence?: number;
      acknowledged?: ScreenRecord['acknowledged'];
      /** when it was told `manifest`; another manifest than before goes into its history */
      assignedAt?: number;
    }[],
  ): Promise<void>;
  /** what it was told to play at the instant `t`; null: nothing yet, or out of scope */
  toldAt(scope: Scope, id: string, t: number): Promise<{ manifest: string; at: number } | null>;
  /** what it was told over a stretch of time, oldest first: the one that held at `from`, and those after */
  told(
    scope: Scope,
    id: string,
    span: { readonly from: number; readonly to: number },
  ): Promise<{ manifest: string; at: number }[]>;
}

export type PairingRecord = {
  readonly deviceCodeHash: string;
  /** eight letters without vowels, `BCDF-GHJK` */
  readonly userCode: string;
  readonly expiresAt: number;
  readonly lastPolledAt: number | null;
  /** set when claimed; the token itself is made at the screen's next poll */
  readonly screenId: string | null;
};

export interface Pairings {
  insert(pairing: Pick<PairingRecord, 'deviceCodeHash' | 'userCode' | 'expiresAt'>): Promise<void>;
  byUserCode(userCode: string, now: number): Promise<PairingRecord | null>;
  byDeviceCode(hash: string): Promise<PairingRecord | null>;
  /** false: unknown, expired, or claimed already */
  claim(userCode: string, screenId: string, now: number): Promise<boolean>;
  polled(deviceCodeHash: string, at: number): Promise<void>;
  /**
   * Gives the screen its token and ends the pairing, together. Throws Refusal `expired_token` when
   * the pairing has ended already or the screen is gone: the token given then is not valid.
   */
  complete(deviceCodeHash: string, screenId: string, tokenHash: string): Promise<void>;
  prune(now: number): Promise<number>;
}

export type KeptPlays = {
  /** highest n up to which all that this screen still had is stored */
  readonly upTo: number;
  /** of those that are stored now: they do not follow from the record before them */
  readonly broken: readonly number[];
  /** not stored: another record has that number */
  readonly refused: readonly Play[];
};

export interface Plays {
  /** Idempotent by screen and n. `plays`: in the order in which the screen sent them. */
  keep(
    screen: { id: string; unitId: string },
    plays: readonly Play[],
    receivedAt: number,
  ): Promise<KeptPlays>;
  /** highest n up to which a screen's plays are stored, 0 for none, and the `chain` of that one */
  newest(screenId: string): Promise<{ upTo: number; chain: string | null }>;
  /** by real start; newest last. `unitId`: where it aired, or a unit above that; `after`: a `next` */
  list(
    scope: Scope,
    query: {
      from: number;
      to: number;
      unitId?: string | undefined;
      screenId?: string | undefined;
      limit: number;
      after?: string | undefined;
    },
  ): Promise<{ plays: PlayRecord[]; next: string | null }>;
}

export interface Audit {
  add(entry: AuditEntry): Promise<void>;
  list(
    scope: Scope,
    query: {
      subjectId?: string | undefined;
      by?: string | undefined;
      before?: string | undefined;
      limit: number;
    },
  ): Promise<AuditEntry[]>;
}
