/**
 * The conversation between a screen and the hub: `/ws/player`, subprotocol `bangtin.v1`, one JSON
 * object a text frame. The screen says `hello` first; the hub answers `welcome` or closes with one
 * of `CloseCode`. One schema a message, types derived; each side parses what it hears.
 *
 * A screen that was away is brought up to date by one exchange: `hello` names the manifest it holds,
 * `welcome` carries the signed assignment and, when they differ and it is small, the manifest too.
 */
import { z } from 'zod';
import { houseDownloads } from '../domain/downloads.ts';
import { Hours } from '../domain/when.ts';
import { Instant, Sha256, tracks } from '../frame/manifest.ts';

export const SUBPROTOCOL = 'bangtin.v1';

/** Manifests up to this many bytes travel in the socket; larger ones are fetched by their hash. */
export const INLINE_MANIFEST_BYTES = 64 * 1024;

/** How long a screen has to say hello, and how long it may be silent, ms. */
export const HELLO_WITHIN_MS = 10_000;
export const SILENCE_MS = 60_000;

export const CloseCode = {
  /** not one of our messages, or out of order */
  protocol: 4400,
  /** unknown or wrong token: the screen plays on what it holds, shows a code beside it, asks again */
  unauthorised: 4401,
  /** the screen was removed by the office: it drops what it holds and shows its pairing page */
  removed: 4410,
  /** the same screen connected again elsewhere; do not reconnect at once */
  replaced: 4409,
  /** sent nothing, or could not take what was sent, for too long */
  stalled: 4408,
  /** the server is going away; reconnect with jitter */
  draining: 4503,
} as const;
export type CloseCode = (typeof CloseCode)[keyof typeof CloseCode];

/**
 * What binds a manifest to a screen. Signed with the server's Ed25519 key, alone or in a batch.
 * `sequence` only grows, so an old programme can't be replayed.
 */
export const Assignment = z.object({
  screen: z.string().max(64),
  manifest: Sha256,
  sequence: z.int().nonnegative(),
  issuedAt: Instant,
});
export type Assignment = z.infer<typeof Assignment>;

export const SignedAssignment = z.object({
  ...Assignment.shape,
  /** Ed25519 over the UTF-8 bytes of `signedText` (./signature.ts), base64url without padding */
  signature: z.string().regex(/^[\w-]{86}$/),
  /**
   * The way from this assignment up to the root of the batch that was signed; missing or empty: it
   * was signed alone. SHA-256 hashes, base64url without padding.
   */
  proof: z
    .array(z.string().regex(/^[\w-]{43}$/))
    .max(16)
    .optional(),
});
export type SignedAssignment = z.infer<typeof SignedAssignment>;

/** The text that is signed: fixed order, one field a line, named so that it fits no other use. */
export function assignmentText(a: Assignment): string {
  return `bangtin assignment v1\n${a.screen}\n${a.manifest}\n${a.sequence}\n${a.issuedAt}\n`;
}

/** A speaker is a screen without a picture: the same player, the same programme, only heard. */
export const ScreenKind = z.enum(['screen', 'speaker']);
export type ScreenKind = z.infer<typeof ScreenKind>;

/** From how far the picture is read, and how high it is: the size of type follows from it. */
export const Viewing = z.object({
  distanceM: z.number().min(1).max(60),
  /** of the lit area, upright */
  heightM: z.number().min(0.1).max(20),
});
export type Viewing = z.infer<typeof Viewing>;

/** `auto`: whenever the clip can't be heard. */
export const CaptionsShown = z.enum(['auto', 'always', 'never']);
export type CaptionsShown = z.infer<typeof CaptionsShown>;

/** dB by which this screen is softer than as mastered at the same step of volume. */
export const TrimDb = z.int().min(-24).max(0);

/**
 * What a screen needs to know about itself. What was added since the first release has a default,
 * here and in what a screen reports: screens and server are not renewed in the same minute.
 */
export const ScreenProfile = z.object({
  screenName: z.string(),
  /** the school (or office) that the screen stands in, and the zone of the building if it has one */
  unitName: z.string(),
  placeName: z.string().nullable(),
  /** IANA zone for the clock on the idle card; never used to decide what plays */
  zone: z.string(),
  locale: z.enum(['vi', 'en']),
  kind: ScreenKind.default('screen'),
  /** null: a screen as most are, `usualViewing` */
  viewing: Viewing.nullable().default(null),
  captions: CaptionsShown.default('auto'),
  trimDb: TrimDb.default(0),
  /** when media are fetched (`shared/domain/downloads.ts`); hours in `zone` */
  downloads: z
    .object({
      windows: z.array(Hours).max(6),
      jitterMs: z.int().nonnegative(),
      atATime: z.int().min(1).max(6),
    })
    .default({ windows: [], jitterMs: 0, atATime: houseDownloads.atATime }),
});
export type ScreenProfile = z.infer<typeof ScreenProfile>;

export const playEndings = ['completed', 'cut', 'replaced', 'failed', 'stopped'] as const;

/** A 50-inch screen in a hall, read from eight metres. */
export const usualViewing: Viewing = { distanceM: 8, heightM: 0.62 };

/** SHA-256, base64url without padding */
const Digest = z.string().regex(/^[\w-]{43}$/);

