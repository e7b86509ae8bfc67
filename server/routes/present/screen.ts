/** A screen as it travels: what the store remembers, and what the hub knows this very moment. */
import type { Hub } from '#server/hub/port.ts';
import type { ScreenRecord } from '#server/store/port.ts';
import type { Screen } from '#shared/api/resources.ts';

export function presentScreen(record: ScreenRecord, hub: Hub, now: number): Screen {
  const presence = hub.presence(record.id);
  return {
    id: record.id,
    unitId: record.unitId,
    name: record.name,
    tags: [...record.tags],
    kind: record.kind,
    viewing: record.viewing,
    captions: record.captions,
    trimDb: record.trimDb,
    pairedAt: record.pairedAt,
    online: presence !== null,
    lastSeenAt: presence === null ? record.lastSeenAt : now,
    build: record.build,
    manifest: record.manifest,
    acknowledged: record.acknowledged,
    status: presence?.status ?? record.status,
  };
}
