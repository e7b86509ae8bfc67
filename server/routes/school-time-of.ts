/** The wall clock and the school time of a unit, outside of programmes: for files that people take along. */
import { inherited, unitsOnTheWay } from '#server/access/inherited.ts';
import { placeOf } from '#server/publish/audience/place.ts';
import { createSchoolTimes, type SchoolTime } from '#server/publish/school-time/school-time.ts';
import type { Setting, Store } from '#server/store/port.ts';
import type { Unit } from '#shared/api/resources.ts';

const times = createSchoolTimes();

export async function zoneOf(store: Store, unit: Unit): Promise<string> {
  return placeOf(unit, await unitsOnTheWay(store, unit)).zone;
}

export async function schoolTimeOf(store: Store, unit: Unit): Promise<SchoolTime> {
  const settings = new Map<
    string,
    { calendar?: Setting<'calendar'>; timetable?: Setting<'timetable'> }
  >();
  for (const calendar of await inherited(store, unit, 'calendar')) {
    settings.set(calendar.unitId, { calendar });
  }
  for (const timetable of await inherited(store, unit, 'timetable')) {
    settings.set(timetable.unitId, { ...settings.get(timetable.unitId), timetable });
  }
  return times.at(placeOf(unit, await unitsOnTheWay(store, unit)), settings);
}