/**
 * Proof of play: one record an item and track. `n` counts this screen's records from 1 without
 * gaps; together with the screen it is the record's identity, so sending twice counts once.
 * `chain` ties the record to the one before it (`./chain.ts`): what is missing, or was changed
 * afterwards, shows.
 */
export const Play = z.object({
  n: z.int().positive(),
  manifest: Sha256,
  track: z.enum(tracks),
  item: z.string().max(120),
  /** planned start and end by frameAt, real start and end by the screen's estimate of server time */
  planned: z.object({ start: Instant, end: Instant }),
  real: z.object({ start: Instant, end: Instant }),
  /** completed: to its natural end; cut: the segment ended; replaced: a new manifest took over;
   * failed: could not be shown; stopped: the player was closed or lost power */
  ending: z.enum(playEndings),
  /** why it failed, in English, for support */
  reason: z.string().max(300).nullable(),
  /** half-width of the clock's error when it started, ms; null: never synchronised */
  uncertainty: z.int().nonnegative().nullable(),
  /** null: from a build that knew no chain */
  chain: Digest.nullable().default(null),
});
export type Play = z.infer<typeof Play>;

/**
 * synchronised: the server was heard since the start. kept: it was not, but this machine's clock
 * runs on without power, or was set by the network. unsure: it may be any time since the last one
 * that was known.
 */
export const ClockTrust = z.enum(['synchronised', 'kept', 'unsure']);
export type ClockTrust = z.infer<typeof ClockTrust>;

/** What the screen says about itself; sent at hello, on each change of item (at most every 5 s). */
export const ScreenStatus = z.object({
  manifest: Sha256.nullable(),
  /** media of the newest assignment still to fetch; 0/0 when all is there */
  fetching: z.object({
    manifest: Sha256.nullable(),
    bytes: z.int().nonnegative(),
    of: z.int().nonnegative(),
  }),
  /** ids of the items on air */
  onAir: z.object({
    main: z.string().nullable(),
    ticker: z.string().nullable(),
    audio: z.string().nullable(),
    voice: z.string().nullable().default(null),
  }),
  /** bytes of media held, and the quota that the browser gives */
  storage: z.object({
    used: z.int().nonnegative(),
    quota: z.int().nonnegative(),
    /** the last attempt to keep something failed for want of room */
    full: z.boolean().default(false),
  }),
  clock: z.object({
    /** server time minus this machine's, ms */
    offset: z.int(),
    uncertainty: z.int().nonnegative().nullable(),
    trust: ClockTrust.default('synchronised'),
  }),
  /** items that could not be shown, since the player started */
  skipped: z.int().nonnegative().default(0),
  /** plays not acknowledged yet */
  backlog: z.int().nonnegative(),
  viewport: z.object({ width: z.int().positive(), height: z.int().positive() }),
  /** the newest problem worth telling a technician, in English, or null */
  problem: z.string().max(300).nullable(),
});
export type ScreenStatus = z.infer<typeof ScreenStatus>;

/** Version of the player's build, `0.1.0+sha`. */
const Build = z.string().max(64);

export const Hello = z.object({
  type: z.literal('hello'),
  screen: z.string().max(64),
  token: z.string().max(128),
  build: Build,
  /** the manifest that it can play right now, and the highest sequence that it has accepted */
  manifest: Sha256.nullable(),
  sequence: z.int().nonnegative(),
});
export type Hello = z.infer<typeof Hello>;

export const PlayerMessage = z.discriminatedUnion('type', [
  Hello,
  z.object({ type: z.literal('status'), status: ScreenStatus }),
  /** the assignment's manifest was verified and kept / all its media are there and it is on air */
  z.object({ type: z.literal('ack'), sequence: z.int(), state: z.enum(['held', 'onAir']) }),
  z.object({ type: z.literal('refused'), sequence: z.int(), reason: z.string().max(300) }),
  z.object({ type: z.literal('plays'), plays: z.array(Play).min(1).max(200) }),
  /** t0: the screen's own clock, echoed */
  z.object({ type: z.literal('time'), t0: z.number() }),
]);
export type PlayerMessage = z.infer<typeof PlayerMessage>;

export const HubMessage = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('welcome'),
    time: Instant,
    profile: ScreenProfile,
    assignment: SignedAssignment,
    /** highest n of this screen's plays that is stored: send what follows */
    playsUpTo: z.int().nonnegative(),
    /** `chain` of that play; null: none is stored, or it had none */
    playsChain: Digest.nullable().default(null),
  }),
  /**
   * The bytes of a manifest, as a string. Sent right before the `welcome` or `assign` that names it
   * when the screen does not hold it and it is at most INLINE_MANIFEST_BYTES. The same frame goes
   * to every screen that needs it.
   */
  z.object({ type: z.literal('manifest'), id: Sha256, body: z.string() }),
  z.object({ type: z.literal('assign'), assignment: SignedAssignment }),
  z.object({ type: z.literal('profile'), profile: ScreenProfile }),
  /** all plays up to n are on disk here */
  z.object({ type: z.literal('playsKept'), upTo: z.int().nonnegative() }),
  z.object({ type: z.literal('time'), t0: z.number(), time: z.number() }),
  /** show the screen's name large for some seconds, so that a technician finds it */
  z.object({ type: z.literal('identify'), ms: z.int().positive().max(60_000) }),
]);
export type HubMessage = z.infer<typeof HubMessage>;
