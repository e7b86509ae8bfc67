/** Whether an audience means a place. Pure, and in terms that can be explained to the asker. */
import type { Audience } from '#shared/domain/audience.ts';
import type { Place } from './place.ts';

/** [P4] Every condition that is given must hold; nothing reaches beyond the schedule's own unit. */
export function applies(audience: Audience, unitId: string, place: Place): boolean {
  const { units, levels, tags } = audience;
  return (
    !place.closed &&
    place.path.includes(unitId) &&
    (units.length === 0 || units.some((id) => place.path.includes(id))) &&
    (levels.length === 0 || levels.some((level) => place.levels.includes(level))) &&
    (tags.length === 0 || tags.some((tag) => place.tags.has(tag)))
  );
}

/** Units whose subtrees hold everybody that the audience can mean. */
export function concerned(audience: Audience, unitId: string): readonly string[] {
  return audience.units.length === 0 ? [unitId] : audience.units;
}
