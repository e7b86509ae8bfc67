/**
 * The resources of the HTTP API, as they travel. Identifiers are UUIDv7 strings, instants are ms of
 * the Unix epoch, durations ms, dates and wall-clock times text in the unit's own zone.
 */
import { z } from 'zod';
import { AirPolicy } from '../domain/air-policy.ts';
import { AiringMode, Frequency, SecondsPerHour, SoundRight } from '../domain/airing-mode.ts';
import { Audience, Tag } from '../domain/audience.ts';
import { Calendar } from '../domain/calendar.ts';
import { DownloadRules } from '../domain/downloads.ts';
import { Priority } from '../domain/priorities.ts';
import { Role } from '../domain/roles.ts';
import { ThemeId } from '../domain/themes.ts';
import { Timetable } from '../domain/timetable.ts';
import { Level, UnitKind, Zone } from '../domain/units.ts';
import { WebRules } from '../domain/web.ts';
import { When } from '../domain/when.ts';
import {
  Entrance,
  Fit,
  Instant,
  Item,
  Sha256,
  SoundRole,
  tracks,
  WebItem,
} from '../frame/manifest.ts';
import {
  CaptionsShown,
  Play,
  ScreenKind,
  ScreenStatus,
  TrimDb,
  Viewing,
} from '../protocol/messages.ts';
import { problemCodes } from './problems.ts';

export const Id = z.string().min(1).max(64);
const Name = z.string().trim().min(1).max(160);
const Themes = z.array(ThemeId).max(20);

// ── units ───────────────────────────────────────────────────────────────────────────────────────

const unit = {
  parentId: Id.nullable(),
  kind: UnitKind,
  name: Name,
  levels: z.array(Level).max(5),
  tags: z.array(Tag).max(20),
  /** null: the parent's */
  zone: Zone.nullable(),
};
export const UnitInput = z.object({
  ...unit,
  levels: unit.levels.default([]),
  tags: unit.tags.default([]),
  zone: unit.zone.default(null),
});
export type UnitInput = z.infer<typeof UnitInput>;

/** What is left out stays as it is: hence no defaults here, which zod fills in even when optional. */
export const UnitChange = z.object(unit).partial();
export type UnitChange = z.infer<typeof UnitChange>;

export const Unit = z.object({
  id: Id,
  parentId: Id.nullable(),
  kind: UnitKind,
  name: z.string(),
  levels: z.array(Level),
  tags: z.array(z.string()),
  zone: Zone.nullable(),
  /** ids from the root down to the unit itself */
  path: z.array(Id),
  /** closed units keep their history but take part in nothing */
  closedAt: Instant.nullable(),
});
export type Unit = z.infer<typeof Unit>;

// ── people ──────────────────────────────────────────────────────────────────────────────────────

export const Email = z
  .email()
  .max(254)
  .transform((e) => e.toLowerCase());
export const Password = z.string().min(10).max(200);
export const ConsoleLocale = z.enum(['vi', 'en']);

export const RoleAt = z.object({ unitId: Id, role: Role });
export type RoleAt = z.infer<typeof RoleAt>;

export const Person = z.object({
  id: Id,
  email: z.string(),
  name: z.string(),
  locale: ConsoleLocale,
  roles: z.array(RoleAt),
  disabledAt: Instant.nullable(),
});
export type Person = z.infer<typeof Person>;

/** A person is made with a first role: people without any could be seen and helped by nobody. */
export const PersonInput = z.object({
  email: Email,
  name: Name,
  password: Password,
  locale: ConsoleLocale.default('vi'),
  role: RoleAt,
});
export const PersonChange = z.object({
  name: Name.optional(),
  password: Password.optional(),
  disabled: z.boolean().optional(),
});
/** what people change about themselves */
export const MeChange = z.object({
  name: Name.optional(),
  locale: ConsoleLocale.optional(),
  password: z.object({ current: z.string().max(200), next: Password }).optional(),
});
export const SignIn = z.object({ email: z.string().max(254), password: z.string().max(200) });
export const Session = z.object({ person: Person });

export const TokenInput = z.object({ name: Name });
/** A bearer token acts as the person who made it. `token` is told once, at its making. */
export const ApiToken = z.object({
  id: Id,
  name: z.string(),
  createdAt: Instant,
  lastUsedAt: Instant.nullable(),
  token: z.string().optional(),
});

// ── assets ──────────────────────────────────────────────────────────────────────────────────────

export const AssetKind = z.enum(['video', 'audio', 'image']);
export type AssetKind = z.infer<typeof AssetKind>;

/** captions: WebVTT, by whoever wrote them down */
export const RenditionKind = z.enum(['video', 'audio', 'image', 'poster', 'captions']);
export type RenditionKind = z.infer<typeof RenditionKind>;

export const Rendition = z.object({
  kind: RenditionKind,
  sha256: Sha256,
  bytes: z.int().positive(),
  type: z.string(),
  width: z.int().positive().nullable(),
  height: z.int().positive().nullable(),
  ms: z.int().positive().nullable(),
});
export type Rendition = z.infer<typeof Rendition>;

