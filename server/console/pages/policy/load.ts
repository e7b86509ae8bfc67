/** The air policy of one unit. */
import { maySetShares } from '#server/access/shares.ts';
import type { Loaded, PageContext } from '../../page.ts';
import { loadSetting, type SettingData } from '../../settings/load.ts';

export type PolicyData = SettingData<'policy'> & {
  /** how office and school share the screens is not a school's to say */
  readonly maySetShares: boolean;
};

export async function load(context: PageContext): Promise<Loaded<PolicyData>> {
  const data = await loadSetting('policy', context);
  if (data === 'notFound') return 'notFound';
  const { deps, viewer, words } = context;
  return {
    title: `${words.settings.title.policy} · ${data.unit.name}`,
    data: { ...data, maySetShares: await maySetShares(deps.store, viewer, data.unit) },
  };
}
