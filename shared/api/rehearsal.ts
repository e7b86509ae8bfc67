/** What publishing a schedule would do, before anybody does it. */
import { z } from 'zod';

const Ms = z.int();

export const BrokenPromise = z.object({
  scheduleId: z.string(),
  name: z.string(),
  /** `day`, `week`: times; `hour`: seconds of airtime asked for */
  per: z.enum(['day', 'week', 'hour']),
  asked: z.int(),
  /** the least that is planned anywhere */
  planned: z.int(),
  /** screens on which it falls short */
  screens: z.int(),
  /** the first date on which it does, in the screen's zone; null: on any */
  date: z.string().nullable(),
  /** it was kept before this change */
  newly: z.boolean(),
});
export type BrokenPromise = z.infer<typeof BrokenPromise>;

/** A promise that can't be kept with what is on air now. */
export const Unmet = BrokenPromise.omit({ newly: true });
export type Unmet = z.infer<typeof Unmet>;

/** Something that the publisher should know; nothing that keeps it from airing. */
export const Warning = z.object({
  path: z.string(),
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  /** in the asker's language */
  message: z.string(),
});
export type Warning = z.infer<typeof Warning>;

export const Rehearsal = z.object({
  screens: z.object({
    /** in its audience */
    reached: z.int(),
    /** whose programme differs */
    changed: z.int(),
    schools: z.int(),
    /** the first of those that change, by unit and name */
    some: z.array(z.object({ id: z.string(), name: z.string(), unitName: z.string() })).max(50),
  }),
  /** airtime of the rest of this week, summed over the screens that change; those that stay are left out */
  // biome-ignore lint/suspicious/noThenProperty: a number, never awaited
  themes: z.array(z.object({ theme: z.string(), now: Ms, then: Ms })),
  promises: z.array(BrokenPromise),
  bytes: z.object({
    /** over all screens that change */
    total: z.int(),
    /** the most that one has to fetch */
    most: z.int(),
    /** files that none of them has */
    files: z.int(),
  }),
  warnings: z.array(Warning),
});
export type Rehearsal = z.infer<typeof Rehearsal>;