/** Processing of the file; the error is a code of the problem table. */
export const AssetState = z.enum(['processing', 'ready', 'failed']);
/** Nothing airs before somebody with the right to decide has approved exactly these bytes. */
export const AssetDecision = z.enum(['waiting', 'approved', 'refused']);

export const Asset = z.object({
  id: Id,
  unitId: Id,
  title: z.string(),
  filename: z.string(),
  themes: z.array(z.string()),
  /** null while it is not known yet */
  kind: AssetKind.nullable(),
  state: AssetState,
  /** 0 to 1, of the processing */
  progress: z.number().min(0).max(1),
  error: z
    .object({
      code: z.enum(problemCodes),
      params: z.record(z.string(), z.union([z.string(), z.number()])),
      message: z.string(),
    })
    .optional(),
  /** SHA-256 of the bytes as uploaded: what a decision is bound to */
  sha256: Sha256,
  bytes: z.int().nonnegative(),
  renditions: z.array(Rendition),
  decision: AssetDecision,
  decidedBy: Id.nullable(),
  decidedAt: Instant.nullable(),
  reason: z.string().nullable(),
  uploadedBy: Id.nullable(),
  createdAt: Instant,
});
export type Asset = z.infer<typeof Asset>;

export const AssetChange = z.object({ title: Name.optional(), themes: Themes.optional() });
export const AssetDecisionInput = z.object({
  decision: z.enum(['approved', 'refused']),
  /** the bytes that the decider saw */
  sha256: Sha256,
  reason: z.string().trim().max(500).optional(),
});

// ── playlists ───────────────────────────────────────────────────────────────────────────────────

const entry = {
  /** stays with the entry while the playlist is edited; made by the server when missing */
  id: Id.optional(),
  /** how long it is shown, ms; missing: the clip's own length, or the slide's reading time */
  ms: z.int().min(1000).max(3_600_000).optional(),
};
/** how the picture takes the place of the one before it; missing: clips by a cut, all else by a fade */
const enter = Entrance.optional();
export const PlaylistEntry = z.union([
  z.object({
    ...entry,
    enter,
    assetId: Id,
    fit: Fit.default('contain'),
    volume: z.int().min(0).max(100).default(100),
    /** of sound; missing: music */
    role: SoundRole.optional(),
  }),
  z.object({
    ...entry,
    enter,
    slide: z.object({ template: z.string().max(64), data: z.record(z.string(), z.unknown()) }),
  }),
  z.object({ ...entry, ticker: z.object({ text: z.string().trim().min(1).max(300) }) }),
  /** a page of another site; nobody knows how long it is to be looked at but who chose it */
  z.object({
    ...entry,
    enter,
    ms: z.int().min(1000).max(3_600_000),
    web: z.object({ url: WebItem.shape.url }),
  }),
]);
export type PlaylistEntry = z.infer<typeof PlaylistEntry>;

export const PlaylistInput = z.object({
  unitId: Id,
  name: Name,
  themes: Themes.default([]),
  items: z.array(PlaylistEntry).max(500).default([]),
});
export const PlaylistChange = z.object({
  /** the version that was edited; another's edit in between is refused, not overwritten */
  version: z.int(),
  name: Name.optional(),
  themes: Themes.optional(),
  items: z.array(PlaylistEntry).max(500).optional(),
});
export const Playlist = z.object({
  id: Id,
  unitId: Id,
  name: z.string(),
  themes: z.array(z.string()),
  items: z.array(PlaylistEntry),
  version: z.int(),
  updatedAt: Instant,
  updatedBy: Id.nullable(),
});
export type Playlist = z.infer<typeof Playlist>;

// ── schedules ───────────────────────────────────────────────────────────────────────────────────

/** How a schedule airs, once its window is open. */
const manner = {
  mode: AiringMode,
  priority: Priority,
  /** share of voice, for `weighted` only */
  secondsPerHour: SecondsPerHour.nullable(),
  /** for `loop`, `ordered` and `shuffled` */
  frequency: Frequency.nullable(),
  sound: SoundRight,
};
/** As a schedule airs whose maker said nothing about it. */
export const plainManner = {
  mode: 'loop',
  priority: 'ordinary',
  secondsPerHour: null,
  frequency: null,
  sound: 'quiet',
} as const;
export const ScheduleInput = z.object({
  unitId: Id,
  playlistId: Id,
  audience: Audience,
  when: When,
  mode: manner.mode.default('loop'),
  priority: manner.priority.default('ordinary'),
  secondsPerHour: manner.secondsPerHour.default(null),
  frequency: manner.frequency.default(null),
  sound: manner.sound.default('quiet'),
});
export type ScheduleInput = z.infer<typeof ScheduleInput>;
/** What of a schedule goes together, and can only be judged on the whole: `mannerProblems`. */
export type Manner = Pick<ScheduleInput, 'mode' | 'secondsPerHour' | 'frequency'>;

export const ScheduleChange = z.object({
  version: z.int(),
  playlistId: Id.optional(),
  audience: Audience.optional(),
  when: When.optional(),
  mode: manner.mode.optional(),
  priority: manner.priority.optional(),
  secondsPerHour: manner.secondsPerHour.optional(),
  frequency: manner.frequency.optional(),
  sound: manner.sound.optional(),
});

