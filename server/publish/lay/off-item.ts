/** What a screen shows while it is off: black, from one hour to the next. */
import type { SlideItem } from '#shared/frame/manifest.ts';

export const OFF_ITEM: SlideItem = {
  kind: 'slide',
  id: 'off',
  ms: 3_600_000,
  life: { from: 0, until: null },
  enter: 'cut',
  template: 'off',
  data: {},
  media: [],
};
