/** The starter's calendars, timetables and air policies, put where the units of the starter stand. */
import type { Starter } from '#playlists/starter/load.ts';
import { everything } from '#server/access/scope.ts';
import type { Now } from '#server/deps.ts';
import type { Setting, Store } from '#server/store/port.ts';
import type { SettingKind, SettingValue, Unit } from '#shared/api/resources.ts';

type Deps = { readonly store: Store; readonly now: Now; readonly newId: () => string };

/** What a unit has set already, whoever did it, is kept. */
export async function makeSettings(
  { store, now, newId }: Deps,
  { calendars, timetables, policies }: Starter,
  units: ReadonlyMap<string, Unit>,
): Promise<void> {
  await store.transaction(async (tx) => {
    const put = async <Kind extends SettingKind>(
      kind: Kind,
      { unit: slug, value }: { readonly unit: string; readonly value: SettingValue<Kind> },
    ) => {
      const unit = units.get(slug)!;
      if ((await tx.settings.get(everything, unit.id, kind)) !== null) return;
      const at = now();
      const setting = { unitId: unit.id, kind, value, at, by: null } as Omit<Setting, 'version'>;
      await tx.settings.put(everything, 0, setting);
      await tx.audit.add({
        ...{ id: newId(), at, by: null, action: `${kind}.edit`, unitId: unit.id },
        subject: { kind: 'unit', id: unit.id, name: unit.name },
        changes: Object.fromEntries(
          Object.entries(value).map(([field, part]) => [field, [null, part]]),
        ),
      });
    };
    for (const each of calendars) await put('calendar', each);
    for (const each of timetables) await put('timetable', each);
    for (const each of policies) await put('policy', each);
  });
}
