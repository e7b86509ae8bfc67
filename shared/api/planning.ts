/**
 * What the API tells about programmes besides the resources themselves: what units set and what
 * holds for them, windows of a week, frames of an instant, versions of a schedule, calendar feeds.
 */
import { z } from 'zod';
import { AiringMode } from '../domain/airing-mode.ts';
import { PeriodId } from '../domain/periods.ts';
import { Priority } from '../domain/priorities.ts';
import { Instant, Item, Sha256 } from '../frame/manifest.ts';
import { Id, Schedule, type SettingKind, type SettingValue, settings } from './resources.ts';

// ── what units set ──────────────────────────────────────────────────────────────────────────────

const set = {
  unitId: Id,
  /** 0: never set here */
  version: z.int().nonnegative(),
  at: Instant.nullable(),
  by: Id.nullable(),
};

/** What a unit has set, and what holds there together with what is inherited. */
export const settingAnswer = <Kind extends SettingKind>(kind: Kind) =>
  z.object({
    ...set,
    kind: z.literal(kind),
    /** null: as the units above have it */
    value: settings[kind].nullable(),
    holds: settings[kind],
    /** what the units above have set, from the root down */
    inherited: z.array(z.object({ unitId: Id, unitName: z.string(), value: settings[kind] })),
  });
export type SettingAnswer<Kind extends SettingKind> = {
  unitId: string;
  version: number;
  at: number | null;
  by: string | null;
  kind: Kind;
  value: SettingValue<Kind> | null;
  holds: SettingValue<Kind>;
  inherited: { unitId: string; unitName: string; value: SettingValue<Kind> }[];
};

/** `version`: the one that was edited, 0 for the first; null takes back what the unit had set. */
export const settingInput = <Kind extends SettingKind>(kind: Kind) =>
  z.object({ version: set.version, value: settings[kind].nullable() });

/** Newest first. */
export const settingHistory = <Kind extends SettingKind>(kind: Kind) =>
  z.object({
    versions: z.array(
      z.object({
        version: set.version,
        value: settings[kind].nullable(),
        at: Instant,
        by: Id.nullable(),
        /** null: the system itself, or out of sight */
        byName: z.string().nullable(),
      }),
    ),
  });

// ── weeks and instants ──────────────────────────────────────────────────────────────────────────

/** A window of a schedule at a place: one block of a week view. */
export const PlannedWindow = z.object({
  scheduleId: Id,
  /** its playlist's */
  name: z.string(),
  unitId: Id,
  priority: Priority,
  mode: AiringMode,
  /** onAir: as published; draft: never published, or withdrawn; edited: as it would be if published */
  state: z.enum(['onAir', 'draft', 'edited']),
  start: Instant,
  end: Instant,
  /** what of its `when` it comes from */
  source: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('hours'), index: z.int().nonnegative() }),
    z.object({ kind: z.literal('period'), period: PeriodId }),
  ]),
  /** windows that overlap it on a track that both use, and which of them has it */
  meets: z.array(
    z.object({
      scheduleId: Id,
      name: z.string(),
      how: z.enum(['outranks', 'yields', 'shares']),
    }),
  ),
});

const Airing = z.object({
  item: Item,
  start: Instant,
  end: Instant,
  offset: z.int().nonnegative(),
  cut: z.boolean(),
});

/** The very frame of one instant, past or future. */
export const FrameAnswer = z.object({
  at: Instant,
  /** what the screen was, or will be, told to play then; null: nothing is known, and nothing airs */
  manifest: Sha256.nullable(),
  frame: z.object({
    main: Airing.nullable(),
    ticker: Airing.nullable(),
    audio: Airing.nullable(),
    voice: Airing.nullable(),
  }),
  /** the next instant at which it differs; null: not within what is known */
  next: Instant.nullable(),
});
export type FrameAnswer = z.infer<typeof FrameAnswer>;

// ── versions of a schedule ──────────────────────────────────────────────────────────────────────

export const ScheduleVersion = z.object({
  publicationId: Id,
  at: Instant,
  by: Id.nullable(),
  /** null: the system itself, or out of sight */
  byName: z.string().nullable(),
  /** when it left the air; null: still on air, or not known */
  offAirAt: Instant.nullable(),
  onAir: z.boolean(),
  /** the earlier version that it brought back */
  restores: Id.nullable(),
  name: z.string(),
  when: Schedule.shape.when,
  audience: Schedule.shape.audience,
  mode: Schedule.shape.mode,
  priority: Schedule.shape.priority,
  secondsPerHour: Schedule.shape.secondsPerHour,
  frequency: Schedule.shape.frequency,
  sound: Schedule.shape.sound,
  items: z.int(),
  /** what differs from the version before it; none for the first: field -> [before, after] */
  changes: z.record(z.string(), z.tuple([z.unknown(), z.unknown()])),
  /** how its items differ from those of the version before it */
  itemChanges: z.object({ added: z.int(), removed: z.int(), changed: z.int(), moved: z.boolean() }),
});
export type ScheduleVersion = z.infer<typeof ScheduleVersion>;

// ── calendars ───────────────────────────────────────────────────────────────────────────────────

/** An address for a calendar program. `url` is told once, at its making. */
export const CalendarFeed = z.object({
  id: Id,
  createdAt: Instant,
  createdBy: Id,
  url: z.string().optional(),
});
export type CalendarFeed = z.infer<typeof CalendarFeed>;

/** What an iCalendar file holds, as drafts to choose from: nothing is made of them yet. */
export const ImportedDrafts = z.object({
  drafts: z.array(
    z.object({
      summary: z.string(),
      /** null: nothing that can be scheduled; `problems` says why */
      when: Schedule.shape.when.nullable(),
      /** in the asker's language */
      problems: z.array(z.string()),
    }),
  ),
});

/** Whose programme a manifest is, as a person asks for it, and at which instant; missing: now. */
export const Whose = z.object({ screen: Id, at: z.coerce.number().pipe(Instant).optional() });
export type Whose = z.infer<typeof Whose>;
