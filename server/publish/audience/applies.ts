/** Whether an audience means a place, and if not, why. Pure, and in terms that can be told the asker. */
import type { Audience } from '#shared/domain/audience.ts';
import type { Place } from './place.ts';

/** The first of the conditions that keeps an audience from meaning a place. */
export type Missed = 'unitClosed' | 'notForUnit' | 'notForLevel' | 'notForTag';

/** [P4] Every condition that is given must hold; nothing reaches beyond the schedule's own unit. */
export function missed(audience: Audience, unitId: string, place: Place): Missed | null {
  const { units, levels, tags } = audience;
  if (place.closed) return 'unitClosed';
  if (!place.path.includes(unitId)) return 'notForUnit';
  if (units.length > 0 && !units.some((id) => place.path.includes(id))) return 'notForUnit';
  if (levels.length > 0 && !levels.some((level) => place.levels.includes(level))) {
    return 'notForLevel';
  }
  if (tags.length > 0 && !tags.some((tag) => place.tags.has(tag))) return 'notForTag';
  return null;
}

export function applies(audience: Audience, unitId: string, place: Place): boolean {
  return missed(audience, unitId, place) === null;
}

/** Units whose subtrees hold everybody that the audience can mean. */
export function concerned(audience: Audience, unitId: string): readonly string[] {
  return audience.units.length === 0 ? [unitId] : audience.units;
}
