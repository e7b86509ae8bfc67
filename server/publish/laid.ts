/**
 * What the compiler has decided for one track, stretch by stretch, before it is written down as
 * segments: who is on air and by what right. Explanations and rehearsals read it.
 */
import type { Track } from '#shared/frame/manifest.ts';
import type { Interval } from './interval.ts';
import type { OnAir } from './on-air.ts';
import type { DayNumber } from './school-time/school-time.ts';

/** By what right something is on air. `off`: the screen, or the speaker, is switched off. */
export type Right = 'off' | 'takeover' | 'once' | 'spot' | 'loop';

export type Laid = Interval & {
  readonly right: Right;
  /** who is on air: one, but for a loop that several share; none when it is off */
  readonly by: readonly OnAir[];
  /** percent of the mastered loudness */
  readonly volume: number;
};

/** Something that was asked for and is not planned. */
export type Shortfall = {
  readonly publication: OnAir;
  /** `day`, `week`: times; `hour`: seconds of airtime */
  readonly per: 'day' | 'week' | 'hour';
  readonly asked: number;
  readonly planned: number;
  /** the first day of it; null for `hour` */
  readonly day: DayNumber | null;
};

export type LaidTracks = { readonly [T in Track]: readonly Laid[] };
