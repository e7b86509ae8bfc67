/** What differs between a version of a schedule and the one before it, in words. Pure. */
import type { ScheduleVersion } from '#shared/api/planning.ts';
import type { Words } from '../../locales/words.ts';

export function changesOf(
  words: Words,
  { changes, itemChanges }: Pick<ScheduleVersion, 'changes' | 'itemChanges'>,
): string[] {
  const said = words.versions;
  const fields = Object.keys(changes).map((field) => said.change[field] ?? field);
  const { added, removed, changed, moved } = itemChanges;
  const items = [
    ...(added > 0 ? [said.itemsAdded(added)] : []),
    ...(removed > 0 ? [said.itemsRemoved(removed)] : []),
    ...(changed > 0 ? [said.itemsChanged(changed)] : []),
    ...(moved ? [said.itemsMoved] : []),
  ];
  return [...fields, ...items];
}
