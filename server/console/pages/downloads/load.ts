/** When and how the screens of one unit fetch media. */
import type { Loaded, PageContext } from '../../page.ts';
import { loadSetting, type SettingData } from '../../settings/load.ts';

export type DownloadsData = SettingData<'downloads'>;

export async function load(context: PageContext): Promise<Loaded<DownloadsData>> {
  const data = await loadSetting('downloads', context);
  if (data === 'notFound') return 'notFound';
  return { title: `${context.words.settings.title.downloads} · ${data.unit.name}`, data };
}
