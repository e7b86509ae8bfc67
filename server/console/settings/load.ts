/** What a unit has set, what it has from above, and every version of it: the data of each settings page. */
import { inherited } from '#server/access/inherited.ts';
import type { SettingKind, SettingValue, Unit } from '#shared/api/resources.ts';
import { isoDate } from '../locales/formats.ts';
import type { PageContext } from '../page.ts';
import { upwards, zoneOf } from '../unit-facts.ts';

export type FromAbove<Kind extends SettingKind> = {
  readonly unitId: string;
  readonly unitName: string;
  readonly value: SettingValue<Kind>;
};

export type Version<Kind extends SettingKind> = {
  readonly version: number;
  readonly value: SettingValue<Kind> | null;
  readonly at: number;
  /** null: the system itself, or out of sight */
  readonly byName: string | null;
};

export type SettingData<Kind extends SettingKind> = {
  readonly kind: Kind;
  readonly unit: Unit;
  /** units above that are in sight, from the root down */
  readonly way: readonly { readonly id: string; readonly name: string }[];
  /** newest first; none: never set here */
  readonly versions: readonly Version<Kind>[];
  /** from the root down, only those that have set something */
  readonly above: readonly FromAbove<Kind>[];
  readonly mayEdit: boolean;
  readonly zone: string;
  readonly today: string;
};

const VERSIONS_SHOWN = 20;

export async function loadSetting<Kind extends SettingKind>(
  kind: Kind,
  { deps, viewer, params, now }: PageContext,
): Promise<SettingData<Kind> | 'notFound'> {
  const { store } = deps;
  const scope = viewer.scope('unit.read');
  const units = await store.units.list(scope);
  const unit = units.find(({ id }) => id === params.id);
  if (unit === undefined) return 'notFound';
  const [layers, history, people] = await Promise.all([
    inherited(store, unit, kind),
    store.settings.history(scope, unit.id, kind),
    viewer.mayAnywhere('person.read') ? store.people.list(viewer.scope('person.read')) : [],
  ]);
  const names = new Map([viewer.person, ...people].map(({ id, name }) => [id, name]));
  const zone = zoneOf(units, unit.id);
  return {
    kind,
    unit,
    way: upwards(units, unit.parentId)
      .reverse()
      .map(({ id, name }) => ({ id, name })),
    versions: history.slice(0, VERSIONS_SHOWN).map(({ version, value, at, by }) => ({
      version,
      value: value as SettingValue<Kind> | null,
      at,
      byName: by === null ? null : (names.get(by) ?? null),
    })),
    above: layers.flatMap(({ unitId, unitName, value }) =>
      unitId === unit.id || value === null
        ? []
        : [{ unitId, unitName, value: value as SettingValue<Kind> }],
    ),
    mayEdit: unit.closedAt === null && viewer.may('setting.edit', unit.path),
    zone,
    today: isoDate(zone, now),
  };
}
