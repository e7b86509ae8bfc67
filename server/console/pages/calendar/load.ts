/** The school calendar of one unit. */
import type { Loaded, PageContext } from '../../page.ts';
import { loadSetting, type SettingData } from '../../settings/load.ts';

export type CalendarData = SettingData<'calendar'>;

export async function load(context: PageContext): Promise<Loaded<CalendarData>> {
  const data = await loadSetting('calendar', context);
  if (data === 'notFound') return 'notFound';
  return { title: `${context.words.settings.title.calendar} · ${data.unit.name}`, data };
}
