/**
 * The named periods of a school day. A schedule that names a period airs at each school's own: "in
 * recess" is 9:20 here and 9:45 there. A name is a slug; those below ship with their wording, and a
 * timetable may use others of its own (`label` says how they are called).
 */
import { z } from 'zod';

export const PeriodId = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(40);
export type PeriodId = z.infer<typeof PeriodId>;

/** đón học sinh, chào cờ, tiết học, ra chơi, thể dục giữa giờ, ăn trưa, nghỉ trưa, tan trường */
export const knownPeriods = [
  'arrival',
  'assembly',
  'lesson',
  'recess',
  'exercise',
  'lunch',
  'nap',
  'dismissal',
] as const;
export type KnownPeriod = (typeof knownPeriods)[number];

/** sáng, chiều, bán trú (the midday of those who stay at school) */
export const sessions = ['morning', 'afternoon', 'boarding'] as const;
export const Session = z.enum(sessions);
export type Session = z.infer<typeof Session>;
