/** The air policy of one unit. */
import type { Loaded, PageContext } from '../../page.ts';
import { loadSetting, type SettingData } from '../../settings/load.ts';

export type PolicyData = SettingData<'policy'>;

export async function load(context: PageContext): Promise<Loaded<PolicyData>> {
  const data = await loadSetting('policy', context);
  if (data === 'notFound') return 'notFound';
  return { title: `${context.words.settings.title.policy} · ${data.unit.name}`, data };
}
