/** Whose pages the screens may show: said at the top of the organisation, told at every unit. */
import { rootOf } from '#server/access/inherited.ts';
import type { Loaded, PageContext } from '../../page.ts';
import { loadSetting, type SettingData } from '../../settings/load.ts';

export type WebData = SettingData<'web'> & {
  /** the unit that says so */
  readonly allower: string;
  readonly isRoot: boolean;
};

export async function load(context: PageContext): Promise<Loaded<WebData>> {
  const data = await loadSetting('web', context);
  if (data === 'notFound') return 'notFound';
  const isRoot = data.unit.parentId === null;
  const root = await rootOf(context.deps.store, data.unit.id);
  return {
    title: `${context.words.settings.title.web} · ${data.unit.name}`,
    data: { ...data, mayEdit: data.mayEdit && isRoot, isRoot, allower: root?.name ?? '' },
  };
}
