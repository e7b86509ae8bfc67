/** What to call an item of a programme: a clip by its title, a slide by its first words. */
import { allTemplates } from '#playlists/templates/index.ts';
import type { Item } from '#shared/frame/manifest.ts';
import { locale, words } from './locales/words.ts';

/** `titles`: media hash -> title of the clip, as far as the viewer may see it */
export function itemName(item: Item, titles: Readonly<Record<string, string>>): string {
  const kind = words().screens.kind[item.kind];
  switch (item.kind) {
    case 'video':
    case 'image':
    case 'audio':
      return titles[item.media] ?? kind;
    case 'ticker':
      return item.text;
    case 'web':
      return new URL(item.url).hostname;
    case 'slide': {
      const template = allTemplates.get(item.template);
      const first = template?.fields
        .filter(({ input }) => input === 'line' || input === 'text')
        .map(({ name }) => item.data[name])
        .find((value) => typeof value === 'string' && value !== '');
      return typeof first === 'string' ? first : (template?.name[locale()] ?? kind);
    }
  }
}
