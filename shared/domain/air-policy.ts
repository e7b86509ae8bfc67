/**
 * A unit's rules for its screens and speakers: how office and school share them, when they are
 * quiet, how loud, and when they are off. Each part is inherited: null leaves it as the unit above
 * has it, and where nobody has said, `houseRules` holds.
 */
import { z } from 'zod';
import { PeriodId } from './periods.ts';
import { Hours } from './when.ts';

const Percent = z.int().min(0).max(100);

/** Of each hour in which both have something for the screen, in percent: together 100. */
export const AirtimeShares = z
  .object({ office: Percent, school: Percent })
  .refine(({ office, school }) => office + school <= 100, {
    message: 'sharesOver',
    path: ['school'],
  })
  .refine(({ office, school }) => office + school >= 100, {
    message: 'sharesUnder',
    path: ['school'],
  });
export type AirtimeShares = z.infer<typeof AirtimeShares>;

/** A stretch of each school day (periods) or of each day (hours). */
export const Stretch = z.union([
  z.object({ period: PeriodId }).strict(),
  z.object({ hours: Hours }).strict(),
]);
export type Stretch = z.infer<typeof Stretch>;

export const SoundRules = z.object({
  /** silent but for what may sound in quiet periods */
  quiet: z.array(Stretch).max(20),
  /** percent of the mastered loudness; the first that holds decides, quiet before all */
  volumes: z.array(z.object({ at: Stretch, volume: Percent })).max(20),
  /** at all other times */
  volume: Percent,
});
export type SoundRules = z.infer<typeof SoundRules>;

/** The hours of a day, by weekday, in which something is switched on; a day left out: all day off. */
export const OnHours = z
  .array(
    z.object({
      days: z.array(z.int().min(1).max(7)).min(1).max(7),
      hours: z.array(Hours).min(1).max(6),
    }),
  )
  .max(14);
export type OnHours = z.infer<typeof OnHours>;

export const AirPolicy = z.object({
  airtime: AirtimeShares.nullable(),
  sound: SoundRules.nullable(),
  /** when pictures are shown; an empty list: always */
  screens: OnHours.nullable(),
  /** when anything sounds; an empty list: always */
  speakers: OnHours.nullable(),
});
export type AirPolicy = z.infer<typeof AirPolicy>;

/** What holds where nobody has said anything: nobody's share is kept, lessons are quiet. */
export const houseRules = {
  airtime: null,
  sound: { quiet: [{ period: 'lesson' }, { period: 'nap' }], volumes: [], volume: 100 },
  screens: [],
  speakers: [],
} as const satisfies AirPolicy;
