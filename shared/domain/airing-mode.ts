/**
 * How a schedule takes its place among the others of its class.
 *
 * - `loop`: its items in order, going on where they stopped.
 * - `ordered`: its items in order, from the first each time its window opens.
 * - `shuffled`: its items in an order drawn anew each round, the same on every screen.
 * - `weighted`: as `loop`, for `secondsPerHour` of each hour in which its window is open.
 * - `once`: its items, once through, from the start of each window to the second, over what runs.
 * - `takeover`: the whole screen for itself while its window is open: no ticker, no other sound.
 */
import { z } from 'zod';

export const airingModes = ['loop', 'ordered', 'shuffled', 'weighted', 'once', 'takeover'] as const;
export const AiringMode = z.enum(airingModes);
export type AiringMode = z.infer<typeof AiringMode>;

/** Share of voice, for `weighted`: 0 < seconds <= 3600. */
export const SecondsPerHour = z.int().min(1).max(3600);

/**
 * What was promised about how often a schedule airs (a frequency promise). It airs then in spots: each plays its items once
 * through, spread over its windows. At least one of the three is given.
 */
export const Frequency = z
  .object({
    atLeast: z.object({ times: z.int().min(1).max(200), per: z.enum(['day', 'week']) }).nullable(),
    atMostPerHour: z.int().min(1).max(60).nullable(),
    /** minutes between the end of one spot and the start of the next */
    minutesApart: z.int().min(1).max(1440).nullable(),
  })
  .refine((p) => p.atLeast !== null || p.atMostPerHour !== null || p.minutesApart !== null, {
    message: 'promiseEmpty',
    path: ['atLeast'],
  });

/** Whether it may sound while the school is quiet: `quiet` as the unit's rules say; `always`; `never`. */
export const SoundRight = z.enum(['quiet', 'always', 'never']);
export type SoundRight = z.infer<typeof SoundRight>;
export type Frequency = z.infer<typeof Frequency>;
