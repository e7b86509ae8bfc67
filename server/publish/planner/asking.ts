/** What the parts of the planner work with. */
import type { SlideTemplate } from '#playlists/templates/template.ts';
import type { Now } from '#server/deps.ts';
import type { Store } from '#server/store/port.ts';
import type { Picture, Pictures } from '../picture.ts';
import type { Compositions } from './compositions.ts';

export type PlannerDeps = {
  readonly store: Store;
  readonly pictures: Pictures;
  readonly templates: ReadonlyMap<string, SlideTemplate>;
  readonly now: Now;
};

export type Asking = PlannerDeps & { readonly compositions: Compositions };

/** A picture that knows the unit, or the screen: somebody may have made it a moment ago. */
export async function pictureWith(
  pictures: Pictures,
  knows: (picture: Picture) => boolean,
): Promise<Picture> {
  const picture = await pictures.current();
  return knows(picture) ? picture : pictures.fresh();
}
