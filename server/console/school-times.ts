/** School time at units, for pages: what their days are and which periods are held. */
import { everything } from '#server/access/scope.ts';
import {
  createSchoolTimes,
  type SchoolTime,
  type TimeSettings,
} from '#server/publish/school-time/school-time.ts';
import type { Store } from '#server/store/port.ts';
import type { Unit } from '#shared/api/resources.ts';
import { zoneOf } from './unit-facts.ts';

/** @param units those in sight; what the ones above them have set holds here too, in sight or not */
export async function schoolTimes(
  store: Store,
  units: readonly Unit[],
): Promise<(unitId: string) => SchoolTime> {
  const settings = new Map<string, TimeSettings>();
  for (const setting of await store.settings.all(everything)) {
    if (setting.kind !== 'calendar' && setting.kind !== 'timetable') continue;
    const { unitId, kind } = setting;
    settings.set(unitId, { ...settings.get(unitId), [kind]: setting });
  }
  const times = createSchoolTimes();
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const known = new Map<string, SchoolTime>();
  return (unitId) => {
    const found = known.get(unitId);
    if (found) return found;
    const path = byId.get(unitId)?.path ?? [unitId];
    const way = path.flatMap((id) => byId.get(id) ?? []);
    // a hall keeps the day of the school that it belongs to
    const levels = way.findLast((unit) => unit.levels.length > 0)?.levels ?? [];
    const time = times.at({ path, levels, zone: zoneOf(units, unitId) }, settings);
    known.set(unitId, time);
    return time;
  };
}
