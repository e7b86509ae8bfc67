/**
 * The organisation: a tree of units of any depth. Depth and names are data; only the kinds below
 * carry meaning (a school has levels, a zone holds screens), and any kind may stand under any other,
 * because reforms dissolve and merge offices while their schools go on.
 */
import { z } from 'zod';

export const unitKinds = ['province', 'office', 'school', 'campus', 'zone', 'guest'] as const;
export const UnitKind = z.enum(unitKinds);
export type UnitKind = z.infer<typeof UnitKind>;

/** mầm non, tiểu học, THCS, THPT, GDTX. A school may have several. */
export const levels = [
  'preschool',
  'primary',
  'lowerSecondary',
  'upperSecondary',
  'continuing',
] as const;
export const Level = z.enum(levels);
export type Level = z.infer<typeof Level>;

/** An IANA zone name the running engine knows, e.g. `Asia/Ho_Chi_Minh`. */
export const Zone = z.string().max(64).refine(isKnownZone, { message: 'unknownZone' });

function isKnownZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
