/** What units have set for themselves and those below: school time and air policy of each place. */
import { everything } from '#server/access/scope.ts';
import type { Setting, Store } from '#server/store/port.ts';
import { type SettingKind, settingKinds } from '#shared/api/resources.ts';
import { inheritedDownloads } from '#shared/domain/inherited.ts';
import type { Place } from '../audience/place.ts';
import { type PlacePolicy, policiesOf } from '../policy.ts';
import {
  createSchoolTimes,
  type SchoolTime,
  type SchoolTimes,
} from '../school-time/school-time.ts';

/** The newest of what a unit has set. */
type UnitSettings = { readonly [Kind in SettingKind]?: Setting<Kind> };
export type SettingsByUnit = ReadonlyMap<string, UnitSettings>;

export type HouseRules = {
  readonly settings: SettingsByUnit;
  schoolTime(place: Pick<Place, 'path' | 'levels' | 'zone'>): SchoolTime;
  policy(place: Pick<Place, 'path'>): PlacePolicy;
  downloads(place: Pick<Place, 'path'>): ReturnType<typeof inheritedDownloads>;
};

/** @param times remembers the school times of before; equal settings give equal ones */
export function houseRulesOf(
  settings: readonly Setting[],
  times: SchoolTimes = createSchoolTimes(),
): HouseRules {
  const byUnit = new Map<string, UnitSettings>();
  for (const setting of settings) {
    byUnit.set(setting.unitId, { ...byUnit.get(setting.unitId), [setting.kind]: setting });
  }
  return rulesBy(byUnit, times);
}

export async function readHouseRules(store: Store, times: SchoolTimes): Promise<HouseRules> {
  return houseRulesOf(await store.settings.all(everything), times);
}

/** The same, where only these units have set something since. */
export async function readHouseRulesOf(
  store: Store,
  before: HouseRules,
  units: Iterable<string>,
  times: SchoolTimes,
): Promise<HouseRules> {
  const byUnit = new Map(before.settings);
  for (const unitId of units) {
    const found: Setting[] = [];
    for (const kind of settingKinds) {
      const setting = await store.settings.get(everything, unitId, kind);
      if (setting) found.push(setting);
    }
    byUnit.set(unitId, Object.fromEntries(found.map((setting) => [setting.kind, setting])));
  }
  return rulesBy(byUnit, times);
}

function rulesBy(settings: SettingsByUnit, times: SchoolTimes): HouseRules {
  const schoolTimes = new WeakMap<object, SchoolTime>();
  const policies = policiesOf({ get: (unitId) => settings.get(unitId)?.policy });
  return {
    settings,
    schoolTime(place) {
      let time = schoolTimes.get(place);
      if (!time) {
        time = times.at(place, settings);
        schoolTimes.set(place, time);
      }
      return time;
    },
    policy: ({ path }) => policies.at(path),
    downloads: ({ path }) =>
      inheritedDownloads(path.flatMap((id) => settings.get(id)?.downloads?.value ?? [])),
  };
}