export const Schedule = z.object({
  id: Id,
  unitId: Id,
  playlistId: Id,
  audience: Audience,
  when: When,
  ...manner,
  version: z.int(),
  updatedAt: Instant,
  /** what is on air of it; null: draft, or taken off the air */
  published: z
    .object({
      publicationId: Id,
      at: Instant,
      by: Id.nullable(),
      /** the schedule or its playlist was edited since: publish again to air the edit */
      outdated: z.boolean(),
    })
    .nullable(),
});
export type Schedule = z.infer<typeof Schedule>;

/** How far an audience reaches, before anybody publishes. */
export const ReachInput = z.object({ unitId: Id, audience: Audience });
export const Reach = z.object({
  schools: z.int().nonnegative(),
  screens: z.int().nonnegative(),
  online: z.int().nonnegative(),
});
export type Reach = z.infer<typeof Reach>;

// ── what a unit sets for itself and those below ─────────────────────────────────────────────────

/** What units set, by kind. A null value leaves it to the unit above. */
export const settings = {
  calendar: Calendar,
  timetable: Timetable,
  policy: AirPolicy,
  downloads: DownloadRules,
  web: WebRules,
} as const;
export const settingKinds = ['calendar', 'timetable', 'policy', 'downloads', 'web'] as const;
export type SettingKind = (typeof settingKinds)[number];
export type SettingValue<Kind extends SettingKind> = z.infer<(typeof settings)[Kind]>;

// ── screens and pairing ─────────────────────────────────────────────────────────────────────────

/** RFC 8628 section 3.2, in camel case; times in seconds as there. */
export const Pairing = z.object({
  deviceCode: z.string(),
  userCode: z.string(),
  verificationUri: z.string(),
  verificationUriComplete: z.string(),
  interval: z.int(),
  expiresIn: z.int(),
});
export const PairingTokenInput = z.object({ deviceCode: z.string().max(128) });
/** Told once to the screen that was claimed. It pins `serverKey` (raw Ed25519, base64url). */
export const PairingToken = z.object({ screenId: Id, token: z.string(), serverKey: z.string() });

export const ScreenInput = z.object({
  userCode: z.string().max(20),
  unitId: Id,
  name: Name,
  tags: z.array(Tag).max(20).default([]),
  kind: ScreenKind.default('screen'),
});
export const ScreenChange = z.object({
  name: Name.optional(),
  unitId: Id.optional(),
  tags: z.array(Tag).max(20).optional(),
  kind: ScreenKind.optional(),
  viewing: Viewing.nullable().optional(),
  captions: CaptionsShown.optional(),
  trimDb: TrimDb.optional(),
});
export const Screen = z.object({
  id: Id,
  unitId: Id,
  name: z.string(),
  tags: z.array(z.string()),
  kind: ScreenKind,
  /** null: nobody has said; slides are set for a screen as most are */
  viewing: Viewing.nullable(),
  captions: CaptionsShown,
  /** softer than as mastered by so many dB */
  trimDb: TrimDb,
  pairedAt: Instant,
  online: z.boolean(),
  lastSeenAt: Instant.nullable(),
  build: z.string().nullable(),
  /** what it was last told to play, and whether it does */
  manifest: Sha256.nullable(),
  acknowledged: z.enum(['none', 'sent', 'held', 'onAir', 'refused']),
  status: ScreenStatus.nullable(),
});
export type Screen = z.infer<typeof Screen>;

/** Expected programme of one screen: in the past as it was told then. */
export const TimelineEntry = z.object({
  track: z.enum(tracks),
  item: Item,
  start: Instant,
  end: Instant,
  offset: z.int().nonnegative(),
  cut: z.boolean(),
});
export const Timeline = z.object({
  /** the last of those that hold in this stretch; null: nothing is known of it */
  manifest: Sha256.nullable(),
  entries: z.array(TimelineEntry),
  more: z.boolean(),
});

/**
 * sound: it follows from the record before it. broken: it does not; a record is missing there, or was
 * changed, or came from elsewhere. none: the screen's build knew no chain.
 */
export const PlayLink = z.enum(['sound', 'broken', 'none']);
export type PlayLink = z.infer<typeof PlayLink>;

export const PlayRecord = z.object({
  ...Play.shape,
  screenId: Id,
  unitId: Id,
  receivedAt: Instant,
  link: PlayLink,
});
export type PlayRecord = z.infer<typeof PlayRecord>;

// ── accounts of what happened ───────────────────────────────────────────────────────────────────

export const AuditEntry = z.object({
  id: Id,
  at: Instant,
  /** a person's id, or null for the system itself */
  by: Id.nullable(),
  /** `playlist.edit`, `session.create`, ... */
  action: z.string(),
  subject: z.object({ kind: z.string(), id: z.string(), name: z.string() }),
  unitId: Id.nullable(),
  /** what changed: field -> [before, after]; never a secret */
  changes: z.record(z.string(), z.tuple([z.unknown(), z.unknown()])),
});
export type AuditEntry = z.infer<typeof AuditEntry>;
