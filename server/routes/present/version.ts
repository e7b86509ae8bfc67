/** A version of a schedule as it travels, and how it differs from the one before it. */
import { isDeepStrictEqual } from 'node:util';
import type { Publication } from '#server/store/port.ts';
import type { ScheduleVersion } from '#shared/api/planning.ts';

type Past = Publication & { readonly offAirAt: number | null };

const fields = [
  'when',
  'audience',
  'mode',
  'priority',
  'secondsPerHour',
  'frequency',
  'sound',
] as const;

export function presentVersion(
  publication: Past,
  before: Past | null,
  { onAir, byName }: { readonly onAir: boolean; readonly byName: string | null },
): ScheduleVersion {
  const { id, at, by, offAirAt, restores, playlist, items } = publication;
  const { when, audience, mode, priority, secondsPerHour, frequency, sound } = publication;
  return {
    ...{ publicationId: id, at, by, byName, offAirAt, onAir, restores, name: playlist.name },
    ...{ when, audience, mode, priority, secondsPerHour, frequency, sound },
    items: items.length,
    changes: before === null ? {} : changesBetween(before, publication),
    itemChanges: itemChanges(before?.items ?? items, items),
  };
}

function changesBetween(before: Past, after: Past): ScheduleVersion['changes'] {
  const told = (past: Past) => ({ ...past, name: past.playlist.name });
  const [old, now] = [told(before), told(after)];
  return Object.fromEntries(
    [...fields, 'name' as const]
      .filter((field) => !isDeepStrictEqual(old[field], now[field]))
      .map((field) => [field, [old[field], now[field]]]),
  );
}

type Items = Publication['items'];

/** Items keep their ids while a playlist is edited. */
function itemChanges(before: Items, after: Items): ScheduleVersion['itemChanges'] {
  const old = new Map(before.map((item) => [item.id, item]));
  const now = new Set(after.map(({ id }) => id));
  const kept = after.filter(({ id }) => old.has(id));
  const keptBefore = before.filter(({ id }) => now.has(id));
  return {
    added: after.length - kept.length,
    removed: before.length - keptBefore.length,
    changed: kept.filter((item) => !isDeepStrictEqual(item, old.get(item.id))).length,
    moved: kept.some(({ id }, n) => keptBefore[n]?.id !== id),
  };
}
