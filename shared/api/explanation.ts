/**
 * Why a screen shows what it shows: for each track what is on air at an instant, and what each
 * schedule that could be thought to air there has to do with it, in order: who airs, who shares, who
 * lost and to whom, who does not hold now, who is not meant.
 */
import { z } from 'zod';
import { AiringMode } from '../domain/airing-mode.ts';
import { Priority } from '../domain/priorities.ts';
import { Instant, Item, Sha256 } from '../frame/manifest.ts';

/** Why one schedule does or does not air, best first: the order of the list is the order of reasons. */
export const verdicts = [
  /** its item is on air */
  'onAir',
  /** in the same loop as what is on air: its turn comes (`nextAt`) */
  'inTurn',
  /** its spots are spread over the day: the last was or the next will be at another time (`nextAt`) */
  'spotLater',
  /** all that was promised of it has aired today, or this hour; `times` */
  'shareUsedUp',
  /** something cuts in at this instant: `by` */
  'cutIn',
  /** another has the whole screen: `by` */
  'takenOver',
  /** a higher class has the track: `by` */
  'outranked',
  /** may not sound now: a quiet period */
  'quietPeriod',
  /** the screen, or the speaker, is off at this hour */
  'switchedOff',
  /** not at this time of day: `nextAt` */
  'outsideHours',
  /** its period is not held here on this day: `period` */
  'noSuchPeriod',
  /** not on this weekday, or not by its rule */
  'notThisDay',
  /** school is out, or held, or there are examinations: `day` */
  'notThisKindOfDay',
  'beforeItsDates',
  'afterItsDates',
  /** nothing of it may be shown: not approved any more, or removed */
  'awaitingApproval',
  /** has nothing for this track */
  'nothingForTrack',
  /** edited, not published */
  'notPublished',
  'notForTag',
  'notForLevel',
  'notForUnit',
  'unitClosed',
] as const;
export const Verdict = z.enum(verdicts);
export type Verdict = z.infer<typeof Verdict>;

export const ExplainedSchedule = z.object({
  scheduleId: z.string(),
  /** null: never published */
  publicationId: z.string().nullable(),
  /** its playlist's */
  name: z.string(),
  unitId: z.string(),
  unitName: z.string(),
  priority: Priority,
  mode: AiringMode,
  verdict: Verdict,
  /** the name of the playlist that it lost to, or of the period that is not held */
  by: z.string().nullable(),
  /** when it comes on air next, as far as the programme reaches */
  nextAt: Instant.nullable(),
});
export type ExplainedSchedule = z.infer<typeof ExplainedSchedule>;

export const ExplainedTrack = z.object({
  airing: z
    .object({
      item: Item,
      start: Instant,
      end: Instant,
      offset: z.int().nonnegative(),
      cut: z.boolean(),
    })
    .nullable(),
  schedules: z.array(ExplainedSchedule),
});

export const Explanation = z.object({
  at: Instant,
  zone: z.string(),
  /** the programme that it was told to play then: what `airing` is taken from */
  manifest: Sha256.nullable(),
  day: z.object({
    date: z.string(),
    school: z.boolean(),
    exam: z.boolean(),
    why: z.enum(['term', 'outsideTerms', 'weekend', 'holiday', 'makeUp', 'exam']),
    names: z.array(z.string()),
    /** the periods that hold at this instant */
    periods: z.array(z.object({ period: z.string(), label: z.string() })),
  }),
  /** percent of the mastered loudness that the rules allow; 0: quiet */
  volume: z.int().min(0).max(100),
  screenOn: z.boolean(),
  speakersOn: z.boolean(),
  tracks: z.object({
    main: ExplainedTrack,
    ticker: ExplainedTrack,
    audio: ExplainedTrack,
    voice: ExplainedTrack,
  }),
});
export type Explanation = z.infer<typeof Explanation>;
