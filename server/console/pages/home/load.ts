/** The office's desk. */
import type { Loaded, PageContext } from '../../page.ts';

export type HomeData = { readonly name: string; readonly now: number };

export async function load(context: PageContext): Promise<Loaded<HomeData>> {
  return {
    title: context.words.common.place.home,
    data: { name: context.viewer.person.name, now: context.now },
  };
}
